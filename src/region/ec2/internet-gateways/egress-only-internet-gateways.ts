import type { EgressOnlyInternetGateway } from '@aws-sdk/client-ec2';
import { findAll, type IdForm } from '../../aws/ids';
import { tagList } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineTable, type RowKey } from '../../store/table';

/** A gateway that lets IPv6 out of a VPC and no connection in; it is attached from its creation to its deletion. */
export interface EgressOnlyInternetGatewayRow extends RowKey {
  readonly vpcId: string;
}

export const egressOnlyInternetGatewayTable = defineTable<EgressOnlyInternetGatewayRow, 'vpc'>({
  name: 'ec2_egress_only_internet_gateways',
  kind: 'egress-only-internet-gateways',
  columns: { vpcId: 'text' },
  indexes: { vpc: (row) => row.vpcId },
});

/** How EC2 talks of egress-only internet gateway ids (EC2 error codes). */
export const egressOnlyInternetGatewayIdForm: IdForm = { prefix: 'eigw', errorPrefix: 'InvalidGatewayID', noun: 'eigw' };

/** An egress-only internet gateway by its id. @throws ApiError InvalidGatewayID.Malformed, InvalidGatewayID.NotFound */
export function findEgressOnlyInternetGateway(context: Context, id: string): EgressOnlyInternetGatewayRow {
  return findAll([id], egressOnlyInternetGatewayIdForm, (each) => context.get(egressOnlyInternetGatewayTable, each))[0]!;
}

/** An egress-only internet gateway in AWS's shape. */
export function describeEgressOnlyInternetGateway(context: Context, row: EgressOnlyInternetGatewayRow): EgressOnlyInternetGateway {
  return {
    Attachments: [{ State: 'attached', VpcId: row.vpcId }],
    EgressOnlyInternetGatewayId: row.id,
    Tags: tagList(context, row.id),
  };
}
