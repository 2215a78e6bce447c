import type { InstanceTypeInfo } from '@aws-sdk/client-ec2';
import { describeInstanceType } from '../../catalog/describe-instance-type';
import { freeTierEligible } from '../../catalog/free-tier';
import { instanceType, instanceTypeNames, offeredIn } from '../../catalog/instance-types';
import { compileFilters } from '../../aws/filters';
import { pageOfList } from '../../aws/paging';
import { defineAction } from '../../kernel/action';
import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination } from '../../kernel/errors';
import { instanceTypeFilters } from './instance-type-filters';

/** Types one request may name (API, DescribeInstanceTypes). */
const typesPerRequest = 100;

/** Shapes by region and free-tier plan: they never change. */
const shapes = new Map<string, InstanceTypeInfo>();

function shapeOf(context: Context, name: string): InstanceTypeInfo {
  const plan = context.account.freeTierPlan;
  const key = `${context.region}/${plan}/${name}`;
  let shape = shapes.get(key);
  if (!shape) {
    const eligible = plan !== 'none' && freeTierEligible(name, context.region, plan);
    shapes.set(key, (shape = describeInstanceType(instanceType(name)!, eligible)));
  }
  return shape;
}

/** DescribeInstanceTypes (API; paging 5–100). @throws ApiError InvalidInstanceType, InvalidParameterCombination */
export const describeInstanceTypes = defineAction({
  name: 'ec2:DescribeInstanceTypes',
  access: 'read',
  inputs: {
    InstanceTypes: 'honoured',
    Filters: 'honoured',
    MaxResults: 'honoured',
    NextToken: 'honoured',
    DryRun: 'honoured',
    IncludeUnsupportedInRegion: 'honoured',
  },
  handle(context, input) {
    const { InstanceTypes: named = [], IncludeUnsupportedInRegion: everywhere = false } = input;
    const offered = (name: string): boolean => everywhere || offeredIn(name, context.region);
    if (named.length > typesPerRequest) {
      throw new ApiError(
        'InvalidParameterValue',
        `The maximum number of instance types that can be described in one call is ${typesPerRequest}`,
      );
    }
    if (named.length > 0 && input.MaxResults !== undefined) {
      throw invalidCombination('The parameter MaxResults cannot be used with the parameter InstanceTypes');
    }
    const unknown = named.filter((name) => !instanceType(name) || !offered(name));
    if (unknown.length > 0) {
      throw new ApiError('InvalidInstanceType', `The following supplied instance types do not exist: [${unknown.join(', ')}]`);
    }
    const keep = compileFilters(input.Filters, instanceTypeFilters);
    const names = named.length > 0 ? [...new Set(named)] : instanceTypeNames().filter(offered);
    const kept = input.Filters?.length ? names.filter((name) => keep(shapeOf(context, name))) : names;
    const { items, NextToken } = pageOfList(
      'DescribeInstanceTypes',
      { MaxResults: named.length > 0 ? undefined : 100, ...input },
      { least: 5, most: 100 },
      kept,
    );
    return { InstanceTypes: items.map((name) => shapeOf(context, name)), ...(NextToken && { NextToken }) };
  },
});
