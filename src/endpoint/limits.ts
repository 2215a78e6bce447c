/** Bounds that keep a hostile or broken client from costing more than itself. Sizes in bytes, times in milliseconds. */
export const limits = {
  /** Of a request's body. AWS takes 1 MB to 16 MB by service; the largest lawful EC2 request (user data, 16 KB) is far below. */
  bodyBytes: 1024 * 1024,
  /** Of the request line and all headers together. */
  headerBytes: 32 * 1024,
  /** Parameters of a form: a thousand resources with fifty tags each are sent as 1,100. */
  formParameters: 20_000,
  /** Of a parameter's name. */
  parameterNameLength: 1024,
  connections: 512,
  /** For all headers to arrive. */
  headersTimeout: 10_000,
  /** For the whole request to arrive. */
  requestTimeout: 30_000,
  /** Without progress while an answer is being taken by the client. */
  answerTimeout: 30_000,
  /** Between two requests of one connection: longer than the pools of the SDKs keep theirs, so that it is they who close. */
  keepAliveTimeout: 75_000,
  /** How long an over-long body is read and thrown away so that the refusal reaches the client before the connection ends. */
  lingerTime: 1_000,
  /** How long `close()` waits for answers under way. */
  closeTime: 1_000,
} as const;
