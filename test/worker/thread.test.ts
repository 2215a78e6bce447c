import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Frame, Peer } from '../../src/shared/rpc';
import type { WorkerCalls, WorkerEvents } from '../../src/shared/worker';
import { cleanUp, newFolder, paused, seoul } from './support/surroundings';

describe("The account's thread", () => {
  let worker: Worker;
  let peer: Peer<WorkerCalls, WorkerEvents>;

  beforeEach(() => {
    worker = new Worker(fileURLToPath(new URL('../../../dist/worker.mjs', import.meta.url)));
    peer = new Peer((frame) => worker.postMessage(frame));
    worker.on('message', (frames: readonly Frame[]) => frames.forEach((frame) => peer.receive(frame)));
  });
  afterEach(async () => {
    await worker.terminate();
    await cleanUp();
  });

  it('serves the contract over messages', async () => {
    const folder = newFolder();
    const opened = await peer.call('open', { ...paused, folder });
    assert.deepEqual([opened.role, opened.defaultRegion, opened.clock.speed], ['holder', seoul, 0]);
    const order: string[] = [];
    peer.on('changes', () => order.push('changes'));
    const { output } = await peer.call('execute', {
      action: 'ec2:CreateSecurityGroup',
      region: seoul,
      input: { GroupName: 'web', Description: 'web' },
    });
    order.push('answer');
    assert.deepEqual(order, ['changes', 'answer']);
    const { nodes } = await peer.call('nodes', { kind: 'security-groups', region: seoul, offset: 0, limit: 10 });
    assert.deepEqual(nodes.map(({ id }) => id).slice(1), [(output as { GroupId: string }).GroupId]);
    await assert.rejects(peer.call('execute', { action: 'ec2:StopInstances', region: seoul, input: { InstanceIds: ['i-1'] } }), {
      code: 'InvalidInstanceID.Malformed',
      message: 'Invalid id: "i-1"',
      status: 400,
    });
    await peer.call('close', undefined as never);
  });

  it('answers others while it makes a key', async () => {
    await peer.call('open', { ...paused });
    const order: string[] = [];
    const key = peer
      .call('execute', { action: 'ec2:CreateKeyPair', region: seoul, input: { KeyName: 'key' } })
      .then(() => order.push('key'));
    for (let number = 0; number < 3; number++) {
      await peer.call('execute', { action: 'ec2:DescribeVpcs', region: seoul, input: {} });
      order.push('answer');
    }
    await key;
    assert.deepEqual(order, ['answer', 'answer', 'answer', 'key']);
  });

  it('loses nothing when it is terminated', async () => {
    const folder = newFolder();
    await peer.call('open', { ...paused, folder });
    await peer.call('execute', { action: 'ec2:CreateSecurityGroup', region: seoul, input: { GroupName: 'web', Description: 'web' } });
    await worker.terminate();
    const next = new Worker(fileURLToPath(new URL('../../../dist/worker.mjs', import.meta.url)));
    const nextPeer: Peer<WorkerCalls, WorkerEvents> = new Peer((frame) => next.postMessage(frame));
    next.on('message', (frames: readonly Frame[]) => frames.forEach((frame) => nextPeer.receive(frame)));
    try {
      assert.equal((await nextPeer.call('open', { ...paused, folder })).role, 'holder');
      const { nodes } = await nextPeer.call('nodes', { kind: 'security-groups', region: seoul, offset: 0, limit: 10 });
      assert.deepEqual(
        nodes.map(({ face }) => face.label),
        ['default', 'web'],
      );
    } finally {
      await next.terminate();
    }
  });
});
