import assert from 'node:assert/strict';
import { image } from '../ec2/instances/support';
import { openAccount } from '../support/account';

const linux = '/aws/service/ami-amazon-linux-latest';
const al2023 = `${linux}/al2023-ami-kernel-6.1-x86_64`;
const noble = '/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id';

describe('SSM public parameters', () => {
  const account = openAccount();

  it('name the images of the region', () => {
    const { Parameter } = account.run('ssm:GetParameter', { Name: al2023, WithDecryption: true });
    assert.deepEqual(Parameter, {
      Name: al2023,
      Type: 'String',
      Value: image('al2023-x86'),
      Version: 1,
      LastModifiedDate: Parameter!.LastModifiedDate,
      ARN: `arn:aws:ssm:ap-northeast-2::parameter${al2023}`,
      DataType: 'aws:ec2:image',
    });
    const virginia = account.run('ssm:GetParameter', { Name: al2023 }, 'us-east-1').Parameter!;
    assert.deepEqual([virginia.Value, virginia.Value === Parameter!.Value], [image('al2023-x86', 'us-east-1'), false]);
  });

  const values: [string, string][] = [
    [`${linux}/al2023-ami-kernel-default-x86_64`, 'al2023-x86'],
    [`${linux}/amzn2-ami-hvm-x86_64-gp2`, 'al2-x86'],
    [noble, 'ubuntu-24.04-x86'],
    [noble.replace('24.04', 'noble'), 'ubuntu-24.04-x86'],
    ['/aws/service/debian/release/12/latest/amd64', 'debian-12'],
    ['/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base', 'win-2022'],
    [`arn:aws:ssm:ap-northeast-2::parameter${al2023}`, 'al2023-x86'],
    [`${al2023}:1`, 'al2023-x86'],
  ];
  for (const [name, key] of values) {
    it(`${name} is ${key}`, () => assert.equal(account.run('ssm:GetParameter', { Name: name }).Parameter!.Value, image(key)));
  }

  it('tell a version asked for, and one that is not there', () => {
    assert.equal(account.run('ssm:GetParameter', { Name: `${al2023}:1` }).Parameter!.Selector, ':1');
    account.fails('ssm:GetParameter', { Name: `${al2023}:2` }, 'ParameterVersionNotFound');
    account.fails('ssm:GetParameter', { Name: '/aws/service/nothing' }, 'ParameterNotFound');
    account.fails('ssm:GetParameter', { Name: `arn:aws:ssm:us-east-1::parameter${al2023}` }, 'ParameterNotFound');
    account.fails('ssm:GetParameter', { Name: '' }, 'ValidationException');
  });

  it('come several at once, by name, with those that are not there apart', () => {
    const found = account.run('ssm:GetParameters', { Names: [noble, 'nothing', al2023, `${al2023}:9`], WithDecryption: true });
    assert.deepEqual(
      found.Parameters!.map(({ Name }) => Name),
      [al2023, noble],
    );
    assert.deepEqual(found.InvalidParameters, ['nothing', `${al2023}:9`]);
    account.fails('ssm:GetParameters', { Names: Array.from({ length: 11 }, (_, index) => `/p${index}`) }, 'ValidationException');
    account.fails('ssm:GetParameters', { Names: [] }, 'ValidationException');
  });

  it('come by path, right below it or with all levels, ten at most a page', () => {
    const first = account.run('ssm:GetParametersByPath', { Path: linux, WithDecryption: true });
    const second = account.run('ssm:GetParametersByPath', { Path: linux, WithDecryption: true, NextToken: first.NextToken });
    const names = [...first.Parameters!, ...second.Parameters!].map(({ Name }) => Name!);
    assert.equal(first.Parameters!.length, 10);
    assert.deepEqual(names, [...names].sort());
    assert.ok(names.includes(al2023) && names.every((name) => name.startsWith(`${linux}/`)));
    assert.equal(second.NextToken, undefined);
    const path = noble.slice(0, -'/hvm/ebs-gp3/ami-id'.length);
    assert.deepEqual(account.run('ssm:GetParametersByPath', { Path: path }).Parameters, []);
    const below = account.run('ssm:GetParametersByPath', { Path: `${path}/`, Recursive: true, MaxResults: 1 });
    assert.deepEqual(
      below.Parameters!.map(({ Name }) => Name),
      [noble],
    );
  });

  it('pass filters by type only', () => {
    const count = (filter: object): number =>
      account.run('ssm:GetParametersByPath', { Path: linux, ParameterFilters: [{ Key: 'Type', ...filter }] }).Parameters!.length;
    assert.deepEqual(
      [count({ Values: ['String'] }), count({ Option: 'BeginsWith', Values: ['Str'] }), count({ Values: ['SecureString'] })],
      [10, 10, 0],
    );
    assert.equal(count({ Key: 'Label', Values: ['x'] }), 0);
    const fails = (filter: object, code: string) =>
      account.fails('ssm:GetParametersByPath', { Path: linux, ParameterFilters: [filter as { Key: string }] }, code);
    fails({ Key: 'Name', Values: ['x'] }, 'InvalidFilterKey');
    fails({ Key: 'Type', Option: 'Contains', Values: ['x'] }, 'InvalidFilterOption');
    fails({ Key: 'Type' }, 'InvalidFilterValue');
  });

  it('refuse a bad path, page and token', () => {
    account.fails('ssm:GetParametersByPath', { Path: 'aws' }, 'ValidationException');
    account.fails('ssm:GetParametersByPath', { Path: linux, MaxResults: 11 }, 'ValidationException');
    account.fails('ssm:GetParametersByPath', { Path: linux, NextToken: 'x' }, 'InvalidNextToken');
  });
});
