import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { openSandbox, stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';

describe('The AWS endpoint of a window', () => {
  let sandbox: SandboxWindow;
  let other: Server;
  let taken: number;
  let port: string;
  before(async () => {
    other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    taken = (other.address() as AddressInfo).port;
    sandbox = await openSandbox({ settings: { 'cloudSandbox.endpoint.port': taken } });
  });
  after(async () => {
    other.close();
    await sandbox.vs.close();
  });
  stopAtFirstFailure(() => sandbox);

  it('takes a free port when its own is in use, if it is told to', async () => {
    const { vs } = sandbox;
    await vs.runCommand('Cloud Sandbox: Start AWS Endpoint');
    const text = `Port ${taken} is in use, perhaps by another window or by a Cloud Sandbox on the command line.`;
    await vs.notification(text).waitFor();
    await sandbox.picture('endpoint-01-port-in-use');
    await vs.answerNotification(text, 'Use a Free Port');
    await vs.notification('The AWS endpoint runs at http://127.0.0.1:').waitFor();
    port = /127\.0\.0\.1:(\d+)/.exec(await vs.notification('The AWS endpoint runs at').innerText())?.[1] ?? '';
    assert.notEqual(port, String(taken));
    await vs.statusBarItem(`127.0.0.1:${port}`).waitFor();
  });

  it('starts again at that port after the window was reloaded, if it is told to', async () => {
    const { vs } = sandbox;
    await Promise.all([vs.page.waitForEvent('load'), vs.runCommand('Developer: Reload Window')]);
    await sandbox.open();
    const text = `The AWS endpoint at port ${port} ended with the window.`;
    await vs.notification(text).waitFor({ timeout: 30_000 });
    await sandbox.picture('endpoint-02-ended');
    await vs.answerNotification(text, 'Start Endpoint');
    await vs.statusBarItem(`127.0.0.1:${port}`).waitFor();
  });
});
