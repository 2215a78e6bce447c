import type { ServiceDetail } from '@aws-sdk/client-ec2';
import { compileFilters, type FilterFields } from '../../aws/filters';
import { pageOfList } from '../../aws/paging';
import { type CatalogEndpointService, endpointServices } from '../../catalog/endpoint-services';
import { zones } from '../../catalog/regions';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError } from '../../kernel/errors';
import { clampPage } from './describe-vpc-endpoints';

/** Filters as documented (API, DescribeVpcEndpointServices); services of AWS have no tags. */
function filters(context: Context): FilterFields<CatalogEndpointService> {
  return {
    owner: () => 'amazon',
    'service-name': (service) => service.name,
    'service-region': () => context.region,
    'service-type': (service) => service.type,
    'supported-ip-address-types': () => 'ipv4',
  };
}

function describeService(context: Context, service: CatalogEndpointService): ServiceDetail {
  return {
    ServiceName: service.name,
    ServiceId: service.id,
    ServiceType: [{ ServiceType: service.type }],
    ServiceRegion: context.region,
    AvailabilityZones: zones(context.region).map(({ zoneName }) => zoneName),
    Owner: 'amazon',
    BaseEndpointDnsNames: [service.baseDnsName],
    ...(service.privateDnsName !== undefined && {
      PrivateDnsName: service.privateDnsName,
      PrivateDnsNames: [{ PrivateDnsName: service.privateDnsName }],
      PrivateDnsNameVerificationState: 'verified',
    }),
    VpcEndpointPolicySupported: true,
    AcceptanceRequired: false,
    ManagesVpcEndpoints: false,
    Tags: [],
    SupportedIpAddressTypes: ['ipv4'],
  };
}

/**
 * DescribeVpcEndpointServices (API; paging up to 1,000): services of the region, or of those named by ServiceRegions if it is among them.
 * @throws ApiError InvalidServiceName
 */
export const describeVpcEndpointServices = defineAction({
  name: 'ec2:DescribeVpcEndpointServices',
  access: 'read',
  inputs: {
    DryRun: 'honoured',
    ServiceNames: 'honoured',
    Filters: 'honoured',
    MaxResults: 'honoured',
    NextToken: 'honoured',
    ServiceRegions: 'honoured',
  },
  handle(context, input) {
    const { ServiceNames: names = [], ServiceRegions: regions = [] } = input;
    const all = endpointServices(context.region);
    const unknown = names.find((name) => !all.some((service) => service.name === name));
    if (unknown !== undefined) throw new ApiError('InvalidServiceName', `The Vpc Endpoint Service '${unknown}' does not exist`);
    const matches = compileFilters(input.Filters, filters(context), () => ({}));
    const services = all.filter(
      (service) =>
        (names.length === 0 || names.includes(service.name)) &&
        (regions.length === 0 || regions.includes(context.region)) &&
        matches(service),
    );
    const limits = { least: 1, most: 1_000 };
    const { items, NextToken } = pageOfList('DescribeVpcEndpointServices', clampPage(input), limits, services);
    return {
      ServiceNames: [...new Set(items.map(({ name }) => name))],
      ServiceDetails: items.map((service) => describeService(context, service)),
      ...(NextToken && { NextToken }),
    };
  },
});
