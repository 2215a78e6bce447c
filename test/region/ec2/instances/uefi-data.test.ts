import assert from 'node:assert/strict';
import { image, openMachines } from './support';

/** CRC-32C (Castagnoli), bit by bit. */
function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

describe('GetInstanceUefiData', () => {
  it('answers the store of an instance that runs in UEFI mode, in the form that EC2 gives it', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    assert.equal(account.describe(id).CurrentInstanceBootMode, 'uefi');
    const { InstanceId, UefiData } = account.run('ec2:GetInstanceUefiData', { InstanceId: id });
    assert.equal(InstanceId, id);
    const bytes = Buffer.from(UefiData!, 'base64');
    assert.equal(bytes.subarray(0, 8).toString('latin1'), 'AMZNUEFI');
    assert.equal(bytes.readUInt32LE(8), crc32c(bytes.subarray(12)));
    assert.equal(bytes.readUInt32LE(12), 0, 'the version');
    // Its beginning is that of the example in the AWS CLI's reference: a zlib stream with a preset dictionary, and which one.
    assert.equal(bytes.subarray(16, 22).toString('hex'), '78f96bb7d9f7');
    const [final, length, content] = [bytes[22], bytes.readUInt16LE(23), bytes.subarray(27, 35)];
    assert.deepEqual([final, length, content.readBigUInt64LE()], [1, 8, 0n], 'no variable');
    assert.equal(bytes.subarray(35).toString('hex'), '00080001', 'the Adler-32 of eight zeros');
  });

  it('answers nothing for one in legacy BIOS mode, and for one on bare metal', () => {
    const account = openMachines();
    const legacy = account.running({ InstanceType: 't2.micro' }).InstanceId!;
    assert.equal(account.describe(legacy).CurrentInstanceBootMode, 'legacy-bios');
    assert.deepEqual(account.run('ec2:GetInstanceUefiData', { InstanceId: legacy }), { InstanceId: legacy, UefiData: '' });
    account.run('sandbox:PutAccountSettings', { quotas: { 'L-1216C47A': 1_000 } });
    const metal = account.launch({ InstanceType: 'm6g.metal', ImageId: image('al2023-arm') })[0]!.InstanceId!;
    assert.equal(account.describe(metal).CurrentInstanceBootMode, 'uefi');
    assert.deepEqual(account.run('ec2:GetInstanceUefiData', { InstanceId: metal }), { InstanceId: metal, UefiData: '' });
  });

  it('refuses what is no instance', () => {
    const account = openMachines();
    const id = account.running().InstanceId!;
    account.fails('ec2:GetInstanceUefiData', { InstanceId: undefined }, 'MissingParameter');
    // Terraform asks for the store of images too (hashicorp/terraform-provider-aws issue 47508), and AWS refuses it.
    account.fails('ec2:GetInstanceUefiData', { InstanceId: image('al2023-x86') }, 'InvalidInstanceID.Malformed');
    account.fails('ec2:GetInstanceUefiData', { InstanceId: 'i-00000000000000000' }, 'InvalidInstanceID.NotFound');
    account.fails('ec2:GetInstanceUefiData', { InstanceId: id, DryRun: true }, 'DryRunOperation');
  });
});
