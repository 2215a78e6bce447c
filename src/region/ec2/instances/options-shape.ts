import type { InstanceRow } from './instances';

/** The metadata options of an instance in AWS's shape: `pending` until those it was launched with, or given last, have reached it (reference: instances.md §5). */
export function describeMetadataOptions({ state, metadataPending, options: { metadata } }: InstanceRow) {
  return {
    State: state === 'pending' || metadataPending ? ('pending' as const) : ('applied' as const),
    HttpTokens: metadata.httpTokens,
    HttpPutResponseHopLimit: metadata.httpPutResponseHopLimit,
    HttpEndpoint: metadata.httpEndpoint,
    HttpProtocolIpv6: metadata.httpProtocolIpv6,
    InstanceMetadataTags: metadata.instanceMetadataTags,
  };
}

/** The options that an instance and the data of a launch template tell in the same shape (API, Instance, ResponseLaunchTemplateData). */
export function describeOptions(row: InstanceRow) {
  const { options } = row;
  return {
    CapacityReservationSpecification: { CapacityReservationPreference: options.capacityReservationPreference },
    HibernationOptions: { Configured: options.hibernation },
    MetadataOptions: describeMetadataOptions(row),
    EnclaveOptions: { Enabled: options.enclave },
    PrivateDnsNameOptions: {
      HostnameType: options.hostnameType,
      EnableResourceNameDnsARecord: options.resourceNameDnsA,
      EnableResourceNameDnsAAAARecord: options.resourceNameDnsAaaa,
    },
    NetworkPerformanceOptions: { BandwidthWeighting: options.bandwidthWeighting },
  };
}
