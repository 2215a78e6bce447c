import { access } from 'node:fs/promises';
import type * as vscode from 'vscode';

/** Where a private key was saved, and whether it is still there. */
export interface KeyFile {
  readonly path: string;
  readonly exists: boolean;
}

const keyOf = (region: string, keyPairId: string): string => `keyFile ${region}/${keyPairId}`;

/** Remembers where the private keys of key pairs were saved: their paths, never what is in them. */
export class KeyFiles {
  constructor(private readonly memory: vscode.Memento) {}

  async remember(region: string, keyPairId: string, path: string): Promise<void> {
    await this.memory.update(keyOf(region, keyPairId), path);
  }

  /** Undefined when it was never saved by this editor. */
  async find(region: string, keyPairId: string): Promise<KeyFile | undefined> {
    const path = this.memory.get<string>(keyOf(region, keyPairId));
    if (path === undefined) return undefined;
    const exists = await access(path).then(
      () => true,
      () => false,
    );
    return { path, exists };
  }
}
