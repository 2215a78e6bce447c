import assert from 'node:assert/strict';
import { accountDefinition } from '../../src/region/definition';
import type { Sandbox } from '../../src/region/kernel/sandbox';
import { AccountFiles, type OpenedAccount } from '../../src/worker/account-files';
import { type Disk, nodeDisk } from '../../src/worker/disk';
import type { AccountPlace } from '../../src/worker/generation';
import { killedAt } from './support/faulty-disk';
import { actionsDone, beginning, prepareStory, stepOf, storyAccount, take } from './support/story';
import { cleanUp, newFolder, ports } from './support/surroundings';

/** Steps of the story told here. */
const steps = 10;

describe('An account whose process is killed', () => {
  /** The account after each step: what a reopened one must be equal to. */
  const reference: { readonly digest: string; readonly actions: number }[] = [];

  before(() => {
    prepareStory(ports);
    const sandbox = storyAccount(ports);
    sandbox.commitCreation();
    for (let number = 0; number <= steps; number++) {
      reference.push({ digest: sandbox.digest(), actions: actionsDone(sandbox) });
      take(sandbox, stepOf(number));
    }
    sandbox.close();
  });
  afterEach(cleanUp);

  const open = (folder: string, disk: Disk, make = () => storyAccount(ports)): OpenedAccount => {
    const place: AccountPlace = { folder, disk, ports, definition: accountDefinition, onProblem: () => undefined };
    return AccountFiles.open(place, make);
  };

  /** What a process does until it is killed; `answered` is told of each step that was answered. */
  type Life = (folder: string, disk: Disk, answered: () => void) => Promise<void>;

  const told = (sandbox: Sandbox, from: number, to: number, answered: () => void): void => {
    for (let number = from; number < to; number++) {
      take(sandbox, stepOf(number));
      answered();
    }
  };

  /** Lives the life again and again, killed at each of its operations and at three places within each write. */
  async function killEverywhere(life: Life, check: (reopened: OpenedAccount, answered: number, where: string) => void): Promise<number> {
    const run = async (last: number, part: number): Promise<boolean> => {
      const folder = newFolder();
      const disk = killedAt(nodeDisk, last, part);
      let answered = 0;
      await life(folder, disk, () => answered++).catch((error: unknown) => {
        if (!String(error).includes('killed') && !String(error).includes('closed')) throw error;
      });
      // What the process had begun to hand to the thread pool is over before its successor opens the files.
      await new Promise((resolve) => setImmediate(resolve));
      disk.kill();
      const reopened = open(folder, nodeDisk);
      const where = `operation ${last}, ${part} of it, ${answered} answered`;
      assert.deepEqual(reopened.setAside, [], where);
      check(reopened, answered, where);
      reopened.sandbox.onRecord = undefined;
      reopened.sandbox.close();
      await cleanUp();
      return disk.operations() >= last;
    };
    let points = 0;
    for (let last = 1; ; last++) {
      for (const part of [0, 0.5, 1]) {
        if (!(await run(last, part))) return points;
        points++;
      }
    }
  }

  /** The reopened account is as it was after the last answered step, or after the next one, whose answer was under way. */
  const isWhole = (reopened: OpenedAccount, answered: number, where: string): void => {
    const found = reopened.sandbox.digest();
    assert.ok(found === reference[answered]!.digest || found === reference[answered + 1]!.digest, where);
  };

  it('in its first creation is made anew or is whole', async () => {
    const points = await killEverywhere(
      async (folder, disk, answered) => {
        const { sandbox, files } = open(folder, disk);
        told(sandbox, 0, 2, answered);
        await files.close();
      },
      (reopened, answered, where) => {
        isWhole(reopened, answered, where);
        if (answered > 0) assert.equal(reopened.created, false, where);
      },
    );
    assert.ok(points >= 45, `${points} points`);
  }).timeout(60_000);

  it('while an image is swapped in loses nothing that was answered', async () => {
    const points = await killEverywhere(async (folder, disk, answered) => {
      const { sandbox, files } = open(folder, disk);
      told(sandbox, 0, 3, answered);
      const swap = files.writeImage();
      told(sandbox, 3, 5, answered);
      await swap;
      told(sandbox, 5, 6, answered);
      await files.writeImage();
      told(sandbox, 6, steps, answered);
      await files.close();
    }, isWhole);
    assert.ok(points >= 90, `${points} points`);
  }).timeout(120_000);

  it('twice in a row loses nothing that was answered', async () => {
    const points = await killEverywhere(async (folder, disk, answered) => {
      const firstLife = killedAt(nodeDisk, Infinity, 0);
      told(open(folder, firstLife).sandbox, 0, 3, answered);
      firstLife.kill();
      const { sandbox, files } = open(folder, disk);
      told(sandbox, 3, 5, answered);
      await files.writeImage();
      told(sandbox, 5, 7, answered);
      await files.close();
    }, isWhole);
    assert.ok(points >= 45, `${points} points`);
  }).timeout(60_000);

  it('while a new account takes the place of an old one has the one or the other', async () => {
    const later = beginning + 1_000;
    const next = (): Sandbox => {
      const sandbox = storyAccount(ports);
      sandbox.commitCreation();
      sandbox.advance(later);
      return sandbox;
    };
    const fresh = next();
    const digest = fresh.digest();
    fresh.close();
    const points = await killEverywhere(
      async (folder, disk, answered) => {
        const { sandbox, files } = open(folder, disk);
        told(sandbox, 0, 3, answered);
        await files.replace(next());
        answered();
        await files.close();
      },
      (reopened, answered, where) => {
        if (answered === 4) assert.equal(reopened.sandbox.digest(), digest, where);
        else if (reopened.sandbox.digest() !== digest) isWhole(reopened, answered, where);
      },
    );
    assert.ok(points >= 45, `${points} points`);
  }).timeout(60_000);
});
