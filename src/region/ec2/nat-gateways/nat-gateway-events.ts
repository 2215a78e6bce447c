import { forgetClientTokens } from '../../aws/client-tokens';
import { tagsTable } from '../../aws/tags';
import type { EventDefinition } from '../../kernel/action';
import { message } from '../../kernel/message';
import type { Context } from '../../kernel/context';
import { networkInterfaceTable } from '../network-interfaces/network-interfaces';
import { removeInterface } from '../network-interfaces/remove-interface';
import { type NatGatewayEvent, natGatewayLifecycle, type NatGatewayRow, natGatewayTable } from './nat-gateways';

/** CHOICE of all durations, near what Terraform's logs tell of real gateways. Milliseconds. */
const durations = { failing: 10_000, deleting: 45_000 } as const;

/** A failed or deleted gateway can be described for about an hour (VPC User Guide, NAT gateways). */
const goneVisible = 3_600_000;

/** Usage type of a gateway that is there (VPC pricing, NAT gateways). */
const gatewayHours = 'NatGateway-Hours';

/** Moves a gateway along its lifecycle and remembers why. The lifecycle must have the move. */
export function moveNatGateway(
  context: Context,
  row: NatGatewayRow,
  event: NatGatewayEvent,
  patch: Partial<Omit<NatGatewayRow, 'id' | 'region' | 'state'>> = {},
): NatGatewayRow {
  const state = natGatewayLifecycle.moves[row.state][event];
  if (!state) throw new Error(`${row.id} is ${row.state}: ${event} leads nowhere`);
  context.transition(row.id, row.state, state);
  return context.update(natGatewayTable, row, { ...patch, state });
}

/** Lets a pending gateway become available. */
export function becomingAvailable(context: Context, id: string): void {
  context.schedule(context.lognormal('nat gateway', 90_000, 0.2, 60_000, 180_000), 'ec2:nat-gateway-available', id);
}

/** Lets a pending gateway fail. */
export function becomingFailed(context: Context, id: string): void {
  context.schedule(durations.failing, 'ec2:nat-gateway-failed', id);
}

/** Starts a gateway's end: it costs nothing from now on. */
export function startDeletion(context: Context, row: NatGatewayRow): void {
  context.unschedule(row.id);
  context.closeUsage(row.id, gatewayHours);
  moveNatGateway(context, row, 'delete', { deleteTime: context.now });
  context.schedule(durations.deleting, 'ec2:nat-gateway-deleted', row.id);
}

const available: EventDefinition = {
  kind: 'ec2:nat-gateway-available',
  says: message('The NAT gateway is ready'),
  handle(context, id) {
    const row = context.get(natGatewayTable, id);
    if (row?.state !== 'pending') return;
    moveNatGateway(context, row, 'made');
    context.openUsage(id, gatewayHours, 1);
  },
};

const failed: EventDefinition = {
  kind: 'ec2:nat-gateway-failed',
  says: message('The NAT gateway could not be created'),
  handle(context, id) {
    const row = context.get(natGatewayTable, id);
    if (row?.state !== 'pending') return;
    moveNatGateway(context, row, 'fail', { deleteTime: context.now });
    context.schedule(goneVisible, 'ec2:nat-gateway-purged', id);
  },
};

const deleted: EventDefinition = {
  kind: 'ec2:nat-gateway-deleted',
  says: message('The NAT gateway is deleted'),
  handle(context, id) {
    const row = context.get(natGatewayTable, id);
    if (row?.state !== 'deleting') return;
    for (const nic of context.by(networkInterfaceTable, 'managedBy', id)) removeInterface(context, nic);
    moveNatGateway(context, row, 'deleted');
    context.schedule(goneVisible, 'ec2:nat-gateway-purged', id);
  },
};

const purged: EventDefinition = {
  kind: 'ec2:nat-gateway-purged',
  says: message('The NAT gateway is removed from lists, one hour after it was deleted or failed'),
  handle(context, id) {
    context.delete(natGatewayTable, id);
    context.delete(tagsTable, id);
    context.endHistory(id);
    forgetClientTokens(context, id);
  },
};

export const natGatewayEvents = [available, failed, deleted, purged] as const;
