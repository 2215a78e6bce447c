import { xmlNameOf, type ScalarRef, type ServiceDescriptor, type ShapeDescriptor, type ShapeRef, type Traits } from './descriptors';
import { XmlOutput } from './xml-output';
import { escapeXml } from './xml-text';

/** Writes the content of an element, without its tags. */
type WriteContent = (value: unknown, output: XmlOutput) => void;
/** Writes a member with its tags: none, one or, for a flattened list, several elements. */
type WriteMember = (value: unknown, output: XmlOutput) => void;
/** A scalar as text. */
type ScalarText = (value: unknown) => string;

function writeDate(value: unknown): string {
  return (value as Date).toISOString();
}

/** Both protocols write times in ISO 8601 with milliseconds (reference: clients.md §1.2) unless a member says otherwise. */
const scalarTexts: Readonly<Record<ScalarRef, ScalarText>> = {
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
    if (typeof ref === 'string') throw new Error(`${this.#descriptor.service}: a scalar does not stand by itself`);
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
    const write: WriteContent = (value, output) => {
      const fields = value as Record<string, unknown>;
      for (let index = 0; index < names.length; index++) {
        const field = fields[names[index] as string];
        if (field !== undefined && field !== null) (writers[index] as WriteMember)(field, output);
      }
    };
    this.#structs.set(ref, write);
    names = members.map(([name]) => name);
    writers = members.map(([name, memberRef, traits]) => this.#memberOf(xmlNameOf(name, traits), memberRef, traits));
    return write;
  }

  #memberOf(tag: string, ref: ShapeRef, traits: Traits | undefined): WriteMember {
    if (typeof ref === 'string') return scalarElement(tag, scalarTexts[ref]);
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
    return (value, output) => {
      for (const item of value as readonly unknown[]) {
        if (item !== undefined && item !== null) writeItem(item, output);
      }
    };
  }

  #entriesOf(tag: string, [, ref, keyTraits, valueTraits]: ShapeDescriptor & readonly ['map', ...unknown[]]): WriteContent {
    const writeKey = scalarElement(keyTraits.x ?? 'key', scalarTexts.string);
    const writeValue = this.#memberOf(valueTraits.x ?? 'value', ref, valueTraits);
    const writeEntry = element(tag, (entry, output) => {
      const [key, value] = entry as readonly [string, unknown];
      writeKey(key, output);
      writeValue(value, output);
    });
    return (value, output) => {
      for (const entry of Object.entries(value as Record<string, unknown>)) {
        if (entry[1] !== undefined && entry[1] !== null) writeEntry(entry, output);
      }
    };
  }
}

function scalarElement(tag: string, textOf: ScalarText): WriteMember {
  const [open, close, empty] = [`<${tag}>`, `</${tag}>`, `<${tag}/>`];
  return (value, output) => {
    const text = textOf(value);
    output.text(text === '' ? empty : open + text + close);
  };
}

function element(tag: string, write: WriteContent): WriteMember {
  const [open, close, empty] = [`<${tag}>`, `</${tag}>`, `<${tag}/>`];
  return (value, output) => {
    output.element(open, close, empty, write, value);
  };
}

/** Stands for the bytes of an item that has been written only once. */
const once = '';

/**
 * Keeps the bytes of frozen items (see `ActionAnswer.output`) from the second time on: describing a thousand unchanged instances copies a
 * thousand pieces, and what is told once, such as an instance that is just being launched, is not kept.
 */
function remembering(write: WriteMember): WriteMember {
  const known = new WeakMap<object, string | Uint8Array>();
  return (item, output) => {
    if (!Object.isFrozen(item)) {
      write(item, output);
      return;
    }
    let piece = known.get(item as object);
    if (piece === undefined) {
      known.set(item as object, once);
      write(item, output);
      return;
    }
    if (piece === once) {
      const own = new XmlOutput();
      write(item, own);
      piece = own.whole();
      known.set(item as object, piece);
    }
    output.piece(piece);
  };
}
