export const root: string;
export function at(...parts: string[]): string;
export function filesUnder(folder: string, wanted?: (name: string) => boolean): string[];
