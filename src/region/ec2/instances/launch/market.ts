import type { InstanceMarketOptionsRequest, RunInstancesRequest } from '@aws-sdk/client-ec2';
import { onDemandHourly } from '../../../catalog/prices';
import type { Context } from '../../../kernel/context';
import { ApiError, invalidCombination, invalidValue, notSimulated } from '../../../kernel/errors';
import type { Purchase } from './quota';
import { oneOf } from './options';

/**
 * How the launch is bought (API, InstanceMarketOptionsRequest). One-time Spot requests run at a price that never exceeds On-Demand under
 * today's rules (reference: lessons.md §3); what needs a Spot market is refused.
 */
export function purchase(
  context: Context,
  options: InstanceMarketOptionsRequest | undefined,
  typeName: string,
  platform: string,
): Purchase {
  if (!options) return 'on-demand';
  const market = oneOf('MarketType', options.MarketType, ['spot', 'capacity-block', 'interruptible-capacity-reservation'] as const);
  if (market !== 'spot') {
    if (market !== undefined) throw notSimulated(`InstanceMarketOptions.MarketType ${market} of RunInstances`);
    if (options.SpotOptions) throw invalidCombination('SpotOptions requires the market type spot.');
    return 'on-demand';
  }
  const spot = options.SpotOptions ?? {};
  if (spot.BlockDurationMinutes !== undefined) {
    throw new ApiError('UnsupportedOperation', 'Spot Instances with a defined duration are no longer available.');
  }
  const requestType = oneOf('SpotInstanceType', spot.SpotInstanceType, ['one-time', 'persistent'] as const) ?? 'one-time';
  const behavior =
    oneOf('InstanceInterruptionBehavior', spot.InstanceInterruptionBehavior, ['hibernate', 'stop', 'terminate'] as const) ?? 'terminate';
  if (requestType === 'one-time' && behavior !== 'terminate') {
    throw invalidCombination(
      `The request with type 'one-time' is not supported when instanceInterruptionBehavior is set to '${behavior}'.`,
    );
  }
  if (requestType === 'one-time' && spot.ValidUntil !== undefined)
    throw invalidCombination('ValidUntil is supported only for persistent requests.');
  if (requestType === 'persistent') throw notSimulated('InstanceMarketOptions.SpotOptions.SpotInstanceType persistent of RunInstances');
  if (spot.MaxPrice !== undefined) checkMaximumPrice(context, spot.MaxPrice, typeName, platform);
  return 'spot';
}

/** Spot Instances have neither protection (reference: instances.md §1.2). CHOICE: the words. @throws ApiError UnsupportedOperation */
export function refuseProtection(input: RunInstancesRequest): void {
  for (const name of ['DisableApiTermination', 'DisableApiStop'] as const) {
    if (input[name]) {
      throw new ApiError('UnsupportedOperation', `'${name[0]!.toLowerCase()}${name.slice(1)}' is not supported for spot instances.`);
    }
  }
}

/** A price at or above On-Demand is the default; a lower one would need a market that can rise above it. */
function checkMaximumPrice(context: Context, text: string, typeName: string, platform: string): void {
  const price = Number(text);
  if (!/^\d{1,6}(\.\d{1,10})?$/.test(text) || price <= 0) throw invalidValue(`${text} is not a valid value for MaxPrice`);
  const onDemand = onDemandHourly(typeName, context.region, platform);
  if (onDemand !== undefined && price < onDemand) throw notSimulated('a SpotOptions.MaxPrice below the On-Demand price');
}
