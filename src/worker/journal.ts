import { crc32 } from 'node:zlib';
import type { JournalHeader, JournalRecord } from '../region/store/journal-record';

/**
 * A journal is a file of frames. A frame is the two bytes 0A 1E, which JSON text never contains, the length of its payload and the payload's
 * CRC-32 (both unsigned 32-bit, little endian; the CRC also covers the length), and the payload, JSON in UTF-8. The first frame holds the
 * header, each later one a record. A frame of which any byte is missing is recognised.
 */
const frameHead = 10;
const mark = [0x0a, 0x1e] as const;

/** The first frame of a journal. */
export interface JournalStart extends JournalHeader {
  /** Number of the image that this journal's records follow. */
  readonly generation: number;
  /** Number of the journal whose records these continue; absent when a new account begins. */
  readonly follows?: number;
  /** What the image looks like when it is whole. */
  readonly image: { readonly bytes: number; readonly crc32: number };
}

/** JSON text → a frame. */
export function encodeFrame(text: string): Uint8Array {
  const length = Buffer.byteLength(text);
  const frame = Buffer.allocUnsafe(frameHead + length);
  frame[0] = mark[0];
  frame[1] = mark[1];
  frame.writeUInt32LE(length, 2);
  frame.write(text, frameHead);
  frame.writeUInt32LE(checksum(frame, 0, length), 6);
  return frame;
}

function checksum(bytes: Buffer, start: number, length: number): number {
  return crc32(bytes.subarray(start + frameHead, start + frameHead + length), crc32(bytes.subarray(start + 2, start + 6)));
}

/** The end of the frame that starts at `start`, or undefined when no whole frame does. */
function frameEnd(bytes: Buffer, start: number): number | undefined {
  if (start + frameHead > bytes.length || bytes[start] !== mark[0] || bytes[start + 1] !== mark[1]) return undefined;
  const length = bytes.readUInt32LE(start + 2);
  const end = start + frameHead + length;
  if (end > bytes.length || checksum(bytes, start, length) !== bytes.readUInt32LE(start + 6)) return undefined;
  return end;
}

/** What a journal's file holds. */
export interface JournalContent {
  /** Absent when the header is not whole. */
  readonly start?: JournalStart;
  /** How many records there are. */
  readonly count: number;
  /** Parses the records, some at a time: what is no longer needed of them does not pile up. */
  readonly records: Iterable<JournalRecord>;
  /** Length of the whole frames: where the next record goes. */
  readonly end: number;
  /** What follows the whole frames: nothing, the torn last record of a killed process, or something that no kill leaves behind. */
  readonly rest: 'nothing' | 'torn' | 'damaged';
}

/** Records are parsed in lots of about this many bytes. */
const lotSize = 256 * 1024;

/**
 * Reads a journal. The bytes are written over, and must be left alone as long as the records may be read.
 */
export function decodeJournal(bytes: Buffer): JournalContent {
  const headerEnd = frameEnd(bytes, 0);
  if (headerEnd === undefined) return { count: 0, records: [], end: 0, rest: restOf(bytes, 0) };
  const start = JSON.parse(bytes.toString('utf8', frameHead, headerEnd)) as JournalStart;
  const lots = [headerEnd];
  let count = 0;
  let end = headerEnd;
  for (let next = frameEnd(bytes, end); next !== undefined; next = frameEnd(bytes, end)) {
    const isFirst = count === 0 || end - lots.at(-1)! >= lotSize;
    if (isFirst && count > 0) lots.push(end);
    // Turns a lot of frames into one JSON array: parsing it at once is faster than parsing many small texts.
    bytes.fill(' ', end, end + frameHead).write(isFirst ? '[' : ',', end);
    count++;
    end = next;
  }
  const records = function* (): Iterable<JournalRecord> {
    for (let lot = 0; lot < lots.length && count > 0; lot++) {
      yield* JSON.parse(`${bytes.toString('utf8', lots[lot], lots[lot + 1] ?? end)}]`) as JournalRecord[];
    }
  };
  return { start, count, records: { [Symbol.iterator]: () => records()[Symbol.iterator]() }, end, rest: restOf(bytes, end) };
}

function restOf(bytes: Buffer, end: number): JournalContent['rest'] {
  if (end === bytes.length) return 'nothing';
  // A killed process leaves one unfinished frame behind the last whole one, so a whole frame further on means that something else was at work.
  for (let at = bytes.indexOf(mark[0], end + 1); at >= 0; at = bytes.indexOf(mark[0], at + 1)) {
    if (frameEnd(bytes, at) !== undefined) return 'damaged';
  }
  return 'torn';
}
