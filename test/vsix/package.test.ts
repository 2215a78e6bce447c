import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { at } from '../../scripts/lib/paths.mjs';
import { openWorkbench } from '../ui/support/launch';
import type { Workbench } from '../ui/support/workbench';

const vsix = at('out/cloud-sandbox.vsix');

/** The names in a zip file, from its central directory (PKWARE APPNOTE 4.3.12 and 4.3.16). */
function namesIn(file: string): string[] {
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    return name;
  });
}

describe('The packaged extension', () => {
  it('holds the product and nothing of how it is made', () => {
    const product =
      /^(\[Content_Types\]\.xml|extension\.vsixmanifest|extension\/((dist|l10n|media)\/.+|package(\.nls(\.ko)?)?\.json|(readme|changelog)\.md|LICENSE\.txt))$/i;
    const names = namesIn(vsix);
    assert.ok(names.includes('extension/dist/extension.js'));
    assert.deepEqual(
      names.filter((name) => !product.test(name) || name.endsWith('.map')),
      [],
    );
  });

  describe('in a fresh profile', () => {
    let workbench: Workbench;
    before(async () => {
      workbench = await openWorkbench({ vsix, theme: 'light' });
    });
    after(() => workbench.close());

    it('launches an instance that comes to run', async () => {
      await workbench.openViewContainer('Cloud Sandbox');
      await workbench.runCommand('Cloud Sandbox: Quick Launch');
      await workbench.waitForStep('(1/7)');
      await workbench.pick('Amazon Linux 2023 (kernel 6.1)');
      await workbench.waitForStep('(2/7)');
      await workbench.pick('t2.micro');
      await workbench.waitForStep('(3/7)');
      await workbench.pick('Proceed without a key pair');
      await workbench.waitForStep('(4/7)');
      await workbench.pick('default');
      await workbench.waitForStep('(5/7)');
      await workbench.enterText('packaged');
      await workbench.waitForStep('(6/7)');
      await workbench.enterText('1');
      await workbench.waitForStep('(7/7)');
      await workbench.pick('Launch');
      await workbench.tree('Instances').waitForRow('packaged', /^running · \d+\.\d+\.\d+\.\d+ · t2\.micro · ap-northeast-2[a-d]$/);
      await workbench.screenshot('packaged');
    });

    it('has the account as it was after VS Code was closed', async () => {
      const before = await workbench.tree('Instances').rows();
      await workbench.restart();
      await workbench.openViewContainer('Cloud Sandbox');
      await workbench.tree('Instances').waitForRow('packaged');
      assert.deepEqual(
        (await workbench.tree('Instances').rows()).map(({ label, description }) => ({ label, description })),
        before.map(({ label, description }) => ({ label, description })),
      );
    });
  });

  it('speaks Korean', async () => {
    const workbench = await openWorkbench({ vsix, locale: 'ko' });
    await workbench.openViewContainer('Cloud Sandbox');
    await workbench.page.locator('.sidebar .pane-header', { hasText: '인스턴스' }).waitFor();
    await workbench.close();
  });
});
