import { accountLimit } from '../../aws/quotas';
import { zones, type CatalogZone } from '../../catalog/regions';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue } from '../../kernel/errors';
import { associateWithDefaultAcl } from '../network-acls/default-network-acl';
import { type SubnetRow, subnetTable } from './subnets';

/** Makes a subnet, under its VPC's default network ACL. */
export function putSubnet(context: Context, subnet: Omit<SubnetRow, 'region' | 'id'>): SubnetRow {
  const row = context.put(subnetTable, { region: context.region, id: context.newId('subnet'), ...subnet });
  associateWithDefaultAcl(context, row.vpcId, row.id);
  return row;
}

/** Refuses one more subnet in the VPC. @throws ApiError SubnetLimitExceeded (EC2 error codes) */
export function checkSubnetRoom(context: Context, vpcId: string): void {
  if (context.rows(subnetTable).count('vpc', vpcId) < accountLimit(context, 'subnetsPerVpc')) return;
  throw new ApiError('SubnetLimitExceeded', 'The maximum number of subnets has been reached.');
}

/** The zone that is named, by its name or its id. @throws ApiError InvalidParameterCombination, InvalidParameterValue */
export function zoneNamed(context: Context, name: string | undefined, id: string | undefined): CatalogZone | undefined {
  if (name !== undefined && id !== undefined) {
    throw invalidCombination('Only one of availabilityZone, availabilityZoneId can be specified.');
  }
  if (name === undefined && id === undefined) return undefined;
  const all = zones(context.region);
  const zone = all.find(({ zoneName, zoneId }) => zoneName === name || zoneId === id);
  if (zone) return zone;
  const [parameter, valid] = name === undefined ? (['availabilityZoneId', 'zoneId'] as const) : (['availabilityZone', 'zoneName'] as const);
  throw invalidValue(
    `Value (${name ?? id}) for parameter ${parameter} is invalid. Subnets can currently only be created in the following availability zones: ${all.map((each) => each[valid]).join(', ')}.`,
  );
}
