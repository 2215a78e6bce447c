import type { EndpointAccount } from './account';
import { serviceDescriptors } from './generated/index';
import { serveAccount, type EndpointOptions, type RunningEndpoint } from './server';

/**
 * Starts the AWS endpoint of an account. This module is the endpoint's only entry, to be loaded with `import()` at the first use: the shapes of
 * the actions come with it.
 * @throws the system's error if the port is taken (`EADDRINUSE`) or may not be used
 */
export function startEndpoint(account: EndpointAccount, options: EndpointOptions): Promise<RunningEndpoint> {
  return serveAccount(account, serviceDescriptors, options);
}
