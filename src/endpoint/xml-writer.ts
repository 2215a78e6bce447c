import { xmlNameOf, type ScalarRef, type ServiceDescriptor, type ShapeDescriptor, type ShapeRef, type Traits } from './descriptors';
import { escapeXml } from './xml-text';

/** The content of an element, without its tags. */
type WriteContent = (value: unknown) => string;
/** A member with its tags: none, one or, for a flattened list, several elements. */
type WriteMember = (value: unknown) => string;

function writeDate(value: unknown): string {
  return (value as Date).toISOString();
}

/** Both protocols write times in ISO 8601 with milliseconds (reference: clients.md §1.2) unless a member says otherwise. */
const scalarWriters: Readonly<Record<ScalarRef, WriteContent>> = {
  string: (value) => escapeXml(String(value)),
  document: (value) => escapeXml(String(value)),
  boolean: (value) => (value ? 'true' : 'false'),
  integer: String,
  double: String,
  timestamp: writeDate,
  'date-time': writeDate,
  'http-date': (value) => (value as Date).toUTCString(),
  'epoch-seconds': (value) => String((value as Date).getTime() / 1000),
  blob: (value) => (typeof value === 'string' ? escapeXml(value) : Buffer.from(value as Uint8Array).toString('base64')),
  unit: () => '',
};

/** Writes outputs of one service as XML; each shape is compiled once, when first needed. */
export class XmlWriter {
  readonly #descriptor: ServiceDescriptor;
  readonly #structs = new Map<number, WriteContent>();

  constructor(descriptor: ServiceDescriptor) {
    this.#descriptor = descriptor;
  }

  /** The writer of a whole output: its members, one after the other. */
  contentOf(ref: ShapeRef): WriteContent {
    if (typeof ref === 'string') return scalarWriters[ref];
    const shape = this.#shape(ref);
    if (shape[0] !== 'struct') throw new Error(`${this.#descriptor.service}: only structures stand by themselves`);
    return this.#structOf(ref, shape);
  }

  #shape(ref: number): ShapeDescriptor {
    const shape = this.#descriptor.shapes[ref];
    if (!shape) throw new Error(`${this.#descriptor.service} has no shape ${ref}`);
    return shape;
  }

  #structOf(ref: number, [, , members]: ShapeDescriptor & readonly ['struct', ...unknown[]]): WriteContent {
    const known = this.#structs.get(ref);
    if (known) return known;
    let names: readonly string[] = [];
    let writers: readonly WriteMember[] = [];
    const write: WriteContent = (value) => {
      const fields = value as Record<string, unknown>;
      let xml = '';
      for (let index = 0; index < names.length; index++) {
        const field = fields[names[index] as string];
        if (field !== undefined && field !== null) xml += (writers[index] as WriteMember)(field);
      }
      return xml;
    };
    this.#structs.set(ref, write);
    names = members.map(([name]) => name);
    writers = members.map(([name, memberRef, traits]) => this.#memberOf(xmlNameOf(name, traits), memberRef, traits));
    return write;
  }

  #memberOf(tag: string, ref: ShapeRef, traits: Traits | undefined): WriteMember {
    if (typeof ref === 'string') return element(tag, scalarWriters[ref]);
    const shape = this.#shape(ref);
    if (shape[0] === 'struct') return element(tag, this.#structOf(ref, shape));
    const items =
      shape[0] === 'list'
        ? this.#itemsOf(traits?.f ? tag : (shape[2]?.x ?? 'member'), shape)
        : this.#entriesOf(traits?.f ? tag : 'entry', shape);
    return traits?.f ? items : element(tag, items);
  }

  #itemsOf(tag: string, [, ref, traits]: ShapeDescriptor & readonly ['list', ...unknown[]]): WriteContent {
    const write = this.#memberOf(tag, ref, traits);
    const writeItem = typeof ref === 'number' && this.#shape(ref)[0] === 'struct' ? remembering(write) : write;
    return (value) => {
      let xml = '';
      for (const item of value as readonly unknown[]) {
        if (item !== undefined && item !== null) xml += writeItem(item);
      }
      return xml;
    };
  }

  #entriesOf(tag: string, [, ref, keyTraits, valueTraits]: ShapeDescriptor & readonly ['map', ...unknown[]]): WriteContent {
    const writeKey = element(keyTraits.x ?? 'key', scalarWriters.string);
    const writeValue = this.#memberOf(valueTraits.x ?? 'value', ref, valueTraits);
    return (value) =>
      Object.entries(value as Record<string, unknown>)
        .filter(([, item]) => item !== undefined && item !== null)
        .map(([key, item]) => `<${tag}>${writeKey(key)}${writeValue(item)}</${tag}>`)
        .join('');
  }
}

function element(tag: string, write: WriteContent): WriteMember {
  const [open, close, empty] = [`<${tag}>`, `</${tag}>`, `<${tag}/>`];
  return (value) => {
    const content = write(value);
    return content === '' ? empty : open + content + close;
  };
}

/** Keeps the text of frozen items (see `ActionAnswer.output`): describing a thousand unchanged instances joins a thousand strings. */
function remembering(write: WriteMember): WriteMember {
  const texts = new WeakMap<object, string>();
  return (item) => {
    if (!Object.isFrozen(item)) return write(item);
    const known = texts.get(item as object);
    if (known !== undefined) return known;
    const text = write(item);
    // Reading a character makes V8 turn the tree of its concatenations into one flat string, which is smaller and copied faster.
    text.charCodeAt(0);
    texts.set(item as object, text);
    return text;
  };
}
