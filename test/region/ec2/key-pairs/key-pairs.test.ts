import assert from 'node:assert/strict';
import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyPairInfo } from '@aws-sdk/client-ec2';
import { creation, openAccount, type TestAccount } from '../../support/account';
import { keys, ssh2 } from './keys';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function importKey(account: TestAccount, KeyName: string, text: string): string | undefined {
  return account.run('ec2:ImportKeyPair', { KeyName, PublicKeyMaterial: bytes(text) }).KeyFingerprint;
}

function describeKeys(account: TestAccount, input: object = {}): KeyPairInfo[] {
  return account.run('ec2:DescribeKeyPairs', input).KeyPairs!;
}

const madeAtTheEdge = { publicKey: keys.rsa2048.openSsh, fingerprint: '1f:51:ae:28:bf:89:e9:d8:1f:25:5d:37:2d:7d:b8:ca:9f:f5:f1:6f' };

describe('CreateKeyPair', () => {
  it('keeps the public half that the edge made', () => {
    const account = openAccount();
    const created = account.run('ec2:CreateKeyPair', {
      KeyName: 'mine',
      Material: madeAtTheEdge,
      TagSpecifications: [{ ResourceType: 'key-pair', Tags: [{ Key: 'team', Value: 'blue' }] }],
    });
    assert.match(created.KeyPairId!, /^key-[0-9a-f]{17}$/);
    assert.deepEqual(created, {
      KeyPairId: created.KeyPairId,
      Tags: [{ Key: 'team', Value: 'blue' }],
      KeyName: 'mine',
      KeyFingerprint: madeAtTheEdge.fingerprint,
    });
    assert.deepEqual(describeKeys(account), [
      {
        KeyPairId: created.KeyPairId,
        KeyType: 'rsa',
        Tags: [{ Key: 'team', Value: 'blue' }],
        CreateTime: new Date(creation),
        KeyName: 'mine',
        KeyFingerprint: madeAtTheEdge.fingerprint,
      },
    ]);
  });

  it('makes ED25519 keys', () => {
    const account = openAccount();
    const { openSsh: publicKey, fingerprint } = keys.ed25519;
    account.run('ec2:CreateKeyPair', { KeyName: 'mine', KeyType: 'ed25519', KeyFormat: 'ppk', Material: { publicKey, fingerprint } });
    assert.equal(describeKeys(account)[0]!.KeyType, 'ed25519');
  });

  it('is a bug of the edge without a key, or with one of another type, but for a dry run', () => {
    const account = openAccount();
    assert.throws(() => account.run('ec2:CreateKeyPair', { KeyName: 'mine' }), /^Error: CreateKeyPair came without the key made for it$/);
    assert.throws(
      () => account.run('ec2:CreateKeyPair', { KeyName: 'mine', KeyType: 'ed25519', Material: madeAtTheEdge }),
      /is not of type ed25519/,
    );
    account.fails('ec2:CreateKeyPair', { KeyName: 'mine', DryRun: true }, 'DryRunOperation');
    account.fails('ec2:CreateKeyPair', { KeyName: 'mine', DryRun: true, Material: madeAtTheEdge }, 'DryRunOperation');
    assert.deepEqual(describeKeys(account), []);
  });

  it('refuses what EC2 refuses', () => {
    const account = openAccount();
    account.run('ec2:CreateKeyPair', { KeyName: 'mine', Material: madeAtTheEdge });
    const fails = (input: object, code: string, message?: string): void =>
      void account.fails('ec2:CreateKeyPair', { KeyName: 'other', Material: madeAtTheEdge, ...input }, code, message);
    fails({ KeyName: undefined }, 'MissingParameter', 'The request must contain the parameter KeyName');
    fails({ KeyName: '' }, 'MissingParameter');
    fails({ KeyName: 'x'.repeat(256) }, 'InvalidParameterValue');
    fails(
      { KeyName: '열쇠' },
      'InvalidParameterValue',
      'Value (열쇠) for parameter KeyName is invalid. Character sets beyond ASCII are not supported.',
    );
    fails({ KeyName: ' mine' }, 'InvalidParameterValue');
    fails({ KeyName: 'mine ' }, 'InvalidParameterValue');
    fails({ KeyName: 'mine' }, 'InvalidKeyPair.Duplicate', 'The keypair already exists');
    fails({ KeyType: 'dsa' }, 'InvalidParameterValue');
    fails({ KeyFormat: 'der' }, 'InvalidParameterValue');
    fails({ TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a' }] }] }, 'InvalidParameterValue');
    account.run('ec2:CreateKeyPair', { KeyName: 'x'.repeat(255), Material: madeAtTheEdge });
    account.run('ec2:CreateKeyPair', { KeyName: 'Mine', Material: madeAtTheEdge });
  });
});

describe('ImportKeyPair', () => {
  it('takes OpenSSH keys, with or without a comment, and shows the fingerprints of EC2', () => {
    const account = openAccount();
    assert.equal(importKey(account, 'a', keys.rsa1024.openSsh), keys.rsa1024.fingerprint);
    assert.equal(importKey(account, 'b', `${keys.rsa2048.openSsh} someone@home, at work\n`), keys.rsa2048.fingerprint);
    assert.equal(importKey(account, 'c', `  ${keys.rsa4096.openSsh}\r\n`), keys.rsa4096.fingerprint);
    assert.equal(importKey(account, 'd', keys.ed25519.openSsh), keys.ed25519.fingerprint);
    assert.deepEqual(
      describeKeys(account, { IncludePublicKey: true }).map(({ KeyType, PublicKey }) => [KeyType, PublicKey]),
      [
        ['rsa', `${keys.rsa1024.openSsh} a`],
        ['rsa', `${keys.rsa2048.openSsh} b`],
        ['rsa', `${keys.rsa4096.openSsh} c`],
        ['ed25519', `${keys.ed25519.openSsh} d`],
      ],
    );
  });

  it('takes the same keys as base64 of their DER and as SSH2 files', () => {
    const account = openAccount();
    assert.equal(importKey(account, 'a', keys.rsa1024.der), keys.rsa1024.fingerprint);
    assert.equal(importKey(account, 'b', keys.rsa1024.der.replace(/(.{64})/g, '$1\n')), keys.rsa1024.fingerprint);
    assert.equal(importKey(account, 'c', keys.ed25519.der), keys.ed25519.fingerprint);
    assert.equal(importKey(account, 'd', ssh2.rsa1024), keys.rsa1024.fingerprint);
    assert.equal(importKey(account, 'e', ssh2.ed25519.replaceAll('\n', '\r\n')), keys.ed25519.fingerprint);
    assert.equal(importKey(account, 'f', ssh2.rsa1024.replace('converted by', 'converted \\\nby')), keys.rsa1024.fingerprint);
    const publicKeys = describeKeys(account, { IncludePublicKey: true }).map(({ PublicKey }) => PublicKey!.slice(0, -2));
    assert.deepEqual(publicKeys, [
      keys.rsa1024.openSsh,
      keys.rsa1024.openSsh,
      keys.ed25519.openSsh,
      keys.rsa1024.openSsh,
      keys.ed25519.openSsh,
      keys.rsa1024.openSsh,
    ]);
  });

  it('agrees with OpenSSL on any key', () => {
    const account = openAccount();
    for (const modulusLength of [1_024, 2_048]) {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength, publicExponent: modulusLength === 1_024 ? 3 : 65_537 });
      const der = publicKey.export({ type: 'spki', format: 'der' });
      const md5 = createHash('md5')
        .update(der)
        .digest('hex')
        .replace(/..(?!$)/g, '$&:');
      assert.equal(importKey(account, `rsa ${modulusLength}`, der.toString('base64')), md5);
    }
    const stored = describeKeys(account, { KeyNames: ['rsa 1024'], IncludePublicKey: true })[0]!.PublicKey!;
    assert.equal(importKey(account, 'again', stored), describeKeys(account)[0]!.KeyFingerprint);
    const { publicKey } = generateKeyPairSync('ed25519');
    const der = publicKey.export({ type: 'spki', format: 'der' });
    assert.ok(createPublicKey({ key: der, type: 'spki', format: 'der' }));
    const wire = Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from('ssh-ed25519'), Buffer.from([0, 0, 0, 32]), der.subarray(-32)]);
    assert.equal(importKey(account, 'ed', der.toString('base64')), createHash('sha256').update(wire).digest('base64'));
  });

  it('refuses other keys, broken ones and private ones, saying nothing of them', () => {
    const account = openAccount();
    const [type, body] = keys.rsa1024.openSsh.split(' ') as [string, string];
    const dsa = Buffer.from('3081f0', 'hex').toString('base64');
    const refused = [
      'hello',
      keys.rsa3072,
      keys.ecdsa,
      `${type} ${body.slice(0, -8)}`,
      `${type} ${body}AAAA`,
      `${type} !${body}`,
      `${type}`,
      `ssh-ed25519 ${body}`,
      `${body}`,
      dsa,
      keys.rsa1024.der.slice(0, -4),
      `${keys.rsa1024.der.slice(0, 40)}AAAA${keys.rsa1024.der.slice(44)}`.replace('GN', 'GM'),
      ssh2.rsa1024.replace('END', 'FIN'),
      '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----',
      `${keys.rsa1024.openSsh}\n${keys.rsa2048.openSsh}`,
      'A'.repeat(20_000),
      '=',
    ];
    for (const text of refused) {
      account.fails(
        'ec2:ImportKeyPair',
        { KeyName: 'mine', PublicKeyMaterial: bytes(text) },
        'InvalidKey.Format',
        'Key is not in valid OpenSSH public key format',
      );
    }
  });

  it('refuses what EC2 refuses', () => {
    const account = openAccount();
    importKey(account, 'mine', keys.ed25519.openSsh);
    const PublicKeyMaterial = bytes(keys.ed25519.openSsh);
    account.fails('ec2:ImportKeyPair', { KeyName: undefined, PublicKeyMaterial }, 'MissingParameter');
    account.fails(
      'ec2:ImportKeyPair',
      { KeyName: 'other', PublicKeyMaterial: undefined },
      'MissingParameter',
      'The request must contain the parameter PublicKeyMaterial',
    );
    account.fails('ec2:ImportKeyPair', { KeyName: 'other', PublicKeyMaterial: new Uint8Array() }, 'MissingParameter');
    account.fails('ec2:ImportKeyPair', { KeyName: 'mine', PublicKeyMaterial }, 'InvalidKeyPair.Duplicate', 'The keypair already exists');
    account.fails('ec2:ImportKeyPair', { KeyName: 'ö', PublicKeyMaterial }, 'InvalidParameterValue');
    account.fails('ec2:ImportKeyPair', { KeyName: 'other', PublicKeyMaterial, DryRun: true }, 'DryRunOperation');
    const { Tags } = account.run('ec2:ImportKeyPair', {
      KeyName: 'other',
      PublicKeyMaterial,
      TagSpecifications: [{ ResourceType: 'key-pair', Tags: [{ Key: 'a', Value: 'b' }] }],
    });
    assert.deepEqual(Tags, [{ Key: 'a', Value: 'b' }]);
  });

  it('keeps to 5,000 key pairs a Region', () => {
    const account = openAccount();
    for (let index = 0; index < 5_000; index++) importKey(account, `key ${index}`, keys.ed25519.openSsh);
    const input = { KeyName: 'one more', PublicKeyMaterial: bytes(keys.ed25519.openSsh) };
    account.fails('ec2:ImportKeyPair', input, 'KeyPairLimitExceeded', 'The maximum number of key pairs in this Region has been reached.');
    account.fails('ec2:CreateKeyPair', { KeyName: 'one more', Material: madeAtTheEdge }, 'KeyPairLimitExceeded');
    account.run('ec2:ImportKeyPair', input, 'us-east-1');
  });
});

describe('DescribeKeyPairs', () => {
  it('finds by name, id and filter', () => {
    const account = openAccount();
    for (const name of ['a', 'b', 'c']) importKey(account, name, keys.ed25519.openSsh);
    const [a, b, c] = describeKeys(account).map(({ KeyPairId }) => KeyPairId!) as [string, string, string];
    account.run('ec2:CreateTags', { Resources: [b], Tags: [{ Key: 'team', Value: 'blue' }] });
    const names = (input: object): (string | undefined)[] => describeKeys(account, input).map(({ KeyName }) => KeyName);
    assert.deepEqual(names({ KeyNames: ['c', 'a'] }), ['a', 'c']);
    assert.deepEqual(names({ KeyPairIds: [c, b] }), ['b', 'c']);
    assert.deepEqual(names({ KeyNames: ['a'], KeyPairIds: [a, c] }), ['a', 'c']);
    const by = (Name: string, Value: string): (string | undefined)[] => names({ Filters: [{ Name, Values: [Value] }] });
    assert.deepEqual(by('key-name', '[ab]'), []);
    assert.deepEqual(by('key-name', 'b'), ['b']);
    assert.deepEqual(by('key-pair-id', c), ['c']);
    assert.deepEqual(by('fingerprint', keys.ed25519.fingerprint), ['a', 'b', 'c']);
    assert.deepEqual(by('tag:team', 'blue'), ['b']);
    assert.deepEqual(by('tag-key', 'team'), ['b']);
    assert.equal(describeKeys(account)[0]!.PublicKey, undefined);
    account.fails('ec2:DescribeKeyPairs', { KeyNames: ['a', 'z'] }, 'InvalidKeyPair.NotFound', "The key pair 'z' does not exist");
    account.fails(
      'ec2:DescribeKeyPairs',
      { KeyPairIds: ['key-0123456789abcdef0'] },
      'InvalidKeyPair.NotFound',
      "The key pair ID 'key-0123456789abcdef0' does not exist",
    );
    account.fails('ec2:DescribeKeyPairs', { DryRun: true }, 'DryRunOperation');
  });
});

describe('DeleteKeyPair', () => {
  it('deletes by name or id; a name that is not there is no error', () => {
    const account = openAccount();
    for (const name of ['a', 'b']) importKey(account, name, keys.ed25519.openSsh);
    const [a, b] = describeKeys(account).map(({ KeyPairId }) => KeyPairId!) as [string, string];
    account.run('ec2:CreateTags', { Resources: [a], Tags: [{ Key: 'x', Value: 'y' }] });
    assert.deepEqual(account.run('ec2:DeleteKeyPair', { KeyName: 'a' }), { Return: true, KeyPairId: a });
    assert.deepEqual(account.run('ec2:DescribeTags', {}).Tags, []);
    assert.deepEqual(account.run('ec2:DeleteKeyPair', { KeyName: 'a' }), { Return: true });
    account.fails('ec2:DeleteKeyPair', { KeyPairId: b, DryRun: true }, 'DryRunOperation');
    assert.deepEqual(account.run('ec2:DeleteKeyPair', { KeyPairId: b }), { Return: true, KeyPairId: b });
    account.fails('ec2:DeleteKeyPair', { KeyPairId: b }, 'InvalidKeyPair.NotFound', `The key pair ID '${b}' does not exist`);
    account.fails('ec2:DeleteKeyPair', {}, 'MissingParameter', 'The request must contain the parameter KeyName');
    account.fails('ec2:DeleteKeyPair', { KeyName: 'a', KeyPairId: b }, 'InvalidParameterCombination');
    assert.deepEqual(describeKeys(account), []);
    importKey(account, 'a', keys.rsa1024.openSsh);
  });
});
