/** A running server; see vscode-server.mjs. */
export interface VsCodeServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  output(): string;
  stop(): Promise<void>;
}

export interface ServerOptions {
  dataDir: string;
  settings?: Record<string, unknown>;
  env?: Record<string, string>;
  locale?: string;
  port?: number;
}

export interface WorkbenchPlace {
  folder: string;
  extensionDevelopmentPath?: string | undefined;
  extensionTestsPath?: string | undefined;
}

export const version: string;
export const withoutGallery: Record<string, string>;
export function installServer(log?: (line: string) => void): Promise<void>;
export function startServer(options: ServerOptions): Promise<VsCodeServer>;
export function workbenchUrl(server: { url: string; port: number }, place: WorkbenchPlace): string;
export function installVsix(vsix: string, dataDir: string): Promise<string>;
