import assert from 'node:assert/strict';
import { accountDefinition } from '../../../src/region/definition';
import { listKind } from '../../../src/region/kernel/kind';
import { openNics } from './network-interfaces/support';

const tellsOfCosts = (text: string): boolean => /billed|cost/.test(text);

describe('words about costs', () => {
  it('of a resource are marked, so that it is said whose the costs are', () => {
    const { run, running, context, subnet, pass } = openNics();
    const SubnetId = subnet();
    const marked = new Set<string>();
    /** Looks at every face as it is now. */
    const look = (): void => {
      for (const kind of accountDefinition.kinds) {
        for (const row of listKind(context(), kind)) {
          const { description, tooltip, priced = false } = kind.face(context(), row);
          const texts = [...description, ...tooltip.flatMap(({ caption, value }) => [caption, value])].map(({ text }) => text);
          assert.equal(priced, texts.some(tellsOfCosts), `${kind.name} ${row.id}`);
          if (priced) marked.add(kind.name);
        }
      }
    };
    const [stopped, ended] = [running({ SubnetId }), running({ SubnetId })].map(({ InstanceId }) => InstanceId!);
    const { AllocationId } = run('ec2:AllocateAddress', {});
    run('ec2:AllocateAddress', {});
    const { NatGateway } = run('ec2:CreateNatGateway', { SubnetId, AllocationId });
    const { VpcId, AvailabilityZone } = run('ec2:DescribeSubnets', { SubnetIds: [SubnetId] }).Subnets![0]!;
    const service = `com.amazonaws.${context().region}`;
    run('ec2:CreateVpcEndpoint', { VpcId, ServiceName: `${service}.s3` });
    run('ec2:CreateVpcEndpoint', { VpcId, ServiceName: `${service}.ssm`, VpcEndpointType: 'Interface', SubnetIds: [SubnetId] });
    const { VolumeId } = run('ec2:CreateVolume', { AvailabilityZone, Size: 1 });
    look();
    run('ec2:StopInstances', { InstanceIds: [stopped!] });
    run('ec2:TerminateInstances', { InstanceIds: [ended!] });
    look();
    pass(600);
    run('ec2:DeleteVolume', { VolumeId });
    run('ec2:DeleteNatGateway', { NatGatewayId: NatGateway!.NatGatewayId });
    look();
    pass(600);
    look();
    assert.deepEqual([...marked].sort(), ['elastic-ips', 'instances', 'nat-gateways', 'volumes', 'vpc-endpoints']);
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
