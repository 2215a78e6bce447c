import type { AddressAttribute } from '@aws-sdk/client-ec2';
import { page } from '../../aws/paging';
import { defineAction, type EventDefinition } from '../../kernel/action';
import { message } from '../../kernel/message';
import type { Context } from '../../kernel/context';
import { ApiError, invalidValue, missingParameter } from '../../kernel/errors';
import { type ElasticIpRow, elasticIpTable, findAllocation } from './elastic-ips';

/** CHOICE: how long a changed name takes to get through DNS, in milliseconds. */
const ptrUpdateDuration = 60_000;

const ptrUpdated = 'ec2:address-ptr-updated';

function describeAttribute(row: ElasticIpRow): AddressAttribute {
  return {
    PublicIp: row.publicIp,
    AllocationId: row.id,
    ...(row.ptrRecord !== undefined && { PtrRecord: row.ptrRecord }),
    ...(row.ptrUpdate && { PtrRecordUpdate: { Value: row.ptrUpdate.value, Status: row.ptrUpdate.status } }),
  };
}

/** @throws ApiError OperationNotPermitted while another change is on its way */
function startUpdate(context: Context, row: ElasticIpRow, value: string): { Address: AddressAttribute } {
  if (row.ptrUpdate) {
    throw new ApiError('OperationNotPermitted', `An update of the reverse DNS record of ${row.publicIp} is in progress already.`);
  }
  const updated = context.update(elasticIpTable, row, { ptrUpdate: { value, status: 'PENDING' } });
  context.schedule(ptrUpdateDuration, ptrUpdated, row.id);
  context.subjects.push(row.id);
  return { Address: describeAttribute(updated) };
}

/** The changed name has got through DNS. */
const addressPtrUpdated: EventDefinition = {
  kind: ptrUpdated,
  says: message('The reverse DNS name is known everywhere'),
  handle(context, id) {
    const row = context.get(elasticIpTable, id);
    if (!row?.ptrUpdate) return;
    const { ptrUpdate, ptrRecord: _, ...others } = row;
    context.put<ElasticIpRow>(elasticIpTable, { ...others, ...(ptrUpdate.value !== '' && { ptrRecord: ptrUpdate.value }) });
  },
};

export const elasticIpEvents = [addressPtrUpdated] as const;

/** Labels of letters, digits and hyphens, two or more, 255 characters in all (RFC 1035). */
const domainName = /^(?=.{4,255}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])\.?$/i;

/**
 * ModifyAddressAttribute (API; EC2 User Guide, reverse DNS): the name that an address resolves to. AWS asks that the name resolves to the address
 * first; names of the outside world are not looked up here, so each is believed.
 * @throws ApiError InvalidAllocationID.NotFound, MissingParameter, InvalidParameterValue, OperationNotPermitted
 */
export const modifyAddressAttribute = defineAction({
  name: 'ec2:ModifyAddressAttribute',
  access: 'write',
  inputs: { AllocationId: 'honoured', DomainName: 'honoured', DryRun: 'honoured' },
  handle(context, { AllocationId, DomainName }) {
    if (!AllocationId) throw missingParameter('AllocationId');
    const row = findAllocation(context, AllocationId);
    if (!DomainName) throw missingParameter('DomainName');
    if (!domainName.test(DomainName)) throw invalidValue(`Value (${DomainName}) for parameter domainName is invalid.`);
    return startUpdate(context, row, DomainName.endsWith('.') ? DomainName : `${DomainName}.`);
  },
});

function checkAttribute(attribute: string): void {
  if (attribute !== 'domain-name') throw invalidValue(`Value (${attribute}) for parameter attribute is invalid.`);
}

/** ResetAddressAttribute (API): the address resolves to EC2's own name again. */
export const resetAddressAttribute = defineAction({
  name: 'ec2:ResetAddressAttribute',
  access: 'write',
  inputs: { AllocationId: 'honoured', Attribute: 'honoured', DryRun: 'honoured' },
  handle(context, { AllocationId, Attribute }) {
    if (!AllocationId) throw missingParameter('AllocationId');
    if (!Attribute) throw missingParameter('Attribute');
    checkAttribute(Attribute);
    return startUpdate(context, findAllocation(context, AllocationId), '');
  },
});

/** DescribeAddressesAttribute (API; paging 5–1000, CHOICE). */
export const describeAddressesAttribute = defineAction({
  name: 'ec2:DescribeAddressesAttribute',
  access: 'read',
  inputs: { AllocationIds: 'honoured', Attribute: 'honoured', NextToken: 'honoured', MaxResults: 'honoured', DryRun: 'honoured' },
  handle(context, input) {
    if (input.Attribute !== undefined) checkAttribute(input.Attribute);
    const ids = input.AllocationIds ?? [];
    for (const id of ids) findAllocation(context, id);
    const keep = ({ id }: ElasticIpRow): boolean => ids.length === 0 || ids.includes(id);
    const { items, NextToken } = page(
      'DescribeAddressesAttribute',
      input,
      { least: 1, most: 1_000 },
      context.rows(elasticIpTable).all(),
      keep,
    );
    return { Addresses: items.map(describeAttribute), ...(NextToken && { NextToken }) };
  },
});
