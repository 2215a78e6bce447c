import type { EventDefinition } from '../../kernel/action';
import { message } from '../../kernel/message';
import type { Context } from '../../kernel/context';
import { type NetworkInterfaceRow, networkInterfaceTable } from './network-interfaces';
import { detachInterface } from './remove-interface';

/** CHOICE of all durations: "a few seconds" in the console. Milliseconds. */
const durations = { available: 1_500, attached: 3_000, detached: 5_000, forced: 1_000 } as const;

/** Lets a new interface become available. */
export function becomingAvailable(context: Context, id: string): void {
  context.schedule(durations.available, 'ec2:network-interface-available', id);
}

/** Lets an interface that is attaching become attached. */
export function becomingAttached(context: Context, id: string): void {
  context.schedule(durations.attached, 'ec2:network-interface-attached', id);
}

/** Lets an interface that is detaching come off. */
export function becomingDetached(context: Context, id: string, force: boolean): void {
  context.unschedule(id);
  context.schedule(force ? durations.forced : durations.detached, 'ec2:network-interface-detached', id);
}

const available: EventDefinition = {
  kind: 'ec2:network-interface-available',
  says: message('The network interface is created and can be attached'),
  handle(context, id) {
    const row = context.get(networkInterfaceTable, id);
    if (row?.status !== 'pending') return;
    context.transition(id, 'pending', 'available');
    context.update(networkInterfaceTable, row, { status: 'available' });
  },
};

const attached: EventDefinition = {
  kind: 'ec2:network-interface-attached',
  says: message('The network interface is attached to its instance'),
  handle(context, id) {
    const row = attachedRow(context, id, 'attaching');
    if (!row) return;
    context.transition(id, 'attaching', 'in-use');
    context.update(networkInterfaceTable, row, { attachment: { ...row.attachment, status: 'attached' } });
  },
};

const detached: EventDefinition = {
  kind: 'ec2:network-interface-detached',
  says: message('The network interface is detached from its instance'),
  handle(context, id) {
    const row = attachedRow(context, id, 'detaching');
    if (row) detachInterface(context, row);
  },
};

type Attached = NetworkInterfaceRow & Required<Pick<NetworkInterfaceRow, 'attachment'>>;

function attachedRow(context: Context, id: string, status: 'attaching' | 'detaching'): Attached | undefined {
  const row = context.get(networkInterfaceTable, id);
  return row?.attachment?.status === status ? (row as Attached) : undefined;
}

export const networkInterfaceEvents = [available, attached, detached] as const;
