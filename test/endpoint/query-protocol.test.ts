import assert from 'node:assert/strict';
import type { ServiceDescriptor } from '../../src/endpoint/descriptors';
import { sts } from '../../src/endpoint/generated/sts';
import { queryProtocol } from '../../src/endpoint/protocols/query';
import { WireRequest } from '../../src/endpoint/wire';
import { replyText } from './support/reply-text';

/** A service with every kind of shape, as the generator would describe it. */
const everything: ServiceDescriptor = {
  service: 'everything',
  version: '2011-01-01',
  xmlNamespace: 'http://everything.amazonaws.com/doc/2011-01-01/',
  signingName: 'everything',
  hostPrefix: 'everything',
  protocols: ['query'],
  actionNames: 'Do Forget',
  errors: { LimitExceeded: ['LimitExceededFault', 409] },
  operations: { Do: [0, 0], Forget: [0, 'unit'] },
  shapes: [
    [
      'struct',
      'Everything',
      [
        ['Names', 1],
        ['Flat', 1, { f: 1 }],
        ['Dimensions', 2],
        ['Attributes', 3],
        ['Inner', 4],
        ['Threshold', 'double'],
        ['StartTime', 'timestamp'],
        ['Seconds', 'epoch-seconds'],
        ['Data', 'blob'],
        ['Renamed', 'string', { x: 'WireName' }],
      ],
    ],
    ['list', 'string'],
    ['list', 4],
    ['map', 'integer', {}, { x: 'Val' }],
    [
      'struct',
      'Inner',
      [
        ['Name', 'string'],
        ['Value', 'boolean'],
        ['Inner', 4],
      ],
    ],
  ],
};

const protocol = queryProtocol(everything);
const post = (body: string) => new WireRequest('POST', '/', [], Buffer.from(body));
const decode = (form: string) => protocol.decode(post(form), 'Do');

describe('Protocol query', () => {
  it('reads lists, maps, structures that contain themselves and scalars', () => {
    const form =
      'Names.member.2=b&Names.member.1=a&Flat.1=x&Dimensions.member.1.Name=n&Dimensions.member.1.Value=true&Attributes.entry.1.key=k&Attributes.entry.1.Val=7' +
      '&Inner.Inner.Inner.Name=deep&Threshold=-1.5e3&StartTime=2026-01-02T03:04:05.678000Z&Seconds=1767323045.5&Data=AAE%3D&WireName=w';
    assert.deepEqual(decode(form), {
      Names: ['a', 'b'],
      Flat: ['x'],
      Dimensions: [{ Name: 'n', Value: true }],
      Attributes: { k: 7 },
      Inner: { Inner: { Inner: { Name: 'deep' } } },
      Threshold: -1500,
      StartTime: new Date(1767323045678),
      Seconds: new Date(1767323045500),
      Data: new Uint8Array([0, 1]),
      Renamed: 'w',
    });
  });

  it('reads the empty list as the SDKs send it and passes over what it does not know', () => {
    assert.deepEqual(decode('Names=&Unknown.member.1=x&AWSAccessKeyId=AKIA'), { Names: [] });
  });

  it('keeps a map key named like a property of every object', () => {
    const { Attributes } = decode('Attributes.entry.1.key=__proto__&Attributes.entry.1.Val=1');
    assert.deepEqual(Object.entries(Attributes as object), [['__proto__', 1]]);
    assert.equal(Object.getPrototypeOf(Attributes), Object.prototype);
  });

  it('refuses what has another structure or kind', () => {
    const malformed = { code: 'MalformedInput', status: 400 };
    for (const bad of [
      'Names.1=a',
      'Names.member.x=a',
      'Names.entry.1=a',
      'Names=a',
      'Threshold=1e',
      'Threshold.x=1',
      'StartTime=tomorrow',
      'Attributes.entry.1.value=7',
    ]) {
      assert.throws(() => decode(bad), malformed, bad);
    }
  });

  it('writes results, lists, maps and times', () => {
    const output = {
      Names: ['a', 'b'],
      Flat: ['x', 'y'],
      Dimensions: [],
      Attributes: { k: 7 },
      Inner: { Name: 'n', Value: false },
      Threshold: 0.5,
      StartTime: new Date(1767323045678),
      Seconds: new Date(1767323045500),
      Data: new Uint8Array([0, 1]),
      Renamed: 'w',
    };
    const reply = protocol.encode('Do', output, 'r-1', post(''));
    assert.equal(reply.status, 200);
    assert.deepEqual(reply.headers, { 'content-type': 'text/xml' });
    assert.equal(
      replyText(reply),
      '<DoResponse xmlns="http://everything.amazonaws.com/doc/2011-01-01/"><DoResult><Names><member>a</member><member>b</member></Names>' +
        '<Flat>x</Flat><Flat>y</Flat><Dimensions/><Attributes><entry><key>k</key><Val>7</Val></entry></Attributes>' +
        '<Inner><Name>n</Name><Value>false</Value></Inner><Threshold>0.5</Threshold><StartTime>2026-01-02T03:04:05.678Z</StartTime>' +
        '<Seconds>1767323045.5</Seconds><Data>AAE=</Data><WireName>w</WireName></DoResult>' +
        '<ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></DoResponse>',
    );
    assert.equal(
      replyText(protocol.encode('Forget', {}, 'r-1', post(''))),
      '<ForgetResponse xmlns="http://everything.amazonaws.com/doc/2011-01-01/"><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></ForgetResponse>',
    );
  });

  it("writes errors, with the status of the service's model", () => {
    const { status, body } = protocol.encodeError(
      { code: 'LimitExceeded', message: 'Too many', status: 400, fault: 'Sender' },
      'r-1',
      post(''),
    );
    assert.equal(status, 409);
    assert.equal(
      body,
      '<ErrorResponse xmlns="http://everything.amazonaws.com/doc/2011-01-01/"><Error><Type>Sender</Type><Code>LimitExceeded</Code><Message>Too many</Message></Error><RequestId>r-1</RequestId></ErrorResponse>',
    );
  });

  it('tells unknown actions and versions as STS does', () => {
    const identity = queryProtocol(sts);
    const wrong = { code: 'InvalidAction', message: 'Could not find operation GetCallerIdentity for version 2010-01-01', status: 400 };
    assert.throws(() => identity.actionOf(post('Action=GetCallerIdentity&Version=2010-01-01')), wrong);
    const { code, message } = identity.unknownAction('Nope', post('Action=Nope&Version=2011-06-15'));
    assert.deepEqual([code, message], ['InvalidAction', 'Could not find operation Nope for version 2011-06-15']);
    assert.equal(
      replyText(
        identity.encode(
          'GetCallerIdentity',
          { Account: '123456789012', UserId: 'AIDA', Arn: 'arn:aws:iam::123456789012:user/me' },
          'r-1',
          post(''),
        ),
      ),
      '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><UserId>AIDA</UserId><Account>123456789012</Account>' +
        '<Arn>arn:aws:iam::123456789012:user/me</Arn></GetCallerIdentityResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></GetCallerIdentityResponse>',
    );
  });
});
