import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { startEndpoint } from '../../src/endpoint/main';
import type { EndpointOptions } from '../../src/endpoint/server';
import { assertWithin } from '../support/limits';
import { FakeError } from './support/fake-account';
import { ask, askRaw, signedForm, type Answer, type Question } from './support/raw-http';
import { expectJsonError, TestEndpoint } from './support/test-endpoint';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}';
const describeVpcs = 'Action=DescribeVpcs&Version=2016-11-15';
const whoAmI = 'Action=GetCallerIdentity&Version=2011-06-15';

function expectEc2Error({ status, headers, text }: Answer, wantedStatus: number, code: string, message: string): void {
  assert.equal(status, wantedStatus, text);
  assert.equal(headers['content-type'], 'text/xml;charset=UTF-8');
  assert.match(
    text,
    new RegExp(
      `^<\\?xml version="1.0" encoding="UTF-8"\\?>\\n<Response><Errors><Error>.*</Error></Errors><RequestID>${uuid}</RequestID></Response>$`,
    ),
  );
  assert.ok(text.includes(`<Code>${code}</Code><Message>${message}</Message>`), text);
}

function expectQueryError({ status, text }: Answer, wantedStatus: number, code: string, message: string): void {
  assert.equal(status, wantedStatus, text);
  assert.match(
    text,
    new RegExp(`^<ErrorResponse[^>]*><Error><Type>Sender</Type>.*</Error><RequestId>${uuid}</RequestId></ErrorResponse>$`),
  );
  assert.ok(text.includes(`<Code>${code}</Code><Message>${message}</Message>`), text);
}

describe('Endpoint', () => {
  const fixture = TestEndpoint.use();
  const start = (options?: Partial<EndpointOptions>) => fixture.start(options);

  const form = (port: number, body: string): Question => ({ headers: { host: `127.0.0.1:${port}` }, body });

  describe('actions', () => {
    it('runs a signed action in the region of its scope and answers with the virtual time', async () => {
      const port = await start();
      fixture.account.answer('ec2:DescribeVpcs', { Vpcs: [{ VpcId: 'vpc-1', IsDefault: true }] });
      const question = signedForm(port, `${describeVpcs}&VpcId.1=vpc-1`, { region: 'eu-west-1' });
      const { status, headers, text } = await ask(port, { ...question, headers: { ...question.headers, 'user-agent': 'test/1' } });
      assert.equal(status, 200);
      assert.match(text, /<vpcSet><item>(<isDefault>true<\/isDefault>)?.*<vpcId>vpc-1<\/vpcId>.*<\/vpcSet>/);
      assert.equal(headers['x-sandbox-time'], '2026-01-02T03:04:05.678Z');
      assert.match(text, new RegExp(`<requestId>${String(headers['x-amzn-requestid'])}</requestId>`));
      assert.equal(headers['access-control-allow-origin'], undefined);
      assert.deepEqual(fixture.account.requests, [
        {
          service: 'ec2',
          action: 'DescribeVpcs',
          region: 'eu-west-1',
          input: { VpcIds: ['vpc-1'] },
          caller: { kind: 'endpoint', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', userAgent: 'test/1', sourceIp: '127.0.0.1' },
          requestId: headers['x-amzn-requestid'],
        },
      ]);
    });

    it('serves several services on one port and never repeats a request id', async () => {
      const port = await start();
      fixture.account.answer('sts:GetCallerIdentity', { Account: '123456789012' });
      const ids = new Set<string>();
      for (let time = 0; time < 3; time++) {
        const { text } = await ask(port, signedForm(port, whoAmI, { service: 'sts', region: 'us-east-1' }));
        assert.match(text, /<Account>123456789012<\/Account>/);
        ids.add(/<RequestId>(.*)<\/RequestId>/.exec(text)?.[1] ?? '');
      }
      assert.equal(ids.size, 3);
    });

    it("answers an action's error as it is, and a defect as InternalError told to the log alone", async () => {
      const port = await start();
      fixture.account.answer('ec2:DescribeVpcs', () => {
        throw new FakeError('InvalidVpcID.NotFound', "The vpc ID 'vpc-9' does not exist");
      });
      expectEc2Error(await ask(port, signedForm(port, describeVpcs)), 400, 'InvalidVpcID.NotFound', "The vpc ID 'vpc-9' does not exist");
      const defect = new TypeError('secret detail');
      fixture.account.answer('ec2:DescribeVpcs', () => {
        throw defect;
      });
      expectEc2Error(await ask(port, signedForm(port, describeVpcs)), 500, 'InternalError', 'An internal error has occurred');
      assert.deepEqual(fixture.defects.splice(0), [defect]);
      fixture.account.answer('ec2:DescribeInstances', { Reservations: [{ Instances: [{ LaunchTime: 'not a Date' }] }] });
      const question = signedForm(port, 'Action=DescribeInstances&Version=2016-11-15');
      expectEc2Error(await ask(port, question), 500, 'InternalError', 'An internal error has occurred');
      assert.equal(fixture.defects.splice(0).length, 1);
    });

    it('answers a global service in the region of the account, whatever region its client signs for', async () => {
      const port = await start();
      const listRoles = 'Action=ListRoles&Version=2010-05-08';
      const { status } = await ask(port, signedForm(port, listRoles, { service: 'iam', region: 'us-east-1' }));
      assert.equal(status, 200);
      assert.deepEqual(
        fixture.account.requests.map(({ service, region }) => [service, region]),
        [['iam', 'ap-northeast-2']],
      );
      const far = await ask(port, signedForm(port, listRoles, { service: 'iam', region: 'mars-north-1' }));
      expectQueryError(far, 403, 'SignatureDoesNotMatch', "Credential should be scoped to a valid region, not 'mars-north-1'.");
    });

    it('tells a browser what it is, by its own address only', async () => {
      const port = await start();
      const { status, headers, text } = await ask(port, { method: 'GET', headers: { 'sec-fetch-site': 'none' } });
      assert.deepEqual([status, headers['content-type']], [200, 'text/plain; charset=utf-8']);
      assert.match(text, /^This is Cloud Sandbox: a simulated AWS account on this machine\./);
      assert.match(text, new RegExp(`AWS_ENDPOINT_URL=http://127\\.0\\.0\\.1:${port}\\n`));
      assert.equal(headers['access-control-allow-origin'], undefined);
      const foreign = await ask(port, { method: 'GET', headers: { host: 'evil.example' } });
      expectQueryError(foreign, 403, 'AccessDenied', 'The Host header does not name the loopback of this machine');
      assert.deepEqual(fixture.account.requests, []);
    });

    it('names an action that AWS has and the account has not, and one that nobody has', async () => {
      const port = await start();
      const act = (action: string) => ask(port, signedForm(port, `Action=${action}&Version=2016-11-15`));
      const unsupported = 'AWS has the action ec2:CreateTransitGateway, but Cloud Sandbox does not simulate it yet';
      expectEc2Error(await act('CreateTransitGateway'), 400, 'UnsupportedOperation', unsupported);
      expectEc2Error(await act('LaunchRocket'), 400, 'InvalidAction', 'The action LaunchRocket is not valid for this web service.');
      expectEc2Error(await act('constructor'), 400, 'InvalidAction', 'The action constructor is not valid for this web service.');
      fixture.account.answer('unregister', {});
      expectEc2Error(
        await act('DescribeTags'),
        400,
        'UnsupportedOperation',
        'AWS has the action ec2:DescribeTags, but Cloud Sandbox does not simulate it yet',
      );
      const other = await ask(port, signedForm(port, 'Action=DescribeDBInstances&Version=2014-10-31', { service: 'rds' }));
      const rds = 'Cloud Sandbox does not simulate the service rds yet, and so cannot answer DescribeDBInstances';
      expectQueryError(other, 400, 'UnsupportedOperation', rds);
    });
  });

  describe('signatures', () => {
    const keys = 'AWS was not able to validate the provided access credentials';

    it("refuses a wrong key, secret, date and region in EC2's words", async () => {
      const port = await start();
      expectEc2Error(await ask(port, signedForm(port, describeVpcs, { keyId: 'AKIAOTHER' })), 401, 'AuthFailure', keys);
      const wrong = await ask(port, signedForm(port, describeVpcs, { secret: 'x' }));
      assert.equal(wrong.status, 401);
      assert.match(
        wrong.text,
        /<Code>AuthFailure<\/Code><Message>AWS was not able to validate the provided access credentials\. The request signature we/,
      );
      const late = await ask(port, signedForm(port, describeVpcs, { at: Date.now() - 16 * 60_000 }));
      assert.equal(late.status, 400);
      assert.match(late.text, /<Code>RequestExpired<\/Code><Message>Request has expired\. Signature expired: /);
      const far = await ask(port, signedForm(port, describeVpcs, { region: 'mars-north-1' }));
      expectEc2Error(far, 401, 'AuthFailure', `${keys}. Credential should be scoped to a valid region, not 'mars-north-1'.`);
      expectEc2Error(
        await ask(port, form(port, describeVpcs)),
        403,
        'MissingAuthenticationToken',
        'Request is missing Authentication Token',
      );
      assert.deepEqual(fixture.account.requests, []);
    });

    it("refuses them in STS's words", async () => {
      const port = await start();
      const sts = (scope: object) => ask(port, signedForm(port, whoAmI, { service: 'sts', ...scope }));
      expectQueryError(
        await sts({ keyId: 'AKIAOTHER' }),
        403,
        'InvalidClientTokenId',
        'The security token included in the request is invalid.',
      );
      const wrong = await sts({ secret: 'x' });
      assert.equal(wrong.status, 403);
      assert.match(wrong.text, /<Code>SignatureDoesNotMatch<\/Code><Message>The request signature we calculated does not match/);
      const late = await sts({ at: Date.now() - 16 * 60_000 });
      assert.match(late.text, /<Code>SignatureDoesNotMatch<\/Code><Message>Signature expired: /);
      expectQueryError(await ask(port, form(port, whoAmI)), 403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
    });

    it('dates signatures by the real clock, whatever the virtual one shows', async () => {
      const port = await start();
      fixture.account.now = Date.UTC(2031, 0, 1);
      const { status, headers } = await ask(port, signedForm(port, describeVpcs));
      assert.deepEqual([status, headers['x-sandbox-time']], [200, '2031-01-01T00:00:00.000Z']);
    });

    it('finds service and region of unsigned requests, where those are allowed, by host or version', async () => {
      const port = await start({ auth: 'off' });
      assert.equal((await ask(port, form(port, describeVpcs))).status, 200);
      assert.equal((await ask(port, { headers: { host: `ec2.eu-west-1.localhost:${port}` }, body: describeVpcs })).status, 200);
      assert.equal((await ask(port, { method: 'GET', path: `/?${whoAmI}` })).status, 200);
      assert.equal((await ask(port, signedForm(port, describeVpcs, { keyId: 'AKIAANY', region: 'us-east-1', at: 0 }))).status, 200);
      assert.deepEqual(
        fixture.account.requests.map(({ service, region, caller }) => [service, region, caller.accessKeyId]),
        [
          ['ec2', 'ap-northeast-2', ''],
          ['ec2', 'eu-west-1', ''],
          ['sts', 'ap-northeast-2', ''],
          ['ec2', 'us-east-1', 'AKIAANY'],
        ],
      );
      const nowhere = await ask(port, form(port, 'a=b'));
      expectQueryError(
        nowhere,
        400,
        'MissingAction',
        'The request names no service: not by a signature, nor by its host, nor by a version',
      );
    });
  });

  describe('the gate', () => {
    it('answers to the names of the loopback only', async () => {
      const port = await start({ auth: 'off' });
      for (const host of [`127.0.0.1:${port}`, 'localhost', `LOCALHOST:${port}`, `[::1]:${port}`, 'ec2.us-east-1.localhost:1']) {
        assert.equal((await ask(port, { headers: { host }, body: describeVpcs })).status, 200, host);
      }
      for (const host of [
        'evil.example',
        `127.0.0.1.evil.example:${port}`,
        'localhost.evil.example',
        'evil-localhost',
        '127.0.0.2',
        '0.0.0.0',
        'localhost:x',
      ]) {
        const refused = await ask(port, { headers: { host }, body: describeVpcs });
        expectEc2OrQueryDenied(refused, host);
      }
    });

    function expectEc2OrQueryDenied({ status, text }: Answer, what: string): void {
      assert.equal(status, 403, what);
      assert.match(text, /<Code>AccessDenied<\/Code>/);
    }

    it("answers no page of the web, not even a browser's question whether it may ask", async () => {
      const port = await start({ auth: 'off' });
      const page = { host: `127.0.0.1:${port}`, origin: 'https://evil.example' };
      expectEc2OrQueryDenied(await ask(port, { headers: page, body: describeVpcs }), 'origin');
      expectEc2OrQueryDenied(await ask(port, { headers: { 'sec-fetch-site': 'cross-site' }, body: describeVpcs }), 'sec-fetch-site');
      const reset = await ask(port, { path: '/_sandbox/Reset', headers: page });
      expectJsonError(reset, 403, 'AccessDenied', 'Requests of web pages are not answered');
      const preflight = await ask(port, { method: 'OPTIONS', headers: { 'access-control-request-method': 'POST' } });
      expectQueryError(preflight, 405, 'MethodNotAllowed', 'The endpoint answers GET, HEAD, POST, PUT, PATCH, DELETE');
      assert.deepEqual(
        Object.keys(preflight.headers).filter((name) => name.startsWith('access-control')),
        [],
      );
      assert.equal((await ask(port, { method: 'TRACE' })).status, 405);
      for (const method of ['PUT', 'DELETE', 'PATCH']) assert.equal((await ask(port, { method, headers: page })).status, 403);
      assert.deepEqual(fixture.account.requests, []);
    });

    it('listens on the loopback only', async function () {
      const port = await start();
      const outside = Object.values(networkInterfaces())
        .flat()
        .find((face) => face && !face.internal && face.family === 'IPv4')?.address;
      // 127.0.0.2 is another address of the same interface: a server on every address would answer there too.
      for (const host of ['127.0.0.2', ...(outside === undefined ? [] : [outside])]) {
        const [error] = (await once(connect(port, host), 'error').catch((thrown: unknown) => [thrown])) as [NodeJS.ErrnoException];
        assert.equal(error.code, 'ECONNREFUSED', host);
      }
    });

    it('says in the form of the service that a body is too large, announced or not', async () => {
      const port = await start();
      const question = signedForm(port, `${describeVpcs}&x=${'x'.repeat(1024 * 1024)}`);
      const message = 'The body of the request is larger than 1048576 bytes';
      expectEc2Error(await ask(port, question), 413, 'RequestEntityTooLarge', message);
      const announced = { ...question.headers, 'content-length': '104857600' };
      const socket = connect(port, '127.0.0.1');
      const head = Object.entries(announced)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('');
      socket.write(`POST / HTTP/1.1\r\n${head}\r\n`);
      const [chunk] = (await once(socket, 'data')) as [Buffer];
      assert.match(chunk.toString(), /^HTTP\/1\.1 413 Payload Too Large\r\n/);
      socket.destroy();
      const chunked = signedForm(port, describeVpcs);
      expectEc2Error(
        await ask(port, { ...chunked, headers: { ...chunked.headers, 'transfer-encoding': 'chunked' }, body: 'x'.repeat(1024 * 1024 + 1) }),
        413,
        'RequestEntityTooLarge',
        message,
      );
    });

    it('answers what is no HTTP and ends the connection', async () => {
      const port = await start();
      assert.match(await askRaw(port, 'GARBAGE\r\n\r\n'), /^HTTP\/1\.1 400 Bad Request\r\n.*<Code>InvalidRequest<\/Code>/s);
      assert.match(await askRaw(port, `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`), /^HTTP\/1\.1 431 /);
      assert.match(
        await askRaw(port, 'GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
        /^HTTP\/1\.1 400 .*InvalidRequest/s,
      );
    });

    it('waits for nobody for ever', async () => {
      const port = await start({ limits: { headersTimeout: 200, requestTimeout: 400 } });
      const began = Date.now();
      assert.match(await askRaw(port, 'POST / HTTP/1.1\r\nHost: loc'), /^(HTTP\/1\.1 408 Request Timeout\r\n.*)?$/s);
      assert.match(
        await askRaw(port, 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc'),
        /^(HTTP\/1\.1 408 Request Timeout\r\n.*)?$/s,
      );
      // Node itself would wait for a minute, and for five.
      assert.ok(Date.now() - began < 20_000);
    });

    it('survives clients that break off', async () => {
      const port = await start();
      const question = signedForm(port, describeVpcs);
      const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', headers: { ...question.headers, 'content-length': '5000' } });
      request.on('error', () => undefined);
      const closed = new Promise((resolve) => request.on('close', resolve));
      request.write('Action=', () => request.destroy());
      await closed;
      assert.equal((await ask(port, question)).status, 200);
    });

    it('gives each client its own answer, however many there are and however slowly they take it', async () => {
      const port = await start();
      fixture.account.answer('ec2:DescribeVpcs', ({ input }) => {
        const [id] = input.VpcIds as string[];
        return { Vpcs: Array.from({ length: Number(id) * 100 }, () => ({ VpcId: `vpc-${id}` })) };
      });
      const answers = Array.from({ length: 60 }, async (_, index) => {
        // From a few hundred bytes to several hundred thousand.
        const id = String(1 + ((index * 7) % 60));
        const { headers, body } = signedForm(port, `${describeVpcs}&VpcId.1=${id}`);
        const response = await new Promise<IncomingMessage>((resolve, reject) => {
          httpRequest({ host: '127.0.0.1', port, method: 'POST', headers }, resolve).on('error', reject).end(body);
        });
        const chunks: Buffer[] = [];
        for await (const chunk of response) {
          chunks.push(Buffer.from(chunk as Buffer));
          await new Promise((resolve) => setImmediate(resolve));
        }
        const found = [
          ...Buffer.concat(chunks)
            .toString()
            .matchAll(/<vpcId>vpc-(\d+)</g),
        ].map(([, one]) => one);
        assert.deepEqual([found.length, new Set(found)], [Number(id) * 100, new Set([id])]);
      });
      await Promise.all(answers);
    });

    it('keeps connections alive', async () => {
      const port = await start({ auth: 'off' });
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const ports = new Set<number | undefined>();
      for (let time = 0; time < 3; time++) {
        const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', agent });
        request.end(describeVpcs);
        const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream];
        ports.add(request.socket?.localPort);
        response.resume();
        await once(response, 'end');
      }
      agent.destroy();
      assert.equal(ports.size, 1);
    });
  });

  it('says when the port is taken', async () => {
    const port = await start();
    await assert.rejects(startEndpoint(fixture.account, { port, auth: 'off', reportDefect: () => undefined }), { code: 'EADDRINUSE' });
  });

  it('answers first within 0.4 seconds of its start', async () => {
    const firstAnswer = async (): Promise<number> => {
      const began = performance.now();
      const port = await start();
      assert.equal((await ask(port, signedForm(port, describeVpcs))).status, 200);
      return performance.now() - began;
    };
    await assertWithin({ what: 'the first answer', limit: 400, measure: firstAnswer });
  });
});
