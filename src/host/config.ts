import * as vscode from 'vscode';

/** The settings, as package.json declares them. */
export interface Settings {
  readonly defaultRegion: string;
  readonly 'clock.defaultSpeed': number;
  readonly 'endpoint.startWithAccount': boolean;
  readonly 'endpoint.port': number;
  readonly confirmDestructive: boolean;
}

/** The value of a setting; package.json gives the default. */
export function setting<Name extends keyof Settings>(name: Name): Settings[Name] {
  return vscode.workspace.getConfiguration('cloudSandbox').get<Settings[Name]>(name) as Settings[Name];
}
