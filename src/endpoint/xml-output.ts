/** Text, and pieces of it that are there as bytes already, in UTF-8. */
export type Pieces = readonly (string | Uint8Array)[];

/** From this many bytes on, a piece costs less when it is copied than when it is written anew. */
const worthBytes = 512;

/** XML while it is being written. */
export class XmlOutput {
  /** What has been written since the last piece. */
  #text = '';
  readonly #pieces: (string | Uint8Array)[] = [];

  text(text: string): void {
    this.#text += text;
  }

  piece(piece: string | Uint8Array): void {
    if (typeof piece === 'string') {
      this.#text += piece;
      return;
    }
    if (this.#text !== '') this.#pieces.push(this.#text);
    this.#text = '';
    this.#pieces.push(piece);
  }

  /** Writes an element around what `write` writes of a value; one without content has but one tag. */
  element(open: string, close: string, empty: string, write: (value: unknown, output: XmlOutput) => void, value: unknown): void {
    const before = this.#text;
    const pieces = this.#pieces.length;
    this.#text = before + open;
    write(value, this);
    const isEmpty = this.#pieces.length === pieces && this.#text.length === before.length + open.length;
    this.#text = isEmpty ? before + empty : this.#text + close;
  }

  pieces(): Pieces {
    return this.#text === '' ? this.#pieces : [...this.#pieces, this.#text];
  }

  /** All of it as one piece. */
  whole(): string | Uint8Array {
    if (this.#pieces.length > 0) {
      return Buffer.concat(this.pieces().map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece)));
    }
    return this.#text.length < worthBytes ? this.#text : Buffer.from(this.#text, 'utf8');
  }
}
