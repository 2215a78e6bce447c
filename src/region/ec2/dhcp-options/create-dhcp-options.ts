import type { NewDhcpConfiguration } from '@aws-sdk/client-ec2';
import { putTags, tagSpecifications } from '../../aws/tags';
import { defineAction } from '../../kernel/action';
import { type ApiError, invalidValue, missingParameter } from '../../kernel/errors';
import { canonicalIpv6Block, parseIpv4 } from '../network/cidr';
import { describeDhcpOptionsRow, type DhcpConfigurationValue, dhcpOptionsTable } from './dhcp-options';

const isIpv4 = (text: string): boolean => parseIpv4(text) !== undefined;
const isIpv6 = (text: string): boolean => canonicalIpv6Block(`${text}/128`) !== undefined;
const isAddress = (text: string): boolean => isIpv4(text) || isIpv6(text);

/** One DHCP option (API, CreateDhcpOptions): how many values it takes, and which. */
interface Option {
  readonly most: number;
  readonly valid: (value: string) => boolean;
}

const options: Readonly<Record<string, Option>> = {
  'domain-name': { most: 1, valid: (value) => value.length <= 255 },
  'domain-name-servers': { most: 4, valid: (value) => value === 'AmazonProvidedDNS' || isAddress(value) },
  'ntp-servers': { most: 8, valid: isAddress },
  'netbios-name-servers': { most: 4, valid: isIpv4 },
  'netbios-node-type': { most: 1, valid: (value) => ['1', '2', '4', '8'].includes(value) },
  'ipv6-address-preferred-lease-time': {
    most: 1,
    valid: (value) => /^\d{1,10}$/.test(value) && Number(value) >= 140 && Number(value) <= 2_147_483_647,
  },
};

function invalid(value: string, key: string): ApiError {
  return invalidValue(`Value (${value}) for parameter ${key} is invalid.`);
}

function readConfiguration({ Key: key, Values }: NewDhcpConfiguration): DhcpConfigurationValue {
  if (!key) throw missingParameter('DhcpConfiguration.Key');
  const option = Object.hasOwn(options, key) ? options[key] : undefined;
  if (!option) throw invalidValue(`Value (${key}) for parameter name is invalid. Unknown DHCP option`);
  // Servers may be given in one value, separated by commas.
  const values = (Values ?? []).flatMap((value) => (key === 'domain-name' ? [value] : value.split(',').map((each) => each.trim())));
  if (values.length === 0 || values.includes('')) throw missingParameter('DhcpConfiguration.Value');
  for (const value of values) if (!option.valid(value)) throw invalid(value, key);
  const ofOneFamily = Math.max(values.filter(isIpv4).length, values.filter(isIpv6).length);
  if (values.length > option.most || ofOneFamily > 4) throw invalid(values.join(','), key);
  return { key, values };
}

/**
 * CreateDhcpOptions (API): a record, as in EC2; the guests that would read the options are not simulated.
 * @throws ApiError MissingParameter, InvalidParameterValue, those of tags
 */
export const createDhcpOptions = defineAction({
  name: 'ec2:CreateDhcpOptions',
  access: 'write',
  inputs: { DhcpConfigurations: 'accepted', TagSpecifications: 'honoured', DryRun: 'honoured' },
  handle(context, input) {
    if (!input.DhcpConfigurations || input.DhcpConfigurations.length === 0) throw missingParameter('dhcpConfiguration');
    const configurations = input.DhcpConfigurations.map(readConfiguration);
    if (new Set(configurations.map(({ key }) => key)).size < configurations.length) throw invalidValue('Duplicate DHCP option specified.');
    const tags = tagSpecifications(input.TagSpecifications, ['dhcp-options']).get('dhcp-options') ?? {};
    const row = context.put(dhcpOptionsTable, { region: context.region, id: context.newId('dopt'), configurations, isDefault: false });
    putTags(context, row.id, 'dhcp-options', 'dhcp-options', tags);
    context.subjects.push(row.id);
    return { DhcpOptions: describeDhcpOptionsRow(context, row) };
  },
});
