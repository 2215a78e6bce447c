import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isStamped, type KeptLooks, type LookAnswer, type LookCall, type LookRequest, looksFile, stampOf } from '../shared/looks';

/** What was kept of an account: see {@link KeptLooks}. */
export class Recollection {
  private readonly answers: ReadonlyMap<string, unknown>;

  constructor(private readonly kept: KeptLooks) {
    this.answers = new Map(kept.looks.map(({ call, request, answer }) => [keyOf(call, request), answer]));
  }

  /** See {@link KeptLooks}. */
  get stamp(): string {
    return this.kept.stamp;
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

/** What was kept of the account in a folder by this build. */
async function recall(folder: string, build: string): Promise<Recollection | undefined> {
  try {
    const kept = JSON.parse(await readFile(join(folder, looksFile), 'utf8')) as KeptLooks;
    return kept.build === build ? new Recollection(kept) : undefined;
  } catch {
    // There is none, or none that can be read: the account itself is waited for.
    return undefined;
  }
}

/** What the folder looks like now; undefined when it cannot be read. */
function stampOfFolder(folder: string): string | undefined {
  try {
    return stampOf(
      readdirSync(folder)
        .filter(isStamped)
        .map((name) => ({ name, ...modificationOf(join(folder, name)) })),
    );
  } catch {
    return undefined;
  }
}

function modificationOf(file: string): { readonly size: number; readonly mtimeMs: number } {
  const { size, mtimeMs } = statSync(file);
  return { size, mtimeMs };
}

/** Answers a session's first questions by what was kept, from the first look until the account is open or has failed to open. */
export class KeptAnswers {
  private reading: Promise<Recollection | undefined> | undefined;
  private stamp: string | undefined;
  private shown: Recollection | undefined;

  constructor(
    private readonly folder: string,
    private readonly build: string,
  ) {}

  /** Begins to read them; without it there are none. */
  read(): void {
    this.reading ??= recall(this.folder, this.build);
  }

  /**
   * Looks whether they still stand; called before this window opens the account, which leaves a lock of its own. What another window or `serve` has done
   * since they were read is seen. It is looked at here and now, because the opening would have to wait for anything else.
   */
  compare(): void {
    if (this.reading) this.stamp ??= stampOfFolder(this.folder);
  }

  /** Shows them from now on if they stood when they were compared; undefined when there are none, or they have been forgotten meanwhile. */
  async show(): Promise<Recollection | undefined> {
    const { reading } = this;
    const found = await reading;
    if (reading === this.reading && found?.stamp === this.stamp) this.shown = found;
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
    this.stamp = undefined;
    this.shown = undefined;
  }
}

function keyOf(call: LookCall, request: unknown): string {
  return `${call} ${JSON.stringify(request)}`;
}
