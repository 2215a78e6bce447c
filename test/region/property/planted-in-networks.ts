import type { AssociateAddressRequest, AuthorizeSecurityGroupIngressRequest, Subnet } from '@aws-sdk/client-ec2';
import { tagsTable } from '../../../src/region/aws/tags';
import { elasticIpTable } from '../../../src/region/ec2/elastic-ips/elastic-ips';
import { profileAssociationTable } from '../../../src/region/ec2/iam-instance-profile-associations/associations';
import { instanceCapacityTable } from '../../../src/region/ec2/instances/launch/capacity';
import { instanceTable } from '../../../src/region/ec2/instances/instances';
import { launchTemplateTable } from '../../../src/region/ec2/launch-templates/launch-templates';
import { natGatewayTable } from '../../../src/region/ec2/nat-gateways/nat-gateways';
import { networkAclAssociationTable } from '../../../src/region/ec2/network-acls/network-acls';
import { networkInterfaceTable } from '../../../src/region/ec2/network-interfaces/network-interfaces';
import { placementGroupTable } from '../../../src/region/ec2/placement-groups/placement-groups';
import { removeRouteTable, routeTable, routeTableAssociationTable } from '../../../src/region/ec2/route-tables/route-tables';
import { securityGroupRuleTable } from '../../../src/region/ec2/security-groups/rules';
import { volumeTable } from '../../../src/region/ec2/volumes/volumes';
import { Context } from '../../../src/region/kernel/context';
import { ApiError } from '../../../src/region/kernel/errors';
import { type Handle, type PlantedBug, withAction, withEvent, withMethod } from './planting';

/** The handler, during which rows of one table cannot be deleted. */
const keeping =
  (name: string, handle: Handle): Handle =>
  (context, input) => {
    const own = context.delete.bind(context);
    context.delete = (table, id) => {
      if (table.name !== name) own(table, id);
    };
    return handle(context, input);
  };

/** Faults in networks, addresses, volumes, templates and what belongs to them. */
export const plantedInNetworks: readonly PlantedBug[] = [
  {
    name: 'an address that stays mapped when its instance ends',
    theme: 'addresses',
    caughtBy: /is mapped to|addresses and interfaces say the same|still knows|the meters that run/,
    plant: (sound) =>
      withMethod(sound, Context.prototype, 'put', (own) => {
        return function (this: Context, table, row) {
          const ends = this.cause.name === 'ec2:instance-terminated' || this.cause.name === 'ec2:TerminateInstances';
          if (ends && (table as { name: string }).name === elasticIpTable.name) return row;
          return own.call(this, table, row as never) as typeof row;
        } as typeof own;
      }),
  },
  {
    name: 'a disassociation that only the address knows of',
    theme: 'addresses',
    caughtBy: /addresses and interfaces say the same|has a public address|the public address of|keeps its address/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:DisassociateAddress', (handle) => (context, input) => {
        const before = context.list(networkInterfaceTable);
        const output = handle(context, input);
        for (const nic of before) if (nic.privateAddresses.some(({ elastic }) => elastic)) context.put(networkInterfaceTable, nic);
        return output;
      }),
    }),
  },
  {
    name: 'AllowReassociation that is not looked at',
    theme: 'addresses',
    caughtBy: /was moved although it must not be/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:AssociateAddress', (handle) => (context, input) => {
        const { AllowReassociation: _, ...others } = input as AssociateAddressRequest;
        return handle(context, others as never);
      }),
    }),
  },
  {
    name: 'an address that is charged as in use while it is idle',
    theme: 'addresses',
    caughtBy: /the meters that run/,
    plant: (sound) =>
      withMethod(sound, Context.prototype, 'openUsage', (own) => {
        return function (this: Context, resource, usageType, ...rest) {
          own.call(this, resource, usageType === 'PublicIPv4:IdleAddress' ? 'PublicIPv4:InUseAddress' : usageType, ...rest);
        };
      }),
  },
  {
    name: 'a private address that two interfaces get',
    theme: 'addresses',
    caughtBy: /is taken twice in|free addresses of/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:CreateNetworkInterface', (handle) => (context, input) => {
        const [first] = context.list(networkInterfaceTable);
        const output = handle(context, input);
        const made = context.list(networkInterfaceTable).at(-1)!;
        if (first && first.id !== made.id && first.subnetId === made.subnetId) {
          context.update(networkInterfaceTable, made, {
            privateAddresses: [first.privateAddresses[0]!, ...made.privateAddresses.slice(1)],
          });
        }
        return output;
      }),
    }),
  },
  {
    name: 'a count of free addresses that is one too high',
    theme: 'networks',
    caughtBy: /free addresses of/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:DescribeSubnets', (handle) => (context, input) => {
        const answer = handle(context, input) as { Subnets: Subnet[] };
        return {
          ...answer,
          Subnets: answer.Subnets.map((subnet) => ({ ...subnet, AvailableIpAddressCount: subnet.AvailableIpAddressCount! + 1 })),
        } as never;
      }),
    }),
  },
  {
    name: 'a route table that stays associated with a subnet that is gone',
    theme: 'routes',
    caughtBy: /is associated and not there|still knows/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:DeleteSubnet', (handle) => keeping(routeTableAssociationTable.name, handle)),
    }),
  },
  {
    name: 'a network ACL that stays associated with a subnet that is gone',
    theme: 'networks',
    caughtBy: /is associated and not there|still knows/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:DeleteSubnet', (handle) => keeping(networkAclAssociationTable.name, handle)),
    }),
  },
  {
    name: 'a main route table that can be deleted',
    theme: 'routes',
    caughtBy: /main table, default ACL and group of|of VPCs that are there/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:DeleteRouteTable', (handle) => (context, input) => {
        try {
          return handle(context, input);
        } catch (error) {
          if (!(error instanceof ApiError) || error.code !== 'DependencyViolation') throw error;
          removeRouteTable(context, (input as { RouteTableId: string }).RouteTableId);
          return {} as never;
        }
      }),
    }),
  },
  {
    name: 'a deleted route table whose routes stay',
    theme: 'routes',
    caughtBy: /still knows|refers to/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:DeleteRouteTable', (handle) => keeping(routeTable.name, handle)),
    }),
  },
  {
    name: 'a rule that can be there twice',
    theme: 'rules',
    caughtBy: /is there twice/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:AuthorizeSecurityGroupIngress', (handle) => (context, input) => {
        try {
          return handle(context, input);
        } catch (error) {
          if (!(error instanceof ApiError) || error.code !== 'InvalidPermission.Duplicate') throw error;
          const { GroupId } = input as AuthorizeSecurityGroupIngressRequest;
          const [rule] = context.list(securityGroupRuleTable).filter(({ groupId }) => groupId === GroupId);
          context.put(securityGroupRuleTable, { ...rule!, id: context.newId('sgr') });
          return { Return: true, SecurityGroupRules: [] } as never;
        }
      }),
    }),
  },
  {
    name: 'a group that takes its rules with it but not their tags',
    theme: 'rules',
    caughtBy: /tags of sgr-\w+, which is not there/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:RevokeSecurityGroupIngress', (handle) => keeping(tagsTable.name, handle)),
    }),
  },
  {
    name: 'a deleted volume whose meter goes on',
    theme: 'volumes',
    caughtBy: /the meters that run/,
    plant: (sound) =>
      withMethod(sound, Context.prototype, 'closeUsage', (own) => {
        return function (this: Context, resource, usageType) {
          if (this.cause.name !== 'ec2:DeleteVolume') own.call(this, resource, usageType);
        };
      }),
  },
  {
    name: 'a modified volume that goes on costing what it did',
    theme: 'volumes',
    caughtBy: /the meters that run/,
    plant: (sound) =>
      withMethod(sound, Context.prototype, 'openUsage', (own) => {
        return function (this: Context, resource, usageType, quantity, ...rest) {
          const old = this.cause.name === 'ec2:ModifyVolume' ? this.get(volumeTable, resource)!.size : quantity;
          own.call(this, resource, usageType, usageType.startsWith('EBS:VolumeUsage') ? old : quantity, ...rest);
        };
      }),
  },
  {
    name: 'a volume that stays in use when it is detached',
    theme: 'volumes',
    caughtBy: /the state of vol-/,
    plant: (sound) => ({
      definition: withEvent(sound, 'ec2:volume-detached', (handle) => (context, id, payload) => {
        handle(context, id, payload);
        const row = context.get(volumeTable, id);
        if (row?.state === 'available') context.update(volumeTable, row, { state: 'in-use' });
      }),
    }),
  },
  {
    name: 'a version number that is used again',
    theme: 'templates',
    caughtBy: /the number of a new version of/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:DeleteLaunchTemplateVersions', (handle) => (context, input) => {
        const output = handle(context, input);
        for (const row of context.list(launchTemplateTable)) context.update(launchTemplateTable, row, { lastVersion: row.latestVersion });
        return output;
      }),
    }),
  },
  {
    name: 'a default version that was never made',
    theme: 'templates',
    caughtBy: /the default version of|the version of lt-\w+ that is marked|Cannot read/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:ModifyLaunchTemplate', (handle) => (context, input) => {
        const output = handle(context, input);
        for (const row of context.list(launchTemplateTable))
          context.update(launchTemplateTable, row, { defaultVersion: row.lastVersion + 1 });
        return output;
      }),
    }),
  },
  {
    name: 'a spread placement group that takes one instance too many',
    theme: 'attributes',
    caughtBy: /running instances, more than 7|a launch of \d+ to \d+ with room for/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:RunInstances', (handle) => (context, input) => {
        const spread = context.list(placementGroupTable).filter(({ strategy }) => strategy === 'spread');
        const [member] = spread.flatMap(({ id }) => context.by(instanceTable, 'placementGroup', id));
        if (!member) return handle(context, input);
        // One of them is not seen.
        const { placementGroupId, ...hidden } = member;
        context.put(instanceTable, hidden);
        try {
          return handle(context, input);
        } finally {
          const row = context.get(instanceTable, member.id);
          if (row) context.put(instanceTable, { ...row, ...(placementGroupId !== undefined && { placementGroupId }) });
        }
      }),
    }),
  },
  {
    name: 'a capacity that nothing takes up',
    theme: 'attributes',
    caughtBy: /a launch of \d+ to \d+ with room for/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:RunInstances', (handle) => (context, input) => {
        for (const row of context.list(instanceCapacityTable)) context.update(instanceCapacityTable, row, { total: row.total + 1 });
        return handle(context, input);
      }),
    }),
  },
  {
    name: 'a NAT gateway that costs something while it is being made',
    theme: 'connections',
    caughtBy: /the meters that run/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:CreateNatGateway', (handle) => (context, input) => {
        const output = handle(context, input);
        const made = context.list(natGatewayTable).at(-1)!;
        if (made.state === 'pending') context.openUsage(made.id, 'NatGateway-Hours', 1);
        return output;
      }),
    }),
  },
  {
    name: 'a peering that is active without having been accepted',
    theme: 'connections',
    caughtBy: /peering pcx-\w+ went|what ec2:vpc-peering-progress changed|the route of/,
    plant: (sound) => ({
      definition: withEvent(sound, 'ec2:vpc-peering-progress', (handle) => (context, id, payload) => {
        handle(context, id, payload);
        const table = sound.tables.find(({ name }) => name === 'ec2_vpc_peering_connections')!;
        const row = context.get(table, id) as { state?: string } | undefined;
        if (row?.state === 'pending-acceptance') context.put(table, { ...row, state: 'active' } as never);
      }),
    }),
  },
  {
    name: 'a profile that stays with an instance that has ended',
    theme: 'iam',
    caughtBy: /the profile of|refers to|still knows|went|what ec2:instance-terminated changed/,
    plant: (sound) => ({
      definition: withEvent(sound, 'ec2:instance-terminated', (handle) => (context, id, payload) => {
        const before = context.by(profileAssociationTable, 'instance', id);
        handle(context, id, payload);
        for (const row of before) context.put(profileAssociationTable, row);
      }),
    }),
  },
  {
    name: 'a role that can be deleted from under its instance profile',
    theme: 'iam',
    caughtBy: /keeps its role/,
    plant: (sound) => ({
      definition: withAction(sound, 'iam:DeleteRole', (handle) => (context, input) => {
        try {
          return handle(context, input);
        } catch (error) {
          if (!(error instanceof ApiError) || error.code !== 'DeleteConflict') throw error;
          const table = sound.tables.find(({ name }) => name === 'iam_roles')!;
          const home = context.inRegion('');
          for (const row of home.list(table))
            if ((row as { name?: string }).name === (input as { RoleName: string }).RoleName) home.delete(table, row.id);
          return {} as never;
        }
      }),
    }),
  },
  {
    name: 'a change set without the interface that was attached',
    theme: 'addresses',
    caughtBy: /what ec2:\S+ changed/,
    plant: (sound) => {
      const tables = sound.tables.map((table) =>
        table.name === networkInterfaceTable.name ? { ...table, about: () => undefined } : table,
      );
      return { definition: { ...sound, tables } };
    },
  },
];
