import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { accountDefinition } from '../../src/region/definition';
import { hashFraction } from '../../src/region/kernel/hash';
import type { Sandbox } from '../../src/region/kernel/sandbox';
import { AccountFiles, type OpenedAccount } from '../../src/worker/account-files';
import { nodeDisk } from '../../src/worker/disk';
import { actionsDone, prepareStory, stepOf, storyAccount, take } from './support/story';
import { cleanUp, newFolder, ports } from './support/surroundings';

/** Random moments are drawn from this; set CLOUD_SANDBOX_KILL_SEED to see a run again. */
const seed = process.env['CLOUD_SANDBOX_KILL_SEED'] ?? String(Date.now());
/** Steps of the story a victim takes at most. */
const steps = 40;
/** Machines that are starting when time begins to pass. */
const machines = 240;
/** Victims at a time. */
const abreast = 2;

/** What is known of a victim after its death. */
interface Death {
  readonly folder: string;
  /** Lines it said. */
  readonly said: readonly string[];
  /** It was killed between a `begin` and the `end` or `open` that follows. */
  readonly during: boolean;
  readonly where: string;
}

describe('A killed process', () => {
  const victim = fileURLToPath(new URL('./victim.mjs', import.meta.url));
  const reference: string[] = [];
  /** A folder with machines that are about to start. */
  let prepared = '';
  let image = '';
  let arrival = 0;
  let arrived = '';
  let draws = 0;

  before(async function () {
    this.timeout(60_000);
    console.log(`    kills drawn from seed ${seed}`);
    const source = fileURLToPath(new URL('../../../test/worker/support/victim.ts', import.meta.url));
    await build({
      entryPoints: [source],
      outfile: victim,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      minify: true,
    });
    image = prepareStory(ports);
    prepared = newFolder();
    const { sandbox, files } = open(prepared);
    for (let count = 0; count < machines; count += 60) {
      const step = stepOf(1);
      assert.ok('action' in step);
      take(sandbox, { ...step, input: { ...step.input, MinCount: 60, MaxCount: 60 } });
    }
    await files.close();
    const base = open(prepared);
    arrival = base.sandbox.now + 30 * 86_400_000;
    const later = openCopy(prepared);
    later.sandbox.advance(arrival);
    arrived = later.sandbox.digest();
    later.sandbox.close();
    for (let number = 0; number <= steps; number++) {
      reference.push(base.sandbox.digest());
      base.sandbox.onRecord = undefined;
      take(base.sandbox, stepOf(number));
    }
    base.sandbox.close();
  });
  after(cleanUp);

  function open(folder: string): OpenedAccount {
    return AccountFiles.open({ folder, disk: nodeDisk, ports, definition: accountDefinition, onProblem: () => undefined }, () =>
      storyAccount(ports),
    );
  }

  function openCopy(folder: string): OpenedAccount {
    const copy = newFolder();
    cpSync(folder, copy, { recursive: true });
    return open(copy);
  }

  /** Lets a victim live and kills it a random while, at most `longest` milliseconds, after it said `begin`. */
  async function kill(scene: string, from: string | undefined, to: number, longest: number): Promise<Death> {
    const folder = newFolder();
    if (from !== undefined) cpSync(from, folder, { recursive: true });
    const wait = hashFraction(`${seed} ${draws++}`) * longest;
    const child = spawn(process.execPath, [victim, folder, scene, image, String(to)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    let armed = false;
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (armed || !text.includes('begin\n')) return;
      armed = true;
      setTimeout(() => child.kill('SIGKILL'), wait);
    });
    const signal = await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)));
    const said = text.split('\n').slice(0, -1);
    const where = `${scene}, killed ${wait.toFixed(1)} ms after its beginning, having said: ${said.slice(-3).join(', ')}`;
    assert.equal(signal, 'SIGKILL', where);
    return { folder, said, during: said.lastIndexOf('begin') > Math.max(said.lastIndexOf('end'), said.lastIndexOf('open')), where };
  }

  /** Kills victims until `wanted` of them died where they should, and `least` in all. */
  async function killMany(wanted: number, least: number, one: () => Promise<boolean>): Promise<number> {
    let hits = 0;
    let kills = 0;
    const work = async (): Promise<void> => {
      while (hits < wanted || kills < least) {
        assert.ok(kills < 5 * least, `only ${hits} of ${kills} kills hit`);
        kills++;
        if (await one()) hits++;
      }
    };
    await Promise.all(Array.from({ length: abreast }, work));
    console.log(`      ${kills} kills, ${hits} of them during it`);
    return kills;
  }

  function finish({ sandbox }: OpenedAccount): void {
    sandbox.onRecord = undefined;
    sandbox.close();
  }

  /** The account holds all steps that were answered, and at most the one more whose answer was under way. */
  function checkSteps({ said, where }: Death, { sandbox }: OpenedAccount, known: readonly string[]): void {
    const answered = said.filter((line) => line.startsWith('step ')).length;
    const digest = sandbox.digest();
    assert.ok(digest === known[answered] || digest === known[answered + 1], where);
  }

  let total = 0;

  it('in the first creation of an account leaves a whole one or none', async () => {
    const known = referenceOf(storyAccount(ports), 2);
    total += await killMany(30, 50, async () => {
      const death = await kill('creation', undefined, 1, 12);
      const begun = readdirSync(death.folder).length > 0;
      const reopened = open(death.folder);
      assert.deepEqual(reopened.setAside, [], death.where);
      if (death.said.includes('open')) assert.equal(reopened.created, false, death.where);
      checkSteps(death, reopened, known);
      finish(reopened);
      return death.during && begun;
    });
  }).timeout(120_000);

  it('while an image is swapped in loses nothing that was answered', async () => {
    total += await killMany(40, 70, async () => {
      const death = await kill('swap', prepared, steps, 120);
      const reopened = open(death.folder);
      assert.deepEqual(reopened.setAside, [], death.where);
      checkSteps(death, reopened, reference);
      finish(reopened);
      return death.during;
    });
  }).timeout(120_000);

  it('in a long advance leaves it where it came to, and it can go on as if nothing had been', async () => {
    total += await killMany(40, 70, async () => {
      const death = await kill('advance', prepared, arrival, 30);
      const reopened = open(death.folder);
      assert.deepEqual(reopened.setAside, [], death.where);
      const last = death.said.filter((line) => line.startsWith('time ')).at(-1);
      assert.ok(reopened.sandbox.now >= Number(last?.slice(5) ?? 0), death.where);
      reopened.sandbox.onRecord = undefined;
      reopened.sandbox.advance(arrival);
      assert.equal(reopened.sandbox.digest(), arrived, death.where);
      finish(reopened);
      return death.during;
    });
  }).timeout(120_000);

  it('among ordinary actions loses nothing that was answered', async () => {
    total += await killMany(110, 110, async () => {
      const death = await kill('actions', prepared, steps, 60);
      const reopened = open(death.folder);
      assert.deepEqual(reopened.setAside, [], death.where);
      checkSteps(death, reopened, reference);
      finish(reopened);
      return death.during;
    });
    assert.ok(total >= 300, `${total} kills in all`);
  }).timeout(120_000);

  /** The account after each of the first steps. */
  function referenceOf(sandbox: Sandbox, count: number): string[] {
    const digests: string[] = [];
    sandbox.commitCreation();
    for (let number = 0; number <= count; number++) {
      digests.push(sandbox.digest());
      take(sandbox, stepOf(number));
    }
    assert.ok(actionsDone(sandbox) > 0);
    sandbox.close();
    return digests;
  }
});
