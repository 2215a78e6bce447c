import type { Context } from '../../kernel/context';
import { ApiError, invalidCombination, invalidValue, missingParameter } from '../../kernel/errors';
import { managedPrefixList } from '../prefix-lists/prefix-lists';
import { canonicalBlock, isIpv6 } from '../network/block-match';
import type { RouteDestination } from './route-tables';

/** The inputs of the route actions that name a destination. */
export interface DestinationInput {
  readonly DestinationCidrBlock?: string | undefined;
  readonly DestinationIpv6CidrBlock?: string | undefined;
  readonly DestinationPrefixListId?: string | undefined;
}

function block(parameter: string, text: string, ipv6: boolean): string {
  const canonical = isIpv6(text) === ipv6 ? canonicalBlock(text) : undefined;
  if (canonical === undefined) {
    throw invalidValue(`Value (${text}) for parameter ${parameter} is invalid. This is not a valid CIDR block.`);
  }
  return canonical;
}

/**
 * The one destination that a request names, its block in canonical form (API, CreateRoute).
 * @throws ApiError MissingParameter, InvalidParameterCombination, InvalidParameterValue, InvalidPrefixListID.NotFound
 */
export function requestedDestination(context: Context, input: DestinationInput): RouteDestination {
  const { DestinationCidrBlock: ipv4, DestinationIpv6CidrBlock: ipv6, DestinationPrefixListId: list } = input;
  const given = [ipv4, ipv6, list].filter((each) => each !== undefined && each !== '').length;
  if (given === 0) throw missingParameter('destinationCidrBlock or destinationIpv6CidrBlock or destinationPrefixListId');
  if (given > 1)
    throw invalidCombination(
      'The request must contain exactly one of destinationCidrBlock, destinationIpv6CidrBlock, destinationPrefixListId',
    );
  if (ipv4) return { destinationCidrBlock: block('destinationCidrBlock', ipv4, false) };
  if (ipv6) return { destinationIpv6CidrBlock: block('destinationIpv6CidrBlock', ipv6, true) };
  if (!managedPrefixList(context, list!)) {
    throw new ApiError('InvalidPrefixListID.NotFound', `The prefix list ID '${list}' does not exist`);
  }
  return { destinationPrefixListId: list! };
}
