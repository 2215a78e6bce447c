import assert from 'node:assert/strict';
import type { ActionName } from '../../src/region/aws/action-names';
import type { InputOf, OutputOf } from '../../src/region/aws/actions';
import type { Selection } from '../../src/shared/worker';
import type { AccountHost } from '../../src/worker/account-host';
import { FakeWall } from './support/fake-wall';
import { cleanUp, editor, never, openHost, seoul } from './support/surroundings';

async function run<Name extends ActionName>(host: AccountHost, action: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  return (await host.execute({ action, region: seoul, input }, editor)).output;
}

async function launch(host: AccountHost, name: string, type: 't3.micro' | 'm5a.large', count = 1): Promise<string[]> {
  const { Images } = await run(host, 'ec2:DescribeImages', { Owners: ['amazon'] });
  const image = Images!.find(({ Architecture, Platform }) => Architecture === 'x86_64' && Platform === undefined)!;
  const { Instances } = await run(host, 'ec2:RunInstances', {
    ImageId: image.ImageId!,
    InstanceType: type,
    MinCount: count,
    MaxCount: count,
    TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: name }] }],
  });
  return Instances!.map(({ InstanceId }) => InstanceId!);
}

describe('What views select', () => {
  let host: AccountHost;
  let [web, database]: [string[], string[]] = [[], []];

  beforeEach(async () => {
    ({ host } = openHost({}, { wall: new FakeWall(Date.UTC(2026, 0, 15, 9)) }));
    web = await launch(host, 'web', 't3.micro', 3);
    database = await launch(host, 'database', 'm5a.large');
    await host.session('AdvanceClock', { UntilIdle: true }, editor, never);
  });
  afterEach(cleanUp);

  const groups = (selection: Selection): Promise<unknown> => host.views.groups({ kind: 'instances', region: seoul, selection });
  const ids = async (selection: Selection, offset = 0, limit = 200): Promise<string[]> =>
    (await host.views.nodes({ kind: 'instances', region: seoul, offset, limit, selection })).nodes.map(({ id }) => id);

  it('groups instances by state, type and tag, and follows what happens to them', async () => {
    const state = { grouping: { by: 'state' } } as const;
    assert.deepEqual(await groups(state), [{ value: 'running', count: 4 }]);
    assert.deepEqual(await groups({ grouping: { by: 'type' } }), [
      { value: 'm5a.large', count: 1 },
      { value: 't3.micro', count: 3 },
    ]);
    await run(host, 'ec2:StopInstances', { InstanceIds: [web[1]!] });
    assert.deepEqual(await groups(state), [
      { value: 'running', count: 3 },
      { value: 'stopping', count: 1 },
    ]);
    await run(host, 'ec2:StartInstances', { InstanceIds: [web[0]!] });
    await host.session('AdvanceClock', { UntilIdle: true }, editor, never);
    await run(host, 'ec2:StartInstances', { InstanceIds: [web[1]!] });
    await host.session('AdvanceClock', { UntilIdle: true }, editor, never);
    assert.deepEqual(await groups(state), [{ value: 'running', count: 4 }]);
    // Back in the order of creation, not of return.
    assert.deepEqual(await ids({ ...state, group: 'running' }), [...web, ...database]);
    assert.deepEqual(await ids({ ...state, group: 'running' }, 1, 2), web.slice(1));

    const tag = { grouping: { by: 'tag', key: 'Name' } } as const;
    assert.deepEqual(await groups(tag), [
      { value: 'database', count: 1 },
      { value: 'web', count: 3 },
    ]);
    await run(host, 'ec2:DeleteTags', { Resources: [web[2]!], Tags: [{ Key: 'Name' }] });
    assert.deepEqual(await groups(tag), [
      { value: 'database', count: 1 },
      { value: 'web', count: 2 },
      { value: '', count: 1 },
    ]);
  });

  it('filters by each word in the name, id, type or address', async () => {
    assert.deepEqual(await ids({ filter: 'WEB t3' }), web);
    assert.deepEqual(await ids({ filter: database[0]! }), database);
    assert.deepEqual(await ids({ filter: 'web m5a' }), []);
    const { Reservations } = await run(host, 'ec2:DescribeInstances', { InstanceIds: [web[1]!] });
    const { PublicIpAddress, PrivateIpAddress } = Reservations![0]!.Instances![0]!;
    assert.deepEqual(await ids({ filter: PublicIpAddress! }), [web[1]]);
    assert.deepEqual(await ids({ filter: `${PrivateIpAddress!} running` }), [web[1]]);
    await run(host, 'ec2:CreateTags', { Resources: [web[1]!], Tags: [{ Key: 'Name', Value: 'cache' }] });
    assert.deepEqual(await ids({ filter: 'web' }), [web[0], web[2]]);
    const asked = { kind: 'instances', region: seoul, ids: web, selection: { filter: 'web' } };
    assert.deepEqual(
      (await host.views.nodesById(asked)).map(({ id }) => id),
      [web[0], web[2]],
    );
  });

  it('finds resources of all kinds, the best first', async () => {
    const { GroupId } = await run(host, 'ec2:CreateSecurityGroup', { GroupName: 'web', Description: 'for the web' });
    const found = await host.views.search({ region: seoul, text: 'web' });
    assert.deepEqual(new Set(found.slice(0, 4).map(({ id }) => id)), new Set([...web, GroupId!]));
    assert.deepEqual(await host.views.search({ region: seoul, text: ' ' }), []);
    assert.equal((await host.views.search({ region: seoul, text: database[0]!.slice(0, 12) }))[0]?.id, database[0]);
  });

  it('lets others have their turn while a first search looks at many, and answers with what they made', async () => {
    let launched: string[] = [];
    let turns = 0;
    let time = 0;
    /** Each look at the clock finds 5 ms gone; in the first turn of others an instance is launched. */
    const wall = new (class extends FakeWall {
      override elapsed(): number {
        return (time += 5);
      }
      override async yield(): Promise<void> {
        if (++turns === 1) launched = await launch(many, 'late', 't3.micro');
      }
    })(Date.UTC(2026, 0, 15, 9));
    const { host: many } = openHost({}, { wall });
    const early = await launch(many, 'late', 't3.micro', 4);
    turns = 0;
    const found = await many.views.search({ region: seoul, text: 'late' });
    assert.ok(turns >= 2);
    const instances = found.filter(({ kind }) => kind === 'instances').map(({ id }) => id);
    assert.deepEqual(new Set(instances), new Set([...early, ...launched]));
    assert.equal(launched.length, 1);
    turns = 1;
    assert.deepEqual(await many.views.search({ region: seoul, text: 'late' }), found);
    assert.ok(turns <= 2, 'a second search has the texts');
  });

  it('lets others have their turn while a first filter looks at many, and answers with what they made', async () => {
    const ask = async (): Promise<number> =>
      (await host.views.nodes({ kind: 'instances', region: seoul, offset: 0, limit: 200, selection: { filter: 'web' } })).total;
    const wall = new FakeWall(Date.UTC(2026, 0, 15, 9));
    ({ host } = openHost({}, { wall }));
    await launch(host, 'web', 't3.micro', 20);
    wall.cost = 1;
    wall.yields = 0;
    const order: string[] = [];
    const filtered = ask().then((total) => order.push(`${total} with web`));
    const { Instances } = (await run(host, 'ec2:DescribeInstances', {})).Reservations![0]!;
    order.push(`${Instances!.length} in all`);
    await launch(host, 'web', 't3.micro');
    await filtered;
    assert.deepEqual(order, ['20 in all', '21 with web']);
    assert.equal(wall.yields, 2);
    // What is known by now is not looked at again.
    assert.equal(await ask(), 21);
    assert.equal(wall.yields, 2);
    await run(host, 'ec2:CreateTags', { Resources: Instances!.map(({ InstanceId }) => InstanceId!), Tags: [{ Key: 'Team', Value: 'a' }] });
    wall.yields = 0;
    assert.equal(await ask(), 21);
    assert.equal(wall.yields, 2);
  });

  it('lists the rules of a group below it, and counts them', async () => {
    const { GroupId = '' } = await run(host, 'ec2:CreateSecurityGroup', { GroupName: 'ssh', Description: 'ssh' });
    await run(host, 'ec2:AuthorizeSecurityGroupIngress', { GroupId, IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' });
    const [group] = await host.views.nodesById({ kind: 'security-groups', region: seoul, ids: [GroupId] });
    assert.deepEqual(group?.children, { 'security-group-rules': 2 });
    const { nodes, total } = await host.views.nodes({
      kind: 'security-group-rules',
      region: seoul,
      offset: 0,
      limit: 200,
      selection: { parent: GroupId },
    });
    assert.equal(total, 2);
    assert.deepEqual(
      nodes.map(({ parent }) => parent),
      [GroupId, GroupId],
    );
    assert.deepEqual(await host.views.counts({ region: seoul, kinds: ['instances', 'security-groups'] }), [4, 2]);
  });
});
