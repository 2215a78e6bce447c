import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../region/kernel/sandbox';
import { regionTable } from '../region/kernel/tables';
import { isStamped, type KeptLook, type KeptLooks, type LookCall, type LookRequest, looksFile, stampOf } from '../shared/looks';
import type { Handlers } from '../shared/rpc';
import type { NodePage } from '../shared/worker';
import type { AccountCalls } from './account-calls';
import { Listings } from './listings';
import { nodePage, resourceCounts, resourceGroups } from './views';

interface Question {
  readonly call: LookCall;
  readonly request: LookRequest;
}

/** Notes what a window's views ask first, and answers it once more when the account is closed (see {@link KeptLooks}). */
export class Looks {
  private readonly questions = new Map<string, Question>();
  private atRest: Pick<KeptLooks, 'defaultRegion' | 'looks'> | undefined;

  /**
   * @param folder the account's
   * @param build see {@link KeptLooks}; nothing is kept without one
   * @param onProblem is told why nothing is kept: closing goes on without it
   */
  constructor(
    private readonly folder: string,
    private readonly build: string | undefined,
    private readonly onProblem: (text: string) => void,
  ) {}

  /** The handlers, with which questions that are to be kept are noted. */
  noting(handlers: Handlers<AccountCalls>): Handlers<AccountCalls> {
    return {
      ...handlers,
      nodes: async (request, signal) => {
        const answer = await handlers.nodes(request, signal);
        this.note('nodes', request);
        return answer;
      },
      groups: async (request, signal) => {
        const answer = await handlers.groups(request, signal);
        this.note('groups', request);
        return answer;
      },
      counts: async (request, signal) => {
        const answer = await handlers.counts(request, signal);
        this.note('counts', request);
        return answer;
      },
    };
  }

  /** Answers what was noted, and what is kept but was not asked this time, by an account that does not change any more. */
  answerBy(sandbox: Sandbox): void {
    if (this.build === undefined) return;
    const listings = new Listings();
    this.attempt(() => {
      const regions = sandbox.store.in(regionTable, '');
      const questions = new Map([...this.keptQuestions(), ...this.questions]);
      const looks = Array.from(questions.values())
        // A new account has not come to life where the old one was looked at.
        .filter(({ request }) => regions.get(request.region))
        .map(({ call, request }): KeptLook => {
          if (call === 'nodes')
            return { call, request, answer: withoutTooltips(nodePage(sandbox, listings, request as LookRequest<'nodes'>)) };
          if (call === 'groups') return { call, request, answer: resourceGroups(sandbox, listings, request as LookRequest<'groups'>) };
          return { call, request, answer: resourceCounts(sandbox, request as LookRequest<'counts'>) };
        });
      if (looks.length > 0) this.atRest = { defaultRegion: sandbox.account().defaultRegion, looks };
    });
  }

  /** Writes the answers beside the account, whose files are closed. */
  keep(): void {
    const { atRest, build, folder } = this;
    if (!atRest || build === undefined) return;
    const file = join(folder, looksFile);
    this.attempt(() => {
      const kept: KeptLooks = { build, stamp: stampOfFolder(folder), ...atRest };
      writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    });
  }

  private attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.onProblem(`What the views show was not kept for the next window: ${String(error)}`);
    }
  }

  private note(call: LookCall, request: LookRequest): void {
    if (!request.keep) return;
    const key = keyOf(call, request);
    this.questions.delete(key);
    this.questions.set(key, { call, request });
  }

  private keptQuestions(): Map<string, Question> {
    try {
      const { build, looks } = JSON.parse(readFileSync(join(this.folder, looksFile), 'utf8')) as KeptLooks;
      return new Map(build === this.build ? looks.map(({ call, request }) => [keyOf(call, request), { call, request }]) : []);
    } catch {
      return new Map();
    }
  }
}

/** One of each sort of question is kept, so that there are no more of them than the views have sorts of: the same, about another region or grouping, takes its place. */
function keyOf(call: LookCall, request: LookRequest): string {
  return `${call} ${'kinds' in request ? request.kinds.join() : request.kind}`;
}

/** Two thirds of a page are tooltips, which would block the window that reads it for longer than they are missed. */
function withoutTooltips(page: NodePage): NodePage {
  return { ...page, nodes: page.nodes.map((node) => ({ ...node, face: { ...node.face, tooltip: [] } })) };
}

function stampOfFolder(folder: string): string {
  const names = readdirSync(folder).filter(isStamped);
  return stampOf(
    names.map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return { name, size, mtimeMs };
    }),
  );
}
