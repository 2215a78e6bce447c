import type { AttachmentStatus, InternetGateway } from '@aws-sdk/client-ec2';
import { findAll, type IdForm } from '../../aws/ids';
import { tagList } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineTable, type RowKey } from '../../store/table';

/** An internet gateway. */
export interface InternetGatewayRow extends RowKey {
  /** The VPC it is attached to; absent while detached. */
  readonly vpcId?: string;
}

export const internetGatewayTable = defineTable<InternetGatewayRow, 'vpc'>({
  name: 'ec2_internet_gateways',
  kind: 'internet-gateways',
  columns: { vpcId: 'text' },
  indexes: { vpc: (row) => row.vpcId },
  // A VPC shows its gateway.
  about: (row) => (row.vpcId === undefined ? undefined : { kind: 'vpcs', id: row.vpcId }),
});

/** How EC2 talks of internet gateway ids (EC2 error codes). */
export const internetGatewayIdForm: IdForm = { prefix: 'igw', errorPrefix: 'InvalidInternetGatewayID', noun: 'internetGateway' };

/** An internet gateway by its id. @throws ApiError InvalidInternetGatewayID.Malformed, InvalidInternetGatewayID.NotFound */
export function findInternetGateway(context: Context, id: string): InternetGatewayRow {
  return findAll([id], internetGatewayIdForm, (each) => context.get(internetGatewayTable, each))[0]!;
}

/** The internet gateway of a VPC. */
export function attachedGateway(context: Context, vpcId: string): InternetGatewayRow | undefined {
  return context.by(internetGatewayTable, 'vpc', vpcId)[0];
}

/** The service says `available` (API, InternetGatewayAttachment), a word that the SDK's type of attachments lacks. */
const attachmentState: string = 'available';

/** An internet gateway in AWS's shape. */
export function describeInternetGateway(context: Context, row: InternetGatewayRow): InternetGateway {
  return {
    Attachments: row.vpcId === undefined ? [] : [{ State: attachmentState as AttachmentStatus, VpcId: row.vpcId }],
    InternetGatewayId: row.id,
    OwnerId: context.account.accountId,
    Tags: tagList(context, row.id),
  };
}
