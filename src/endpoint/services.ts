import type { ProtocolName, ServiceDescriptor } from './descriptors';
import type { Protocol } from './protocol';
import { protocolFactories } from './protocols/protocols';
import type { WireRequest } from './wire';

/** A service as this endpoint serves it. */
export class Service {
  readonly name: string;
  /** The protocol of its errors where the request's own cannot be told. */
  readonly fallback: { readonly name: ProtocolName; readonly protocol: Protocol };
  readonly #protocols: readonly Service['fallback'][];
  readonly #actionNames: ReadonlySet<string>;

  constructor(readonly descriptor: ServiceDescriptor) {
    this.name = descriptor.service;
    this.#actionNames = new Set(descriptor.actionNames.split(' '));
    this.#protocols = descriptor.protocols.map((name) => ({ name, protocol: protocolFactories[name](descriptor) }));
    const [fallback] = this.#protocols;
    if (!fallback) throw new Error(`${this.name} speaks no protocol`);
    this.fallback = fallback;
  }

  /** The protocol a request is in. */
  protocolOf(request: WireRequest): Service['fallback'] {
    return this.#protocols.find(({ protocol }) => protocol.speaks(request)) ?? this.fallback;
  }

  /** Whether AWS's service has the action, served here or not. */
  hasAction(action: string): boolean {
    return this.#actionNames.has(action);
  }

  /** Whether the action can be decoded and encoded here. */
  isServed(action: string): boolean {
    return Object.hasOwn(this.descriptor.operations, action);
  }
}

/** All services of the endpoint, and which of them a request is meant for. */
export class Services {
  readonly #services: readonly Service[];

  constructor(descriptors: readonly ServiceDescriptor[]) {
    this.#services = descriptors.map((descriptor) => new Service(descriptor));
  }

  /**
   * The service and, where it is told, the region of a request: by the scope of its signature, else by its host (`ec2.eu-west-1.localhost`),
   * else by the version in its form. Services that share a name are told apart by version (reference: clients.md §1.3).
   */
  find(
    request: WireRequest,
    scope: { readonly service: string; readonly region: string } | undefined,
  ): { service?: Service; region?: string } {
    if (scope) return { service: this.#among(request, ({ descriptor }) => descriptor.signingName === scope.service), region: scope.region };
    const [prefix, region] = (request.header('host') ?? '').toLowerCase().replace(/:\d+$/, '').split('.');
    const byHost = this.#among(request, ({ descriptor }) => descriptor.hostPrefix === prefix);
    if (byHost) return { service: byHost, ...(region && region !== 'localhost' ? { region } : {}) };
    const version = versionOf(request);
    return { service: this.#services.find(({ descriptor }) => descriptor.version === version) };
  }

  #among(request: WireRequest, wanted: (service: Service) => boolean): Service | undefined {
    const found = this.#services.filter(wanted);
    if (found.length < 2) return found[0];
    const version = versionOf(request);
    return found.find(({ descriptor }) => descriptor.version === version) ?? found[0];
  }
}

/** The version a form names; undefined if the request is no readable form, which its protocol will tell better. */
function versionOf(request: WireRequest): string | undefined {
  try {
    return request.form.get('Version');
  } catch {
    return undefined;
  }
}
