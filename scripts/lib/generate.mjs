import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { at, root } from './paths.mjs';

/** Writes the code that is made from data (src/endpoint/generated); needed before a type-check or a bundle of the endpoint. */
export function generate() {
  const generator = at('scripts/generate-codecs.mjs');
  if (!existsSync(generator)) return;
  const { status } = spawnSync(process.execPath, [generator], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('scripts/generate-codecs.mjs failed');
}
