import assert from 'node:assert/strict';
import { decodeCbor, encodeCbor } from '../../src/endpoint/cbor';
import { EndpointError } from '../../src/endpoint/errors';
import { protocolFactories } from '../../src/endpoint/protocols/protocols';
import { WireRequest } from '../../src/endpoint/wire';
import { everything } from './support/everything';

const request = (path: string, headers: Record<string, string>, body: Uint8Array | string, method = 'POST'): WireRequest =>
  new WireRequest(method, path, Object.entries(headers), Buffer.from(body as Uint8Array));

function refused(run: () => unknown, code: string): void {
  assert.throws(run, (error) => error instanceof EndpointError && error.code === code);
}

const input = {
  Names: ['a', 'b'],
  Attributes: { one: 1, __proto__: undefined },
  Inner: { Inner: { Name: 'deep' } },
  Threshold: 1.5,
  Count: 7,
  StartTime: new Date('2026-01-02T03:04:05.500Z'),
  Day: new Date('2026-01-02T00:00:00.000Z'),
  Data: new Uint8Array([0, 1]),
  On: false,
};
const read = { ...input, Attributes: { one: 1 } };

describe('Protocol json', () => {
  const protocol = protocolFactories.json(everything('json'));
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonEverything.Do' };
  const post = (body: string): WireRequest => request('/', headers, body);
  const decode = (body: string): unknown => protocol.decode(post(body), 'Do');
  const text =
    '{"Names":["a",null,"b"],"Attributes":{"one":1,"none":null},"Inner":{"Inner":{"Name":"deep"}},"Threshold":1.5,"Count":7,"StartTime":1767323045.5,' +
    '"Day":"2026-01-02T00:00:00Z","Data":"AAE=","On":false,"Unknown":{"x":1}}';

  it('finds the action in its header and reads every kind of member, leaving out nulls and what nobody knows', () => {
    assert.equal(protocol.speaks(post('')), true);
    assert.equal(protocol.speaks(request('/', {}, 'Action=Do')), false);
    assert.equal(protocol.actionOf(post('{}')), 'Do');
    assert.deepEqual(decode(text), read);
    assert.deepEqual(decode(''), {});
  });

  it('writes times as epoch seconds, bytes as base64, in the version that was asked', () => {
    const reply = protocol.encode('Do', input, 'r-1', post(''));
    assert.deepEqual(reply.headers, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'r-1' });
    assert.deepEqual(JSON.parse(String(reply.body)), {
      Names: ['a', 'b'],
      Attributes: { one: 1 },
      Inner: { Inner: { Name: 'deep' } },
      Threshold: 1.5,
      Count: 7,
      StartTime: 1767323045.5,
      Day: '2026-01-02T00:00:00.000Z',
      Data: 'AAE=',
      On: false,
    });
    assert.equal(protocol.encode('Forget', {}, 'r-1', post('')).body, '{}');
  });

  it('writes an error with the name and status of its shape', () => {
    const reply = protocol.encodeError({ code: 'ThingNotFound', message: 'No', status: 400, fault: 'Sender' }, 'r-1', post(''));
    assert.deepEqual([reply.status, JSON.parse(String(reply.body))], [404, { __type: 'ThingNotFoundException', message: 'No' }]);
  });

  it('refuses what is not the shape, broken text, deep nesting, wrong targets', () => {
    for (const body of [
      '{',
      '[]',
      '"x"',
      '{"Names":{}}',
      '{"Count":1.5}',
      '{"Count":"7"}',
      '{"Count":1e30}',
      '{"On":"true"}',
      '{"Data":"*"}',
      '{"StartTime":true}',
      '{"Names":["\\u0000"]}',
      '{"Names":["\\ud800"]}',
      `${'{"Inner":'.repeat(70)}{}${'}'.repeat(70)}`,
    ]) {
      refused(() => decode(body), 'SerializationException');
    }
    refused(() => protocol.decode(request('/', headers, Buffer.from([0x7b, 0xff, 0x7d])), 'Do'), 'SerializationException');
    refused(() => protocol.actionOf(request('/', { 'x-amz-target': 'Other.Do' }, '')), 'UnknownOperationException');
    assert.equal(protocol.unknownAction('Nope', post('')).code, 'UnknownOperationException');
  });
});

describe('Protocol rpc-v2-cbor', () => {
  const protocol = protocolFactories['rpc-v2-cbor'](everything('rpc-v2-cbor', 'json', 'query'));
  const path = '/service/AmazonEverything/operation/Do';
  const headers = { 'smithy-protocol': 'rpc-v2-cbor' };
  const decode = (body: Uint8Array): unknown => protocol.decode(request(path, headers, body), 'Do');
  const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

  it('finds the action in its path and reads what it writes', () => {
    assert.equal(protocol.speaks(request(path, headers, '')), true);
    assert.equal(protocol.speaks(request(path, {}, '')), false);
    assert.equal(protocol.actionOf(request(path, headers, '')), 'Do');
    const reply = protocol.encode('Do', input, 'r-1', request(path, headers, ''));
    assert.deepEqual(reply.headers, { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor', 'x-amzn-requestid': 'r-1' });
    assert.deepEqual(decode(reply.body as Uint8Array), read);
  });

  it('reads the examples of RFC 8949, appendix A', () => {
    const examples: [string, unknown][] = [
      ['00', 0],
      ['1864', 100],
      ['1903e8', 1000],
      ['1b000000e8d4a51000', 1000000000000],
      ['3903e7', -1000],
      ['f93c00', 1],
      ['f90001', 5.960464477539063e-8],
      ['f97bff', 65504],
      ['fa47c35000', 100000],
      ['fb3ff199999999999a', 1.1],
      ['f4', false],
      ['f6', null],
      ['c11a514b67b0', new Date(1363896240000)],
      ['4401020304', new Uint8Array([1, 2, 3, 4])],
      ['6449455446', 'IETF'],
      ['83010203', [1, 2, 3]],
      ['a26161016162820203', { a: 1, b: [2, 3] }],
      ['5f42010243030405ff', new Uint8Array([1, 2, 3, 4, 5])],
      ['7f657374726561646d696e67ff', 'streaming'],
      ['9f018202039f0405ffff', [1, [2, 3], [4, 5]]],
      ['bf61610161629f0203ffff', { a: 1, b: [2, 3] }],
    ];
    for (const [bytes, value] of examples) assert.deepEqual(decodeCbor(hex(bytes)), value, bytes);
  });

  it('writes numbers and texts of every length so that they are read as they were', () => {
    const values = [0, 23, 24, 255, 256, 65535, 65536, 4294967295, 4294967296, -1, -24, -25, 0.1, 'x'.repeat(300), null, true, [[]], {}];
    assert.deepEqual(decodeCbor(Buffer.from(encodeCbor(values))), values);
  });

  it('refuses broken bytes', () => {
    for (const bytes of ['ff', '1b', '62c328', '9f', 'a10102', '5f6161ff', 'fc', '0000', '9b7fffffffffffffff', 'c16161']) {
      refused(() => decode(hex(bytes)), 'SerializationException');
    }
    refused(() => decode(Buffer.alloc(100_000, 0x81)), 'SerializationException');
    refused(() => protocol.actionOf(request('/service/Other/operation/Do', headers, '')), 'UnknownOperationException');
  });

  it('tells the query code of a service that once spoke the query protocol', () => {
    const reply = protocol.encodeError(
      { code: 'ThingNotFound', message: 'No', status: 400, fault: 'Sender' },
      'r-1',
      request(path, headers, ''),
    );
    assert.equal(reply.headers['x-amzn-query-error'], 'ThingNotFound;Sender');
    assert.deepEqual(
      [reply.status, decodeCbor(Buffer.from(reply.body as Uint8Array))],
      [404, { __type: 'ThingNotFoundException', message: 'No' }],
    );
  });
});

describe('Protocol rest-json', () => {
  const protocol = protocolFactories['rest-json'](everything('rest-json'));

  it('finds the action by method and path and puts the members together', () => {
    const put = request('/things/a%20b?limit=5&kind=x&kind=y', { 'x-token': 't' }, '{"name":"n","Inner":{"name":"m"}}', 'PUT');
    assert.equal(protocol.actionOf(put), 'Put');
    assert.deepEqual(protocol.decode(put, 'Put'), {
      Name: 'a b',
      Limit: 5,
      Kinds: ['x', 'y'],
      Token: 't',
      Body: { Name: 'n', Inner: { Name: 'm' } },
    });
    const forget = request('/things/a/parts/b/c', {}, '', 'DELETE');
    assert.equal(protocol.actionOf(forget), 'Forget');
    assert.deepEqual(protocol.decode(forget, 'Forget'), { Name: 'a', Rest: 'b/c' });
  });

  it('writes headers, body and the status of the action', () => {
    const reply = protocol.encode('Put', { Token: 't', Inner: { Name: 'n' } }, 'r-1', request('/', {}, ''));
    assert.deepEqual([reply.status, reply.headers['x-token'], reply.body], [201, 't', '{"Inner":{"name":"n"}}']);
  });

  it('names the shape of an error in a header', () => {
    const reply = protocol.encodeError({ code: 'ThingNotFound', message: 'No', status: 400, fault: 'Sender' }, 'r-1', request('/', {}, ''));
    assert.deepEqual([reply.status, reply.headers['x-amzn-errortype'], reply.body], [404, 'ThingNotFoundException', '{"message":"No"}']);
  });

  it('refuses paths that nothing answers and values that are not of their kind', () => {
    refused(() => protocol.actionOf(request('/nowhere', {}, '')), 'UnknownOperationException');
    refused(() => protocol.actionOf(request('/things/a', {}, '', 'GET')), 'UnknownOperationException');
    refused(() => protocol.decode(request('/things/a?limit=many', {}, '', 'PUT'), 'Put'), 'SerializationException');
    refused(() => protocol.actionOf(request('/things/%zz', {}, '', 'PUT')), 'SerializationException');
  });
});
