import assert from 'node:assert/strict';
import { makeProfile } from '../../iam/support';
import { type Machines, openMachines } from '../instances/support';

const arn = (name: string): string => `arn:aws:iam::123456789012:instance-profile/${name}`;

const associations = (machines: Machines, input: object = {}) =>
  machines.run('ec2:DescribeIamInstanceProfileAssociations', input).IamInstanceProfileAssociations!;
const states = (machines: Machines, input: object = {}) => associations(machines, input).map(({ State }) => State);

describe('IAM instance profile associations', () => {
  it('come and go', () => {
    const machines = openMachines();
    const Id = makeProfile(machines, 'web');
    const { InstanceId } = machines.running();
    const made = machines.run('ec2:AssociateIamInstanceProfile', { InstanceId, IamInstanceProfile: { Name: 'web' } });
    const { AssociationId, ...others } = made.IamInstanceProfileAssociation!;
    assert.match(AssociationId!, /^iip-assoc-[0-9a-f]{17}$/);
    assert.deepEqual(others, { InstanceId, IamInstanceProfile: { Arn: arn('web'), Id }, State: 'associating' });
    assert.deepEqual(machines.describe(InstanceId!).IamInstanceProfile, { Arn: arn('web'), Id });
    machines.pass(10);
    assert.deepEqual(states(machines), ['associated']);
    machines.fails(
      'ec2:AssociateIamInstanceProfile',
      { InstanceId, IamInstanceProfile: { Arn: arn('web') } },
      'IncorrectState',
      `There is an existing association for instance ${InstanceId}`,
    );
    const gone = machines.run('ec2:DisassociateIamInstanceProfile', { AssociationId });
    assert.equal(gone.IamInstanceProfileAssociation!.State, 'disassociating');
    assert.equal(machines.describe(InstanceId!).IamInstanceProfile, undefined);
    machines.fails('ec2:DisassociateIamInstanceProfile', { AssociationId }, 'IncorrectState');
    machines.pass(10);
    assert.deepEqual(associations(machines), []);
    machines.fails(
      'ec2:DisassociateIamInstanceProfile',
      { AssociationId },
      'InvalidAssociationID.NotFound',
      `An invalid association-id of '${AssociationId}' was given`,
    );
  });

  it('are replaced under a new id', () => {
    const machines = openMachines();
    makeProfile(machines, 'web');
    const Id = makeProfile(machines, 'db');
    const { InstanceId } = machines.running({ IamInstanceProfile: { Name: 'web' } });
    machines.pass(10);
    const [{ AssociationId } = {}] = associations(machines);
    const made = machines.run('ec2:ReplaceIamInstanceProfileAssociation', { AssociationId, IamInstanceProfile: { Name: 'db' } });
    assert.notEqual(made.IamInstanceProfileAssociation!.AssociationId, AssociationId);
    assert.deepEqual(states(machines), ['disassociating', 'associating']);
    assert.deepEqual(machines.describe(InstanceId!).IamInstanceProfile, { Arn: arn('db'), Id });
    machines.fails('ec2:ReplaceIamInstanceProfileAssociation', { AssociationId, IamInstanceProfile: { Name: 'web' } }, 'IncorrectState');
    machines.pass(10);
    assert.deepEqual(states(machines), ['associated']);
    const known = made.IamInstanceProfileAssociation!.AssociationId;
    machines.fails('ec2:ReplaceIamInstanceProfileAssociation', { AssociationId: known, IamInstanceProfile: undefined }, 'MissingParameter');
    machines.fails(
      'ec2:ReplaceIamInstanceProfileAssociation',
      { AssociationId: known, IamInstanceProfile: { Name: 'nobody' } },
      'InvalidParameterValue',
    );
  });

  it('outlive their profile and end with their instance', () => {
    const machines = openMachines();
    const Id = makeProfile(machines, 'web');
    const { InstanceId } = machines.running({ IamInstanceProfile: { Name: 'web' } });
    machines.run('iam:RemoveRoleFromInstanceProfile', { InstanceProfileName: 'web', RoleName: 'web' });
    machines.run('iam:DeleteInstanceProfile', { InstanceProfileName: 'web' });
    assert.deepEqual(machines.describe(InstanceId!).IamInstanceProfile, { Arn: arn('web'), Id });
    machines.run('ec2:TerminateInstances', { InstanceIds: [InstanceId!] });
    machines.settle();
    assert.deepEqual(associations(machines), []);
  });

  it('need a running or stopped instance', () => {
    const machines = openMachines();
    makeProfile(machines, 'web');
    const [{ InstanceId } = {}] = machines.launch();
    const IamInstanceProfile = { Name: 'web' };
    machines.fails('ec2:AssociateIamInstanceProfile', { InstanceId, IamInstanceProfile }, 'IncorrectInstanceState');
    machines.settle();
    machines.run('ec2:StopInstances', { InstanceIds: [InstanceId!] });
    machines.fails('ec2:AssociateIamInstanceProfile', { InstanceId, IamInstanceProfile }, 'IncorrectInstanceState');
    machines.settle();
    machines.fails('ec2:AssociateIamInstanceProfile', { InstanceId, IamInstanceProfile: { Name: 'nobody' } }, 'InvalidParameterValue');
    machines.fails('ec2:AssociateIamInstanceProfile', { InstanceId: 'i-00000000', IamInstanceProfile }, 'InvalidInstanceID.NotFound');
    machines.run('ec2:AssociateIamInstanceProfile', { InstanceId, IamInstanceProfile });
  });

  it('are described by id, by filter and in pages', () => {
    const machines = openMachines();
    makeProfile(machines, 'web');
    const made = machines.launch({ MinCount: 6, MaxCount: 6, IamInstanceProfile: { Name: 'web' } });
    const all = associations(machines);
    assert.deepEqual(
      all.map(({ InstanceId }) => InstanceId),
      made.map(({ InstanceId }) => InstanceId),
    );
    const ids = (input: object) => associations(machines, input).map(({ AssociationId }) => AssociationId);
    assert.deepEqual(ids({ AssociationIds: [all[3]!.AssociationId!] }), [all[3]!.AssociationId]);
    assert.deepEqual(ids({ Filters: [{ Name: 'instance-id', Values: [all[2]!.InstanceId!] }] }), [all[2]!.AssociationId]);
    assert.deepEqual(ids({ Filters: [{ Name: 'state', Values: ['associated'] }] }), []);
    const { NextToken } = machines.run('ec2:DescribeIamInstanceProfileAssociations', { MaxResults: 5 });
    assert.deepEqual(ids({ MaxResults: 5, NextToken }), [all[5]!.AssociationId]);
    machines.fails('ec2:DescribeIamInstanceProfileAssociations', { AssociationIds: ['x'] }, 'InvalidAssociationID.Malformed');
    machines.fails(
      'ec2:DescribeIamInstanceProfileAssociations',
      { AssociationIds: ['iip-assoc-00000000000000000'] },
      'InvalidAssociationID.NotFound',
    );
  });
});
