import { xmlNameOf, type ProtocolName, type ServiceDescriptor, type ShapeRef, type Traits } from '../../../src/endpoint/descriptors';
import { encodeCbor } from '../../../src/endpoint/cbor';
import type { HostileValues } from './hostile-values';
import type { Choices } from './random';

/** A request as it goes over the wire, before it is signed. */
export interface Hostile {
  readonly method: string;
  readonly target: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
  readonly service: string;
  /** The protocols an answer may be in; undefined is that of no service. */
  readonly protocols: readonly (ProtocolName | undefined)[];
}

const oddBodies = [
  '',
  '\u0000',
  '&&&&',
  '====',
  '{"Action":"RunInstances"}',
  '{"__proto__":{"a":1}}',
  '{"Name":"a","Name":"b"}',
  '{"a":1e999,"b":-1e999,"c":123456789012345678901234567890}',
  '"\\ud800"',
  '{"a":"\\ud800\\u0000"',
  `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
  '<Action>RunInstances</Action>',
  '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
  '<a><b></a>',
  'Action',
  'Action=&Version=',
  '%',
  '\ufeffAction=RunInstances',
  'null',
  '[]',
  '1',
];

/** CBOR whose parts do not fit together: lengths beyond the end, breaks, reserved values, tags of tags, huge numbers, indefinite lengths. */
const oddCbor = [
  '',
  'ff',
  'bf',
  'bfff',
  '9fff',
  '5fff',
  '7f6161ff',
  '7f4161ff',
  '1bffffffffffffffff',
  '3bffffffffffffffff',
  '5bffffffffffffffff',
  '7b7fffffffffffffff',
  '9bffffffffffffffff',
  'bbffffffffffffffff',
  '9a7fffffff00',
  'a1',
  'a161',
  'a10101',
  'a1644e616d65f5',
  'a1644e616d6563ff00ff',
  'a2644e616d656161644e616d656162',
  'c1f97e00',
  'c1fb7ff0000000000000',
  'c16161',
  'c2490100000000000000ff',
  'c1c1c1c101',
  'f8ff',
  'fc',
  'f97c00',
  'fb7ff8000000000001',
  '1c',
  `${'81'.repeat(5_000)}00`,
  `${'a16161'.repeat(5_000)}00`,
  `${'c1'.repeat(5_000)}00`,
  `${'9f'.repeat(5_000)}`,
].map((hex) => Buffer.from(hex, 'hex'));

/** Item numbers of lists, from lawful to absurd. */
const itemNumbers = ['1', '2', '3', '10', '01', '0', '-1', '999999999', '2147483648', '99999999999999999999', '1e3', 'x', '', '1.1', '%31'];

/** Makes requests in the protocol a service speaks: for the most part as a client would, with something amiss in most of them. */
export class HostileRequests {
  constructor(
    private readonly choices: Choices,
    private readonly values: HostileValues,
    private readonly services: readonly ServiceDescriptor[],
  ) {}

  next(): Hostile {
    const { choices } = this;
    const service = choices.pick(this.services);
    const protocol = choices.pick(service.protocols);
    const actions = Object.keys(service.operations);
    const action = choices.chance(0.93)
      ? choices.pick(actions)
      : choices.pick([...service.actionNames.split(' '), 'Nope', '__proto__', 'constructor', ' ', '<x>', '\u0000', 'x'.repeat(300)]);
    const known = Object.hasOwn(service.operations, action) ? action : actions[0]!;
    const made = this.#made(service, protocol, action, known);
    return choices.chance(0.12) ? { ...made, body: this.#damaged(made.body) } : made;
  }

  #made(service: ServiceDescriptor, protocol: ProtocolName, action: string, known: string): Hostile {
    const [input] = service.operations[known]!;
    const tree = input === 'unit' ? {} : this.values.of(service, input);
    const base = { method: 'POST', target: '/', service: service.signingName, protocols: service.protocols };
    const json = 'application/x-amz-json-1.1';
    switch (protocol) {
      case 'ec2':
      case 'query': {
        const body = Buffer.from(this.#form(service, protocol, action, input, tree));
        const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
        // A form may stand in the query string as well.
        return this.choices.chance(0.03) && body.length < 4_000
          ? { ...base, method: 'GET', target: `/?${body.toString()}`, headers: {}, body: Buffer.alloc(0) }
          : { ...base, headers, body };
      }
      case 'json':
        return { ...base, headers: { 'content-type': json, 'x-amz-target': `${service.target}.${action}` }, body: this.#json(tree) };
      case 'rpc-v2-cbor': {
        const target = `/service/${service.target}/operation/${encodeURIComponent(action)}`;
        return {
          ...base,
          target,
          headers: { 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' },
          body: this.#cbor(tree),
        };
      }
      case 'rest-json':
        return { ...base, ...this.#restTarget(service, known), headers: { 'content-type': 'application/json' }, body: this.#json(tree) };
    }
  }

  #restTarget(service: ServiceDescriptor, action: string): { method: string; target: string } {
    const { choices } = this;
    const [method, uri] = service.operations[action]![2]!;
    const label = (): string => {
      const text = this.values
        .text()
        .replace(/\p{Cs}/gu, '')
        .slice(0, 500);
      return choices.chance(0.9) ? encodeURIComponent(text) : choices.pick(['%', '%zz', '..', '%2F', '', '%00', '%ED%A0%80']);
    };
    const path = uri.replace(/\{\w+\+?\}/g, label);
    const query = choices.chance(0.6) ? `?limit=${choices.pick(itemNumbers)}&kind=a&kind=${label()}&${label()}` : '';
    return { method: choices.chance(0.95) ? method : choices.pick(['GET', 'PUT', 'DELETE', 'PATCH']), target: path + query };
  }

  #form(service: ServiceDescriptor, protocol: 'ec2' | 'query', action: string, input: ShapeRef, tree: unknown): string {
    const { choices } = this;
    if (choices.chance(0.02)) return choices.pick(oddBodies);
    const pairs: string[] = [];
    this.#pairs(service, protocol, input, undefined, tree, '', pairs);
    if (choices.chance(0.06))
      pairs.push(`${choices.pick(['Nope', 'DryRun', 'Filter.1.Name', '__proto__', 'a'.repeat(2_000), '.', '..', '%00'])}=x`);
    if (choices.chance(0.04) && pairs.length > 0) pairs.push(choices.pick(pairs));
    if (choices.chance(0.001)) pairs.push(Array.from({ length: 25_000 }, (_, index) => `InstanceId.${index}=i`).join('&'));
    const version = choices.chance(0.97) ? service.version : choices.pick(['', '2016-11-16', '\u0000', 'x'.repeat(999)]);
    return [`Action=${encodeURIComponent(action)}`, `Version=${version}`, ...pairs].join('&');
  }

  /** The parameters of a value, as the protocol names them. */
  #pairs(
    service: ServiceDescriptor,
    protocol: 'ec2' | 'query',
    ref: ShapeRef,
    traits: Traits | undefined,
    value: unknown,
    name: string,
    pairs: string[],
  ): void {
    const { choices } = this;
    const shape = typeof ref === 'number' ? service.shapes[ref]! : undefined;
    const under = (part: string): string => (name === '' ? part : `${name}.${part}`);
    if (shape?.[0] === 'struct' && typeof value === 'object' && value !== null) {
      for (const [member, memberRef, memberTraits] of shape[2]) {
        const field = (value as Record<string, unknown>)[member];
        if (field === undefined) continue;
        const xml = xmlNameOf(member, memberTraits);
        const part = protocol === 'query' ? xml : (memberTraits?.q ?? xml.charAt(0).toUpperCase() + xml.slice(1));
        this.#pairs(service, protocol, memberRef, memberTraits, field, under(part), pairs);
      }
    } else if (shape?.[0] === 'list' && Array.isArray(value)) {
      value.forEach((item, index) => {
        const number = choices.chance(0.04) ? choices.pick(itemNumbers) : String(index + 1);
        const part = protocol === 'query' && !traits?.f ? `${shape[2]?.x ?? 'member'}.${number}` : number;
        this.#pairs(service, protocol, shape[1], shape[2], item, under(part), pairs);
      });
    } else if (shape?.[0] === 'map' && typeof value === 'object' && value !== null) {
      Object.entries(value).forEach(([key, item], index) => {
        const entry = under(`entry.${index + 1}`);
        pairs.push(`${entry}.${shape[2].x ?? 'key'}=${this.#escaped(key)}`);
        this.#pairs(service, protocol, shape[1], shape[3], item, `${entry}.${shape[3].x ?? 'value'}`, pairs);
      });
    } else {
      const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
      pairs.push(`${name}=${this.#escaped(text)}`);
    }
  }

  #escaped(text: string): string {
    const { choices } = this;
    if (choices.chance(0.02)) return choices.pick(['%', '%zz', '%ED%A0%80', '%C3', '%00', '+', '%EF%BF%BF', '\u0000']);
    return /\p{Cs}/u.test(text) ? '%ED%A0%80' : encodeURIComponent(text);
  }

  #json(tree: unknown): Buffer {
    const { choices } = this;
    if (choices.chance(0.06)) return Buffer.from(choices.pick(oddBodies));
    let text = JSON.stringify(tree);
    if (choices.chance(0.05))
      text = text.replace(/-?\d+/, choices.pick(['1e999', '-1e999', '9'.repeat(400), '0x10', '01', 'NaN', '-0', '1.5e-400']));
    if (choices.chance(0.05))
      text = text
        .replace('{', `{"Name":"a","Name":${choices.pick(['"b"', '1', '{}', 'null'])},"__proto__":{"Name":"c"},`)
        .replace(',}', '}');
    return Buffer.from(text);
  }

  #cbor(tree: unknown): Buffer {
    const { choices } = this;
    return Buffer.from(choices.chance(0.15) ? choices.pick(oddCbor) : encodeCbor(tree));
  }

  #damaged(body: Buffer): Buffer {
    const { choices } = this;
    const at = choices.integer(body.length + 1);
    switch (choices.integer(5)) {
      case 0:
        return body.subarray(0, at);
      case 1:
        return Buffer.concat([body.subarray(0, at), choices.bytes(1 + choices.integer(8)), body.subarray(at)]);
      case 2:
        return Buffer.concat([body, body.subarray(at)]);
      case 3:
        return choices.bytes(choices.integer(400));
      default: {
        const changed = Buffer.from(body);
        if (changed.length > 0) changed[at % changed.length] = choices.integer(256);
        return changed;
      }
    }
  }
}
