import assert from 'node:assert/strict';
import { ask, signedForm } from './support/raw-http';
import { TestEndpoint } from './support/test-endpoint';

const describeVpcs = 'Action=DescribeVpcs&Version=2016-11-15';

describe('Methods of HTTP', () => {
  const fixture = TestEndpoint.use();

  it('answers HEAD with the head of its page for browsers, and as EC2 does where an action is asked for', async () => {
    const port = await fixture.start({ auth: 'off' });
    const [page, head] = [await ask(port, { method: 'GET' }), await ask(port, { method: 'HEAD' })];
    assert.deepEqual([page.status, head.status, head.text], [200, 200, '']);
    assert.match(page.text, /^This is Cloud Sandbox/);
    assert.equal(head.headers['content-length'], String(Buffer.byteLength(page.text)));
    assert.equal(head.headers['content-type'], page.headers['content-type']);
    assert.equal((await ask(port, { method: 'HEAD', path: '/?' })).status, 200);
    const evil = await ask(port, { method: 'HEAD', headers: { host: 'evil.example' } });
    assert.equal(evil.status, 403);
    for (const path of [`/?${describeVpcs}`, '/other', '/_sandbox/Reset']) {
      const { status, text } = await ask(port, { method: 'HEAD', path });
      assert.deepEqual([status, text], [400, ''], path);
    }
    const signed = signedForm(port, describeVpcs);
    assert.equal((await ask(port, { method: 'HEAD', headers: signed.headers })).status, 400);
    assert.deepEqual(fixture.account.requests, []);
    // The connection goes on: nothing of a body is taken for the next answer.
    assert.equal((await ask(port, { body: describeVpcs })).status, 200);
  });

  it('are told where another one is not allowed', async () => {
    const port = await fixture.start({ auth: 'off' });
    for (const method of ['OPTIONS', 'TRACE']) {
      const root = await ask(port, { method });
      assert.deepEqual([root.status, root.headers.allow], [405, 'GET, HEAD, POST, PUT, PATCH, DELETE']);
      const elsewhere = await ask(port, { method, path: '/other' });
      assert.deepEqual([elsewhere.status, elsewhere.headers.allow], [405, 'GET, POST, PUT, PATCH, DELETE']);
    }
    const session = await ask(port, { method: 'GET', path: '/_sandbox/Reset' });
    assert.deepEqual([session.status, session.headers.allow], [405, 'POST']);
  });
});
