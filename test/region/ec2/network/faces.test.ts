import assert from 'node:assert/strict';
import { elasticIpTable } from '../../../../src/region/ec2/elastic-ips/elastic-ips';
import { elasticIpsKind } from '../../../../src/region/ec2/elastic-ips/elastic-ips-kind';
import { natGatewayTable } from '../../../../src/region/ec2/nat-gateways/nat-gateways';
import { natGatewaysKind } from '../../../../src/region/ec2/nat-gateways/nat-gateways-kind';
import { networkInterfaceTable } from '../../../../src/region/ec2/network-interfaces/network-interfaces';
import { networkInterfacesKind } from '../../../../src/region/ec2/network-interfaces/network-interfaces-kind';
import type { Face } from '../../../../src/region/kernel/kind';
import { openNics } from '../network-interfaces/support';

/** A face as far as a tree shows it: label, description, flags. */
const shown = ({ label, description, flags }: Face) => [
  label,
  description.map(({ text, args }) => text.replace('{0}', String(args?.[0]))).join(' '),
  flags,
];

describe('faces of addresses, interfaces and NAT gateways', () => {
  it('tell where an address leads, and that it costs although it leads nowhere', () => {
    const { run, running, context, nic, subnet } = openNics();
    const { AllocationId, PublicIp } = run('ec2:AllocateAddress', {});
    const face = () => shown(elasticIpsKind.face(context(), context().get(elasticIpTable, AllocationId!)!));
    assert.deepEqual(face(), [PublicIp, 'unused (billed)', ['unassociated', 'own']]);
    const instance = running({ SubnetId: subnet() });
    run('ec2:CreateTags', { Resources: [instance.InstanceId!], Tags: [{ Key: 'Name', Value: 'web' }] });
    const { AssociationId } = run('ec2:AssociateAddress', { AllocationId, InstanceId: instance.InstanceId });
    assert.deepEqual(face(), [PublicIp, 'web', ['associated', 'own']]);
    const primary = instance.NetworkInterfaces![0]!.NetworkInterfaceId!;
    const ofNic = (id: string) => shown(networkInterfacesKind.face(context(), context().get(networkInterfaceTable, id)!));
    assert.deepEqual(ofNic(primary), [primary, `in-use web ${instance.PrivateIpAddress}`, ['in-use']]);
    run('ec2:DisassociateAddress', { AssociationId });
    const gateway = run('ec2:CreateNatGateway', { SubnetId: subnet(), AllocationId }).NatGateway!;
    assert.deepEqual(face(), [PublicIp, gateway.NatGatewayId, ['associated', 'managed']]);
    const row = context().get(natGatewayTable, gateway.NatGatewayId!)!;
    assert.deepEqual(shown(natGatewaysKind.face(context(), row)), [gateway.NatGatewayId, `pending ${PublicIp}`, ['pending']]);
    const [described] = run('ec2:DescribeNatGateways', { NatGatewayIds: [gateway.NatGatewayId!] }).NatGateways!;
    const own = nic(described!.NatGatewayAddresses![0]!.NetworkInterfaceId!);
    assert.deepEqual(ofNic(own.NetworkInterfaceId!)[2], ['managed']);
  });

  it('follow an interface from pending to an instance and back', () => {
    const { run, running, context, makeNic, settle, subnet } = openNics();
    const InstanceId = running({ SubnetId: subnet() }).InstanceId!;
    const id = makeNic();
    const flags = () => networkInterfacesKind.face(context(), context().get(networkInterfaceTable, id)!).flags;
    assert.deepEqual(flags(), ['pending']);
    settle();
    assert.deepEqual(flags(), ['available']);
    const { AttachmentId } = run('ec2:AttachNetworkInterface', { NetworkInterfaceId: id, InstanceId, DeviceIndex: 1 });
    assert.deepEqual(flags(), ['attaching']);
    settle();
    assert.deepEqual(flags(), ['in-use', 'detachable']);
    run('ec2:DetachNetworkInterface', { AttachmentId });
    assert.deepEqual(flags(), ['detaching']);
    settle();
    assert.deepEqual(flags(), ['available']);
  });
});
