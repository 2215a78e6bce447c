import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isStamped, type KeptLooks, type LookAnswer, type LookCall, type LookRequest, looksFile, stampOf } from '../shared/looks';

/** What was kept of an account that nobody has held since: see {@link KeptLooks}. */
export class Recollection {
  private readonly answers: ReadonlyMap<string, unknown>;

  constructor(private readonly kept: KeptLooks) {
    this.answers = new Map(kept.looks.map(({ call, request, answer }) => [keyOf(call, request), answer]));
  }

  /** The region that a window starts in. */
  get defaultRegion(): string {
    return this.kept.defaultRegion;
  }

  /** The answer to a question; undefined when it was not asked then. */
  answerTo<Call extends LookCall>(call: Call, request: LookRequest<Call>): LookAnswer<Call> | undefined {
    return this.answers.get(keyOf(call, request)) as LookAnswer<Call> | undefined;
  }
}

/** What was kept of the account in a folder by this build, if it still stands. */
export async function recall(folder: string, build: string): Promise<Recollection | undefined> {
  try {
    const [text, names] = await Promise.all([readFile(join(folder, looksFile), 'utf8'), readdir(folder)]);
    const files = names.filter(isStamped).map(async (name) => {
      const { size, mtimeMs } = await stat(join(folder, name));
      return { name, size, mtimeMs };
    });
    const stamp = stampOf(await Promise.all(files));
    const kept = JSON.parse(text) as KeptLooks;
    return kept.build === build && kept.stamp === stamp ? new Recollection(kept) : undefined;
  } catch {
    // There is none, or none that can be read: the account itself is waited for.
    return undefined;
  }
}

/** Answers a session's first questions by what was kept, from the first look until the account is open or has failed to open. */
export class KeptAnswers {
  private reading: Promise<Recollection | undefined> | undefined;
  private shown: Recollection | undefined;

  constructor(
    private readonly folder: string,
    private readonly build: string,
  ) {}

  /** Begins to read them; without it there are none. */
  read(): void {
    this.reading ??= recall(this.folder, this.build);
  }

  /** Shows them from now on; undefined when there are none, or they have been forgotten meanwhile. */
  async show(): Promise<Recollection | undefined> {
    const { reading } = this;
    const found = await reading;
    if (reading === this.reading) this.shown = found;
    return this.shown;
  }

  /** Something that was kept may be on screen. */
  get areShown(): boolean {
    return this.shown !== undefined;
  }

  answerTo<Call extends LookCall>(call: Call, request: LookRequest<Call>): LookAnswer<Call> | undefined {
    return this.shown?.answerTo(call, request);
  }

  /** They stand no longer, or are needed no longer. */
  forget(): void {
    this.reading = undefined;
    this.shown = undefined;
  }
}

function keyOf(call: LookCall, request: unknown): string {
  return `${call} ${JSON.stringify(request)}`;
}
