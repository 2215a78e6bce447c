import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inTheWay, refusalAhead, showDependent } from '../../src/host/dependents';
import type { ActionRequest, Session } from '../../src/host/session';
import type { Dependent, Dependents } from '../../src/shared/worker';

const region = 'ap-northeast-2';

function dependent(kind: string, id: string, label = id): Dependent {
  return { id, node: { kind, region, id, face: { label, description: [], icon: 'vm', flags: [], tooltip: [] } } };
}

const found = (...dependents: Dependent[]): Dependents => ({ code: 'DependencyViolation', dependents, total: dependents.length });

/** A session whose account answers this of resources, and was asked for `request` when it refused. */
function sessionOf(answers: Readonly<Record<string, Dependents>>, request?: ActionRequest): Session {
  return {
    refusedRequest: () => request,
    dependents: (_: string, id: string) => Promise.resolve(answers[id]),
  } as Partial<Session> as Session;
}

const refused = (code: string): Error => Object.assign(new Error('resource sg-1 has a dependent object'), { code });
const request: ActionRequest = { action: 'ec2:DeleteSecurityGroup', region, input: { GroupId: 'sg-1' } };

describe('a refusal because of what depends on the resource', () => {
  it('names the first three, and how many more there are', async () => {
    const many = [dependent('instances', 'i-1', 'web'), ...['i-2', 'i-3', 'i-4', 'i-5'].map((id) => dependent('instances', id))];
    const way = await inTheWay(sessionOf({ 'sg-1': found(...many) }, request), refused('DependencyViolation'));
    assert.equal(way?.names, 'web (i-1), i-2, i-3 and 2 more');
    assert.equal(way.dependents.length, 5);
  });

  it('counts those too that were not sent', async () => {
    const answer = { ...found(dependent('instances', 'i-1')), total: 1_000 };
    const way = await inTheWay(sessionOf({ 'sg-1': answer }, request), refused('DependencyViolation'));
    assert.equal(way?.names, 'i-1 and 999 more');
  });

  it('is not said of another code, of an error of nobody, nor when nothing depends on it any more', async () => {
    const session = sessionOf({ 'sg-1': found(dependent('instances', 'i-1')) }, request);
    assert.equal(await inTheWay(session, refused('CannotDelete')), undefined);
    assert.equal(await inTheWay(sessionOf({ 'sg-1': found(dependent('instances', 'i-1')) }), refused('DependencyViolation')), undefined);
    assert.equal(await inTheWay(sessionOf({ 'sg-1': found() }, request), refused('DependencyViolation')), undefined);
  });

  it('leads to the only one at once, and to one of many by a list', async () => {
    const revealed: string[] = [];
    const reveal = (kind: string, id: string): Promise<void> => Promise.resolve(void revealed.push(`${kind} ${id}`));
    const selectRegion = (name: string): Promise<void> => Promise.resolve(void revealed.push(name));
    await showDependent({ selectRegion }, [dependent('instances', 'i-1'), { id: 'eigw-1' }], reveal);
    assert.deepEqual(revealed, [region, 'instances i-1']);
    const { showQuickPick } = vscode.window;
    const offered: vscode.QuickPickItem[] = [];
    (vscode.window as { showQuickPick: unknown }).showQuickPick = (items: vscode.QuickPickItem[]) => {
      offered.push(...items);
      return Promise.resolve(items[1]);
    };
    try {
      await showDependent({ selectRegion }, [dependent('subnets', 'subnet-1', 'a'), dependent('route-tables', 'rtb-1')], reveal);
    } finally {
      (vscode.window as { showQuickPick: unknown }).showQuickPick = showQuickPick;
    }
    assert.deepEqual(
      offered.map(({ label }) => label),
      ['a', 'rtb-1'],
    );
    assert.deepEqual(revealed.slice(2), [region, 'route-tables rtb-1']);
  });
});

describe('a question before an action that will be refused', () => {
  const subject = (id: string, name = id): { id: string; region: string; name: string } => ({ id, region, name });
  const ahead = (session: Session, ...subjects: ReturnType<typeof subject>[]): Promise<string | undefined> =>
    refusalAhead(session, 'ec2:DeleteSecurityGroup', subjects);

  it('says what is in the way, or nothing', async () => {
    const session = sessionOf({ 'sg-1': found(dependent('instances', 'i-1', 'web')), 'sg-2': found() });
    assert.equal(
      await ahead(session, subject('sg-1')),
      'AWS refuses this (DependencyViolation) as long as these are in the way: web (i-1).',
    );
    assert.equal(await ahead(session, subject('sg-2')), undefined);
    assert.equal(await ahead(session, subject('sg-3')), undefined);
  });

  it('of several resources says which, and knows what goes before', async () => {
    const session = sessionOf({
      'sg-1': found(),
      'sg-2': found(dependent('security-groups', 'sg-1')),
      'sg-3': found(dependent('instances', 'i-1')),
    });
    assert.equal(
      await ahead(session, subject('sg-1'), subject('sg-2'), subject('sg-3', 'db (sg-3)')),
      'AWS refuses this for db (sg-3) (DependencyViolation) as long as these are in the way: i-1.',
    );
    assert.equal(
      await ahead(session, subject('sg-2'), subject('sg-1')),
      'AWS refuses this for sg-2 (DependencyViolation) as long as these are in the way: sg-1.',
    );
  });
});
