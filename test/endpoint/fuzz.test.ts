import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { ec2 } from '../../src/endpoint/generated/ec2';
import { sts } from '../../src/endpoint/generated/sts';
import { startEndpoint } from '../../src/endpoint/main';
import type { RunningEndpoint } from '../../src/endpoint/server';
import { FakeAccount } from './support/fake-account';
import { Choices } from './support/random';
import { ask, askRaw, signedForm } from './support/raw-http';

/** How many requests a run makes; `FUZZ_REQUESTS` and `FUZZ_SEED` choose others. */
const total = Number(process.env.FUZZ_REQUESTS ?? 4000);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000_000);

const services = [ec2, sts];
const keys = [
  'DryRun',
  'MaxResults',
  'InstanceId.1',
  'InstanceId',
  'Filter.1.Name',
  'Filter.1.Value.1',
  'UserData',
  'PublicKeyMaterial',
  'MinCount',
  'Tag.1.Key',
  'IpPermissions.1.FromPort',
];
const segments = [
  '1',
  '0',
  '-1',
  '2147483648',
  '99999999999999999999',
  '',
  'member',
  'entry',
  '__proto__',
  'constructor',
  'toString',
  '1e3',
  'x'.repeat(300),
  '%00',
  '%F0%9F%98%80',
];
const values = [
  '',
  'true',
  'TRUE',
  '0',
  '-1',
  '1e999',
  '9'.repeat(400),
  'i-0123456789abcdef0',
  '%00',
  '%ED%A0%80',
  '%EF%BF%BF',
  '%',
  '%zz',
  '+',
  '=',
  '<a>&amp;',
  "';--",
  'x'.repeat(5000),
  '2026-01-02T03:04:05Z',
  'AAE=',
  '\u0000',
  '\ud800',
];
const odd = [
  '',
  '\u0000',
  '&&&&',
  '====',
  '{"Action":"RunInstances"}',
  '<Action>RunInstances</Action>',
  'Action',
  'Action=&Version=',
  '%',
  '\ufeffAction=RunInstances',
];

function pair(choices: Choices): string {
  const key = [choices.pick(keys), ...Array.from({ length: choices.integer(4) }, () => choices.pick(segments))].join('.');
  return `${key}=${choices.pick(values)}`;
}

function formOf(choices: Choices): string | Buffer {
  if (choices.chance(0.05)) return choices.pick(odd);
  if (choices.chance(0.05)) return choices.bytes(choices.integer(600));
  const { actionNames, operations, version } = choices.pick(services);
  const action = choices.chance(0.85)
    ? choices.pick(Object.keys(operations))
    : choices.pick([...actionNames.split(' '), 'Nope', '__proto__', ' ', '<x>']);
  const pairs = Array.from({ length: choices.integer(8) }, () => pair(choices));
  if (choices.chance(0.1)) pairs.push(choices.pick(pairs.length > 0 ? pairs : ['a=b']));
  if (choices.chance(0.01)) pairs.push(Array.from({ length: 25_000 }, (_, index) => `InstanceId.${index}=i`).join('&'));
  const form = [`Action=${action}`, `Version=${choices.chance(0.95) ? version : choices.pick(values)}`, ...pairs].join('&');
  return choices.chance(0.03) ? form.slice(0, choices.integer(form.length)) : form;
}

/** A signed request of which something, now and then, is spoilt after signing or before. */
function requestOf(choices: Choices, port: number): Parameters<typeof ask>[1] {
  const body = formOf(choices);
  const service = choices.pick(['ec2', 'ec2', 'sts', 's3', 'monitoring']);
  const signed = signedForm(port, typeof body === 'string' ? body : '', { service });
  const headers: Record<string, string> = { ...signed.headers };
  if (choices.chance(0.15))
    headers.authorization = choices.pick([
      '',
      'AWS4-HMAC-SHA256',
      'AWS4-HMAC-SHA256 Credential=////,Signature=,SignedHeaders=;;',
      'Bearer x',
      'AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=__proto__;host, Signature=0',
    ]);
  if (choices.chance(0.05)) headers['x-amz-date'] = choices.pick(['', '99999999T999999Z', '20260102T030405Z', 'x'.repeat(1000)]);
  if (choices.chance(0.05)) headers.host = choices.pick(['', 'evil', '127.0.0.1', 'localhost:99999', '[::1]', '.localhost']);
  if (choices.chance(0.03)) headers['smithy-protocol'] = 'rpc-v2-cbor';
  if (choices.chance(0.03)) headers['x-amz-target'] = 'GraniteServiceVersion20100801.PutMetricData';
  const path = choices.chance(0.9)
    ? '/'
    : choices.pick([
        '/_sandbox/Reset',
        '/_sandbox/',
        '/_sandbox/%00',
        '/%',
        '//',
        '/?Action=RunInstances&X-Amz-Date=x',
        '/?' + '&'.repeat(2000),
        '/../../etc/passwd',
      ]);
  return { method: choices.chance(0.95) ? 'POST' : choices.pick(['GET', 'OPTIONS', 'HEAD', 'TRACE']), path, headers, body };
}

const uuid = '[0-9a-f-]{36}';
const wellFormed = [
  new RegExp(
    `^<\\?xml version="1.0" encoding="UTF-8"\\?>\\n<Response><Errors><Error><Code>\\w[\\w.]*</Code><Message>[^<>]*</Message></Error></Errors><RequestID>${uuid}</RequestID></Response>$`,
  ),
  new RegExp(
    `^<ErrorResponse[^<>]*><Error><Type>(Sender|Receiver)</Type><Code>\\w[\\w.]*</Code><Message>[^<>]*</Message></Error><RequestId>${uuid}</RequestId></ErrorResponse>$`,
  ),
  /^\{"__type":"\w+","message":".*"\}$/s,
];
const success = [
  /^<\?xml version="1.0" encoding="UTF-8"\?>\n<(\w+)Response xmlns="[^"]+">\n<requestId>.*<\/\1Response>$/s,
  /^<(\w+)Response xmlns="[^"]+">.*<\/\1Response>$/s,
  /^\{\}$/,
];

/** Torn and misshapen HTTP; each ends with a closed connection, an error or both. */
const torn = [
  '',
  '\r\n\r\n',
  'POST / HTTP/1.1\r\n\r\n',
  'POST / HTTP/9.9\r\nHost: localhost\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\nConnection: close\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
  'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'GET /\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'CONNECT evil:443 HTTP/1.1\r\nHost: evil\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
];

describe('Hostile requests', function () {
  this.timeout(120_000);
  this.slow(60_000);
  let endpoint: RunningEndpoint;
  const account = new FakeAccount();
  const defects: unknown[] = [];

  before(async () => {
    endpoint = await startEndpoint(account, {
      port: 0,
      auth: 'sigv4',
      reportDefect: (thrown) => defects.push(thrown),
      limits: { headersTimeout: 300, requestTimeout: 300 },
    });
  });
  after(() => endpoint.close());

  async function expectAlive(): Promise<void> {
    const { status } = await ask(endpoint.port, signedForm(endpoint.port, 'Action=DescribeVpcs&Version=2016-11-15'));
    assert.equal(status, 200);
    assert.deepEqual(defects, []);
  }

  it(`always gets a well-formed answer (${total} requests, FUZZ_SEED=${seed})`, async () => {
    const choices = new Choices(seed);
    const statuses = new Map<string, number>();
    for (let index = 0; index < total; index++) {
      const request = requestOf(choices, endpoint.port);
      const { status, text } = await ask(endpoint.port, request);
      const forms = status === 200 ? success : wellFormed;
      if (request.method !== 'HEAD')
        assert.ok(
          forms.some((form) => form.test(text)),
          `request ${index} of seed ${seed}: ${status} ${text.slice(0, 500)}`,
        );
      assert.notEqual(status, 500, `request ${index} of seed ${seed}`);
      const code = /<Code>([^<]*)/.exec(text)?.[1] ?? String(status);
      statuses.set(code, (statuses.get(code) ?? 0) + 1);
    }
    await expectAlive();
    // A fuzzer that is refused at the first check finds nothing: every stage must have been reached often.
    for (const code of [
      '200',
      'UnknownParameter',
      'InvalidQueryParameter',
      'MalformedQueryString',
      'IncompleteSignature',
      'AccessDenied',
      'InvalidAction',
    ]) {
      assert.ok(
        (statuses.get(code) ?? 0) >= total / 500,
        `${code} only ${statuses.get(code) ?? 0} times; ${JSON.stringify([...statuses])}`,
      );
    }
  });

  it('survives torn and misshapen HTTP', async () => {
    for (const bytes of torn) {
      const answer = await askRaw(endpoint.port, Buffer.from(bytes, 'latin1'));
      assert.match(answer, /^(HTTP\/1\.1 [45]\d\d .*)?$/s, JSON.stringify(bytes));
    }
    await expectAlive();
  });

  it('survives a request broken off at each of its bytes', async () => {
    const { headers, body } = signedForm(endpoint.port, 'Action=DescribeVpcs&Version=2016-11-15');
    const lines = Object.entries({ ...headers, 'content-length': String(body.length) }).map(([name, value]) => `${name}: ${value}\r\n`);
    const whole = `POST / HTTP/1.1\r\n${lines.join('')}\r\n${body.toString()}`;
    const before = account.requests.length;
    for (let length = 0; length < whole.length; length += 1) {
      await new Promise<void>((resolve) => {
        const socket: Socket = connect(endpoint.port, '127.0.0.1', () => socket.end(whole.slice(0, length)));
        socket.on('error', () => undefined);
        socket.on('close', () => {
          resolve();
        });
        socket.resume();
      });
    }
    assert.equal(account.requests.length, before);
    await expectAlive();
  });

  it('survives a hundred megabytes', async () => {
    const socket = connect(endpoint.port, '127.0.0.1');
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n');
    for (let index = 0; index < 100 && socket.writable; index++) {
      socket.write('100000\r\n');
      socket.write(megabyte);
      const drained =
        !socket.writableNeedDrain ||
        (await Promise.race([
          new Promise((resolve) =>
            socket.once('drain', () => {
              resolve(true);
            }),
          ),
          closed.then(() => false),
        ]));
      if (!drained) break;
      socket.write('\r\n');
    }
    socket.end('0\r\n\r\n');
    await closed;
    assert.match(answer, /^(HTTP\/1\.1 413 .*<Code>RequestEntityTooLarge<\/Code>.*)?$/s);
    await expectAlive();
  });
});
