import assert from 'node:assert/strict';
import type { NetworkAcl, NetworkAclEntry } from '@aws-sdk/client-ec2';
import { type AclPacket, aclAllows } from '../../../../src/region/ec2/network-acls/evaluate';
import { accountId, openAccount, type TestAccount } from '../../support/account';
import { makeNetwork } from '../route-tables/support';

const missing = (prefix: string): string => `${prefix}-0123456789abcdef0`;

function acl(account: TestAccount, id: string): NetworkAcl {
  return account.run('ec2:DescribeNetworkAcls', { NetworkAclIds: [id] }).NetworkAcls![0]!;
}

const last = (Egress: boolean): NetworkAclEntry => ({
  CidrBlock: '0.0.0.0/0',
  Egress,
  Protocol: '-1',
  RuleAction: 'deny',
  RuleNumber: 32_767,
});

function newAcl(account: TestAccount, vpcId: string): string {
  return account.run('ec2:CreateNetworkAcl', { VpcId: vpcId }).NetworkAcl!.NetworkAclId!;
}

/** Gives the ACL to the subnet and returns the new association. */
function give(account: TestAccount, subnetId: string, NetworkAclId: string): string {
  const Filters = [{ Name: 'association.subnet-id', Values: [subnetId] }];
  const present = account.run('ec2:DescribeNetworkAcls', { Filters }).NetworkAcls![0]!;
  const AssociationId = present.Associations!.find(({ SubnetId }) => SubnetId === subnetId)!.NetworkAclAssociationId!;
  return account.run('ec2:ReplaceNetworkAclAssociation', { AssociationId, NetworkAclId }).NewAssociationId!;
}

describe('network ACLs', () => {
  it('a VPC has a default one that lets everything through, and each subnet has it', () => {
    const account = openAccount();
    const { vpcId, subnetId, aclId } = makeNetwork(account);
    const allow = (Egress: boolean): NetworkAclEntry => ({
      CidrBlock: '0.0.0.0/0',
      Egress,
      Protocol: '-1',
      RuleAction: 'allow',
      RuleNumber: 100,
    });
    const shown = acl(account, aclId);
    assert.match(shown.Associations![0]!.NetworkAclAssociationId!, /^aclassoc-[0-9a-f]{17}$/);
    assert.deepEqual(shown, {
      Associations: [{ NetworkAclAssociationId: shown.Associations![0]!.NetworkAclAssociationId, NetworkAclId: aclId, SubnetId: subnetId }],
      Entries: [allow(true), last(true), allow(false), last(false)],
      IsDefault: true,
      NetworkAclId: aclId,
      Tags: [],
      VpcId: vpcId,
      OwnerId: accountId,
    });
    account.fails('ec2:DeleteNetworkAcl', { NetworkAclId: aclId }, 'InvalidParameterValue', `cannot delete default network ACL ${aclId}`);
    account.run('ec2:AssociateVpcCidrBlock', { VpcId: vpcId, AmazonProvidedIpv6CidrBlock: true });
    assert.deepEqual(
      acl(account, aclId)
        .Entries!.filter(({ Egress }) => Egress)
        .map(({ RuleNumber, RuleAction, Ipv6CidrBlock }) => [RuleNumber, RuleAction, Ipv6CidrBlock]),
      [
        [100, 'allow', undefined],
        [101, 'allow', '::/0'],
        [32_767, 'deny', undefined],
        [32_768, 'deny', '::/0'],
      ],
    );
  });

  it('CreateNetworkAcl makes one that lets nothing through, one a client token', () => {
    const account = openAccount();
    const { vpcId } = makeNetwork(account);
    const input = {
      VpcId: vpcId,
      ClientToken: 'once',
      TagSpecifications: [{ ResourceType: 'network-acl' as const, Tags: [{ Key: 'Name', Value: 'tight' }] }],
    };
    const made = account.run('ec2:CreateNetworkAcl', input);
    assert.match(made.NetworkAcl!.NetworkAclId!, /^acl-[0-9a-f]{17}$/);
    assert.deepEqual(made.NetworkAcl!.Entries, [last(true), last(false)]);
    assert.deepEqual(made.NetworkAcl!.Tags, [{ Key: 'Name', Value: 'tight' }]);
    assert.equal(made.ClientToken, 'once');
    assert.deepEqual(account.run('ec2:CreateNetworkAcl', input), made);
    account.fails('ec2:CreateNetworkAcl', { VpcId: vpcId, DryRun: true }, 'DryRunOperation');
    account.fails('ec2:CreateNetworkAcl', { VpcId: missing('vpc') }, 'InvalidVpcID.NotFound');
    account.fails('ec2:CreateNetworkAcl', { VpcId: undefined }, 'MissingParameter');
    account.fails('ec2:DeleteNetworkAcl', { NetworkAclId: made.NetworkAcl!.NetworkAclId, DryRun: true }, 'DryRunOperation');
    account.run('ec2:DeleteNetworkAcl', { NetworkAclId: made.NetworkAcl!.NetworkAclId });
    account.fails('ec2:DescribeNetworkAcls', { NetworkAclIds: [made.NetworkAcl!.NetworkAclId!] }, 'InvalidNetworkAclID.NotFound');
    account.fails('ec2:DeleteNetworkAcl', { NetworkAclId: 'acl-x' }, 'InvalidNetworkAclId.Malformed');
  });

  it('has limits', () => {
    const account = openAccount({ settings: { quotas: { 'L-B4A6D682': 2, 'L-2AEEBF1A': 1 } } });
    const { vpcId } = makeNetwork(account);
    const NetworkAclId = newAcl(account, vpcId);
    account.fails('ec2:CreateNetworkAcl', { VpcId: vpcId }, 'NetworkAclLimitExceeded');
    const entry = { NetworkAclId, Protocol: '-1', RuleAction: 'allow' as const, CidrBlock: '0.0.0.0/0', RuleNumber: 1, Egress: false };
    account.run('ec2:CreateNetworkAclEntry', entry);
    account.fails('ec2:CreateNetworkAclEntry', { ...entry, RuleNumber: 2 }, 'NetworkAclEntryLimitExceeded');
    account.run('ec2:CreateNetworkAclEntry', { ...entry, RuleNumber: 2, Egress: true });
    account.run('ec2:CreateNetworkAclEntry', { ...entry, RuleNumber: 2, CidrBlock: undefined, Ipv6CidrBlock: '::/0' });
  });

  it('entries decide by number: the first that matches, replies like any packet', () => {
    const account = openAccount();
    const { vpcId, subnetId, aclId } = makeNetwork(account);
    const NetworkAclId = newAcl(account, vpcId);
    const allows = (packet: Partial<AclPacket>): [boolean, number | '*'] => {
      const verdict = aclAllows(account.context(), subnetId, {
        egress: false,
        protocol: 'tcp',
        port: 80,
        address: '203.0.113.9',
        ...packet,
      });
      return [verdict.allowed, verdict.ruleNumber];
    };
    assert.deepEqual(allows({}), [true, 100]);
    const association = give(account, subnetId, NetworkAclId);
    assert.deepEqual(allows({}), [false, '*']);
    account.fails('ec2:DeleteNetworkAcl', { NetworkAclId }, 'DependencyViolation');

    const put = (RuleNumber: number, RuleAction: 'allow' | 'deny', entry: object): void =>
      void account.run('ec2:CreateNetworkAclEntry', {
        NetworkAclId,
        RuleNumber,
        RuleAction,
        Egress: false,
        CidrBlock: '0.0.0.0/0',
        Protocol: 'tcp',
        ...entry,
      });
    put(200, 'allow', { PortRange: { From: 80, To: 90 } });
    put(150, 'deny', { PortRange: { From: 80, To: 80 }, CidrBlock: '203.0.113.77/25' });
    put(300, 'allow', { Protocol: '1', IcmpTypeCode: { Type: 8, Code: -1 } });
    put(310, 'allow', { Protocol: '58', CidrBlock: undefined, Ipv6CidrBlock: '2001:DB8::/32', IcmpTypeCode: { Type: -1, Code: -1 } });
    put(320, 'allow', { Protocol: '17', PortRange: { From: 53, To: 53 } });
    put(330, 'allow', { Protocol: '6', PortRange: { From: 443, To: 443 }, CidrBlock: undefined, Ipv6CidrBlock: '::/0' });
    for (const [packet, verdict] of [
      [{}, [false, 150]],
      [{ address: '203.0.113.200' }, [true, 200]],
      [{ port: 90 }, [true, 200]],
      [{ port: 91 }, [false, '*']],
      [{ egress: true }, [false, '*']],
      [{ protocol: 'icmp', port: 8 }, [true, 300]],
      [{ protocol: 'icmp', port: 0 }, [false, '*']],
      [{ protocol: 'icmp', port: 128, address: '2001:db8::7' }, [true, 310]],
      [{ protocol: 'udp', port: 53 }, [true, 320]],
      [{ protocol: 'udp', port: 54 }, [false, '*']],
      [{ port: 443, address: '2001:db8::7' }, [true, 330]],
      [{ port: 443 }, [false, '*']],
    ] as const) {
      assert.deepEqual(allows(packet), verdict, JSON.stringify(packet));
    }
    put(400, 'allow', { Egress: true, Protocol: '-1' });
    assert.deepEqual(allows({ egress: true, port: 54_321 }), [true, 400]);

    account.fails('ec2:ReplaceNetworkAclAssociation', { AssociationId: association, NetworkAclId: aclId, DryRun: true }, 'DryRunOperation');
    give(account, subnetId, aclId);
    assert.deepEqual(allows({}), [true, 100]);
    account.run('ec2:DeleteNetworkAcl', { NetworkAclId });
  });

  it('entries are created once, replaced and deleted', () => {
    const account = openAccount();
    const { aclId: NetworkAclId } = makeNetwork(account);
    const entry = {
      NetworkAclId,
      RuleNumber: 90,
      Egress: false,
      Protocol: '6',
      RuleAction: 'deny' as const,
      CidrBlock: '100.68.0.18/18',
      PortRange: { From: 22, To: 23 },
    };
    const shown = (): NetworkAclEntry => acl(account, NetworkAclId).Entries!.find(({ RuleNumber }) => RuleNumber === 90)!;
    account.fails('ec2:CreateNetworkAclEntry', { ...entry, DryRun: true }, 'DryRunOperation');
    account.run('ec2:CreateNetworkAclEntry', entry);
    assert.deepEqual(shown(), {
      CidrBlock: '100.68.0.0/18',
      Egress: false,
      PortRange: { From: 22, To: 23 },
      Protocol: '6',
      RuleAction: 'deny',
      RuleNumber: 90,
    });
    account.run('ec2:CreateNetworkAclEntry', entry);
    account.fails(
      'ec2:CreateNetworkAclEntry',
      { ...entry, RuleAction: 'allow' },
      'NetworkAclEntryAlreadyExists',
      'The network acl entry identified by 90 already exists.',
    );
    const icmp = { ...entry, Protocol: '1', PortRange: undefined, IcmpTypeCode: { Type: 8, Code: 0 }, RuleAction: 'allow' as const };
    account.fails('ec2:ReplaceNetworkAclEntry', { ...icmp, DryRun: true }, 'DryRunOperation');
    account.run('ec2:ReplaceNetworkAclEntry', icmp);
    assert.deepEqual(shown(), {
      CidrBlock: '100.68.0.0/18',
      Egress: false,
      IcmpTypeCode: { Code: 0, Type: 8 },
      Protocol: '1',
      RuleAction: 'allow',
      RuleNumber: 90,
    });
    account.run('ec2:ReplaceNetworkAclEntry', { ...entry, CidrBlock: undefined, Ipv6CidrBlock: '2001:DB8::1/32' });
    assert.equal(shown().Ipv6CidrBlock, '2001:db8::/32');
    account.fails('ec2:ReplaceNetworkAclEntry', { ...entry, RuleNumber: 91 }, 'InvalidNetworkAclEntry.NotFound');
    account.fails('ec2:ReplaceNetworkAclEntry', { ...entry, NetworkAclId: missing('acl') }, 'InvalidNetworkAclID.NotFound');
    account.fails('ec2:DeleteNetworkAclEntry', { NetworkAclId, RuleNumber: 90, Egress: true }, 'InvalidNetworkAclEntry.NotFound');
    account.fails('ec2:DeleteNetworkAclEntry', { NetworkAclId, RuleNumber: 90, Egress: false, DryRun: true }, 'DryRunOperation');
    account.run('ec2:DeleteNetworkAclEntry', { NetworkAclId, RuleNumber: 90, Egress: false });
    assert.equal(shown(), undefined);
    account.fails(
      'ec2:DeleteNetworkAclEntry',
      { NetworkAclId: missing('acl'), RuleNumber: 90, Egress: false },
      'InvalidNetworkAclID.NotFound',
    );
  });

  it('refuses entries that cannot be', () => {
    const account = openAccount();
    const { aclId } = makeNetwork(account);
    const entry = { NetworkAclId: aclId, RuleNumber: 7, Egress: true, Protocol: '6', RuleAction: 'allow', CidrBlock: '10.0.0.0/8' };
    const ports = { PortRange: { From: 1, To: 2 } };
    for (const [input, code] of [
      [{ NetworkAclId: undefined }, 'MissingParameter'],
      [{ NetworkAclId: missing('acl') }, 'InvalidNetworkAclID.NotFound'],
      [{ RuleNumber: undefined }, 'MissingParameter'],
      [{ RuleNumber: 0 }, 'InvalidParameterValue'],
      [{ RuleNumber: 32_767 }, 'InvalidParameterValue'],
      [{ Egress: undefined }, 'MissingParameter'],
      [{ Protocol: undefined }, 'MissingParameter'],
      [{ Protocol: '256' }, 'InvalidParameterValue'],
      [{ Protocol: 'toString' }, 'InvalidParameterValue'],
      [{ RuleAction: undefined }, 'MissingParameter'],
      [{ RuleAction: 'maybe' }, 'InvalidParameterValue'],
      [{ CidrBlock: undefined }, 'MissingParameter'],
      [{ CidrBlock: '10.0.0.0' }, 'InvalidParameterValue'],
      [{ CidrBlock: '::/0' }, 'InvalidParameterValue'],
      [{ Ipv6CidrBlock: '::/0' }, 'InvalidParameterCombination'],
      [{ PortRange: undefined }, 'MissingParameter'],
      [{ PortRange: { From: 2, To: 1 } }, 'InvalidParameterValue'],
      [{ PortRange: { From: 0, To: 65_536 } }, 'InvalidParameterValue'],
      [{ Protocol: '1' }, 'MissingParameter'],
      [{ Protocol: '1', IcmpTypeCode: { Type: 256, Code: 0 } }, 'InvalidParameterValue'],
      [{ Protocol: '58', CidrBlock: undefined, Ipv6CidrBlock: '::/0', IcmpTypeCode: { Type: 1 } }, 'MissingParameter'],
    ] as const) {
      account.fails('ec2:CreateNetworkAclEntry', { ...entry, ...ports, ...input } as never, code);
    }
    const other = makeNetwork(account, '10.8.0.0/16');
    const AssociationId = acl(account, aclId).Associations![0]!.NetworkAclAssociationId!;
    account.fails('ec2:ReplaceNetworkAclAssociation', { AssociationId, NetworkAclId: other.aclId }, 'InvalidParameterValue');
    account.fails('ec2:ReplaceNetworkAclAssociation', { AssociationId, NetworkAclId: missing('acl') }, 'InvalidNetworkAclID.NotFound');
    account.fails(
      'ec2:ReplaceNetworkAclAssociation',
      { AssociationId: 'aclassoc-1', NetworkAclId: aclId },
      'InvalidAssociationID.NotFound',
    );
  });

  it('DescribeNetworkAcls filters and pages', () => {
    const account = openAccount();
    const { vpcId, subnetId, aclId } = makeNetwork(account);
    const own = newAcl(account, vpcId);
    const entry = { NetworkAclId: own, RuleNumber: 7, Egress: false, RuleAction: 'allow' as const, CidrBlock: '10.9.0.0/16' };
    account.run('ec2:CreateNetworkAclEntry', { ...entry, Protocol: '17', PortRange: { From: 53, To: 54 } });
    account.run('ec2:CreateNetworkAclEntry', { ...entry, RuleNumber: 8, Protocol: '1', IcmpTypeCode: { Type: 3, Code: 4 } });
    account.run('ec2:CreateTags', { Resources: [own], Tags: [{ Key: 'tier', Value: 'web' }] });
    const AssociationId = acl(account, aclId).Associations![0]!.NetworkAclAssociationId!;
    for (const [Name, value, expected] of [
      ['default', 'true', [aclId]],
      ['association.subnet-id', subnetId, [aclId]],
      ['association.association-id', AssociationId, [aclId]],
      ['association.network-acl-id', aclId, [aclId]],
      ['entry.cidr', '10.9.0.0/16', [own]],
      ['entry.protocol', 'udp', [own]],
      ['entry.protocol', '17', [own]],
      ['entry.port-range.from', '53', [own]],
      ['entry.port-range.to', '54', [own]],
      ['entry.icmp.type', '3', [own]],
      ['entry.icmp.code', '4', [own]],
      ['entry.rule-number', '100', [aclId]],
      ['entry.rule-action', 'allow', [aclId, own]],
      ['entry.egress', 'true', [aclId, own]],
      ['entry.ipv6-cidr', '::/0', []],
      ['tag:tier', 'web', [own]],
      ['network-acl-id', own, [own]],
    ] as const) {
      const Filters = [
        { Name, Values: [value] },
        { Name: 'vpc-id', Values: [vpcId] },
      ];
      const found = account.run('ec2:DescribeNetworkAcls', { Filters }).NetworkAcls!;
      assert.deepEqual(
        found.map(({ NetworkAclId }) => NetworkAclId),
        expected,
        Name,
      );
    }
    for (let index = 0; index < 4; index++) newAcl(account, vpcId);
    const first = account.run('ec2:DescribeNetworkAcls', { MaxResults: 5 });
    assert.equal(first.NetworkAcls!.length, 5);
    assert.equal(account.run('ec2:DescribeNetworkAcls', { MaxResults: 5, NextToken: first.NextToken }).NetworkAcls!.length, 2);
    account.fails('ec2:DescribeNetworkAcls', { DryRun: true }, 'DryRunOperation');
  });
});
