import assert from 'node:assert/strict';
import type { Connection } from '../../src/shared/connect';
import type { AccountHost } from '../../src/worker/account-host';
import { cleanUp, editor, never, openHost, seoul } from './support/surroundings';

describe('Connecting to a machine', () => {
  let host: AccountHost;
  beforeEach(() => ({ host } = openHost()));
  afterEach(cleanUp);

  const pass = (Seconds: number): Promise<unknown> => host.session('AdvanceClock', { Seconds }, editor, never);
  const look = (id: string): Promise<Connection> => host.views.connection({ region: seoul, id });

  async function launch(platform: string, KeyName?: string): Promise<string> {
    const { images } = await host.views.launchTerms({ region: seoul });
    const { id: ImageId } = images.find((image) => image.platformDetails === platform && image.shelf === 'quick-start')!;
    const input = { ImageId, InstanceType: 't3.medium', MinCount: 1, MaxCount: 1, ...(KeyName !== undefined && { KeyName }) } as const;
    const { output } = await host.execute({ action: 'ec2:RunInstances', region: seoul, input }, editor);
    return output.Instances![0]!.InstanceId!;
  }

  it("tells when Windows' password is ready, and that it stays so after the next start", async () => {
    const key = { action: 'ec2:CreateKeyPair', region: seoul, input: { KeyName: 'key' } } as const;
    const { output } = await host.execute(key, editor);
    const id = await launch('Windows', 'key');
    assert.equal((await look(id)).passwordAt, undefined);
    await pass(60);
    const soon = await look(id);
    assert.ok(soon.passwordAt! > soon.now && soon.passwordAt! <= soon.now + 240_000);
    assert.deepEqual([soon.windows, soon.port, soon.keyPairId], [true, 3389, output.KeyPairId]);
    await pass(600);
    assert.equal((await look(id)).passwordAt, soon.passwordAt);
    for (const action of ['ec2:StopInstances', 'ec2:StartInstances'] as const) {
      await host.execute({ action, region: seoul, input: { InstanceIds: [id] } }, editor);
      await pass(300);
    }
    assert.equal((await look(id)).passwordAt, soon.passwordAt);
  });

  it('has no password to wait for on Linux, and knows nothing of what is not there', async () => {
    const id = await launch('Linux/UNIX');
    await pass(60);
    const { passwordAt, windows, privateIp } = await look(id);
    assert.deepEqual([passwordAt, windows], [undefined, false]);
    assert.match(privateIp!, /^172\.31\./);
    const gone = 'i-0123456789abcdef0';
    const { state, reach, label } = await look(gone);
    assert.deepEqual([state, reach.reason, label], [undefined, 'not-running', gone]);
  });
});
