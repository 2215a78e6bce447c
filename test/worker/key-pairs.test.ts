import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, createHmac, createPrivateKey } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeKeyPair } from '../../src/worker/key-material';
import { skipReason } from '../support/skip';
import { cleanUp, editor, newFolder, openHost, seoul } from './support/surroundings';

const hasSshKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;

/** The public key that ssh-keygen reads from a private key's file. */
function publicKeyBySsh(privateKey: string): string {
  const file = join(newFolder(), 'key');
  writeFileSync(file, privateKey, { mode: 0o600 });
  return execFileSync('ssh-keygen', ['-y', '-P', '', '-f', file], { encoding: 'utf8' }).trim();
}

/** The public key in an OpenSSH private key's file: what follows the three strings and the number of keys. */
function publicKeyInside(text: string): Buffer {
  const bytes = Buffer.from(text.split('\n').slice(1, -2).join(''), 'base64');
  return stringsOf(bytes.subarray(15 + 8 + 8 + 4 + 4))[0]!;
}

/** The length-prefixed strings that bytes begin with. */
function stringsOf(bytes: Buffer): Buffer[] {
  const strings: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    strings.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return strings;
}

/** The two blocks of base64 in a PuTTY file. */
function puttyBlocks(lines: readonly string[]): { open: Buffer; secret: Buffer } {
  const block = (caption: string): Buffer => {
    const start = lines.findIndex((line) => line.startsWith(`${caption}: `));
    const count = Number(lines[start]!.slice(caption.length + 2));
    const text = lines.slice(start + 1, start + 1 + count);
    assert.ok(text.slice(0, -1).every((line) => line.length === 64));
    return Buffer.from(text.join(''), 'base64');
  };
  return { open: block('Public-Lines'), secret: block('Private-Lines') };
}

function integer(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}

describe('Key pairs made at the edge', () => {
  afterEach(cleanUp);

  it('are RSA of 2048 bits in PKCS#1, with the SHA-1 of the private key in PKCS#8 as fingerprint', async () => {
    const { material, privateKey } = await makeKeyPair('rsa', 'pem', 'key');
    assert.match(privateKey, /^-----BEGIN RSA PRIVATE KEY-----\n[\s\S]+\n-----END RSA PRIVATE KEY-----\n$/);
    const key = createPrivateKey(privateKey);
    assert.equal(key.asymmetricKeyDetails?.modulusLength, 2048);
    const der = key.export({ type: 'pkcs8', format: 'der' });
    const expected = createHash('sha1').update(der).digest('hex').match(/../g)!.join(':');
    assert.equal(material.fingerprint, expected);
    assert.equal(material.fingerprint.length, 59);
    assert.match(material.publicKey, /^ssh-rsa AAAAB3NzaC1yc2E[A-Za-z0-9+/]+=*$/);
  });

  it('have the public key that OpenSSH finds in the private one', async function () {
    if (!hasSshKeygen) {
      skipReason(this, 'ssh-keygen is not installed');
      this.skip();
    }
    for (const keyType of ['rsa', 'ed25519'] as const) {
      const { material, privateKey } = await makeKeyPair(keyType, 'pem', 'key');
      assert.equal(publicKeyBySsh(privateKey).split(' ').slice(0, 2).join(' '), material.publicKey);
    }
  });

  it("are ED25519 in OpenSSH's format, with the SHA-256 of the public key as fingerprint", async () => {
    const { material, privateKey } = await makeKeyPair('ed25519', 'pem', 'key');
    assert.match(privateKey, /^-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE[\s\S]+\n-----END OPENSSH PRIVATE KEY-----\n$/);
    const blob = Buffer.from(material.publicKey.split(' ')[1]!, 'base64');
    assert.equal(blob.length, 51);
    assert.equal(material.fingerprint, createHash('sha256').update(blob).digest('base64'));
    assert.equal(material.fingerprint.length, 44);
  });

  it("come in PuTTY's format when asked for", async () => {
    for (const [keyType, algorithm] of [
      ['rsa', 'ssh-rsa'],
      ['ed25519', 'ssh-ed25519'],
    ] as const) {
      const { material, privateKey } = await makeKeyPair(keyType, 'ppk', 'my key');
      const lines = privateKey.split('\r\n');
      assert.equal(lines[0], `PuTTY-User-Key-File-2: ${algorithm}`);
      assert.equal(lines[1], 'Encryption: none');
      assert.equal(lines[2], 'Comment: my key');
      const { open, secret } = puttyBlocks(lines);
      assert.equal(open.toString('base64'), material.publicKey.split(' ')[1]);
      const framed = [Buffer.from(algorithm), Buffer.from('none'), Buffer.from('my key'), open, secret].map((part) => {
        const length = Buffer.alloc(4);
        length.writeUInt32BE(part.length);
        return Buffer.concat([length, part]);
      });
      const key = createHash('sha1').update('putty-private-key-file-mac-key').digest();
      assert.equal(lines.at(-2), `Private-MAC: ${createHmac('sha1', key).update(Buffer.concat(framed)).digest('hex')}`);
      if (keyType === 'ed25519') {
        assert.deepEqual(
          stringsOf(secret).map(({ length }) => length),
          [32],
        );
        continue;
      }
      const [, e, n] = stringsOf(open).map(integer) as [bigint, bigint, bigint];
      const [d, p, q, iqmp] = stringsOf(secret).map(integer) as [bigint, bigint, bigint, bigint];
      assert.equal(p * q, n);
      assert.equal((e * d) % (p - 1n), 1n);
      assert.equal((e * d) % (q - 1n), 1n);
      assert.equal((q * iqmp) % p, 1n);
    }
  });

  it('go to the caller alone: nothing secret is in the account, its files or its log', async () => {
    const folder = newFolder();
    const { host, told } = openHost({ folder });
    const secrets: string[] = [];
    for (const [KeyName, KeyType, KeyFormat] of [
      ['one', undefined, undefined],
      ['two', 'ed25519', 'pem'],
      ['three', 'rsa', 'ppk'],
    ] as const) {
      const { output } = await host.execute({ action: 'ec2:CreateKeyPair', region: seoul, input: { KeyName, KeyType, KeyFormat } }, editor);
      assert.match(output.KeyPairId!, /^key-[0-9a-f]{17}$/);
      secrets.push(...output.KeyMaterial!.split(/\r?\n/).filter((line) => /^[A-Za-z0-9+/=]{40,}$/.test(line)));
    }
    const { output } = await host.execute({ action: 'ec2:DescribeKeyPairs', region: seoul, input: { IncludePublicKey: true } }, editor);
    assert.deepEqual(
      output.KeyPairs!.map(({ KeyName, KeyType }) => [KeyName, KeyType]),
      [
        ['one', 'rsa'],
        ['two', 'ed25519'],
        ['three', 'rsa'],
      ],
    );
    const open = output.KeyPairs!.map(({ PublicKey }) => PublicKey!.split(' ')[1]!);
    const hidden = secrets.filter((line) => !open.some((publicKey) => publicKey.includes(line)));
    assert.ok(hidden.length > 40, `${hidden.length} lines to look for`);
    const contents = (): string[] => readdirSync(folder).map((name) => `${name}\n${readFileSync(join(folder, name), 'latin1')}`);
    const texts = [...contents(), JSON.stringify(told)];
    await host.close();
    texts.push(...contents());
    for (const line of hidden) assert.ok(!texts.some((text) => text.includes(line)));
    assert.equal(texts.filter((text) => /^account\.\d\.(journal|sqlite)\n/.test(text) && text.includes('three')).length, 2);
  });

  it('are not made for a name that is taken, nor in a dry run', async () => {
    const { host } = openHost();
    const input = { KeyName: 'one', KeyType: 'ed25519' } as const;
    await assert.rejects(host.execute({ action: 'ec2:CreateKeyPair', region: seoul, input: { ...input, DryRun: true } }, editor), {
      code: 'DryRunOperation',
    });
    await host.execute({ action: 'ec2:CreateKeyPair', region: seoul, input }, editor);
    const before = host.sandbox.digest();
    await assert.rejects(host.execute({ action: 'ec2:CreateKeyPair', region: seoul, input }, editor), { code: 'InvalidKeyPair.Duplicate' });
    assert.equal(host.sandbox.digest(), before);
  });

  it('are never taken from a caller', async () => {
    const { host } = openHost();
    const Material = { publicKey: 'ssh-rsa AAAA', fingerprint: '00' };
    const input = { KeyName: 'one', KeyType: 'ed25519', Material } as const;
    const { output } = await host.execute({ action: 'ec2:CreateKeyPair', region: seoul, input }, editor);
    assert.notEqual(output.KeyFingerprint, '00');
    assert.equal(publicKeyInside(output.KeyMaterial!).length, 51);
  });
});
