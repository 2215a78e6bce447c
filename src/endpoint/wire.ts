import { isUtf8 } from 'node:buffer';
import { EndpointError } from './errors';
import { parseForm, type Form } from './form';
import type { Pieces } from './xml-output';

/** An HTTP request whose body has arrived, as protocols and signatures see it. */
export class WireRequest {
  /** The path as sent, still encoded. */
  readonly path: string;
  /** The query string as sent, without the question mark. */
  readonly query: string;
  #form: Form | undefined;

  constructor(
    readonly method: string,
    target: string,
    /** Names in lower case; several headers of one name are several entries. */
    readonly headers: readonly (readonly [name: string, value: string])[],
    readonly body: Buffer,
  ) {
    const mark = target.indexOf('?');
    this.path = mark < 0 ? target : target.slice(0, mark);
    this.query = mark < 0 ? '' : target.slice(mark + 1);
  }

  /** The first header of this (lower-case) name. */
  header(name: string): string | undefined {
    for (const header of this.headers) if (header[0] === name) return header[1];
    return undefined;
  }

  /**
   * The parameters of query string and body together.
   * @throws MalformedQueryString, InvalidQueryParameter
   */
  get form(): Form {
    if (!this.#form) {
      if (!isUtf8(this.body)) throw new EndpointError('MalformedQueryString', 'The query string contains bytes that are not UTF-8');
      this.#form = parseForm(this.query, this.body.toString('utf8'));
    }
    return this.#form;
  }
}

/** An HTTP answer in some protocol. */
export interface WireReply {
  readonly status: number;
  /** Of the body and the protocol; those every answer has are the server's. */
  readonly headers: Readonly<Record<string, string>>;
  /** Virtual time of the answer, epoch milliseconds, where the account was asked. */
  readonly time?: number;
  /** Several pieces are sent one behind the other; text is sent in UTF-8. */
  readonly body: string | Uint8Array | Pieces;
}
