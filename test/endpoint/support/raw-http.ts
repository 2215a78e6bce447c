import { createHash, createHmac } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { accessKeyId, secretAccessKey } from './fake-account';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly bytes: Buffer;
}

export interface Question {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Sends one request to the endpoint on `port` and reads the whole answer. */
export function ask(port: number, { method = 'POST', path = '/', headers = {}, body = '' }: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: bytes.toString('utf8'), bytes });
      });
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Writes bytes to the port and reads until the other side ends the connection. */
export function askRaw(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
  });
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

export interface Scope {
  readonly keyId?: string;
  readonly secret?: string;
  readonly region?: string;
  readonly service?: string;
  /** When it was signed, epoch milliseconds. */
  readonly at?: number;
}

/** A signed POST, made by the steps of AWS's documentation and with no code of the product; a form to `/` unless told otherwise. */
export function signedForm(port: number, form: string | Buffer, scope: Scope & { readonly path?: string } = {}): Required<Question> {
  const { keyId = accessKeyId, secret = secretAccessKey, region = 'ap-northeast-2', service = 'ec2', at = Date.now(), path = '/' } = scope;
  const date = new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = date.slice(0, 8);
  const host = `127.0.0.1:${port}`;
  const type = 'application/x-www-form-urlencoded; charset=utf-8';
  const hash = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
  const canonical = `POST\n${path}\n\ncontent-type:${type}\nhost:${host}\nx-amz-date:${date}\n\ncontent-type;host;x-amz-date\n${hash(form)}`;
  const text = `AWS4-HMAC-SHA256\n${date}\n${day}/${region}/${service}/aws4_request\n${hash(canonical)}`;
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), 'aws4_request');
  const signature = createHmac('sha256', key).update(text).digest('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${keyId}/${day}/${region}/${service}/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=${signature}`;
  return { method: 'POST', path, headers: { host, 'content-type': type, 'x-amz-date': date, authorization }, body: form };
}

/** Asks a served account for an action of the service `sandbox`, signed with its keys. */
export async function askSandbox(
  url: string,
  keys: Readonly<Record<string, string | null | undefined>>,
  action: string,
  input: object = {},
  region?: string,
): Promise<{ readonly status: number; readonly answer: Record<string, unknown> }> {
  const port = Number(new URL(url).port);
  const scope = {
    keyId: keys['AWS_ACCESS_KEY_ID']!,
    secret: keys['AWS_SECRET_ACCESS_KEY']!,
    service: 'sandbox',
    path: `/_sandbox/${action}`,
    ...(region !== undefined && { region }),
  };
  const { status, text } = await ask(port, signedForm(port, JSON.stringify(input), scope));
  return { status, answer: JSON.parse(text) as Record<string, unknown> };
}
