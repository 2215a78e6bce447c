/**
 * The form of what scripts/generate-codecs.mjs writes: the AWS SDK's schemas of the registered actions, cut down to what decoding a request and
 * encoding its answer need.
 */

/** The protocols AWS services speak. */
export type ProtocolName = 'ec2' | 'query' | 'json' | 'rest-json' | 'rpc-v2-cbor';

/** Values without parts. `timestamp` has the protocol's own format, the three after it say theirs; `unit` is no value at all. */
export type ScalarRef =
  'string' | 'boolean' | 'integer' | 'double' | 'timestamp' | 'date-time' | 'http-date' | 'epoch-seconds' | 'blob' | 'document' | 'unit';

/** A scalar, or an index into {@link ServiceDescriptor.shapes}. */
export type ShapeRef = ScalarRef | number;

/** Names and places on the wire where they differ from the member's own name. */
export interface Traits {
  /** `xmlName`. */
  readonly x?: string;
  /** `ec2QueryName`, if it is not the capitalised XML name. */
  readonly q?: string;
  /** `xmlFlattened`: the items stand in the place of the list. */
  readonly f?: 1;
  /** `xmlAttribute`. */
  readonly a?: 1;
  /** `jsonName`. */
  readonly j?: string;
  /** `httpHeader`. */
  readonly h?: string;
  /** `httpQuery`. */
  readonly u?: string;
  /** `httpLabel`. */
  readonly l?: 1;
  /** `httpPayload`. */
  readonly p?: 1;
}

export type MemberDescriptor = readonly [name: string, ref: ShapeRef, traits?: Traits];

export type ShapeDescriptor =
  | readonly ['struct', name: string, members: readonly MemberDescriptor[]]
  | readonly ['list', item: ShapeRef, itemTraits?: Traits]
  | readonly ['map', value: ShapeRef, keyTraits: Traits, valueTraits: Traits];

/** Input, output and, for REST protocols, method, path and status. */
export type OperationDescriptor = readonly [
  input: ShapeRef,
  output: ShapeRef,
  http?: readonly [method: string, uri: string, status: number],
];

export interface ServiceDescriptor {
  readonly service: string;
  /** API version, as `Version` says it in a form. */
  readonly version: string;
  readonly xmlNamespace: string;
  /** The first part of an `X-Amz-Target` header. */
  readonly target?: string;
  /** The service of a SigV4 credential scope; two services may share one. */
  readonly signingName: string;
  /** The first label of the service's host names. */
  readonly hostPrefix: string;
  /** The service belongs to the account: clients sign for `us-east-1` wherever they are. */
  readonly isGlobal?: true;
  /** The protocols the service answers in; the first serves when a request tells nothing. */
  readonly protocols: readonly ProtocolName[];
  /** Every action AWS's service has, registered or not, separated by blanks. */
  readonly actionNames: string;
  /** Error code → shape name and HTTP status. Empty for EC2, whose model knows no error shapes. */
  readonly errors: Readonly<Record<string, readonly [shape: string, status: number]>>;
  readonly operations: Readonly<Record<string, OperationDescriptor>>;
  readonly shapes: readonly ShapeDescriptor[];
}

/** The wire name of a member in XML. */
export function xmlNameOf(name: string, traits: Traits | undefined): string {
  return traits?.x ?? name;
}
