import { region } from './catalog/regions';
import { tagsTable } from './aws/tags';
import type { ActionDefinition, EventDefinition } from './kernel/action';
import type { AccountDefinition } from './kernel/definition';
import type { Kind } from './kernel/kind';
import { kernelTables } from './kernel/tables';
import { dhcpOptionsActions, dhcpOptionsTables } from './ec2/dhcp-options/actions';
import { imageActions } from './ec2/images/actions';
import { imagesKind } from './ec2/images/images-kind';
import { instanceTypeActions } from './ec2/instance-types/actions';
import { rebootInstances, startInstances, stopInstances, terminateInstances } from './ec2/instances/change-states';
import { describeInstanceStatus } from './ec2/instances/describe-instance-status';
import { describeInstances } from './ec2/instances/describe-instances';
import { instanceEvents } from './ec2/instances/instance-events';
import { instanceTable } from './ec2/instances/instances';
import { instancesKind } from './ec2/instances/instances-kind';
import { runInstances } from './ec2/instances/run-instances';
import { internetGatewayActions, internetGatewayTables } from './ec2/internet-gateways/actions';
import { internetGatewaysKind } from './ec2/internet-gateways/internet-gateways-kind';
import { keyPairActions, keyPairTables } from './ec2/key-pairs/actions';
import { keyPairsKind } from './ec2/key-pairs/key-pairs-kind';
import { networkAclTables } from './ec2/network-acls/actions';
import { networkActions } from './ec2/network/actions';
import { openDefaultNetwork } from './ec2/network/default-network';
import { networkInterfaceTable } from './ec2/network-interfaces/network-interfaces';
import { routeTableTables } from './ec2/route-tables/actions';
import { securityGroupActions, securityGroupTables } from './ec2/security-groups/actions';
import { securityGroupsKind } from './ec2/security-groups/security-groups-kind';
import { subnetActions, subnetTables } from './ec2/subnets/actions';
import { subnetsKind } from './ec2/subnets/subnets-kind';
import { tagActions } from './ec2/tags/actions';
import { volumeTable } from './ec2/volumes/volumes';
import { vpcActions, vpcTables } from './ec2/vpcs/actions';
import { vpcsKind } from './ec2/vpcs/vpcs-kind';
import { sandboxActions } from './sandbox/actions';
import { stsActions } from './sts/actions';
import { upgradeRegion } from './upgrade';

/** Every kind of resource: a new kind is one folder and one line here. */
const kinds: readonly Kind[] = [instancesKind, imagesKind, keyPairsKind, securityGroupsKind, vpcsKind, subnetsKind, internetGatewaysKind];

const actions: readonly ActionDefinition[] = [
  describeInstances,
  describeInstanceStatus,
  rebootInstances,
  runInstances,
  startInstances,
  stopInstances,
  terminateInstances,
  ...dhcpOptionsActions,
  ...imageActions,
  ...instanceTypeActions,
  ...internetGatewayActions,
  ...keyPairActions,
  ...networkActions,
  ...securityGroupActions,
  ...subnetActions,
  ...tagActions,
  ...vpcActions,
  ...sandboxActions,
  ...stsActions,
];

const events: readonly EventDefinition[] = [...instanceEvents];

/** All that this product's accounts are made of. */
export const accountDefinition: AccountDefinition = {
  tables: [
    ...kernelTables,
    tagsTable,
    instanceTable,
    networkInterfaceTable,
    volumeTable,
    ...vpcTables,
    ...subnetTables,
    ...dhcpOptionsTables,
    ...internetGatewayTables,
    ...routeTableTables,
    ...networkAclTables,
    ...securityGroupTables,
    ...keyPairTables,
  ],
  actions,
  events,
  kinds,
  regionExists: (name) => region(name) !== undefined,
  openRegion: openDefaultNetwork,
  upgradeRegion,
};
