import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { FakeError } from './support/fake-account';
import { ask, signedForm, type Question } from './support/raw-http';
import { expectJsonError, TestEndpoint } from './support/test-endpoint';

describe('Session actions', () => {
  const fixture = TestEndpoint.use();
  const start = () => fixture.start({ auth: 'off' });

  it('takes and gives JSON', async () => {
    const port = await start();
    const seen: unknown[] = [];
    fixture.account.onSession = (action, input, caller) => {
      seen.push(action, input, caller.accessKeyId);
      return { Time: '2026-01-02T03:04:05.678Z' };
    };
    const { status, headers, text } = await ask(port, { path: '/_sandbox/AdvanceClock', body: '{"Seconds": 10}' });
    assert.deepEqual([status, headers['content-type'], text], [200, 'application/json', '{"Time":"2026-01-02T03:04:05.678Z"}']);
    assert.deepEqual(seen, ['AdvanceClock', { Seconds: 10 }, '']);
    fixture.account.onSession = (_action, input) => {
      assert.deepEqual(input, {});
    };
    assert.equal((await ask(port, { path: '/_sandbox/Reset' })).text, '{}');
  });

  it('refuses what is no JSON object, no action, no POST', async () => {
    const port = await start();
    const session = (question: Question) => ask(port, { path: '/_sandbox/Reset', ...question });
    for (const body of ['{', '\xff', 'Seconds=1', Buffer.from([0xff])]) {
      expectJsonError(await session({ body }), 400, 'SerializationException', 'The body is not JSON');
    }
    for (const body of ['[]', '1', 'null'])
      expectJsonError(await session({ body }), 400, 'SerializationException', 'The body is not a JSON object');
    for (const path of ['/_sandbox/', '/_sandbox/a/b', '/_sandbox/%2e']) {
      expectJsonError(await session({ path }), 404, 'InvalidAction', 'The path names no action of the sandbox');
    }
    expectJsonError(await session({ method: 'GET' }), 405, 'MethodNotAllowed', 'Actions of the sandbox are asked for with POST');
    fixture.account.onSession = () => {
      throw new FakeError('ValidationException', 'Seconds must be positive');
    };
    expectJsonError(await session({}), 400, 'ValidationException', 'Seconds must be positive');
  });

  it('asks for a signature as every action does, and takes the region from it', async () => {
    const port = await fixture.start();
    const path = '/_sandbox/ShutDownGuest';
    const seen: unknown[] = [];
    fixture.account.onSession = (_action, _input, caller) => void seen.push(caller.accessKeyId);
    expectJsonError(await ask(port, { path, body: '{}' }), 400, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
    const wrong = signedForm(port, '{}', { path, keyId: 'AKIAOTHER', service: 'sandbox' });
    expectJsonError(await ask(port, wrong), 400, 'UnrecognizedClientException', 'The security token included in the request is invalid.');
    const nowhere = signedForm(port, '{}', { path, region: 'mars-1', service: 'sandbox' });
    const message = "Credential should be scoped to a valid region, not 'mars-1'.";
    expectJsonError(await ask(port, nowhere), 400, 'InvalidSignatureException', message);
    assert.deepEqual(seen, []);
    assert.equal((await ask(port, signedForm(port, '{}', { path, service: 'sandbox' }))).status, 200);
    assert.deepEqual(seen, ['AKIAIOSFODNN7EXAMPLE']);
  });

  it('aborts when the client goes', async () => {
    const port = await start();
    const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: '/_sandbox/AdvanceClock' });
    request.on('error', () => undefined);
    const aborted = new Promise<void>((resolve) => {
      fixture.account.onSession = (_action, _input, _caller, signal) => {
        request.destroy();
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new FakeError('RequestCanceled', 'The request was canceled'));
            resolve();
          });
        });
      };
    });
    request.end('{}');
    await aborted;
  });

  it('aborts when the endpoint closes, which answers and then ends', async () => {
    const port = await start();
    fixture.account.onSession = (_action, _input, _caller, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new FakeError('RequestCanceled', 'The endpoint is closing', 503));
        });
        void fixture.close();
      });
    const answer = await ask(port, { path: '/_sandbox/AdvanceClock', body: '{}' });
    expectJsonError(answer, 503, 'RequestCanceled', 'The endpoint is closing');
    assert.equal(answer.headers.connection, 'close');
    await fixture.close();
    await assert.rejects(ask(port, {}), { code: 'ECONNREFUSED' });
  });
});
