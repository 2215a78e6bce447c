/** Who asks, as far as the wire tells. */
export interface ActionCaller {
  readonly kind: 'endpoint';
  /** The access key that signed the request; empty for an unsigned one. */
  readonly accessKeyId: string;
  /** The `User-Agent` header, cut to 256 characters. */
  readonly userAgent: string;
  /** The address of the client's end of the connection. */
  readonly sourceIp: string;
}

/** One AWS action, decoded: the names of service, action and members are those of the AWS SDK for JavaScript v3. */
export interface ActionRequest {
  /** The SDK client's short name (`ec2`, `sts`, `elbv2`), not the signing name. */
  readonly service: string;
  readonly action: string;
  readonly region: string;
  /** Times are `Date`s, blobs `Uint8Array`s, absent members absent. */
  readonly input: Record<string, unknown>;
  readonly caller: ActionCaller;
  /** What the client's own tools call this request by. */
  readonly requestId: string;
}

/** A request that was refused before the account was asked: for its signature, its action, its form, or by the gate. */
export interface RefusedRequest {
  /** The service's short name, or its signing name if it is not served; absent when nothing tells it. */
  readonly service?: string;
  readonly action?: string;
  readonly region?: string;
  readonly caller: ActionCaller;
  /** As the client is told, but without anything that may hold a secret. */
  readonly error: { readonly code: string; readonly message: string };
  readonly requestId: string;
}

/** What an action answered. */
export interface ActionAnswer {
  /**
   * Times are `Date`s, blobs `Uint8Array`s or base64 text. An object that is frozen promises that neither it nor anything in it will ever
   * change: the endpoint keeps its text and, given the same object again, sends that.
   */
  readonly output: Record<string, unknown>;
  /** Virtual time of the answer, epoch milliseconds. */
  readonly now: number;
}

/** An error an action ends with. Anything else that is thrown is answered as InternalError and told to the log only. */
export interface ActionError {
  readonly code: string;
  readonly message: string;
  /** HTTP status, 400 to 599. */
  readonly status: number;
  readonly fault: 'Sender' | 'Receiver';
}

/** All that the endpoint knows of the account it serves. */
export interface EndpointAccount {
  /** Runs one AWS action; rejects with an {@link ActionError}. May take time (key material, or the settling of `instant` speed). */
  execute(request: ActionRequest): Promise<ActionAnswer>;
  /** Runs an action of the `sandbox` service, JSON in and out. `signal` aborts when the client goes or the endpoint closes. */
  session(request: Omit<ActionRequest, 'service'>, signal: AbortSignal): Promise<unknown>;
  /** Is told of requests that are refused without asking it; must be quick and must not throw. */
  refused(request: RefusedRequest): void;
  /** Whether the account has a handler for this action. */
  isRegistered(service: string, action: string): boolean;
  /** The secret access key of an access key id; undefined if the account has no such key. */
  secretFor(accessKeyId: string): string | undefined;
  regionExists(region: string): boolean;
  /** The region of a request that names none. */
  readonly defaultRegion: string;
  /** The real time in epoch milliseconds: signatures are dated by it, whatever the virtual clock shows. */
  wallClock(): number;
}
