import type { ActionCaller, ActionError, EndpointAccount } from './account';
import { AuthError, authErrorFor } from './auth-errors';
import { asActionError, EndpointError, excerpt, internalError, notServedYet } from './errors';
import type { Protocol } from './protocol';
import { serviceNotServed, unservedError } from './protocols/unserved';
import { refusedCaller, refusedError, refusedRequest } from './refusal';
import { Services, type Service } from './services';
import { readSignature, type Signature } from './signature';
import { SignatureVerifier } from './sigv4';
import type { ProtocolName, ServiceDescriptor } from './descriptors';
import type { WireReply, WireRequest } from './wire';

/** Where a request comes from, as its connection tells. */
export type Client = Pick<ActionCaller, 'userAgent' | 'sourceIp'>;

const nowhere = 'The request names no service: not by a signature, nor by its host, nor by a version';

/** Whether signatures are verified, or only read for service and region. */
export type AuthMode = 'sigv4' | 'off';

/** Answers AWS requests: finds service, region and protocol, verifies the signature, decodes, executes, encodes. Knows nothing of sockets. */
export class ActionHandler {
  readonly #account: EndpointAccount;
  readonly #auth: AuthMode;
  readonly #services: Services;
  readonly #verifier: SignatureVerifier;
  readonly #reportDefect: (thrown: unknown) => void;

  /** `reportDefect` is told what was thrown and is no AWS error; the client hears of an InternalError only. */
  constructor(
    account: EndpointAccount,
    descriptors: readonly ServiceDescriptor[],
    auth: AuthMode,
    reportDefect: (thrown: unknown) => void,
  ) {
    this.#account = account;
    this.#auth = auth;
    this.#services = new Services(descriptors);
    this.#verifier = new SignatureVerifier(
      (accessKeyId) => account.secretFor(accessKeyId),
      () => account.wallClock(),
    );
    this.#reportDefect = reportDefect;
  }

  /** Never rejects: whatever happens is an answer. */
  async handle(request: WireRequest, client: Client, requestId: string): Promise<WireReply> {
    let asked = false;
    let service: Service | undefined;
    try {
      const { signature, problem } = this.#read(request);
      const found = this.#services.find(request, signature);
      service = found.service;
      // Of a service that is not served nothing is shown, so that nobody needs to be known.
      if (!service && signature) throw serviceNotServed(request, signature.service);
      this.#authenticate(request, service?.protocolOf(request).name ?? 'query', signature, problem);
      if (!service) throw new EndpointError('MissingAction', nowhere);
      const region = this.#region(service.fallback.name, found.region, service.descriptor.isGlobal);
      const { protocol } = service.protocolOf(request);
      const action = this.#action(service, protocol, request);
      const input = protocol.decode(request, action);
      asked = true;
      const caller = callerOf(client, signature);
      const { output, now } = await this.#account.execute({ service: service.name, action, region, input, caller, requestId });
      const { status, headers, body } = protocol.encode(action, output, requestId, request);
      return { status, headers, body, time: now };
    } catch (thrown) {
      if (!asked) return this.refuse(request, client, thrown, requestId);
      return service!.protocolOf(request).protocol.encodeError(this.asError(thrown), requestId, request);
    }
  }

  /** The answer to a request that is refused before the account is asked, in the form of the service it was meant for. */
  refuse(request: WireRequest, client: Client, thrown: unknown, requestId: string): WireReply {
    const error = this.asError(thrown);
    const { signature } = this.#read(request);
    const { service, region } = this.#services.find(request, signature);
    this.#account.refused(refusedRequest(request, client, { service, region, signature }, error, requestId));
    if (!service) return unservedError(request, signature?.service, error, requestId);
    return service.protocolOf(request).protocol.encodeError(error, requestId, request);
  }

  /** Notes a request of the service `sandbox`, or what is no request at all, that is refused; answers what its client is told. */
  refused(client: Client, request: WireRequest | undefined, action: string | undefined, thrown: unknown, requestId: string): ActionError {
    const error = this.asError(thrown);
    const signature = request && this.#read(request).signature;
    const names = action === undefined ? {} : { service: 'sandbox', ...(/^[A-Za-z]{1,64}$/.test(action) && { action }) };
    this.#account.refused({
      ...names,
      caller: refusedCaller(client, signature?.accessKeyId),
      error: refusedError(error, signature),
      requestId,
    });
    return error;
  }

  /** Who asks for an action of the service `sandbox`, and in which region: signed like every other request, for whatever service. */
  identify(request: WireRequest, client: Client): { readonly caller: ActionCaller; readonly region: string } {
    const { signature, problem } = this.#read(request);
    this.#authenticate(request, 'json', signature, problem);
    const region = this.#region('json', signature?.region);
    return { caller: callerOf(client, signature), region };
  }

  /** The signature as given; why it cannot be read is said only when the service, and so the form of the error, is known. */
  #read(request: WireRequest): { signature?: Signature; problem?: AuthError } {
    try {
      return { signature: readSignature(request) };
    } catch (thrown) {
      if (thrown instanceof AuthError) return { problem: thrown };
      throw thrown;
    }
  }

  #authenticate(request: WireRequest, protocol: ProtocolName, signature: Signature | undefined, problem: AuthError | undefined): void {
    if (this.#auth === 'off') return;
    try {
      if (problem) throw problem;
      this.#verifier.verify(request, signature);
    } catch (thrown) {
      throw thrown instanceof AuthError ? authErrorFor(protocol, thrown.problem) : thrown;
    }
  }

  /** Where a request is answered. A global service has no region of its own: no region comes to life because its clients must name one. */
  #region(protocol: ProtocolName, named: string | undefined, isGlobal = false): string {
    const region = named ?? this.#account.defaultRegion;
    if (this.#account.regionExists(region)) return isGlobal ? this.#account.defaultRegion : region;
    const message = `Credential should be scoped to a valid region, not '${excerpt(region)}'.`;
    throw authErrorFor(protocol, { kind: 'mismatch', message });
  }

  /** The action a request asks for, which is one that can be answered. */
  #action(service: Service, protocol: Protocol, request: WireRequest): string {
    const action = protocol.actionOf(request);
    if (!service.hasAction(action)) throw protocol.unknownAction(action, request);
    if (!service.isServed(action) || !this.#account.isRegistered(service.name, action)) throw notServedYet(service.name, action);
    return action;
  }

  /** What a client is told of a thrown value; defects go to the log. */
  asError(thrown: unknown): ActionError {
    const error = asActionError(thrown);
    if (error) return error;
    this.#reportDefect(thrown);
    return internalError();
  }
}

function callerOf({ userAgent, sourceIp }: Client, signature: Signature | undefined): ActionCaller {
  return { kind: 'endpoint', accessKeyId: signature?.accessKeyId ?? '', userAgent, sourceIp };
}
