import type { OperationDescriptor, ServiceDescriptor } from './descriptors';
import type { Form } from './form';
import { FormDecoder, type FormDialect } from './form-decoder';
import { XmlOutput, type Pieces } from './xml-output';
import { XmlWriter } from './xml-writer';

/** Forms in, XML out, for the actions of one service: what the protocols `ec2` and `query` share. Everything is compiled at first use. */
export class FormCodec {
  readonly #service: ServiceDescriptor;
  readonly #dialect: FormDialect;
  readonly #decoders = new Map<string, FormDecoder>();
  readonly #writer: XmlWriter;

  constructor(service: ServiceDescriptor, dialect: FormDialect) {
    this.#service = service;
    this.#dialect = dialect;
    this.#writer = new XmlWriter(service);
  }

  decode(form: Form, action: string): Record<string, unknown> {
    let decoder = this.#decoders.get(action);
    if (!decoder) {
      decoder = new FormDecoder(this.#service, this.#operation(action)[0], this.#dialect);
      this.#decoders.set(action, decoder);
    }
    return decoder.decode(form);
  }

  /** The elements of an output; undefined for an action that has none. */
  content(action: string, output: Record<string, unknown>): Pieces | undefined {
    const ref = this.#operation(action)[1];
    if (ref === 'unit') return undefined;
    const xml = new XmlOutput();
    this.#writer.contentOf(ref)(output, xml);
    return xml.pieces();
  }

  #operation(action: string): OperationDescriptor {
    const operation = this.#service.operations[action];
    if (!operation) throw new Error(`${this.#service.service}:${action} has no generated shapes`);
    return operation;
  }
}
