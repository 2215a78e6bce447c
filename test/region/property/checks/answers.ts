import assert from 'node:assert/strict';
import type { InstanceStateChange, ModifyInstanceAttributeRequest, Reservation, RunInstancesRequest } from '@aws-sdk/client-ec2';
import { documentedCodes } from '../documented-codes';
import { ofTheAccount } from '../observe';
import type { Outcome, Watcher } from '../world';
import { regionOf } from './region-of';

/** Every error has a code that is documented for its action, and a message. */
export function answersWithDocumentedErrors(): Watcher {
  return (_before, _after, { outcome }) => {
    if (!outcome?.error) return;
    const { action } = outcome.request;
    const known = [...documentedCodes[action], ...(/does not simulate/.test(outcome.error.message) ? ['UnsupportedOperation'] : [])];
    assert.ok(known.includes(outcome.error.code), `${action} answered with ${outcome.error.code}: ${outcome.error.message}`);
    // Systems Manager says nothing more (observed).
    if (outcome.error.code !== 'ParameterNotFound') assert.notEqual(outcome.error.message, '');
  };
}

/**
 * Kinds that are also named when something beside them changes of which they show a part, whether or not that part did: an interface tells its
 * subnet, which counts addresses, of every change. What is named in vain is only looked at again.
 */
const told: ReadonlySet<string> = new Set([
  'elastic-ips',
  'instances',
  // Whether one wants a public address shows in no description.
  'network-interfaces',
  'nat-gateways',
  // Deleting a version in the middle shows nowhere but in the list of versions.
  'launch-templates',
  'placement-groups',
  'route-tables',
  'security-groups',
  'subnets',
  'vpc-endpoints',
  'vpcs',
  'volumes',
]);

/** What differs between two maps, and how: `key how`. */
function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Set<string> {
  const found = new Set<string>();
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(key), after.get(key)];
    if (was !== is) found.add(`${key} ${was === undefined ? 'created' : is === undefined ? 'deleted' : 'changed'}`);
  }
  return found;
}

/** Change sets name all resources that are shown or described in another way than before, say rightly how, and name hardly any others. */
export function namesWhatChanged(): Watcher {
  return (before, after, { changed, outcome, event }, { tally }) => {
    const kinds = new Set(after.regions.flatMap(({ all }) => Object.keys(all)).filter((kind) => !ofTheAccount.has(kind)));
    const shown = differences(before.faces, after.faces);
    const differing = new Set([...shown, ...differences(before.described, after.described)]);
    const named = new Set(
      changed.filter(({ kind }) => kinds.has(kind)).map(({ kind, region, id, how }) => `${kind} ${region} ${id} ${how}`),
    );
    // The names of instances follow from the DNS attributes of their VPC, which is named.
    const renamed = (key: string): boolean => outcome?.request.action === 'ec2:ModifyVpcAttribute' && key.startsWith('instances ');
    const missing = [...differing].filter((key) => !named.has(key) && (shown.has(key) || !(derived(key) || renamed(key))));
    const vain = [...named].filter((key) => !differing.has(key) && !(told.has(key.split(' ')[0]!) && key.endsWith(' changed')));
    assert.deepEqual({ missing, vain }, { missing: [], vain: [] }, `what ${outcome?.request.action ?? event?.kind ?? 'time'} changed`);
    tally.check('change sets');
  };
}

/** Kinds whose descriptions repeat the data of others, which the trees do not show. */
const repeating: ReadonlySet<string> = new Set([
  'dhcp-options',
  'elastic-ips',
  'network-acls',
  'network-interfaces',
  'route-tables',
  'security-group-rules',
  'vpc-peering-connections',
]);

const derived = (key: string): boolean => repeating.has(key.split(' ')[0]!) && key.endsWith(' changed');

/** The answers of Start-, Stop- and TerminateInstances say how it was and how it is. */
export function saysHowItWasAndIs(): Watcher {
  const lists: Readonly<Record<string, string>> = {
    'ec2:StartInstances': 'StartingInstances',
    'ec2:StopInstances': 'StoppingInstances',
    'ec2:TerminateInstances': 'TerminatingInstances',
  };
  return (before, after, { outcome }) => {
    const list = lists[outcome?.request.action ?? ''];
    if (!list || !outcome?.output) return;
    const { region, input } = outcome.request;
    const changes = (outcome.output as Record<string, InstanceStateChange[]>)[list]!;
    const asked = [...new Set((input as { InstanceIds: string[] }).InstanceIds)];
    assert.deepEqual(
      changes.map(({ InstanceId }) => InstanceId),
      asked,
    );
    for (const { InstanceId, PreviousState, CurrentState } of changes) {
      assert.deepEqual(PreviousState, regionOf(before, region)?.instances.get(InstanceId!)?.State, `how ${InstanceId} was`);
      assert.deepEqual(CurrentState, regionOf(after, region)?.instances.get(InstanceId!)?.State, `how ${InstanceId} is`);
    }
  };
}

/** Which instances are protected against being stopped or terminated, as the requests told. */
class Protections {
  private readonly stop = new Set<string>();
  private readonly termination = new Set<string>();

  follow(outcome: Outcome | undefined): void {
    if (!outcome?.output) return;
    const { action, input } = outcome.request;
    if (action === 'ec2:RunInstances') {
      const { DisableApiStop, DisableApiTermination } = input as RunInstancesRequest;
      for (const { InstanceId } of (outcome.output as Reservation).Instances!) {
        if (DisableApiStop) this.stop.add(InstanceId!);
        if (DisableApiTermination) this.termination.add(InstanceId!);
      }
    }
    if (action !== 'ec2:ModifyInstanceAttribute') return;
    const { InstanceId, DisableApiStop, DisableApiTermination } = input as ModifyInstanceAttributeRequest;
    for (const [protectedOnes, change] of [
      [this.stop, DisableApiStop],
      [this.termination, DisableApiTermination],
    ] as const) {
      if (change?.Value === true) protectedOnes.add(InstanceId!);
      if (change?.Value === false) protectedOnes.delete(InstanceId!);
    }
  }

  guard(id: string): boolean {
    return this.stop.has(id) || this.termination.has(id);
  }
}

/** Termination spares the zones of protected instances, all of them and no others, and then answers with an error. */
export function sparesProtectedZones(): Watcher {
  const protections = new Protections();
  return (before, after, { outcome }, { tally }) => {
    protections.follow(outcome);
    if (outcome?.request.action !== 'ec2:TerminateInstances') return;
    if (outcome.error && outcome.error.code !== 'OperationNotPermitted') return;
    const { region, input } = outcome.request;
    const { InstanceIds, DryRun = false } = input as { InstanceIds: string[]; DryRun?: boolean };
    const named = [...new Set(InstanceIds)].map((id) => regionOf(before, region)!.instances.get(id)!);
    const ended = (name: string): boolean => name === 'terminated' || name === 'shutting-down';
    const zones = named
      .filter(({ InstanceId, State }) => protections.guard(InstanceId!) && !ended(State!.Name!))
      .map(({ Placement }) => Placement!.AvailabilityZone);
    assert.equal(outcome.error !== undefined, zones.length > 0, 'the error of a protected instance');
    if (zones.length > 0) tally.check('protected zones');
    for (const { InstanceId, Placement, State } of named) {
      const spared = DryRun || zones.includes(Placement!.AvailabilityZone) || ended(State!.Name!);
      const now = regionOf(after, region)!.instances.get(InstanceId!)!.State!.Name!;
      assert.equal(now === State!.Name, spared, `${InstanceId} in ${Placement!.AvailabilityZone} went ${State!.Name} → ${now}`);
    }
  };
}
