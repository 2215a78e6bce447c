import assert from 'node:assert/strict';
import { constants, generateKeyPairSync, type KeyObject, privateDecrypt } from 'node:crypto';
import { windowsPasswordTable } from '../../../../src/region/ec2/instances/console/windows-passwords';
import { upgradeRegion } from '../../../../src/region/upgrade';
import { type Machines, image, minimal, openMachines } from './support';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const windows = { ImageId: image('win-2022'), InstanceType: 't3.medium', KeyName: 'awspwd' } as const;

function importKey(account: Machines, key: KeyObject, KeyName = 'awspwd'): void {
  const PublicKeyMaterial = Buffer.from(key.export({ type: 'spki', format: 'der' }).toString('base64'));
  account.run('ec2:ImportKeyPair', { KeyName, PublicKeyMaterial });
}

function withKey(): Machines {
  const account = openMachines();
  importKey(account, publicKey);
  return account;
}

const password = (account: Machines, InstanceId: string) => account.run('ec2:GetPasswordData', { InstanceId }).PasswordData!;
/** As `openssl pkeyutl -decrypt` does: without padding, then PKCS #1 v1.5 taken off. */
function decrypt(data: string, key = privateKey): string {
  const block = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, Buffer.from(data, 'base64'));
  assert.deepEqual([...block.subarray(0, 2)], [0, 2]);
  const end = block.indexOf(0, 2);
  assert.ok(end >= 10, 'at least eight bytes of padding');
  return block.subarray(end + 1).toString('latin1');
}

describe('GetPasswordData', () => {
  it('answers four minutes after a Windows instance began to run, for the owner of the private key alone', () => {
    const account = withKey();
    const id = account.running(windows).InstanceId!;
    const started = account.sandbox.now;
    account.pass(239);
    assert.equal(password(account, id), '');
    account.pass(1);
    const { Timestamp, PasswordData, InstanceId } = account.run('ec2:GetPasswordData', { InstanceId: id });
    assert.deepEqual([InstanceId, Timestamp!.getTime()], [id, Math.floor((started + 240_000) / 1000) * 1000]);
    const clear = decrypt(PasswordData!);
    assert.match(clear, /^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)(?=.*[!@#$%^&*().;=-])[!-~]{32}$/);
    account.pass(3_600);
    assert.equal(password(account, id), PasswordData, 'the same whenever it is asked for');
    const bytes = Buffer.from(account.sandbox.image());
    assert.equal(bytes.includes(clear), false, 'the account does not hold it');
  });

  it('is another for each instance and each account', () => {
    const account = withKey();
    const ids = account.launch({ ...windows, MinCount: 2, MaxCount: 2 }).map(({ InstanceId }) => InstanceId!);
    const other = openMachines({ seed: 'another' });
    importKey(other, publicKey);
    const elsewhere = other.launch(windows)[0]!.InstanceId!;
    account.pass(300);
    other.pass(300);
    const all = [...ids.map((id) => password(account, id)), password(other, elsewhere)].map((data) => decrypt(data));
    assert.equal(new Set(all).size, 3);
  });

  it('keeps the key of the launch, whatever becomes of the pair, and the password over a stop', () => {
    const account = withKey();
    const id = account.running(windows).InstanceId!;
    account.run('ec2:DeleteKeyPair', { KeyName: 'awspwd' });
    importKey(account, generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey);
    account.pass(240);
    const clear = decrypt(password(account, id));
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    account.settle();
    assert.equal(decrypt(password(account, id)), clear);
  });

  it('waits for the first boot to be done', () => {
    const account = withKey();
    const id = account.running(windows).InstanceId!;
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    account.pass(600);
    assert.equal(password(account, id), '');
    account.run('ec2:StartInstances', { InstanceIds: [id] });
    account.settle();
    account.pass(240);
    assert.notEqual(password(account, id), '');
  });

  it('comes to instances of older builds too', () => {
    const account = withKey();
    const id = account.running(windows).InstanceId!;
    account.context().delete(windowsPasswordTable, id);
    upgradeRegion(account.context());
    account.pass(240);
    assert.equal(decrypt(password(account, id)).length, 32);
  });

  it('takes keys of every length EC2 takes', function () {
    this.timeout(60_000);
    for (const modulusLength of [1024, 4096]) {
      const pair = generateKeyPairSync('rsa', { modulusLength });
      const account = openMachines();
      importKey(account, pair.publicKey);
      const id = account.running(windows).InstanceId!;
      account.pass(240);
      const data = password(account, id);
      assert.equal(Buffer.from(data, 'base64').length, modulusLength / 8);
      assert.equal(decrypt(data, pair.privateKey).length, 32);
    }
  });

  it('is empty without Windows or without a key; ED25519 keys are refused at launch', () => {
    const account = withKey();
    const linux = account.running({ KeyName: 'awspwd' }).InstanceId!;
    const { KeyName: _, ...keyless } = windows;
    const open = account.running(keyless).InstanceId!;
    account.pass(300);
    assert.deepEqual([password(account, linux), password(account, open)], ['', '']);
    const ed25519 = generateKeyPairSync('ed25519').publicKey;
    importKey(account, ed25519, 'modern');
    account.fails(
      'ec2:RunInstances',
      { ...minimal, ...windows, KeyName: 'modern' },
      'Unsupported',
      'ED25519 key pairs are not supported with Windows AMIs. Choose a different key pair type and try again.',
    );
    account.fails('ec2:GetPasswordData', { InstanceId: 'i-00000000000000000' }, 'InvalidInstanceID.NotFound');
    account.fails('ec2:GetPasswordData', { InstanceId: undefined }, 'MissingParameter');
    account.fails('ec2:GetPasswordData', { InstanceId: open, DryRun: true }, 'DryRunOperation');
  });
});

describe('GetConsoleOutput', () => {
  const output = (account: Machines, input: { InstanceId: string; Latest?: boolean }): string => {
    const { Output } = account.run('ec2:GetConsoleOutput', input);
    return Output === undefined ? '' : Buffer.from(Output, 'base64').toString();
  };

  it('shows the boot shortly after it, and says what becomes of user data', () => {
    const account = openMachines();
    const { InstanceId, PrivateIpAddress } = account.running({ UserData: Buffer.from('#!/bin/sh\necho hi').toString('base64') });
    const started = account.sandbox.now;
    assert.equal(output(account, { InstanceId: InstanceId! }), '');
    account.pass(300);
    const text = output(account, { InstanceId: InstanceId! });
    assert.match(text, /Linux version/);
    assert.match(text, /user data found \(17 bytes\); Cloud Sandbox keeps it without executing it/);
    assert.match(text, new RegExp(`ip-${PrivateIpAddress!.replaceAll('.', '-')} login: `));
    assert.equal(
      account.run('ec2:GetConsoleOutput', { InstanceId: InstanceId! }).Timestamp!.getTime(),
      Math.floor((started + 300_000) / 1000) * 1000,
    );
    account.pass(600);
    assert.equal(output(account, { InstanceId: InstanceId! }), text, 'the same whenever it is asked for');
    assert.match(output(account, { InstanceId: account.running().InstanceId!, Latest: true }), /^$|Linux version/);
  });

  it('shows that an image gets neither user data nor a key while the metadata service is off', () => {
    const account = openMachines();
    importKey(account, publicKey);
    const UserData = Buffer.from('#!/bin/sh\necho hi').toString('base64');
    const { InstanceId } = account.running({ KeyName: 'awspwd', UserData, MetadataOptions: { HttpEndpoint: 'disabled' } });
    account.pass(300);
    const text = output(account, { InstanceId: InstanceId! });
    assert.match(text, /no metadata service answers: user data is not looked for/);
    assert.match(text, /no authorized SSH keys for user ec2-user/);
    assert.match(text, /Datasource DataSourceNone/);
  });

  it('shows the latest output of Nitro types', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    account.pass(15);
    const early = output(account, { InstanceId: id, Latest: true });
    assert.match(early, /no user data/);
    assert.doesNotMatch(early, /login:/);
    account.pass(30);
    assert.match(output(account, { InstanceId: id, Latest: true }), /login:/);
    account.run('sandbox:ShutDownGuest', { InstanceId: id, Command: 'halt' });
    assert.match(output(account, { InstanceId: id, Latest: true }), /System halted/);
    const xen = account.running({ InstanceType: 't2.micro' }).InstanceId!;
    account.fails(
      'ec2:GetConsoleOutput',
      { InstanceId: xen, Latest: true },
      'UnsupportedOperation',
      'This instance type does not support retrieving the latest console logs.',
    );
  });

  it('shows nothing that came after the machine was switched off', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    account.pass(5);
    account.run('ec2:StopInstances', { InstanceIds: [id] });
    account.pass(600);
    for (const Latest of [true, false]) {
      assert.match(output(account, { InstanceId: id, Latest }), /Set hostname/);
      assert.doesNotMatch(output(account, { InstanceId: id, Latest }), /cloud-init/);
    }
  });

  it('tells of Windows in its own words', () => {
    const account = withKey();
    const id = account.running(windows).InstanceId!;
    account.pass(300);
    assert.match(output(account, { InstanceId: id }), /Message: Windows is Ready to use/);
  });

  it('is empty before the first boot, and refuses what is not there', () => {
    const account = openMachines();
    const id = account.launch()[0]!.InstanceId!;
    assert.equal(output(account, { InstanceId: id, Latest: true }), '');
    account.fails('ec2:GetConsoleOutput', { InstanceId: 'i-00000000000000000' }, 'InvalidInstanceID.NotFound');
    account.fails('ec2:GetConsoleOutput', { InstanceId: undefined }, 'MissingParameter');
    account.fails('ec2:GetConsoleOutput', { InstanceId: id, DryRun: true }, 'DryRunOperation');
  });
});
