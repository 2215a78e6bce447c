export const browserFlags: string[];
export function onPath(name: string): string | undefined;
export function findBrowser(): string | undefined;
export function ensureBrowser(log?: (line: string) => void): Promise<string>;
export function ensureKoreanFont(log?: (line: string) => void): Promise<void>;
