import type { AccountAttributeName } from '@aws-sdk/client-ec2';
import { accountLimit } from '../../aws/quotas';
import type { ActionDefinition } from '../../kernel/action';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { invalidValue } from '../../kernel/errors';
import { defaultVpc } from '../vpcs/vpcs';

/** What each attribute says (API, DescribeAccountAttributes). `max-instances` has no meaning any more; 20 is what the service goes on saying. */
const looks: Readonly<Record<string, (context: Context) => string>> = {
  'supported-platforms': () => 'VPC',
  'vpc-max-security-groups-per-interface': (context) => String(accountLimit(context, 'securityGroupsPerNetworkInterface')),
  'max-elastic-ips': (context) => String(accountLimit(context, 'elasticIps')),
  'max-instances': () => '20',
  'vpc-max-elastic-ips': (context) => String(accountLimit(context, 'elasticIps')),
  'default-vpc': (context) => defaultVpc(context)?.id ?? 'none',
};

/** DescribeAccountAttributes (API): all of them, or those named. @throws ApiError InvalidParameterValue */
export const describeAccountAttributes = defineAction({
  name: 'ec2:DescribeAccountAttributes',
  access: 'read',
  inputs: { AttributeNames: 'honoured', DryRun: 'honoured' },
  handle(context, { AttributeNames }) {
    const names: readonly string[] = AttributeNames && AttributeNames.length > 0 ? [...new Set(AttributeNames)] : Object.keys(looks);
    return {
      AccountAttributes: names.map((name) => {
        const look = Object.hasOwn(looks, name) ? looks[name] : undefined;
        if (!look) throw invalidValue(`Value (${name}) for parameter attributeName is invalid. Unknown account attribute.`);
        return { AttributeName: name as AccountAttributeName, AttributeValues: [{ AttributeValue: look(context) }] };
      }),
    };
  },
});

/** What can be asked of the account as a whole. */
export const accountAttributeActions: readonly ActionDefinition[] = [describeAccountAttributes];
