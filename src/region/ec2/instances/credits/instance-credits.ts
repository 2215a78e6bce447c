import type { UnsuccessfulInstanceCreditSpecificationItem } from '@aws-sdk/client-ec2';
import { instanceType } from '../../../catalog/instance-types';
import { withClientToken } from '../../../aws/client-tokens';
import { compileFilters } from '../../../aws/filters';
import { findAll } from '../../../aws/ids';
import { describeRows } from '../../../aws/describe-rows';
import { refuseIdsWithPaging } from '../../../aws/paging';
import { defineAction } from '../../../kernel/action';
import type { Context } from '../../../kernel/context';
import { ApiError, invalidValue, missingParameter } from '../../../kernel/errors';
import { oneOf } from '../launch/options';
import { instanceIdForm, type InstanceRow, instanceTable } from '../instances';

function burstable({ instanceType: name }: InstanceRow): boolean {
  return instanceType(name)?.burstable ?? false;
}

function notSupported({ id }: InstanceRow): ApiError {
  return new ApiError('InstanceCreditSpecification.NotSupported', `The instance '${id}' is not a burstable performance instance.`);
}

/**
 * DescribeInstanceCreditSpecifications (API): the instances named, all of which must be burstable, or else the burstable ones that are
 * `unlimited`; paging 5–1000.
 * @throws ApiError InvalidInstanceID.*, InstanceCreditSpecification.NotSupported
 */
export const describeInstanceCreditSpecifications = defineAction({
  name: 'ec2:DescribeInstanceCreditSpecifications',
  access: 'read',
  inputs: { InstanceIds: 'honoured', Filters: 'honoured', MaxResults: 'honoured', NextToken: 'honoured', DryRun: 'honoured' },
  handle(context, input) {
    const ids = input.InstanceIds ?? [];
    refuseIdsWithPaging(input, ids, 'instancesSet');
    if (ids.length > 1_000) throw invalidValue('The maximum number of instance IDs in one request is 1000');
    const matches = compileFilters(input.Filters, { 'instance-id': (row: InstanceRow) => row.id });
    const keep = (row: InstanceRow): boolean => {
      if (!burstable(row) && ids.length > 0) throw notSupported(row);
      return (ids.length > 0 || (burstable(row) && row.state !== 'terminated' && row.options.cpuCredits === 'unlimited')) && matches(row);
    };
    const { items, NextToken } = describeRows(
      context,
      'DescribeInstanceCreditSpecifications',
      input,
      instanceTable,
      ids,
      instanceIdForm,
      keep,
    );
    return {
      InstanceCreditSpecifications: items.map((row) => ({ InstanceId: row.id, CpuCredits: row.options.cpuCredits ?? 'standard' })),
      ...(NextToken && { NextToken }),
    };
  },
});

type Item = { readonly InstanceId: string };

/** The instance whose mode can be changed now. @throws ApiError with one of the codes the API lists for an item */
function changeable(context: Context, id: string): InstanceRow {
  const row = findAll([id], instanceIdForm, (each) => context.get(instanceTable, each))[0]!;
  if (!burstable(row)) throw notSupported(row);
  if (row.state !== 'running' && row.state !== 'stopped') {
    throw new ApiError('IncorrectInstanceState', `The instance '${id}' is not in the 'running' or 'stopped' state.`);
  }
  return row;
}

/**
 * ModifyInstanceCreditSpecification (API): each instance for itself; running or stopped ones of the T families (EC2 User Guide, modify the
 * credit specification).
 */
export const modifyInstanceCreditSpecification = defineAction({
  name: 'ec2:ModifyInstanceCreditSpecification',
  access: 'write',
  inputs: { InstanceCreditSpecifications: 'honoured', ClientToken: 'honoured', DryRun: 'honoured' },
  handle(context, input) {
    const asked = (input.InstanceCreditSpecifications ?? []).map(({ InstanceId, CpuCredits }) => {
      if (!InstanceId) throw missingParameter('InstanceCreditSpecification.InstanceId');
      const mode = oneOf('CpuCredits', CpuCredits, ['standard', 'unlimited'] as const);
      if (!mode) throw missingParameter('InstanceCreditSpecification.CpuCredits');
      return { id: InstanceId, mode };
    });
    if (asked.length === 0) throw missingParameter('InstanceCreditSpecification');
    const modify = (apply: boolean) => {
      const done: Item[] = [];
      const failed: UnsuccessfulInstanceCreditSpecificationItem[] = [];
      for (const { id, mode } of asked) {
        try {
          const row = changeable(context, id);
          if (apply && row.options.cpuCredits !== mode)
            context.update(instanceTable, row, { options: { ...row.options, cpuCredits: mode } });
          context.subjects.push(id);
          done.push({ InstanceId: id });
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
          failed.push({ InstanceId: id, Error: { Code: error.code as never, Message: error.message } });
        }
      }
      return { SuccessfulInstanceCreditSpecifications: done, UnsuccessfulInstanceCreditSpecifications: failed };
    };
    return withClientToken(
      context,
      'ModifyInstanceCreditSpecification',
      input,
      () => {
        const output = modify(true);
        return { output, result: output.SuccessfulInstanceCreditSpecifications[0]?.InstanceId };
      },
      () => modify(false),
    );
  },
});
