import type { Instance, Reservation, RunInstancesRequest } from '@aws-sdk/client-ec2';
import { tagsTable } from '../../../src/region/aws/tags';
import { networkInterfaceTable } from '../../../src/region/ec2/network-interfaces/network-interfaces';
import { volumeTable } from '../../../src/region/ec2/volumes/volumes';
import { Context } from '../../../src/region/kernel/context';
import { ApiError } from '../../../src/region/kernel/errors';
import { EventQueue } from '../../../src/region/kernel/event-queue';
import { Sandbox } from '../../../src/region/kernel/sandbox';
import { clockTable, eventTable } from '../../../src/region/kernel/tables';
import { Store } from '../../../src/region/store/store';
import { type PlantedBug, withAction, withEvent, withMethod } from './planting';

/** Numbers that go on from account to account, as a wall clock or an unseeded generator would. */
let outside = 0;

export const plantedBugs: readonly PlantedBug[] = [
  {
    name: 'a stop that keeps the public address',
    caughtBy: /has a public address|the meters that run/,
    plant: (sound) => ({
      definition: withEvent(sound, 'ec2:instance-stopped', (handle) => (context, id, payload) => {
        const before = context.by(networkInterfaceTable, 'instance', id);
        handle(context, id, payload);
        for (const nic of before) context.put(networkInterfaceTable, nic);
      }),
    }),
  },
  {
    name: 'a stop that leaves the meter running until it is stopped',
    caughtBy: /the meters that run/,
    plant: (sound) =>
      withMethod(sound, Context.prototype, 'closeUsage', (own) => {
        return function (this: Context, resource, usageType) {
          if (this.cause.name !== 'ec2:StopInstances') own.call(this, resource, usageType);
        };
      }),
  },
  {
    name: 'a volume that is deleted and goes on being charged',
    caughtBy: /the meters that run/,
    plant: (sound) =>
      withMethod(sound, Context.prototype, 'closeUsage', (own) => {
        return function (this: Context, resource, usageType) {
          if (!resource.startsWith('vol-')) own.call(this, resource, usageType);
        };
      }),
  },
  {
    name: 'a termination that leaves the volumes there',
    caughtBy: /is not there|goes with|the volumes of|its root is gone/,
    plant: (sound) =>
      withMethod(sound, Context.prototype, 'delete', (own) => {
        return function (this: Context, table, id) {
          if (table !== volumeTable) own.call(this, table, id);
        };
      }),
  },
  {
    name: 'a termination that deletes volumes that were to stay',
    caughtBy: /outlives/,
    plant: (sound) => ({
      definition: withEvent(sound, 'ec2:instance-terminated', (handle) => (context, id, payload) => {
        for (const volume of context.by(volumeTable, 'instance', id)) {
          context.update(volumeTable, volume, { attachments: volume.attachments.map((each) => ({ ...each, deleteOnTermination: true })) });
        }
        handle(context, id, payload);
      }),
    }),
  },
  {
    name: 'a start that gives the old public address again',
    caughtBy: /another public address after a start|is given twice|the same actions/,
    plant: (sound) => {
      const last = new Map<string, string>();
      return {
        definition: withEvent(sound, 'ec2:instance-running', (handle) => (context, id, payload) => {
          handle(context, id, payload);
          for (const nic of context.by(networkInterfaceTable, 'instance', id)) {
            if (!nic.publicAddress) continue;
            const publicIp = last.get(nic.id) ?? nic.publicAddress.publicIp;
            last.set(nic.id, publicIp);
            context.update(networkInterfaceTable, nic, { publicAddress: { ...nic.publicAddress, publicIp } });
          }
        }),
      };
    },
  },
  {
    name: 'a boot that takes three times as long',
    caughtBy: /was pending for \d+ ms/,
    plant: (sound) =>
      withMethod(sound, Context.prototype, 'schedule', (own) => {
        return function (this: Context, delay, kind, subject, payload) {
          own.call(this, kind === 'ec2:instance-running' ? delay * 3 : delay, kind, subject, payload);
        };
      }),
  },
  {
    name: 'a stop that ends twice',
    caughtBy: /what ends i-/,
    plant: (sound) =>
      withMethod(sound, Context.prototype, 'schedule', (own) => {
        return function (this: Context, delay, kind, subject, payload) {
          own.call(this, delay, kind, subject, payload);
          if (kind === 'ec2:instance-stopped') own.call(this, delay + 1, kind, subject, payload);
        };
      }),
  },
  {
    name: 'a purge that forgets the tags',
    caughtBy: /tags of i-\w+, which is not there|still knows/,
    plant: (sound) => ({
      definition: withEvent(sound, 'ec2:instance-purged', (handle) => (context, id, payload) => {
        const tags = context.get(tagsTable, id);
        handle(context, id, payload);
        if (tags) context.put(tagsTable, tags);
      }),
    }),
  },
  {
    name: 'filters that do not mind case',
    caughtBy: /DescribeInstances with/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:DescribeInstances', (handle) => (context, input) => {
        const { Filters, ...others } = input as { Filters?: { Name?: string; Values?: string[] }[] };
        const either = Filters?.map(({ Name, Values = [] }) => ({ Name, Values: Values.flatMap((value) => [value, value.toLowerCase()]) }));
        return handle(context, { ...others, ...(either && { Filters: either }) } as never);
      }),
    }),
  },
  {
    name: 'pages that skip a row',
    caughtBy: /the pages of ec2:DescribeInstances|only the last page may be short/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:DescribeInstances', (handle) => (context, input) => {
        const answer = handle(context, input) as { Reservations: { Instances: Instance[] }[] };
        if (!(input as { NextToken?: string }).NextToken) return answer as never;
        const [first, ...rest] = answer.Reservations;
        return { ...answer, Reservations: [...(first ? [{ ...first, Instances: first.Instances.slice(1) }] : []), ...rest] } as never;
      }),
    }),
  },
  {
    name: 'a client token that launches twice',
    caughtBy: /the same token answers with the same reservation/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:RunInstances', (handle) => (context, input) => {
        const { ClientToken: _, ...others } = input as RunInstancesRequest;
        return handle(context, others as never);
      }),
    }),
  },
  {
    name: 'a quota that is one too high',
    caughtBy: /a launch of \d+ to \d+ with room for|vCPUs run with a quota of/,
    plant: (sound) => {
      const own = Object.getOwnPropertyDescriptor(Context.prototype, 'account')!;
      Object.defineProperty(Context.prototype, 'account', {
        ...own,
        get(this: Context) {
          const account = own.get!.call(this) as Context['account'];
          return { ...account, quotas: Object.fromEntries(Object.entries(account.quotas).map(([code, value]) => [code, value + 1])) };
        },
      });
      return { definition: sound, restore: () => void Object.defineProperty(Context.prototype, 'account', own) };
    },
  },
  {
    name: 'a protected instance that saves the instances of other zones too',
    caughtBy: /went running → running|went stopped → stopped|went pending → pending|went stopping → stopping/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:TerminateInstances', (handle) => (context, input) => {
        try {
          return handle(context, input);
        } catch (error) {
          throw error instanceof ApiError ? new ApiError(error.code, error.message) : error;
        }
      }),
    }),
  },
  {
    name: 'a dry run that is not dry',
    caughtBy: /with DryRun answered without an error/,
    plant: (sound) =>
      withMethod(sound, Sandbox.prototype, 'execute', (own) => {
        return function (this: Sandbox, request: Parameters<typeof own>[0]) {
          return own.call(this, { ...request, input: { ...request.input, DryRun: undefined } as never });
        } as typeof own;
      }),
  },
  {
    name: 'an error code nobody documents',
    caughtBy: /answered with InstanceBusy/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:StartInstances', (handle) => (context, input) => {
        try {
          return handle(context, input);
        } catch (error) {
          throw error instanceof ApiError && error.code === 'IncorrectInstanceState' ? new ApiError('InstanceBusy', 'busy') : error;
        }
      }),
    }),
  },
  {
    name: 'a rollback that ends one write too early',
    caughtBy: /left something behind/,
    plant: (sound) =>
      withMethod(sound, Store.prototype, 'rollback', (own) => {
        return function (this: Store, savepoint) {
          own.call(this, savepoint + 1);
        };
      }),
  },
  {
    name: 'a rollback that misses the counters of draws',
    caughtBy: /left something behind/,
    plant: (sound) =>
      withMethod(sound, Store.prototype, 'rollback', (own) => {
        return function (this: Store, savepoint) {
          const counters = sound.tables.find(({ name }) => name === 'counters')!;
          const drawn = this.regionsOf(counters).flatMap((region) => Array.from(this.in(counters, region).all(), ({ row }) => row));
          own.call(this, savepoint);
          for (const row of drawn) if (this.in(counters, row.region).get(row.id)?.row !== row) this.put(counters, row);
        };
      }),
  },
  {
    name: 'a draw that does not follow from the seed',
    caughtBy: /the same actions/,
    plant: (sound) =>
      withMethod(sound, Context.prototype, 'random', () => {
        return () => (outside = (outside + 0.6180339887) % 1);
      }),
  },
  {
    name: 'events of one instant in the wrong order',
    caughtBy: /was to come next/,
    plant: (sound) =>
      withMethod(sound, EventQueue.prototype, 'peek', (own) => {
        return function (this: EventQueue) {
          const next = own.call(this);
          const { store } = this as unknown as { store: Store };
          if (!next) return undefined;
          const rows = store.regionsOf(eventTable).flatMap((region) => Array.from(store.in(eventTable, region).all(), ({ row }) => row));
          return rows.filter(({ at }) => at === next.at).sort((a, b) => b.order - a.order)[0];
        };
      }),
  },
  {
    name: 'an advance in one piece that leaves its last instant out',
    caughtBy: /the same actions/,
    plant: (sound) =>
      withMethod(sound, Sandbox.prototype, 'advance', (own) => {
        return function (this: Sandbox, to, pause) {
          if (pause || to <= this.now) return own.call(this, to, pause);
          const result = own.call(this, to - 1);
          this.store.put(clockTable, { region: '', id: 'clock', now: to });
          return { ...result, now: to };
        };
      }),
  },
  {
    name: 'a journal that keeps no deletions',
    caughtBy: /when opened again/,
    plant: (sound) =>
      withMethod(sound, Store.prototype, 'prepare', (own) => {
        return function (this: Store) {
          const prepared = own.call(this);
          const rows = Object.entries(prepared.rows).map(([table, writes]) => [table, writes.filter((write) => write.length > 2)]);
          return { ...prepared, rows: Object.fromEntries(rows) as typeof prepared.rows };
        };
      }),
  },
  {
    name: 'a change set without what was tagged',
    caughtBy: /what ec2:(Create|Delete)Tags changed/,
    plant: (sound) => {
      const tables = sound.tables.map((table) => (table.name === tagsTable.name ? { ...table, about: () => undefined } : table));
      return { definition: { ...sound, tables } };
    },
  },
  {
    name: 'a launch that answers with one instance too few',
    caughtBy: /Expected values to be strictly deep-equal/,
    plant: (sound) => ({
      definition: withAction(sound, 'ec2:RunInstances', (handle) => (context, input) => {
        const answer = handle(context, input) as Reservation;
        return { ...answer, Instances: answer.Instances!.length > 1 ? answer.Instances!.slice(1) : answer.Instances } as never;
      }),
    }),
  },
];
