import type { ServiceDescriptor, ShapeRef } from '../../../src/endpoint/descriptors';
import type { Choices } from './random';

/** Text that programs have stumbled over. */
const oddTexts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff',
  '\ufffe',
  '\uffff',
  '\u{1f600}',
  '한국어',
  '\r\n\t',
  '<a>&amp;</a>',
  ']]>',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '"\'`;--',
  '../../etc/passwd',
  '${jndi:ldap://x}',
  '%00%ff',
  '*',
  '\\',
  '****************?',
  '__proto__',
  'constructor',
  'true',
  '0',
  '-1',
  '9'.repeat(400),
  'x'.repeat(5_000),
  'i-0123456789abcdef0',
  '0.0.0.0/0',
  '10.0.0.0/33',
  '::/129',
  '2026-01-02T03:04:05Z',
];
const oddNumbers = [0, -0, 1, -1, 5, 22, 255, 65_536, 2 ** 31, -(2 ** 31) - 1, 2 ** 53 - 1, 2 ** 53, 1e15, 0.5, -0.1];

/** Where hostile values come from: odd texts, and a pool of texts that mean something to the account. */
export class HostileValues {
  constructor(
    private readonly choices: Choices,
    private readonly known: readonly string[],
  ) {}

  text(): string {
    return this.choices.chance(0.6) && this.known.length > 0 ? this.choices.pick(this.known) : this.choices.pick(oddTexts);
  }

  /** A value of a shape, mostly: now and then one of another kind. */
  of(service: ServiceDescriptor, ref: ShapeRef, depth = 0): unknown {
    const { choices } = this;
    if (choices.chance(0.02)) return choices.pick<unknown>([null, [], {}, true, 'x', -1, [[[]]], { a: { b: {} } }]);
    if (typeof ref === 'string') return this.#scalar(ref);
    const shape = service.shapes[ref]!;
    if (shape[0] === 'list') {
      return depth > 6 ? [] : Array.from({ length: choices.integer(3) + 1 }, () => this.of(service, shape[1], depth + 1));
    }
    if (shape[0] === 'map')
      return { [this.text()]: this.of(service, shape[1], depth + 1), ['__proto__x']: this.of(service, shape[1], depth + 1) };
    const made: Record<string, unknown> = {};
    const members = shape[2];
    const count = depth > 6 || members.length === 0 ? 0 : choices.integer(Math.min(5, members.length) + 1);
    for (let index = 0; index < count; index++) {
      const [name, member] = choices.pick(members);
      made[name] = this.of(service, member, depth + 1);
    }
    return made;
  }

  #scalar(ref: Exclude<ShapeRef, number>): unknown {
    const { choices } = this;
    switch (ref) {
      case 'boolean':
        return choices.pick<unknown>([true, false, true, false, 'TRUE', 2]);
      case 'integer':
        return choices.chance(0.5) ? choices.integer(12) : choices.pick(oddNumbers);
      case 'double':
        return choices.pick(oddNumbers);
      case 'timestamp':
      case 'date-time':
      case 'http-date':
      case 'epoch-seconds':
        return choices.pick<unknown>([1767323045, '2026-01-02T03:04:05Z', '99999-99-99T99:99:99Z', 1e300, -1, 'now']);
      case 'blob':
        return choices.pick(['AAE=', '!', '', 'A', 'A'.repeat(30_000)]);
      default:
        return this.text();
    }
  }
}
