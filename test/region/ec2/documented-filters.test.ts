import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionName } from '../../../src/region/aws/action-names';
import { openAccount } from '../support/account';

const models = join('node_modules', '@aws-sdk', 'client-ec2', 'dist-types', 'models');

/** The filter names that the SDK's documentation of a request lists. */
function documentedFilters(request: string): string[] {
  for (const file of readdirSync(models)) {
    const text = readFileSync(join(models, file), 'utf8');
    const start = text.indexOf(`export interface ${request} {`);
    if (start < 0) continue;
    const body = text.slice(start, text.indexOf('\n}', start));
    const docs = body.split('/**').find((part) => /\n\s+Filters\?:/.test(part));
    assert.ok(docs, `${request} has no Filters`);
    return Array.from(docs.matchAll(/<p>\s*(?:\*\s*)?<code>([a-zA-Z0-9.-]+)(?::[^<]*)?<\/code>/g), ([, name]) => name!);
  }
  return assert.fail(`${request} is not in the SDK`);
}

/** Values of one filter, documented in a list of their own. */
const severities = ['informational', 'low', 'medium', 'high', 'critical'];

/** Requests → the least number of filters their documentation has, so that a change of its form can't hide them. */
const requests: Readonly<Record<string, number>> = {
  DescribeAddresses: 8,
  DescribeAvailabilityZones: 11,
  DescribeDhcpOptions: 5,
  DescribeEgressOnlyInternetGateways: 1,
  DescribeIamInstanceProfileAssociations: 2,
  DescribeImages: 50,
  DescribeInstanceCreditSpecifications: 1,
  DescribeInstanceStatus: 15,
  DescribeInstanceTypeOfferings: 2,
  DescribeInstanceTypes: 50,
  DescribeInstances: 100,
  DescribeInternetGateways: 5,
  DescribeKeyPairs: 4,
  DescribeLaunchTemplates: 3,
  DescribePlacementGroups: 6,
  DescribeRegions: 3,
  DescribeSecurityGroupRules: 2,
  DescribeSecurityGroups: 24,
  DescribeSubnets: 24,
  DescribeTags: 4,
  DescribeVolumeStatus: 14,
  DescribeVolumes: 18,
  DescribeVolumesModifications: 11,
  DescribeManagedPrefixLists: 3,
  DescribeNetworkAcls: 17,
  DescribeNetworkInterfaces: 35,
  DescribePrefixLists: 2,
  DescribeRouteTables: 19,
  DescribeVpcEndpoints: 7,
  DescribeVpcEndpointServices: 5,
  DescribeVpcPeeringConnections: 10,
  DescribeVpcs: 13,
};

describe('documented filters', () => {
  for (const [request, least] of Object.entries(requests)) {
    it(`${request} takes every filter that AWS documents`, () => {
      const names = documentedFilters(`${request}Request`).filter((name) => name !== 'tag' && !severities.includes(name));
      assert.ok(names.length >= least, `only ${names.length} found`);
      const account = openAccount();
      const refused = names.filter((Name) => {
        try {
          account.run(`ec2:${request}` as ActionName, { Filters: [{ Name, Values: ['no such value'] }] });
          return false;
        } catch {
          return true;
        }
      });
      assert.deepEqual(refused, []);
    });

    it(`${request} refuses another filter`, () => {
      openAccount().fails(
        `ec2:${request}` as ActionName,
        { Filters: [{ Name: 'colour', Values: ['blue'] }] },
        'InvalidParameterValue',
        "The filter 'colour' is invalid",
      );
    });
  }
});
