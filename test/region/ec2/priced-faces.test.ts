import assert from 'node:assert/strict';
import { accountDefinition } from '../../../src/region/definition';
import { listKind } from '../../../src/region/kernel/kind';
import { openNics } from './network-interfaces/support';

const tellsOfCosts = (text: string): boolean => /billed|cost/.test(text);

describe('words about costs', () => {
  it('of a resource are marked, so that it is said whose the costs are', () => {
    const { run, running, context, subnet } = openNics();
    const SubnetId = subnet();
    const { InstanceId } = running({ SubnetId });
    const { AllocationId } = run('ec2:AllocateAddress', {});
    run('ec2:AllocateAddress', {});
    run('ec2:CreateNatGateway', { SubnetId, AllocationId });
    const { VpcId } = run('ec2:DescribeSubnets', { SubnetIds: [SubnetId] }).Subnets![0]!;
    run('ec2:CreateVpcEndpoint', { VpcId, ServiceName: `com.amazonaws.${context().region}.s3` });
    const faces = accountDefinition.kinds.flatMap((kind) =>
      listKind(context(), kind).map((row) => ({ kind: kind.name, id: row.id, face: kind.face(context(), row) })),
    );
    const marked = new Set<string>();
    for (const { kind, id, face } of faces) {
      const texts = [...face.description, ...face.tooltip.flatMap(({ caption, value }) => [caption, value])].map(({ text }) => text);
      assert.equal(face.priced ?? false, texts.some(tellsOfCosts), `${kind} ${id}`);
      if (face.priced) marked.add(kind);
    }
    assert.ok(InstanceId);
    assert.deepEqual([...marked].sort(), ['elastic-ips', 'instances', 'nat-gateways', 'volumes']);
  });

  it('of a question are marked likewise', () => {
    const questions = accountDefinition.kinds.flatMap(({ name, menu }) =>
      menu.flatMap(({ id, confirm }) => (confirm ? [{ command: `${name}.${id}`, ...confirm }] : [])),
    );
    for (const { command, question, priced = false } of questions) assert.equal(priced, tellsOfCosts(question.text), command);
    const marked = questions.filter(({ priced }) => priced).map(({ command }) => command);
    assert.deepEqual(marked.sort(), ['elastic-ips.release', 'nat-gateways.delete']);
  });
});
