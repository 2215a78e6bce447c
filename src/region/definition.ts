import { region } from './catalog/regions';
import { tagsTable } from './aws/tags';
import type { ActionDefinition, EventDefinition } from './kernel/action';
import type { AccountDefinition } from './kernel/definition';
import type { Kind } from './kernel/kind';
import { kernelTables } from './kernel/tables';
import { dhcpOptionsActions, dhcpOptionsTables } from './ec2/dhcp-options/actions';
import { profileAssociationActions, profileAssociationTables } from './ec2/iam-instance-profile-associations/actions';
import { profileAssociationEvents } from './ec2/iam-instance-profile-associations/associations';
import { imageActions } from './ec2/images/actions';
import { imagesKind } from './ec2/images/images-kind';
import { instanceTypeActions } from './ec2/instance-types/actions';
import { accountAttributeActions } from './ec2/account-attributes/describe-account-attributes';
import { instanceActions, instanceTables } from './ec2/instances/actions';
import { instanceEvents } from './ec2/instances/instance-events';
import { instancesKind } from './ec2/instances/instances-kind';
import { placementGroupActions, placementGroupEvents, placementGroupTables } from './ec2/placement-groups/actions';
import { placementGroupsKind } from './ec2/placement-groups/placement-groups-kind';
import { internetGatewayActions, internetGatewayTables } from './ec2/internet-gateways/actions';
import { internetGatewaysKind } from './ec2/internet-gateways/internet-gateways-kind';
import { keyPairActions, keyPairTables } from './ec2/key-pairs/actions';
import { keyPairsKind } from './ec2/key-pairs/key-pairs-kind';
import { launchTemplateActions, launchTemplateTables } from './ec2/launch-templates/actions';
import { launchTemplatesKind } from './ec2/launch-templates/launch-templates-kind';
import { networkAclActions, networkAclTables } from './ec2/network-acls/actions';
import { networkAclsKind } from './ec2/network-acls/network-acls-kind';
import { networkActions } from './ec2/network/actions';
import { openDefaultNetwork } from './ec2/network/default-network';
import { elasticIpActions, elasticIpTables } from './ec2/elastic-ips/actions';
import { elasticIpEvents } from './ec2/elastic-ips/address-attributes';
import { elasticIpsKind } from './ec2/elastic-ips/elastic-ips-kind';
import { natGatewayActions } from './ec2/nat-gateways/actions';
import { natGatewayEvents } from './ec2/nat-gateways/nat-gateway-events';
import { natGatewayTable } from './ec2/nat-gateways/nat-gateways';
import { natGatewaysKind } from './ec2/nat-gateways/nat-gateways-kind';
import { networkInterfaceActions } from './ec2/network-interfaces/actions';
import { networkInterfaceEvents } from './ec2/network-interfaces/interface-events';
import { networkInterfaceTable } from './ec2/network-interfaces/network-interfaces';
import { networkInterfacesKind } from './ec2/network-interfaces/network-interfaces-kind';
import { prefixListActions } from './ec2/prefix-lists/actions';
import { routeTableActions, routeTableTables } from './ec2/route-tables/actions';
import { routeTablesKind } from './ec2/route-tables/route-tables-kind';
import { securityGroupActions, securityGroupTables } from './ec2/security-groups/actions';
import { securityGroupRulesKind } from './ec2/security-groups/security-group-rules-kind';
import { securityGroupsKind } from './ec2/security-groups/security-groups-kind';
import { subnetActions, subnetTables } from './ec2/subnets/actions';
import { subnetsKind } from './ec2/subnets/subnets-kind';
import { tagActions } from './ec2/tags/actions';
import { volumeActions, volumeTables } from './ec2/volumes/actions';
import { volumeEvents } from './ec2/volumes/volume-events';
import { volumesKind } from './ec2/volumes/volumes-kind';
import { vpcEndpointActions, vpcEndpointTables } from './ec2/vpc-endpoints/actions';
import { vpcEndpointEvents } from './ec2/vpc-endpoints/endpoint-events';
import { vpcEndpointsKind } from './ec2/vpc-endpoints/vpc-endpoints-kind';
import { vpcPeeringActions, vpcPeeringTables } from './ec2/vpc-peering/actions';
import { peeringEvents } from './ec2/vpc-peering/peering-events';
import { vpcPeeringConnectionsKind } from './ec2/vpc-peering/vpc-peering-connections-kind';
import { vpcActions, vpcTables } from './ec2/vpcs/actions';
import { vpcsKind } from './ec2/vpcs/vpcs-kind';
import { iamActions, iamTables } from './iam/actions';
import { sandboxActions, sandboxTables } from './sandbox/actions';
import { ssmActions } from './ssm/actions';
import { stsActions } from './sts/actions';
import { upgradeRegion } from './upgrade';

/** Every kind of resource: a new kind is one folder and one line here. */
const kinds: readonly Kind[] = [
  instancesKind,
  launchTemplatesKind,
  imagesKind,
  keyPairsKind,
  securityGroupsKind,
  securityGroupRulesKind,
  elasticIpsKind,
  networkInterfacesKind,
  volumesKind,
  placementGroupsKind,
  vpcsKind,
  subnetsKind,
  internetGatewaysKind,
  natGatewaysKind,
  routeTablesKind,
  networkAclsKind,
  vpcEndpointsKind,
  vpcPeeringConnectionsKind,
];

const actions: readonly ActionDefinition[] = [
  ...accountAttributeActions,
  ...instanceActions,
  ...placementGroupActions,
  ...dhcpOptionsActions,
  ...iamActions,
  ...imageActions,
  ...instanceTypeActions,
  ...internetGatewayActions,
  ...keyPairActions,
  ...launchTemplateActions,
  ...elasticIpActions,
  ...natGatewayActions,
  ...networkActions,
  ...networkInterfaceActions,
  ...networkAclActions,
  ...prefixListActions,
  ...profileAssociationActions,
  ...routeTableActions,
  ...securityGroupActions,
  ...subnetActions,
  ...tagActions,
  ...volumeActions,
  ...vpcActions,
  ...vpcEndpointActions,
  ...vpcPeeringActions,
  ...sandboxActions,
  ...ssmActions,
  ...stsActions,
];

const events: readonly EventDefinition[] = [
  ...instanceEvents,
  ...volumeEvents,
  ...networkInterfaceEvents,
  ...elasticIpEvents,
  ...natGatewayEvents,
  ...placementGroupEvents,
  ...profileAssociationEvents,
  ...peeringEvents,
  ...vpcEndpointEvents,
];

/** All that this product's accounts are made of. */
export const accountDefinition: AccountDefinition = {
  tables: [
    ...kernelTables,
    tagsTable,
    ...instanceTables,
    ...placementGroupTables,
    networkInterfaceTable,
    ...elasticIpTables,
    natGatewayTable,
    ...vpcTables,
    ...subnetTables,
    ...dhcpOptionsTables,
    ...internetGatewayTables,
    ...routeTableTables,
    ...networkAclTables,
    ...vpcEndpointTables,
    ...vpcPeeringTables,
    ...securityGroupTables,
    ...volumeTables,
    ...keyPairTables,
    ...launchTemplateTables,
    ...profileAssociationTables,
    ...iamTables,
    ...sandboxTables,
  ],
  actions,
  events,
  kinds,
  regionExists: (name) => region(name) !== undefined,
  openRegion: openDefaultNetwork,
  upgradeRegion,
};
