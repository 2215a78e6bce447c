import assert from 'node:assert/strict';
import { defaultVpc, vpcTable } from '../../../../src/region/ec2/vpcs/vpcs';
import { resolveGroups } from '../../../../src/region/ec2/security-groups/resolve-groups';
import { securityGroupTable } from '../../../../src/region/ec2/security-groups/security-groups';
import { ApiError } from '../../../../src/region/kernel/errors';
import { openAccount, seoul } from '../../support/account';

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof ApiError);
    return error.code;
  }
  return assert.fail('nothing was thrown');
}

describe('groups of an interface', () => {
  const account = openAccount();
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'].map(
    (GroupName) => account.run('ec2:CreateSecurityGroup', { GroupName, Description: 'x' }).GroupId!,
  );
  const context = account.context();
  const vpcId = defaultVpc(context)!.id;
  const defaultId = context.list(securityGroupTable)[0]!.id;
  const resolve = (given: readonly string[] | undefined, names?: readonly string[], vpc = vpcId): string[] =>
    resolveGroups(context, { ids: given, names, vpcId: vpc });

  it('are the default one unless others are named, by id or by name, each once', () => {
    assert.deepEqual(resolve(undefined), [defaultId]);
    assert.deepEqual(resolve([], []), [defaultId]);
    assert.deepEqual(resolve([ids[1]!, ids[0]!, ids[1]!]), [ids[1], ids[0]]);
    assert.deepEqual(resolve([ids[1]!], ['default', 'b']), [ids[1], defaultId]);
  });

  it('are refused when they are not there or of another network', () => {
    assert.equal(
      refusal(() => resolve(['a'])),
      'InvalidGroupId.Malformed',
    );
    assert.equal(
      refusal(() => resolve(['sg-0123456789abcdef0'])),
      'InvalidGroup.NotFound',
    );
    assert.equal(
      refusal(() => resolve(undefined, ['z'])),
      'InvalidGroup.NotFound',
    );
    const elsewhere = context.put(vpcTable, { ...defaultVpc(context)!, id: 'vpc-00000000000000001', isDefault: false });
    assert.equal(
      refusal(() => resolve([ids[0]!], undefined, elsewhere.id)),
      'InvalidParameter',
    );
    assert.equal(
      refusal(() => resolve(undefined, ['a'], elsewhere.id)),
      'InvalidParameterCombination',
    );
    context.put(securityGroupTable, { region: seoul, id: 'sg-00000000000000001', vpcId: elsewhere.id, name: 'default', description: 'x' });
    assert.deepEqual(resolve(undefined, undefined, elsewhere.id), ['sg-00000000000000001']);
  });

  it('are at most five', () => {
    assert.equal(resolve(ids.slice(0, 5)).length, 5);
    assert.equal(
      refusal(() => resolve(ids)),
      'SecurityGroupsPerInterfaceLimitExceeded',
    );
  });
});
