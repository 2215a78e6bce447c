import { ApiError, invalidCombination, invalidValue } from '../region/kernel/errors';
import type { Sandbox } from '../region/kernel/sandbox';
import type { AccountSettings } from '../region/kernel/tables';
import type { CallerInfo } from '../shared/activity';
import type { ClockDescription, SessionActionName, SessionActions } from '../shared/worker';
import type { AdvanceOutcome, ClockDriver } from './clock-driver';
import { fastestSpeed, isClockSpeed } from './remembered-speed';

/** What session actions work on. */
export interface SessionHost {
  readonly sandbox: Sandbox;
  readonly clock: ClockDriver;
  /** Runs a region action at the present virtual time. */
  execute(
    request: { action: 'sandbox:PutAccountSettings'; region: string; input: Partial<AccountSettings> },
    caller: CallerInfo,
  ): Promise<{ output: unknown }>;
  /** Told of each advance that has arrived. */
  advanced(outcome: AdvanceOutcome): void;
  /** Told of each change of the clock's speed. */
  speedChanged(): void;
  /** Replaces the account by a new one. */
  reset(seed: string | undefined): Promise<void>;
}

type SessionHandlers = {
  readonly [Name in SessionActionName]: (
    host: SessionHost,
    input: SessionActions[Name]['input'],
    caller: CallerInfo,
    signal: AbortSignal,
    call: object,
  ) => Promise<SessionActions[Name]['output']>;
};

/** The inputs of each session action. */
const inputs: { readonly [Name in SessionActionName]: readonly (keyof SessionActions[Name]['input'] & string)[] } = {
  AdvanceClock: ['Seconds', 'To', 'UntilIdle', 'ToNextEvent'],
  DescribeClock: [],
  SetClockSpeed: ['Speed'],
  Reset: ['Seed'],
  PutAccountSettings: ['rules', 'freeTierPlan', 'quotaProfile', 'quotas'],
};

/** Furthest that one request may move the clock, milliseconds: ten years. */
const longestAdvance = 10 * 366 * 86_400_000;

const handlers: SessionHandlers = {
  async AdvanceClock(host, input, _caller, signal, call) {
    for (const name of ['UntilIdle', 'ToNextEvent'] as const) {
      if (input[name] !== undefined && typeof input[name] !== 'boolean') throw invalidValue(`${name} must be true or false`);
    }
    const given = inputs.AdvanceClock.filter((name) => input[name] !== undefined && (input[name] as unknown) !== false);
    if (given.length !== 1) throw invalidCombination('Exactly one of Seconds, To, UntilIdle and ToNextEvent must be given');
    const outcome = input.UntilIdle ? await host.clock.untilIdle(signal, call) : await host.clock.advance(goalOf(input), signal, call);
    host.advanced(outcome);
    return { ...describeClock(host), Events: outcome.events };
  },

  async DescribeClock(host) {
    await host.clock.enter();
    host.clock.leave();
    return describeClock(host);
  },

  async SetClockSpeed(host, { Speed }) {
    if (!isClockSpeed(Speed)) throw invalidValue(`Speed must be a number from 0 to ${fastestSpeed}, or "instant"`);
    host.clock.setSpeed(Speed);
    host.speedChanged();
    return describeClock(host);
  },

  async Reset(host, { Seed }) {
    if (Seed !== undefined && (typeof Seed !== 'string' || Seed.length === 0 || Seed.length > 256)) {
      throw invalidValue('Seed must be a text of 1 to 256 characters');
    }
    await host.reset(Seed);
    return describeClock(host);
  },

  async PutAccountSettings(host, input, caller) {
    const region = host.sandbox.account().defaultRegion;
    const { output } = await host.execute({ action: 'sandbox:PutAccountSettings', region, input }, caller);
    return output as { Settings: AccountSettings };
  },
};

/** Every action of the service `sandbox`: those of the session and those of a region. */
function known({ sandbox }: SessionHost): string[] {
  const regional = sandbox.definition.actions.flatMap(({ name }) => (name.startsWith('sandbox:') ? [name.slice('sandbox:'.length)] : []));
  return [...new Set([...Object.keys(handlers), ...regional])].sort();
}

/** Runs a session action by its name. `signal` ends an advance where it has come to; the clock's listener is told of an advance by its `call`. */
export async function runSessionAction(
  host: SessionHost,
  action: string,
  input: Readonly<Record<string, unknown>>,
  caller: CallerInfo,
  signal: AbortSignal,
  call: object,
): Promise<unknown> {
  if (!Object.hasOwn(handlers, action)) {
    throw new ApiError('InvalidAction', `The action ${action} is not one of ${known(host).join(', ')}`, { status: 404 });
  }
  const name = action as SessionActionName;
  for (const member of Object.keys(input)) {
    if (!(inputs[name] as readonly string[]).includes(member)) {
      throw new ApiError('UnknownParameter', `The parameter ${member} is not recognized`);
    }
  }
  return handlers[name](host, input as never, caller, signal, call);
}

/** A day (in UTC), or a time with its zone: what it means must not depend on the machine's own zone. */
const isoTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?$/;

/** The virtual time an AdvanceClock asks for, given the account when its turn has come. */
function goalOf(input: SessionActions['AdvanceClock']['input']): (sandbox: Sandbox) => number {
  if (input.ToNextEvent) return (sandbox) => Math.max(sandbox.now, sandbox.nextEventAt ?? sandbox.now);
  if (input.Seconds !== undefined) {
    const milliseconds = Math.round(Number(input.Seconds) * 1000);
    if (typeof input.Seconds !== 'number' || !(milliseconds >= 0 && milliseconds <= longestAdvance)) {
      throw invalidValue('Seconds must be a number from 0 to ten years');
    }
    return (sandbox) => sandbox.now + milliseconds;
  }
  const to = typeof input.To === 'string' && isoTime.test(input.To) ? Date.parse(input.To) : NaN;
  if (Number.isNaN(to)) throw invalidValue('To must be a time in ISO 8601 with its zone, such as 2027-01-01T00:00:00Z');
  return (sandbox) => {
    if (to < sandbox.now) throw invalidValue(`Virtual time cannot go back: it is ${iso(sandbox.now)}`);
    if (to > sandbox.now + longestAdvance) throw invalidValue('To must be within ten years');
    return to;
  };
}

function describeClock({ sandbox, clock }: SessionHost): ClockDescription {
  const next = sandbox.nextEventAt;
  return {
    Now: iso(sandbox.now),
    Speed: clock.speed,
    ...(next !== undefined && { NextEvent: iso(next) }),
    Settled: sandbox.settled,
  };
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
