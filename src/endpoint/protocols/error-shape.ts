import type { ActionError } from '../account';
import type { ServiceDescriptor } from '../descriptors';

/** The name of an error's shape in the service's model and its HTTP status; the code itself for errors the model does not know. */
export function errorShape(service: ServiceDescriptor, { code, status }: ActionError): { readonly shape: string; readonly status: number } {
  const known = Object.hasOwn(service.errors, code) ? service.errors[code] : undefined;
  return { shape: known?.[0] ?? code, status: known?.[1] ?? status };
}

/** What services that once spoke the query protocol tell besides, so that old error codes live on (Smithy, awsQueryCompatible). */
export function queryErrorHeader(service: ServiceDescriptor, { code, fault }: ActionError): Readonly<Record<string, string>> {
  return service.protocols.includes('query') ? { 'x-amzn-query-error': `${code};${fault}` } : {};
}
