import type { ProtocolName, ServiceDescriptor } from '../descriptors';
import type { Protocol } from '../protocol';
import { ec2Protocol } from './ec2';
import { queryProtocol } from './query';

/** The protocols this endpoint speaks so far, by name. A service may be described with others; it is served in those that stand here. */
export const protocolFactories: { readonly [Name in ProtocolName]?: (service: ServiceDescriptor) => Protocol } = {
  ec2: ec2Protocol,
  query: queryProtocol,
};
