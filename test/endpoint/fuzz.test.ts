import assert from 'node:assert/strict';
import type { ServiceDescriptor } from '../../src/endpoint/descriptors';
import { ec2 } from '../../src/endpoint/generated/ec2';
import { iam } from '../../src/endpoint/generated/iam';
import { ssm } from '../../src/endpoint/generated/ssm';
import { sts } from '../../src/endpoint/generated/sts';
import { ActionHandler } from '../../src/endpoint/handler';
import { serveAccount, type RunningEndpoint } from '../../src/endpoint/server';
import { WireRequest } from '../../src/endpoint/wire';
import { everything } from './support/everything';
import { type Hostile, HostileRequests } from './support/hostile-requests';
import { HostileValues } from './support/hostile-values';
import { Choices } from './support/random';
import { ask, signedForm } from './support/raw-http';
import { openRealAccount, type RealAccount } from './support/real-account';
import { outcomeOf } from './support/well-formed';

/** How many requests a run makes in all, most of them without a socket; `FUZZ_REQUESTS` and `FUZZ_SEED` choose others. */
const total = Number(process.env.FUZZ_REQUESTS ?? 100_000);
const overSockets = Math.ceil(total / 25);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000_000);

/** A service that AWS does not have, so that every protocol is spoken: it answers what it is asked. */
function synthetic(name: string, ...protocols: Parameters<typeof everything>): ServiceDescriptor {
  return { ...everything(...protocols), service: `everything${name}`, signingName: `everything-${name}`, hostPrefix: `everything-${name}` };
}

const synthetics = [
  synthetic('query', 'query'),
  synthetic('json', 'json'),
  synthetic('rest', 'rest-json'),
  synthetic('cbor', 'rpc-v2-cbor'),
  synthetic('watch', 'rpc-v2-cbor', 'json', 'query'),
];
const services = [ec2, iam, sts, ssm, ...synthetics];

const oddAuthorizations = [
  '',
  'AWS4-HMAC-SHA256',
  'AWS4-HMAC-SHA256 Credential=////,Signature=,SignedHeaders=;;',
  'Bearer x',
  'AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=__proto__;host, Signature=0',
  `AWS4-HMAC-SHA256 ${'Credential=a,'.repeat(2_000)}`,
];

/** What a request is signed with, and what an answer to it may be in. */
interface Signed extends Hostile {
  readonly isSpoilt: boolean;
}

/** Signs a request, or gives it the scope of a signature alone; now and then something of it is spoilt. */
function sign(choices: Choices, hostile: Hostile, port: number, verified: boolean): Signed {
  const region = choices.chance(0.97) ? 'ap-northeast-2' : choices.pick(['us-east-1', 'eu-west-1', 'mars-1', '__proto__']);
  const isSpoilt = choices.chance(0.06);
  const service = choices.chance(0.01) ? choices.pick(['s3', 'rds', '__proto__', '']) : hostile.service;
  const signed = verified
    ? signedForm(port, hostile.body, { region, service, path: hostile.target }).headers
    : {
        host: `127.0.0.1:${port}`,
        'x-amz-date': '20260102T030405Z',
        authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260102/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
      };
  const { 'content-type': type, ...own } = hostile.headers;
  const headers: Record<string, string> = { ...(type !== undefined && { 'content-type': type }), ...signed, ...own };
  if (isSpoilt) {
    if (choices.chance(0.5)) headers['authorization'] = choices.pick(oddAuthorizations);
    else headers['x-amz-date'] = choices.pick(['', '99999999T999999Z', '20200102T030405Z', 'x'.repeat(1_000)]);
  }
  // Who is asked for without a service that is known answers in the query protocol's form.
  const protocols =
    isSpoilt || service !== hostile.service
      ? [...hostile.protocols, ...services.flatMap((each) => each.protocols), undefined]
      : hostile.protocols;
  return { ...hostile, headers, isSpoilt, protocols };
}

/** How often each outcome came, by what it was asked in. */
class Tally {
  readonly counts = new Map<string, Map<string, number>>();

  add(what: string, outcome: string): void {
    const counts = this.counts.get(what) ?? new Map<string, number>();
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    this.counts.set(what, counts);
  }

  /** A fuzzer that is refused at the first check finds nothing: each service must have been reached, each code have come, this often. */
  expect(what: string, least: number, ...outcomes: string[]): void {
    const counts = this.counts.get(what) ?? new Map<string, number>();
    for (const outcome of outcomes) {
      assert.ok(
        (counts.get(outcome) ?? 0) >= least,
        `${what}: ${outcome} came ${counts.get(outcome) ?? 0} times; ${JSON.stringify([...counts])}`,
      );
    }
  }
}

describe('Hostile requests', function () {
  this.timeout(240_000);
  this.slow(120_000);
  let account: RealAccount;
  let endpoint: RunningEndpoint;
  let requests: HostileRequests;
  const choices = new Choices(seed);
  const defects: unknown[] = [];
  const reportDefect = (thrown: unknown): void => void defects.push(thrown);

  before(async () => {
    account = await openRealAccount(({ input }) => ({ output: input, now: 0 }));
    requests = new HostileRequests(choices, new HostileValues(choices, await account.known()), [ec2, ec2, ...services]);
    const limits = { headersTimeout: 300, requestTimeout: 300 };
    endpoint = await serveAccount(account.endpoint, services, { port: 0, auth: 'sigv4', reportDefect, limits });
  });
  after(async () => {
    await endpoint.close();
    await account.host.close();
  });

  async function expectAlive(): Promise<void> {
    const { status } = await ask(endpoint.port, signedForm(endpoint.port, 'Action=DescribeVpcs&Version=2016-11-15'));
    assert.equal(status, 200);
    assert.deepEqual(defects, []);
  }

  it(`get a well-formed answer, and change nothing that is refused (${total - overSockets} requests, FUZZ_SEED=${seed})`, async () => {
    const verifying = new ActionHandler(account.endpoint, services, 'sigv4', reportDefect);
    const trusting = new ActionHandler(account.endpoint, services, 'off', reportDefect);
    const client = { userAgent: 'hostile', sourceIp: '127.0.0.1' };
    const tally = new Tally();
    let digest = account.host.sandbox.digest();
    let commits = account.commits();
    let written = false;
    for (let index = 0; index < total - overSockets; index++) {
      const hostile = requests.next();
      const verified = hostile.method === 'POST' && !hostile.target.includes('?') && choices.chance(0.3);
      const signed = sign(choices, hostile, 4566, verified);
      const wire = new WireRequest(signed.method, signed.target, Object.entries(signed.headers), signed.body);
      const { status, headers, body } = await (verified ? verifying : trusting).handle(
        wire,
        client,
        '01234567-89ab-cdef-0123-456789abcdef',
      );
      const pieces = typeof body === 'string' || body instanceof Uint8Array ? [body] : body;
      const bytes = Buffer.concat(pieces.map((piece) => Buffer.from(piece as Uint8Array)));
      const outcome = outcomeOf(signed.protocols, { status, headers, body: bytes });
      const told = `request ${index} of seed ${seed}: ${signed.method} ${signed.target} ${signed.body.toString('latin1').slice(0, 1_000)}`;
      assert.ok(outcome !== undefined, `${told}: ${status} ${bytes.toString('utf8').slice(0, 500)}`);
      assert.notEqual(status, 500, told);
      assert.deepEqual(defects, [], told);
      if (account.commits() > commits) {
        assert.equal(outcome, 'ok', `${told}: refused with ${outcome}, yet something was written`);
        commits = account.commits();
        written = true;
      }
      tally.add(hostile.service, outcome);
      if (index % 2_000 !== 0) continue;
      const now = account.host.sandbox.digest();
      if (!written) assert.equal(now, digest, told);
      [digest, written] = [now, false];
    }
    const least = total / 20_000;
    tally.expect(
      'ec2',
      least,
      'ok',
      'UnknownParameter',
      'InvalidParameterValue',
      'MissingParameter',
      'InvalidCharacter',
      'MalformedQueryString',
    );
    // What was refused is told in the activity view, in room of its own.
    const { total: rows } = await account.host.activity({ offset: 0, limit: 1 });
    assert.ok(rows <= 5_200, String(rows));
    tally.expect('ec2', least, 'InvalidQueryParameter', 'InvalidAction', 'IncompleteSignature', 'UnsupportedOperation', 'NoSuchVersion');
    tally.expect('iam', least, 'ok', 'ValidationError', 'NoSuchEntity', 'MalformedInput');
    tally.expect('sts', least, 'ok', 'InvalidAction');
    tally.expect('ssm', least, 'ok', 'SerializationException', 'ValidationException');
    tally.expect('everything-query', least, 'ok', 'MalformedInput', 'InvalidAction');
    for (const name of ['json', 'rest', 'cbor', 'watch']) tally.expect(`everything-${name}`, least, 'ok', 'SerializationException');
  });

  it(`get a well-formed answer over sockets as well (${overSockets} requests)`, async () => {
    const tally = new Tally();
    const oddHosts = ['evil', '127.0.0.1', 'localhost:99999', '[::1]', '.localhost'];
    let commits = account.commits();
    const oddTargets = ['/_sandbox/Reset', '/_sandbox/', '/_sandbox/%00', '/%', '//', `/?${'&'.repeat(2_000)}`, '/../../etc/passwd'];
    for (let index = 0; index < overSockets; index++) {
      const hostile = requests.next();
      const spoilt = choices.chance(0.1);
      const target = (spoilt && choices.chance(0.5) ? choices.pick(oddTargets) : hostile.target).replace(/[^\x21-\x7e]/g, '?');
      const signed = sign(choices, { ...hostile, target }, endpoint.port, true);
      if (spoilt) signed.headers['host'] = choices.pick(oddHosts);
      // Node's own client sends no path and no header with such characters; those of misshapen HTTP are sent by hand (hostile-connections).
      for (const [name, value] of Object.entries(signed.headers)) signed.headers[name] = value.replace(/[^\x20-\x7e]/g, '?');
      const method = choices.chance(0.97) ? signed.method : choices.pick(['OPTIONS', 'HEAD', 'TRACE', 'PUT']);
      const { status, headers, text, bytes } = await ask(endpoint.port, {
        method,
        path: target,
        headers: signed.headers,
        body: method === 'GET' ? '' : signed.body,
      });
      assert.notEqual(status, 500, `request ${index} of seed ${seed}`);
      const all = [...services.flatMap(({ protocols }) => protocols), undefined];
      const outcome = method === 'HEAD' ? 'none' : outcomeOf(all, { status, headers, body: bytes });
      assert.ok(outcome !== undefined, `request ${index} of seed ${seed}: ${method} ${target} ${status} ${text.slice(0, 500)}`);
      if (account.commits() > commits) assert.equal(outcome, 'ok', `request ${index} of seed ${seed}: refused, yet something was written`);
      commits = account.commits();
      tally.add('all', outcome);
    }
    tally.expect('all', overSockets / 500, 'ok', 'UnknownParameter', 'AccessDenied', 'SerializationException');
    await expectAlive();
  });
});
