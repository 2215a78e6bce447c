import { defineAction } from '../../../kernel/action';
import { invalidCombination, invalidValue } from '../../../kernel/errors';
import { metadataDuration } from '../durations';
import { instanceTable, type MetadataOptions } from '../instances';
import { oneOf } from '../launch/options';
import { describeMetadataOptions } from '../options-shape';
import { mustBeStopped, mustNotBe, namedInstance } from './attribute-states';

const switches = ['enabled', 'disabled'] as const;

/**
 * ModifyInstanceMetadataOptions (API; reference: instances.md §5): what is not given stays. A running instance follows within seconds, until
 * when the options are `pending`.
 * @throws ApiError MissingParameter, InvalidParameterValue, InvalidParameterCombination, IncorrectInstanceState, InvalidInstanceID.*
 */
export const modifyInstanceMetadataOptions = defineAction({
  name: 'ec2:ModifyInstanceMetadataOptions',
  access: 'write',
  inputs: {
    InstanceId: 'honoured',
    HttpTokens: 'accepted',
    HttpPutResponseHopLimit: 'accepted',
    HttpEndpoint: 'honoured',
    DryRun: 'honoured',
    HttpProtocolIpv6: 'accepted',
    InstanceMetadataTags: 'accepted',
  },
  handle(context, input) {
    const row = namedInstance(context, input.InstanceId);
    const hops = input.HttpPutResponseHopLimit;
    if (hops !== undefined && (!Number.isInteger(hops) || hops < 1 || hops > 64)) {
      throw invalidValue(`Value (${hops}) for parameter httpPutResponseHopLimit is invalid. The value must be between 1 and 64.`);
    }
    const before = row.options.metadata;
    const metadata: MetadataOptions = {
      httpTokens: oneOf('HttpTokens', input.HttpTokens, ['optional', 'required'] as const) ?? before.httpTokens,
      httpPutResponseHopLimit: hops ?? before.httpPutResponseHopLimit,
      httpEndpoint: oneOf('HttpEndpoint', input.HttpEndpoint, switches) ?? before.httpEndpoint,
      httpProtocolIpv6: oneOf('HttpProtocolIpv6', input.HttpProtocolIpv6, switches) ?? before.httpProtocolIpv6,
      instanceMetadataTags: oneOf('InstanceMetadataTags', input.InstanceMetadataTags, switches) ?? before.instanceMetadataTags,
    };
    const { InstanceId: _, DryRun: __, ...given } = input;
    if (Object.values(given).every((value) => value === undefined)) throw invalidCombination('No metadata options specified.');
    mustNotBe(row, 'shutting-down', 'terminated');
    const running = row.state === 'running';
    const next = context.update(instanceTable, row, { options: { ...row.options, metadata }, ...(running && { metadataPending: true }) });
    if (running) {
      context.unschedule(row.id, 'ec2:instance-metadata-applied');
      context.schedule(metadataDuration, 'ec2:instance-metadata-applied', row.id);
    }
    return { InstanceId: row.id, InstanceMetadataOptions: describeMetadataOptions(next) };
  },
});

/** ModifyInstanceMaintenanceOptions (API). @throws ApiError InvalidParameterValue, IncorrectInstanceState, InvalidInstanceID.* */
export const modifyInstanceMaintenanceOptions = defineAction({
  name: 'ec2:ModifyInstanceMaintenanceOptions',
  access: 'write',
  inputs: { InstanceId: 'honoured', AutoRecovery: 'accepted', RebootMigration: 'accepted', DryRun: 'honoured' },
  handle(context, input) {
    const row = namedInstance(context, input.InstanceId);
    const choices = ['default', 'disabled'] as const;
    const autoRecovery = oneOf('AutoRecovery', input.AutoRecovery, choices) ?? row.options.autoRecovery;
    const rebootMigration = oneOf('RebootMigration', input.RebootMigration, choices) ?? row.options.rebootMigration ?? 'default';
    mustNotBe(row, 'shutting-down', 'terminated');
    context.update(instanceTable, row, { options: { ...row.options, autoRecovery, rebootMigration } });
    return { InstanceId: row.id, AutoRecovery: autoRecovery, RebootMigration: rebootMigration };
  },
});

/**
 * ModifyPrivateDnsNameOptions (API): the type of the host name changes only while the instance is stopped, the records at any time (EC2 User
 * Guide, modify the resource based naming configuration).
 * @throws ApiError InvalidParameterValue, IncorrectInstanceState, InvalidInstanceID.*
 */
export const modifyPrivateDnsNameOptions = defineAction({
  name: 'ec2:ModifyPrivateDnsNameOptions',
  access: 'write',
  inputs: {
    DryRun: 'honoured',
    InstanceId: 'honoured',
    PrivateDnsHostnameType: 'honoured',
    EnableResourceNameDnsARecord: 'honoured',
    EnableResourceNameDnsAAAARecord: 'honoured',
  },
  handle(context, input) {
    const row = namedInstance(context, input.InstanceId);
    const { options } = row;
    const hostnameType =
      oneOf('PrivateDnsHostnameType', input.PrivateDnsHostnameType, ['ip-name', 'resource-name'] as const) ?? options.hostnameType;
    mustNotBe(row, 'shutting-down', 'terminated');
    if (hostnameType !== options.hostnameType) mustBeStopped(row);
    context.update(instanceTable, row, {
      options: {
        ...options,
        hostnameType,
        resourceNameDnsA: input.EnableResourceNameDnsARecord ?? options.resourceNameDnsA,
        resourceNameDnsAaaa: input.EnableResourceNameDnsAAAARecord ?? options.resourceNameDnsAaaa,
      },
    });
    return { Return: true };
  },
});
