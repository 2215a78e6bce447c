import assert from 'node:assert/strict';
import { imagesKind } from '../../../../src/region/ec2/images/images-kind';
import { keyPairsKind } from '../../../../src/region/ec2/key-pairs/key-pairs-kind';
import { securityGroupsKind } from '../../../../src/region/ec2/security-groups/security-groups-kind';
import { findOfKind, type Kind, listKind } from '../../../../src/region/kernel/kind';
import { openAccount, type TestAccount } from '../../support/account';

function faces(account: TestAccount, kind: Kind): { label: string; flags: readonly string[] }[] {
  const context = account.context();
  return listKind(context, kind).map((row) => {
    const { label, flags } = kind.face(context, row);
    return { label, flags };
  });
}

describe('kinds that trees show', () => {
  it('lets every security group but the default one be deleted, and goes by the Name tag', () => {
    const account = openAccount();
    const { GroupId } = account.run('ec2:CreateSecurityGroup', { GroupName: 'web', Description: 'x' });
    assert.deepEqual(faces(account, securityGroupsKind), [
      { label: 'default', flags: ['default'] },
      { label: 'web', flags: ['deletable'] },
    ]);
    account.run('ec2:CreateTags', { Resources: [GroupId!], Tags: [{ Key: 'Name', Value: 'front' }] });
    assert.equal(faces(account, securityGroupsKind)[1]!.label, 'front');
    const entry = securityGroupsKind.menu.find(({ id }) => id === 'delete');
    assert.deepEqual(
      [entry!.action, entry!.idsInput, entry!.each, entry!.needs],
      ['ec2:DeleteSecurityGroup', 'GroupId', true, ['deletable']],
    );
  });

  it('counts the rules of a security group', () => {
    const account = openAccount();
    account.run('ec2:DescribeVpcs', {});
    const context = account.context();
    const [row] = listKind(context, securityGroupsKind);
    assert.deepEqual(securityGroupsKind.face(context, row!).description[0], { text: '{0} inbound, {1} outbound rules', args: [1, 1] });
  });

  it('shows key pairs by name', () => {
    const account = openAccount();
    const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGU55e1NNB8A1K1cf4ySANTJ09QHMWXbHYFlF8vwFouT';
    const Material = { publicKey, fingerprint: 'oFtCPzyv1YYTV1qTDYvRZWlq61gXznbWQOxLmY935oM=' };
    const { KeyPairId } = account.run('ec2:CreateKeyPair', { KeyName: 'mine', KeyType: 'ed25519', Material });
    assert.deepEqual(faces(account, keyPairsKind), [{ label: 'mine', flags: ['available'] }]);
    assert.ok(findOfKind(account.context(), keyPairsKind, KeyPairId!));
    assert.equal(findOfKind(account.context(), keyPairsKind, 'key-0'), undefined);
  });

  it('shelves images as the launch wizard does', () => {
    const account = openAccount();
    const shelved = faces(account, imagesKind);
    assert.deepEqual(
      ['quick-start', 'marketplace', 'classic'].map((shelf) => shelved.filter(({ flags }) => flags.includes(shelf)).length),
      [29, 6, 5],
    );
    assert.ok(faces(account, imagesKind).every(({ flags }) => flags.includes('launchable') !== flags.includes('marketplace')));
    assert.equal(imagesKind.menu[0]!.asks, 'cloudSandbox.launchInstance');
  });
});
