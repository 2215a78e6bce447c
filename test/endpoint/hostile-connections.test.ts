import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { ec2 } from '../../src/endpoint/generated/ec2';
import { serveAccount, type RunningEndpoint } from '../../src/endpoint/server';
import { fixedWork, slowness } from '../support/limits';
import { ask, askRaw, signedForm } from './support/raw-http';
import { openRealAccount, type RealAccount } from './support/real-account';

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
  'GET /x HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
];

const megabyte = Buffer.alloc(1024 * 1024, 'x');
const launch = 'Action=CreateVpc&Version=2016-11-15&CidrBlock=10.9.0.0%2F16';

describe('Hostile connections', function () {
  this.timeout(60_000);
  this.slow(10_000);
  let account: RealAccount;
  let endpoint: RunningEndpoint;
  let digest: string;
  const defects: unknown[] = [];

  before(async () => {
    account = await openRealAccount(() => assert.fail('nothing else is served'));
    endpoint = await serveAccount(account.endpoint, [ec2], {
      port: 0,
      auth: 'sigv4',
      reportDefect: (thrown) => defects.push(thrown),
      limits: { headersTimeout: 300, requestTimeout: 600, connections: 64 },
    });
    digest = account.host.sandbox.digest();
  });
  afterEach(async () => {
    const { status } = await ask(endpoint.port, signedForm(endpoint.port, 'Action=DescribeVpcs&Version=2016-11-15'));
    assert.equal(status, 200);
    assert.deepEqual(defects, []);
    assert.equal(account.host.sandbox.digest(), digest);
  });
  after(async () => {
    await endpoint.close();
    await account.host.close();
  });

  /** A signed request that would change the account, as text. */
  function whole(): string {
    const { headers, body } = signedForm(endpoint.port, launch);
    const lines = Object.entries({ ...headers, 'content-length': String(body.length) }).map(([name, value]) => `${name}: ${value}\r\n`);
    return `POST / HTTP/1.1\r\n${lines.join('')}\r\n${body.toString()}`;
  }

  it('may speak torn and misshapen HTTP', async () => {
    for (const bytes of torn) {
      const answer = await askRaw(endpoint.port, Buffer.from(bytes, 'latin1'));
      assert.match(answer, /^(HTTP\/1\.1 [45]\d\d .*)?$/s, JSON.stringify(bytes));
    }
  });

  it('may break off at each byte of a request', async () => {
    const text = whole();
    const lengths = Array.from({ length: text.length }, (_, length) => length);
    for (let start = 0; start < lengths.length; start += 32) {
      await Promise.all(
        lengths.slice(start, start + 32).map(
          (length) =>
            new Promise<void>((resolve) => {
              const socket: Socket = connect(endpoint.port, '127.0.0.1', () => socket.end(text.slice(0, length)));
              socket.on('error', () => undefined);
              socket.on('close', () => resolve());
              socket.resume();
            }),
        ),
      );
    }
  });

  it('may be slow: each is let go in time, and nobody waits for them', async () => {
    const text = whole();
    const ended: Promise<void>[] = [];
    const drips: NodeJS.Timeout[] = [];
    for (let index = 0; index < 40; index++) {
      const socket = connect(endpoint.port, '127.0.0.1');
      // Some stop in the head, some in the body, and all go on byte by byte.
      let sent = index % 2 === 0 ? 10 * index : text.length - 30;
      socket.write(text.slice(0, sent));
      drips.push(setInterval(() => sent < text.length - 1 && socket.writable && socket.write(text[sent++]!), 100));
      socket.on('error', () => undefined);
      ended.push(new Promise((resolve) => socket.on('close', () => resolve())));
      socket.resume();
    }
    const slow = slowness([fixedWork(), fixedWork(), fixedWork(), fixedWork(), fixedWork()]);
    const start = performance.now();
    for (let index = 0; index < 20; index++) {
      const { status } = await ask(endpoint.port, signedForm(endpoint.port, 'Action=DescribeVpcs&Version=2016-11-15'));
      assert.equal(status, 200);
    }
    assert.ok(performance.now() - start < 2_000 * slow, 'others are served meanwhile');
    await Promise.all(ended);
    assert.ok(performance.now() - start < 5_000 * slow, 'none is waited for any longer than the limits say');
    for (const drip of drips) clearInterval(drip);
  });

  it('may be more than are taken: those beyond are closed, and room is free again when others go', async () => {
    const small = await serveAccount(account.endpoint, [ec2], {
      port: 0,
      auth: 'sigv4',
      reportDefect: (thrown) => defects.push(thrown),
      limits: { connections: 4 },
    });
    const question = () => ask(small.port, signedForm(small.port, 'Action=DescribeVpcs&Version=2016-11-15'));
    const sockets = await Promise.all(
      Array.from(
        { length: 4 },
        () =>
          new Promise<Socket>((resolve) => {
            const socket = connect(small.port, '127.0.0.1', () => resolve(socket));
          }),
      ),
    );
    await assert.rejects(question(), { code: 'ECONNRESET' });
    const gone = new Promise((resolve) => sockets[0]!.once('close', resolve));
    sockets[0]!.end();
    await gone;
    assert.equal((await question()).status, 200);
    for (const socket of sockets) socket.destroy();
    await small.close();
  });

  it('may take nothing of their answers', async () => {
    const { headers, body } = signedForm(endpoint.port, 'Action=DescribeInstanceTypes&Version=2016-11-15');
    const lines = Object.entries({ ...headers, 'content-length': String(body.length) }).map(([name, value]) => `${name}: ${value}\r\n`);
    const sockets = Array.from({ length: 10 }, () => {
      const socket = connect(endpoint.port, '127.0.0.1');
      socket.pause();
      socket.on('error', () => undefined);
      socket.write(`POST / HTTP/1.1\r\n${lines.join('')}\r\n${body.toString()}`);
      return socket;
    });
    for (let index = 0; index < 10; index++) {
      assert.equal((await ask(endpoint.port, signedForm(endpoint.port, 'Action=DescribeVpcs&Version=2016-11-15'))).status, 200);
    }
    for (const socket of sockets) socket.destroy();
  });

  it('may announce a hundred megabytes: they are refused before they are sent', async () => {
    const answer = await askRaw(endpoint.port, 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 104857600\r\n\r\nAction=');
    assert.match(answer, /^HTTP\/1\.1 413 .*<Code>RequestEntityTooLarge<\/Code>/s);
  });

  it('may send a hundred megabytes unannounced: the connection ends long before', async () => {
    const socket = connect(endpoint.port, '127.0.0.1');
    let answer = '';
    let sent = 0;
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n');
    while (sent < 100 && socket.writable) {
      socket.write('100000\r\n');
      socket.write(megabyte);
      const drained = new Promise<boolean>((resolve) => socket.once('drain', () => resolve(true)));
      if (socket.writableNeedDrain && !(await Promise.race([drained, closed.then(() => false)]))) break;
      socket.write('\r\n');
      sent++;
    }
    socket.end('0\r\n\r\n');
    await closed;
    assert.match(answer, /^(HTTP\/1\.1 413 .*<Code>RequestEntityTooLarge<\/Code>.*)?$/s);
  });
});
