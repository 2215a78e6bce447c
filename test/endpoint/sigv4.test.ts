import assert from 'node:assert/strict';
import { AuthError } from '../../src/endpoint/auth-errors';
import { canonicalRequest } from '../../src/endpoint/canonical-request';
import { readSignature } from '../../src/endpoint/signature';
import { SignatureVerifier, signingKey } from '../../src/endpoint/sigv4';
import { WireRequest } from '../../src/endpoint/wire';

/** The example of AWS's documentation: ListUsers of IAM, signed on 30 August 2015. */
const keyId = 'AKIDEXAMPLE';
const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const signedAt = Date.UTC(2015, 7, 30, 12, 36, 0);
const credential = `${keyId}/20150830/us-east-1/iam/aws4_request`;
const signature = '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7';
const type = 'application/x-www-form-urlencoded; charset=utf-8';

const authorization = (parts: { credential?: string; headers?: string; signature?: string } = {}) =>
  `AWS4-HMAC-SHA256 Credential=${parts.credential ?? credential}, SignedHeaders=${parts.headers ?? 'content-type;host;x-amz-date'}, Signature=${parts.signature ?? signature}`;

function listUsers(
  changes: Readonly<Record<string, string | undefined>> = {},
  target = '/?Action=ListUsers&Version=2010-05-08',
  body = '',
): WireRequest {
  const headers = {
    host: 'iam.amazonaws.com',
    'content-type': type,
    'x-amz-date': '20150830T123600Z',
    authorization: authorization(),
    ...changes,
  };
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new WireRequest('GET', target, given, Buffer.from(body));
}

const verifierAt = (now: number) =>
  new SignatureVerifier(
    (id) => (id === keyId ? secret : undefined),
    () => now,
  );

function problemOf(request: WireRequest, now = signedAt): unknown {
  try {
    verifierAt(now).verify(request, readSignature(request));
    return undefined;
  } catch (thrown) {
    assert.ok(thrown instanceof AuthError);
    return thrown.problem;
  }
}

const kindOf = (request: WireRequest, now?: number) => (problemOf(request, now) as { kind?: string } | undefined)?.kind;

describe('Signature Version 4', () => {
  it("makes the canonical request and the key of AWS's documented example", () => {
    assert.equal(
      canonicalRequest(listUsers(), { signedHeaders: ['content-type', 'host', 'x-amz-date'], presigned: false }),
      'GET\n/\nAction=ListUsers&Version=2010-05-08\ncontent-type:application/x-www-form-urlencoded; charset=utf-8\nhost:iam.amazonaws.com\n' +
        'x-amz-date:20150830T123600Z\n\ncontent-type;host;x-amz-date\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    const key = signingKey(secret, '20150830', 'us-east-1', 'iam').toString('hex');
    assert.equal(key, 'c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9');
  });

  it("accepts AWS's documented example, also from a kept key", () => {
    const verifier = verifierAt(signedAt);
    for (let time = 0; time < 2; time++) {
      const read = readSignature(listUsers());
      assert.deepEqual([read?.accessKeyId, read?.region, read?.service], [keyId, 'us-east-1', 'iam']);
      verifier.verify(listUsers(), read);
    }
  });

  it('canonicalises path, query and headers', () => {
    const request = new WireRequest(
      'POST',
      "/a/./b//../c%20d/?b=2&a=%7e&a=%2F'&b=1&flag",
      [
        ['x', '  one   two '],
        ['x', 'three'],
      ],
      Buffer.from('x'),
    );
    assert.equal(
      canonicalRequest(request, { signedHeaders: ['x'], presigned: false }),
      'POST\n/a/c%2520d/\na=%2F%27&a=~&b=1&b=2&flag=\nx:one two,three\n\nx\n2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',
    );
  });

  it('refuses whatever was changed after signing', () => {
    const changed = [
      listUsers({}, '/?Action=ListUsers&Version=2010-05-09'),
      listUsers({}, undefined, 'x'),
      listUsers({}, '/x?Action=ListUsers&Version=2010-05-08'),
      listUsers({ 'content-type': 'text/plain' }),
      listUsers({ host: '127.0.0.1' }),
      listUsers({ authorization: authorization({ signature: signature.replace('5', '6') }) }),
      listUsers({ authorization: authorization({ signature: 'short' }) }),
      listUsers({ authorization: authorization({ credential: `${keyId}/20150830/us-west-2/iam/aws4_request` }) }),
    ];
    for (const request of changed) assert.equal(kindOf(request), 'mismatch');
  });

  it('refuses keys it does not know and session tokens', () => {
    assert.equal(
      kindOf(listUsers({ authorization: authorization({ credential: 'AKIDOTHER/20150830/us-east-1/iam/aws4_request' }) })),
      'unknown-key',
    );
    assert.equal(kindOf(listUsers({ 'x-amz-security-token': 'FwoGZXIvYXdzE' })), 'unknown-key');
  });

  it('allows fifteen minutes either way', () => {
    const minutes = (count: number) => signedAt + count * 60_000;
    assert.equal(kindOf(listUsers(), minutes(15)), undefined);
    assert.equal(kindOf(listUsers(), minutes(-15)), undefined);
    assert.deepEqual(problemOf(listUsers(), minutes(15) + 1000), {
      kind: 'expired',
      message: 'Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T125101Z - 15 min.)',
    });
    assert.deepEqual(problemOf(listUsers(), minutes(-15) - 1000), {
      kind: 'expired',
      message: 'Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T122059Z + 15 min.)',
    });
  });

  it('refuses scopes that do not fit and headers left unsigned', () => {
    const scoped = (text: string) => problemOf(listUsers({ authorization: authorization({ credential: text }) }));
    assert.deepEqual(scoped(`${keyId}/20150829/us-east-1/iam/aws4_request`), {
      kind: 'mismatch',
      message:
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20150829' != '20150830', from '20150830T123600Z'.",
    });
    assert.deepEqual(scoped(`${keyId}/20150830/us-east-1/iam/aws5_request`), {
      kind: 'mismatch',
      message: "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'.",
    });
    assert.deepEqual(problemOf(listUsers({ authorization: authorization({ headers: 'content-type;x-amz-date' }) })), {
      kind: 'mismatch',
      message: "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    });
  });

  it('tells what a signature lacks', () => {
    const incomplete = (message: string) => ({ kind: 'incomplete', message });
    assert.deepEqual(problemOf(listUsers({ authorization: undefined })), { kind: 'missing' });
    assert.deepEqual(
      problemOf(listUsers({ authorization: 'AWS4-HMAC-SHA256 Signature=x', 'x-amz-date': undefined })),
      incomplete(
        "Authorization header requires 'Credential' parameter. Authorization header requires 'SignedHeaders' parameter. " +
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
      ),
    );
    assert.deepEqual(problemOf(listUsers({ authorization: 'Basic dTpw' })), incomplete("Unsupported AWS 'algorithm': 'Basic'."));
    assert.deepEqual(
      problemOf(listUsers({ authorization: authorization({ credential: 'AKID/us-east-1' }) })),
      incomplete("Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'AKID/us-east-1'"),
    );
    assert.deepEqual(problemOf(listUsers({ 'x-amz-date': 'today' })), incomplete("Date must be in ISO-8601 'basic format'. Got 'today'."));
  });

  it('accepts a presigned query for as long as it says', () => {
    // Made with botocore 1.43's SigV4QueryAuth for sts:GetCallerIdentity, 300 seconds, at the moment above.
    const query =
      'Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fsts%2Faws4_request' +
      '&X-Amz-Date=20150830T123600Z&X-Amz-Expires=300&X-Amz-SignedHeaders=host&X-Amz-Signature=fc0b2160f9440d445b7bbd5c4312dbb403d0efc6dbae2e1ae7f6500c0db6e6ea';
    const presigned = (text: string) => new WireRequest('GET', `/?${text}`, [['host', 'sts.us-east-1.amazonaws.com']], Buffer.alloc(0));
    assert.equal(kindOf(presigned(query), signedAt + 300_000), undefined);
    assert.equal(kindOf(presigned(query), signedAt + 301_000), 'expired');
    assert.equal(kindOf(presigned(query.replace('Expires=300', 'Expires=301'))), 'mismatch');
    assert.equal(kindOf(presigned(query.replace('Expires=300', 'Expires=604801'))), 'incomplete');
    assert.equal(kindOf(presigned(query.replace(/&X-Amz-Signature=.*/, ''))), 'incomplete');
    assert.equal(kindOf(presigned('Action=GetCallerIdentity&Version=2011-06-15')), 'missing');
    assert.equal(readSignature(presigned(query))?.presigned, true);
  });
});
