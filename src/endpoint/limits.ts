/** Bounds that keep a hostile or broken client from costing more than itself. Sizes in bytes, times in milliseconds. */
export interface Limits {
  /** Of a request's body. AWS takes 1 MB to 16 MB by service; the largest lawful EC2 request (user data, 16 KB) is far below. */
  readonly bodyBytes: number;
  /** Of the request line and all headers together. */
  readonly headerBytes: number;
  readonly connections: number;
  /** For all headers to arrive. */
  readonly headersTimeout: number;
  /** For the whole request to arrive. */
  readonly requestTimeout: number;
  /** Without progress while an answer is being taken by the client. */
  readonly answerTimeout: number;
  /** Between two requests of one connection: longer than the pools of the SDKs keep theirs, so that it is they who close. */
  readonly keepAliveTimeout: number;
  /** How long an over-long body is read and thrown away so that the refusal reaches the client before the connection ends. */
  readonly lingerTime: number;
  /** How long `close()` waits for answers under way. */
  readonly closeTime: number;
}

/** The bounds of an endpoint that is told no others. */
export const limits: Limits = {
  bodyBytes: 1024 * 1024,
  headerBytes: 32 * 1024,
  connections: 512,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  answerTimeout: 30_000,
  keepAliveTimeout: 75_000,
  lingerTime: 1_000,
  closeTime: 1_000,
};
