import type { ProtocolName, ServiceDescriptor } from '../descriptors';
import type { Protocol } from '../protocol';
import { ec2Protocol } from './ec2';
import { jsonProtocol } from './json';
import { queryProtocol } from './query';
import { restJsonProtocol } from './rest-json';
import { rpcV2CborProtocol } from './rpc-v2-cbor';

/** The protocols this endpoint speaks, by name. */
export const protocolFactories: { readonly [Name in ProtocolName]: (service: ServiceDescriptor) => Protocol } = {
  ec2: ec2Protocol,
  query: queryProtocol,
  json: jsonProtocol,
  'rest-json': restJsonProtocol,
  'rpc-v2-cbor': rpcV2CborProtocol,
};
