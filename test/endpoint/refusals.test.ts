import assert from 'node:assert/strict';
import { endpointAccount } from '../../src/worker/endpoint-host';
import { secretAccessKey } from './support/fake-account';
import { ask, askRaw, signedForm } from './support/raw-http';
import { openRealAccount } from './support/real-account';
import { TestEndpoint } from './support/test-endpoint';

const describeVpcs = 'Action=DescribeVpcs&Version=2016-11-15';

describe('Refused requests', () => {
  const fixture = TestEndpoint.use();
  /** What the account was told, the latest last: what was asked, of which region, by whom, and why it was refused. */
  const told = () =>
    fixture.account.refusals.map(({ service, action, region, caller, error }) => [service, action, region, caller.accessKeyId, error.code]);

  it('are told to the account with all that is known of them', async () => {
    const port = await fixture.start();
    const key = 'AKIAIOSFODNN7EXAMPLE';
    const seoul = 'ap-northeast-2';
    const form = (body: string) => signedForm(port, body);
    const cases: [question: Parameters<typeof ask>[1], wanted: (string | undefined)[]][] = [
      [signedForm(port, describeVpcs, { secret: 'x' }), ['ec2', 'DescribeVpcs', seoul, key, 'AuthFailure']],
      [signedForm(port, describeVpcs, { keyId: 'AKIAOTHER' }), ['ec2', 'DescribeVpcs', seoul, 'AKIAOTHER', 'AuthFailure']],
      [signedForm(port, describeVpcs, { at: 0 }), ['ec2', 'DescribeVpcs', seoul, key, 'RequestExpired']],
      [signedForm(port, describeVpcs, { region: 'mars-1' }), ['ec2', 'DescribeVpcs', 'mars-1', key, 'AuthFailure']],
      [
        { headers: { host: `127.0.0.1:${port}` }, body: describeVpcs },
        ['ec2', 'DescribeVpcs', undefined, '', 'MissingAuthenticationToken'],
      ],
      [form('Action=CreateTransitGateway&Version=2016-11-15'), ['ec2', 'CreateTransitGateway', seoul, key, 'UnsupportedOperation']],
      [form('Action=LaunchRocket&Version=2016-11-15'), ['ec2', 'LaunchRocket', seoul, key, 'InvalidAction']],
      [form(`${describeVpcs}&Nope=1`), ['ec2', 'DescribeVpcs', seoul, key, 'UnknownParameter']],
      [form('%zz'), ['ec2', undefined, seoul, key, 'MalformedQueryString']],
      [form(`${describeVpcs}&x=${'x'.repeat(1024 * 1024)}`), ['ec2', undefined, seoul, key, 'RequestEntityTooLarge']],
      [
        signedForm(port, '{', { service: 'lambda', path: '/2015-03-31/functions' }),
        ['lambda', undefined, seoul, key, 'UnsupportedOperation'],
      ],
      [
        { headers: { host: 'evil.example', 'user-agent': 'browser' }, body: describeVpcs },
        [undefined, undefined, undefined, '', 'AccessDenied'],
      ],
      [
        { path: '/_sandbox/Reset', headers: { host: `127.0.0.1:${port}` } },
        ['sandbox', 'Reset', undefined, '', 'MissingAuthenticationTokenException'],
      ],
    ];
    for (const [question, wanted] of cases) {
      const { headers } = await ask(port, question);
      assert.deepEqual(told().at(-1), wanted);
      assert.equal(fixture.account.refusals.at(-1)!.requestId, headers['x-amzn-requestid']);
    }
    assert.equal(fixture.account.refusals.length, cases.length);
    await askRaw(port, 'GARBAGE\r\n\r\n');
    assert.deepEqual(told().at(-1), [undefined, undefined, undefined, '', 'InvalidRequest']);
    assert.equal(fixture.account.refusals.length, cases.length + 1);
    assert.deepEqual(fixture.account.requests, []);
  });

  it('leave no secret that stood in a wrong place', async () => {
    const port = await fixture.start();
    const authorization = `AWS4-HMAC-SHA256 Credential=${secretAccessKey}/20260102/ap-northeast-2/ec2/aws4_request, SignedHeaders=host, Signature=0`;
    const headers = { host: `127.0.0.1:${port}`, 'x-amz-date': '20260102T030405Z' };
    await ask(port, { headers: { ...headers, authorization }, body: describeVpcs });
    await ask(port, { headers: { ...headers, authorization: secretAccessKey }, body: describeVpcs });
    // A secret without a slash is read as the id of a key.
    const plain = secretAccessKey.replaceAll('/', 'x');
    await ask(port, { headers: { ...headers, authorization: authorization.replace(secretAccessKey, plain) }, body: describeVpcs });
    assert.deepEqual(
      fixture.account.refusals.map(({ error }) => error.code),
      ['IncompleteSignature', 'IncompleteSignature', 'AuthFailure'],
    );
    // Where a date, a region, a service or the end of the scope stands, whole or taken apart by its slashes.
    const key = 'AKIAIOSFODNN7EXAMPLE';
    const [one, two, three] = secretAccessKey.split('/');
    const scopes: [scope: string, told: RegExp][] = [
      [`${plain}/ap-northeast-2/ec2/aws4_request`, /Date in Credential scope does not match .* '[^']{40}' != '20260102'/],
      [`20260102/${plain}/ec2/aws4_request`, /^(?!.*cannot be read)/],
      [`20260102/ap-northeast-2/${plain}/aws4_request`, /does not simulate the service/],
      [`20260102/ap-northeast-2/ec2/${plain}`, /valid terminator: 'aws4_request', not '[^']{40}'/],
      [`20260102/${one}/${two}/${three}`, /does not simulate the service/],
    ];
    for (const [scope, wanted] of scopes) {
      const changed = authorization.replace(/Credential=\S+,/, `Credential=${key}/${scope},`);
      const { text } = await ask(port, { headers: { ...headers, authorization: changed }, body: describeVpcs });
      // Its client is told all the same.
      assert.match(text.replaceAll('&apos;', "'"), wanted);
    }
    const text = JSON.stringify(fixture.account.refusals);
    for (const part of [plain, ...secretAccessKey.split('/')]) assert.ok(!text.includes(part));
  });

  it('are none where nothing was asked', async () => {
    const port = await fixture.start({ limits: { headersTimeout: 50 } });
    await askRaw(port, '');
    assert.deepEqual(told(), []);
    await askRaw(port, 'POST ');
    assert.deepEqual(told(), [[undefined, undefined, undefined, '', 'InvalidRequest']]);
  });

  it('that the account itself refuses are told by the account', async () => {
    const port = await fixture.start();
    fixture.account.answer('ec2:DescribeVpcs', () => {
      throw Object.assign(new Error('gone'), { code: 'InvalidVpcID.NotFound', status: 400, fault: 'Sender' });
    });
    assert.equal((await ask(port, signedForm(port, describeVpcs))).status, 400);
    assert.deepEqual(told(), []);
  });

  it('are rows of the activity view, each reason one', async () => {
    const { host } = await openRealAccount(() => assert.fail('nothing else is served'));
    try {
      const account = endpointAccount(host);
      const error = { code: 'AuthFailure', message: 'AWS was not able to validate the provided access credentials' };
      const caller = { kind: 'endpoint', accessKeyId: 'AKIAOTHER', userAgent: 'aws-cli/2.15.30', sourceIp: '127.0.0.1' } as const;
      for (let times = 0; times < 50; times++) {
        account.refused({ service: 'ec2', action: 'RunInstances', region: 'ap-northeast-2', caller, error, requestId: String(times) });
      }
      account.refused({ caller: { ...caller, accessKeyId: '' }, error, requestId: 'x' });
      const { calls } = await host.activity({ offset: 0, limit: 2 });
      assert.deepEqual(
        calls.map(({ action, region, error: why, again, requestId }) => [action, region, why?.code, again?.times, requestId]),
        [
          ['', '', 'AuthFailure', undefined, 'x'],
          ['ec2:RunInstances', 'ap-northeast-2', 'AuthFailure', 50, '49'],
        ],
      );
    } finally {
      await host.close();
    }
  });
});
