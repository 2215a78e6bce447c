import assert from 'node:assert/strict';
import type { Tag } from '@aws-sdk/client-ec2';
import { openAccount, seoul } from '../support/account';
import { withClientToken } from '../../../src/region/aws/client-tokens';
import { checkIdForm, findAll } from '../../../src/region/aws/ids';
import { accountLimit, accountVcpuLimit } from '../../../src/region/aws/quotas';
import { checkTags, putTags, tagList, tagSpecifications } from '../../../src/region/aws/tags';
import { ApiError } from '../../../src/region/kernel/errors';
import type { Context } from '../../../src/region/kernel/context';

const id = 'i-0123456789abcdef0';

/** A context of a real account, in which rows can be written without an action. */
const context = (): Context => openAccount().context();

const manyTags = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']));

describe('tags', () => {
  it('are kept in the order in which they were given, and replaced by key', () => {
    const account = context();
    putTags(account, id, 'instance', 'instances', { b: '1', a: '2' });
    putTags(account, id, 'instance', 'instances', { c: '3', b: '4' });
    assert.deepEqual(tagList(account, id), [
      { Key: 'b', Value: '4' },
      { Key: 'a', Value: '2' },
      { Key: 'c', Value: '3' },
    ]);
    assert.deepEqual(tagList(account, 'i-other'), []);
  });

  it('name no change when they were there already', () => {
    const account = openAccount();
    const told: string[] = [];
    account.sandbox.onChange = ({ changed }) => told.push(...changed.filter(({ kind }) => kind === 'vpcs').map(({ how }) => how));
    const [vpc] = account.run('ec2:DescribeVpcs', {}).Vpcs!;
    const tag = (Value: string): unknown => account.run('ec2:CreateTags', { Resources: [vpc!.VpcId!], Tags: [{ Key: 'k', Value }] });
    tag('v');
    told.length = 0;
    tag('v');
    assert.deepEqual(told, []);
    tag('w');
    assert.deepEqual(told, ['changed']);
  });

  it('hold fifty to a resource', () => {
    const account = context();
    putTags(account, id, 'instance', 'instances', manyTags(50));
    putTags(account, id, 'instance', 'instances', { k0: 'again' });
    assert.throws(() => putTags(account, id, 'instance', 'instances', { more: '' }), { code: 'TagLimitExceeded' });
    assert.equal(tagList(account, id).length, 50);
  });

  it('take keys of 128 and values of 256 characters, names of every object included', () => {
    const longest = { Key: 'k'.repeat(128), Value: 'v'.repeat(256) };
    assert.deepEqual(checkTags([longest, { Key: 'none' }]), { [longest.Key]: longest.Value, none: '' });
    const strange = checkTags([
      { Key: '__proto__', Value: 'a' },
      { Key: 'constructor', Value: 'b' },
    ]);
    const account = context();
    putTags(account, id, 'instance', 'instances', strange);
    assert.deepEqual(tagList(account, id), [
      { Key: '__proto__', Value: 'a' },
      { Key: 'constructor', Value: 'b' },
    ]);
  });

  it('are refused when too long, reserved, empty or twice', () => {
    const refused: readonly Tag[][] = [
      [{ Key: 'k'.repeat(129), Value: '' }],
      [{ Key: 'k', Value: 'v'.repeat(257) }],
      [{ Key: 'aws:x', Value: '' }],
      [{ Key: 'AWS:x', Value: '' }],
      [{ Key: '', Value: 'v' }],
      [{ Value: 'v' }],
      [
        { Key: 'k', Value: '1' },
        { Key: 'k', Value: '2' },
      ],
    ];
    for (const tags of refused) assert.throws(() => checkTags(tags), { code: 'InvalidParameterValue' });
    assert.deepEqual(
      checkTags([
        { Key: 'awsome', Value: 'aws:' },
        { Key: 'K', Value: '' },
        { Key: 'k', Value: '' },
      ]),
      { awsome: 'aws:', K: '', k: '' },
    );
  });

  it('are given at creation to the types an action makes, each type once', () => {
    const allowed = ['instance', 'volume'];
    const Tags = [{ Key: 'a', Value: 'b' }];
    const given = tagSpecifications([{ ResourceType: 'instance', Tags }], allowed);
    assert.deepEqual([...given], [['instance', { a: 'b' }]]);
    const refuse = (code: string, specifications: Parameters<typeof tagSpecifications>[0]): void =>
      assert.throws(() => tagSpecifications(specifications, allowed), { code });
    refuse('InvalidParameterValue', [{ ResourceType: 'vpc', Tags }]);
    refuse('InvalidParameterValue', [
      { ResourceType: 'volume', Tags },
      { ResourceType: 'volume', Tags },
    ]);
    refuse('MissingParameter', [{ Tags }]);
    refuse('MissingParameter', [{ ResourceType: 'volume' }]);
  });
});

describe('client tokens', () => {
  const made: string[] = [];
  const request = (account: Context, input: { ClientToken?: string; Size?: number; Name?: string }): string =>
    withClientToken(
      account,
      'Make',
      input,
      () => {
        const result = account.newId('thing');
        made.push(result);
        return { output: result, result };
      },
      (result) => `again ${result}`,
    );

  it('run a request once and answer it again', () => {
    const account = context();
    const first = request(account, { ClientToken: 'token', Size: 1, Name: 'n' });
    assert.equal(request(account, { ClientToken: 'token', Name: 'n', Size: 1 }), `again ${first}`, 'whatever the order of its parameters');
    assert.notEqual(request(account, { ClientToken: 'Token', Size: 1, Name: 'n' }), first, 'case counts');
  });

  it('refuse other parameters', () => {
    const account = context();
    request(account, { ClientToken: 'token', Size: 1 });
    for (const input of [{ Size: 2 }, {}, { Size: 1, Name: 'n' }]) {
      assert.throws(() => request(account, { ClientToken: 'token', ...input }), { code: 'IdempotentParameterMismatch' });
    }
  });

  it('run every request that has none', () => {
    const account = context();
    const before = made.length;
    request(account, {});
    request(account, {});
    request(account, { ClientToken: '' });
    assert.equal(made.length, before + 3);
  });

  it('are 64 ASCII characters at most', () => {
    const account = context();
    request(account, { ClientToken: 'x'.repeat(64) });
    for (const ClientToken of ['x'.repeat(65), 'tökен', 'a\u0000b', '\ud800']) {
      assert.throws(() => request(account, { ClientToken }), { code: 'InvalidParameterValue' }, JSON.stringify(ClientToken));
    }
  });

  it('are used up by requests that succeed only, and forgotten with what they made', () => {
    const account = openAccount();
    const launch = { ImageId: 'ami-00000000000000000', InstanceType: 't3.micro', MinCount: 1, MaxCount: 1, ClientToken: 'retry' } as const;
    account.fails('ec2:RunInstances', launch, 'InvalidAMIID.NotFound');
    const [image] = account.run('ec2:DescribeImages', {
      Filters: [
        { Name: 'architecture', Values: ['x86_64'] },
        { Name: 'name', Values: ['al2023-ami-2*'] },
      ],
    }).Images!;
    const good = { ...launch, ImageId: image!.ImageId };
    const first = account.run('ec2:RunInstances', good);
    assert.equal(account.run('ec2:RunInstances', good).ReservationId, first.ReservationId);
    assert.equal(account.run('ec2:DescribeInstances', {}).Reservations?.length, 1);
    account.fails('ec2:RunInstances', { ...good, MaxCount: 2 }, 'IdempotentParameterMismatch');
    account.run('ec2:TerminateInstances', { InstanceIds: [first.Instances![0]!.InstanceId!] });
    account.pass(60);
    account.fails('ec2:RunInstances', good, 'IdempotentInstanceTerminated');
    account.pass(3_600);
    assert.notEqual(account.run('ec2:RunInstances', good).ReservationId, first.ReservationId);
  });
});

describe('ids in requests', () => {
  const form = { prefix: 'i', errorPrefix: 'InvalidInstanceID', noun: 'instance' };

  it('have 8 or 17 lower-case hex digits after their prefix', () => {
    for (const good of ['i-0123456789abcdef0', 'i-12345678']) checkIdForm(good, form);
    for (const bad of [
      '',
      'i-',
      'i-1234567',
      'i-0123456789ABCDEF0',
      'vol-12345678',
      'i-0123456789abcdef',
      'i-0123456789abcdef01',
      ' i-12345678',
      'i-1234567g',
      'i-12345678\n',
    ]) {
      assert.throws(() => checkIdForm(bad, form), { code: 'InvalidInstanceID.Malformed', message: `Invalid id: "${bad}"` });
    }
  });

  it('are found all or none, malformed before missing, and all the missing are named', () => {
    const rows = new Map([['i-00000001', 1]]);
    const find = (...ids: string[]): number[] => findAll(ids, form, (each) => rows.get(each));
    assert.deepEqual(find('i-00000001', 'i-00000001'), [1, 1]);
    assert.throws(() => find('i-00000002', 'nonsense'), { code: 'InvalidInstanceID.Malformed' });
    assert.throws(() => find('i-00000002', 'i-00000001'), {
      code: 'InvalidInstanceID.NotFound',
      message: "The instance ID 'i-00000002' does not exist",
    });
    assert.throws(() => find('i-00000002', 'i-00000003'), { message: "The instance IDs 'i-00000002, i-00000003' do not exist" });
  });
});

describe('quotas', () => {
  it('follow the profile of the account', () => {
    const established = openAccount().context();
    const fresh = openAccount({ settings: { quotaProfile: 'new' } }).context();
    assert.deepEqual(
      [accountVcpuLimit(established, 'Standard', 'on-demand'), accountVcpuLimit(fresh, 'Standard', 'on-demand')],
      [2_000, 5],
    );
    assert.deepEqual([accountLimit(established, 'elasticIps'), accountLimit(fresh, 'elasticIps')], [100, 5]);
    assert.equal(accountVcpuLimit(established, 'HPC', 'spot'), undefined);
  });

  it('can be set one by one, to nothing as well', () => {
    const account = openAccount();
    account.run('sandbox:PutAccountSettings', { quotas: { 'L-1216C47A': 0, 'L-34B43A08': 7 } });
    assert.deepEqual(
      [accountVcpuLimit(account.context(), 'Standard', 'on-demand'), accountVcpuLimit(account.context(), 'Standard', 'spot')],
      [0, 7],
    );
    assert.equal(accountVcpuLimit(account.context('us-east-1'), 'Standard', 'on-demand'), 0);
    account.run('sandbox:PutAccountSettings', { quotas: {} });
    assert.equal(accountVcpuLimit(account.context(seoul), 'Standard', 'on-demand'), 2_000);
  });
});

describe('errors', () => {
  it('have the HTTP status and the fault of the real service', () => {
    const statuses = {
      InvalidInstanceID: 400,
      AuthFailure: 401,
      UnauthorizedOperation: 403,
      DryRunOperation: 412,
      InsufficientInstanceCapacity: 500,
      RequestLimitExceeded: 503,
    };
    for (const [code, status] of Object.entries(statuses)) {
      const error = new ApiError(code, 'm');
      assert.deepEqual([error.status, error.fault], [status, status >= 500 ? 'Receiver' : 'Sender']);
    }
    assert.equal(new ApiError('x', 'm', { status: 404 }).status, 404);
  });
});
