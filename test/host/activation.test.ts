import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { assertWithin, fixedWork } from '../support/limits';
import { computed } from './support/processor-time';
import { extension } from './support/sandbox';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly views: { readonly cloudSandbox: readonly { readonly id: string }[] };
  };
}

describe('activation', () => {
  it('takes at most 25 ms of the processor, bundle included', async () => {
    assert.equal(extension().isActive, false, 'nothing but a view or a command activates the extension');
    const activate = async (): Promise<number> => {
      const before = computed();
      await extension().activate();
      return computed() - before;
    };
    const [took] = await assertWithin({
      what: 'activation',
      limit: 25,
      measure: activate,
      yardstick: () => fixedWork(computed),
      attempts: 1,
    });
    console.log(`activate: ${took?.toFixed(1)} ms`);
  });

  it('registers every command that the manifest declares, and no other', async () => {
    const { contributes } = extension().packageJSON as Manifest;
    const declared = contributes.commands.map(({ command }) => command).sort();
    // VS Code itself makes commands for views and the container: focus, open, resetViewLocation, …
    const ofViews = contributes.views.cloudSandbox.map(({ id }) => id);
    const registered = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith('cloudSandbox.'));
    const ours = registered.filter((id) => !ofViews.some((view) => id.startsWith(`${view}.`) && !declared.includes(id))).sort();
    assert.deepEqual(ours, declared);
  });

  it('gives an API with a version', () => {
    assert.equal(extension().exports.version, 1);
  });
});
