import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { accountDefinition } from '../../../../src/region/definition';
import { instanceTable } from '../../../../src/region/ec2/instances/instances';
import { userDataTable } from '../../../../src/region/ec2/instances/user-data';
import { Sandbox } from '../../../../src/region/kernel/sandbox';
import { regionTable } from '../../../../src/region/kernel/tables';
import { sqlPorts } from '../../support/sql-ports';
import { type Machines, openMachines } from './support';

const script = (text: string): string => Buffer.from(text).toString('base64');
const kept = (account: Machines) =>
  account
    .context()
    .list(userDataTable)
    .map(({ id, data }) => [id, data]);
const read = (account: Machines, InstanceId: string) =>
  account.run('ec2:DescribeInstanceAttribute', { InstanceId, Attribute: 'userData' }).UserData;

describe('User data', () => {
  it('is kept once for all instances of a launch, as long as one of them is there', () => {
    const account = openMachines();
    const reservation = account.run('ec2:RunInstances', {
      ImageId: account.launch()[0]!.ImageId!,
      InstanceType: 't3.micro',
      MinCount: 2,
      MaxCount: 2,
      UserData: script('#!/bin/sh'),
    });
    const [first, second] = reservation.Instances!.map(({ InstanceId }) => InstanceId!);
    assert.deepEqual(kept(account), [[reservation.ReservationId, script('#!/bin/sh')]]);
    assert.equal('userData' in account.context().get(instanceTable, first!)!.options, false);
    for (const id of [first!, second!]) assert.deepEqual(read(account, id), { Value: script('#!/bin/sh') });
    account.settle();
    account.run('ec2:TerminateInstances', { InstanceIds: [first!] });
    account.pass(7_200);
    assert.equal(kept(account).length, 1);
    account.run('ec2:TerminateInstances', { InstanceIds: [second!] });
    account.pass(7_200);
    assert.deepEqual(kept(account), []);
  });

  it('is changed for one instance while it is stopped', () => {
    const account = openMachines();
    const [first, second] = account.launch({ MinCount: 2, MaxCount: 2, UserData: script('old') }).map(({ InstanceId }) => InstanceId!);
    account.settle();
    const change = { InstanceId: first!, UserData: { Value: new TextEncoder().encode('new') } };
    account.fails(
      'ec2:ModifyInstanceAttribute',
      change,
      'IncorrectInstanceState',
      `The instance '${first}' is not in the 'stopped' state.`,
    );
    account.run('ec2:StopInstances', { InstanceIds: [first!, second!] });
    account.settle();
    account.run('ec2:ModifyInstanceAttribute', change);
    assert.deepEqual([read(account, first!), read(account, second!)], [{ Value: script('new') }, { Value: script('old') }]);
    assert.equal(kept(account).length, 2);
    account.run('ec2:ModifyInstanceAttribute', { InstanceId: second!, Attribute: 'userData', Value: script('newer') });
    assert.deepEqual(kept(account), [
      [first, script('new')],
      [second, script('newer')],
    ]);
    account.run('ec2:ModifyInstanceAttribute', { ...change, UserData: { Value: new Uint8Array() } });
    assert.deepEqual([read(account, first!), kept(account).length], [{}, 1]);
    const fails = (Value: Uint8Array | string, code: string) =>
      typeof Value === 'string'
        ? account.fails('ec2:ModifyInstanceAttribute', { InstanceId: second!, Attribute: 'userData', Value }, code)
        : account.fails('ec2:ModifyInstanceAttribute', { InstanceId: second!, UserData: { Value } }, code);
    fails(new Uint8Array(17_408), 'InvalidParameterValue');
    fails('#!/bin/sh', 'InvalidUserData.Malformed');
  });

  it('of an account of the first schema moves to its own table', () => {
    const image = gunzipSync(readFileSync(join('test', 'region', 'kernel', 'fixtures', 'account-schema-1.sqlite.gz')));
    const sandbox = Sandbox.open(accountDefinition, sqlPorts, new Uint8Array(image), undefined, []);
    const regions = sandbox.reader('').list(regionTable);
    const rows = regions.flatMap(({ id: region }) => sandbox.reader(region).list(instanceTable));
    const withData = rows.filter(({ userDataId }) => userDataId !== undefined);
    assert.deepEqual([rows.length, withData.length], [3, 2]);
    for (const { region, id, reservationId, userDataId, options } of rows) {
      assert.equal('userData' in options, false);
      if (userDataId === undefined) continue;
      assert.equal(userDataId, reservationId);
      const answer = sandbox.execute({
        action: 'ec2:DescribeInstanceAttribute',
        region,
        input: { InstanceId: id, Attribute: 'userData' },
        caller: null,
      });
      assert.deepEqual(answer.UserData, { Value: script('#!/bin/sh\necho old') });
    }
    assert.equal(
      sandbox.reader(withData[0]!.region).list(userDataTable).length,
      new Set(withData.map(({ userDataId }) => userDataId)).size,
    );
    const again = Sandbox.open(accountDefinition, sqlPorts, sandbox.image(), undefined, []);
    assert.equal(again.digest(), sandbox.digest());
  });
});
