import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountDefinition } from '../../src/region/definition';
import type { Sandbox } from '../../src/region/kernel/sandbox';
import { NewerSchemaError } from '../../src/region/store/schema';
import { AccountFiles, type OpenedAccount } from '../../src/worker/account-files';
import { nodeDisk } from '../../src/worker/disk';
import type { AccountPlace } from '../../src/worker/generation';
import { encodeFrame } from '../../src/worker/journal';
import { fullWhile } from './support/faulty-disk';
import { prepareStory, stepOf, storyAccount, take } from './support/story';
import { cleanUp, newFolder, ports } from './support/surroundings';

describe("An account's files", () => {
  before(() => prepareStory(ports));
  afterEach(cleanUp);

  const problems: string[] = [];
  const place = (folder: string, disk = nodeDisk): AccountPlace => ({
    folder,
    disk,
    ports,
    definition: accountDefinition,
    onProblem: (text) => problems.push(text),
  });
  const open = (folder: string, disk = nodeDisk): OpenedAccount => AccountFiles.open(place(folder, disk), () => storyAccount(ports));
  const tell = (sandbox: Sandbox, from: number, to: number): void => {
    for (let number = from; number < to; number++) take(sandbox, stepOf(number));
  };
  /** A copy of a folder as it is at this moment, as after a kill. */
  const copyOf = (folder: string): string => {
    const copy = newFolder();
    for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(copy, name));
    return copy;
  };

  it('keep a new account before anything is asked of it, readable by its owner only', async () => {
    const folder = newFolder();
    const { sandbox, files, created } = open(folder);
    assert.equal(created, true);
    assert.deepEqual(readdirSync(folder).sort(), ['account.1.journal', 'account.1.sqlite']);
    assert.equal(statSync(join(folder, 'account.1.journal')).mode & 0o777, 0o600);
    assert.equal(statSync(join(folder, 'account.1.sqlite')).mode & 0o777, 0o600);
    const again = open(copyOf(folder));
    assert.equal(again.created, false);
    assert.equal(again.sandbox.digest(), sandbox.digest());
    await files.close();
    await again.files.close();
  });

  it('hold every commit the moment it is answered', async () => {
    const folder = newFolder();
    const { sandbox, files } = open(folder);
    for (let number = 0; number < 8; number++) {
      tell(sandbox, number, number + 1);
      const copy = open(copyOf(folder));
      assert.equal(copy.sandbox.digest(), sandbox.digest(), `after step ${number}`);
      await copy.files.close();
    }
    await files.close();
  });

  it('become one image and one empty journal when closed', async () => {
    const folder = newFolder();
    const first = open(folder);
    tell(first.sandbox, 0, 6);
    const digest = first.sandbox.digest();
    await first.files.close();
    assert.deepEqual(readdirSync(folder).sort(), ['account.2.journal', 'account.2.sqlite']);
    assert.throws(() => tell(first.sandbox, 6, 7), { code: 'StorageError' });
    const second = open(folder);
    assert.equal(second.sandbox.digest(), digest);
    await second.files.close();
    assert.deepEqual(readdirSync(folder).sort(), ['account.2.journal', 'account.2.sqlite']);
  });

  it('lose only a torn last record, wherever it is cut', async () => {
    const folder = newFolder();
    const { sandbox, files } = open(folder);
    tell(sandbox, 0, 3);
    const before = sandbox.digest();
    const whole = statSync(join(folder, 'account.1.journal')).size;
    tell(sandbox, 4, 5);
    const after = sandbox.digest();
    const bytes = readFileSync(join(folder, 'account.1.journal'));
    assert.ok(bytes.length - whole > 500, `the last record has ${bytes.length - whole} bytes`);
    const cut = copyOf(folder);
    for (let length = whole; length <= bytes.length; length++) {
      writeFileSync(join(cut, 'account.1.journal'), bytes.subarray(0, length));
      const again = open(cut);
      assert.deepEqual(again.setAside, []);
      assert.equal(again.sandbox.digest(), length === bytes.length ? after : before, `cut at byte ${length}`);
      assert.equal(statSync(join(cut, 'account.1.journal')).size, length === bytes.length ? length : whole);
      again.sandbox.onRecord = undefined;
      again.sandbox.close();
    }
    await files.close();
  }).timeout(60_000);

  it('go on after a torn record', async () => {
    const folder = newFolder();
    const { sandbox, files } = open(folder);
    tell(sandbox, 0, 3);
    const cut = copyOf(folder);
    appendFileSync(join(cut, 'account.1.journal'), encodeFrame('{"at":1}').subarray(0, 12));
    const again = open(cut);
    tell(again.sandbox, 4, 6);
    const third = open(copyOf(cut));
    tell(sandbox, 4, 6);
    assert.equal(third.sandbox.digest(), sandbox.digest());
    for (const each of [files, again.files, third.files]) await each.close();
  });

  it('set a journal aside that is damaged before its end, and keep what comes before', async () => {
    const folder = newFolder();
    const { sandbox, files } = open(folder);
    tell(sandbox, 0, 2);
    const before = sandbox.digest();
    const place = statSync(join(folder, 'account.1.journal')).size + 40;
    tell(sandbox, 2, 4);
    const damaged = copyOf(folder);
    const bytes = readFileSync(join(damaged, 'account.1.journal'));
    bytes[place]! ^= 1;
    writeFileSync(join(damaged, 'account.1.journal'), bytes);
    const again = open(damaged);
    assert.deepEqual(again.setAside, ['account.1.journal.damaged-1']);
    assert.equal(again.sandbox.digest(), before);
    assert.deepEqual(readFileSync(join(damaged, 'account.1.journal.damaged-1')), bytes);
    await again.files.close();
    assert.deepEqual(readdirSync(damaged).sort(), ['account.1.journal.damaged-1', 'account.2.journal', 'account.2.sqlite']);
    await files.close();
  });

  it('set a damaged image aside and make a new account when there is no other', async () => {
    const folder = newFolder();
    const first = open(folder);
    tell(first.sandbox, 0, 3);
    await first.files.close();
    const bytes = readFileSync(join(folder, 'account.2.sqlite'));
    bytes[5000]! ^= 255;
    writeFileSync(join(folder, 'account.2.sqlite'), bytes);
    const again = open(folder);
    assert.equal(again.created, true);
    assert.deepEqual(again.setAside, ['account.2.sqlite.damaged-1']);
    assert.deepEqual(readFileSync(join(folder, 'account.2.sqlite.damaged-1')), bytes);
    const fresh = storyAccount(ports);
    fresh.commitCreation();
    assert.equal(again.sandbox.digest(), fresh.digest());
    await again.files.close();
    assert.deepEqual(readdirSync(folder).sort(), ['account.2.sqlite.damaged-1', 'account.3.journal', 'account.3.sqlite']);
  });

  it('fall back to the image before a damaged one while it is there', async () => {
    const folder = newFolder();
    const { sandbox, files } = open(folder);
    tell(sandbox, 0, 3);
    const old = copyOf(folder);
    await files.writeImage();
    tell(sandbox, 4, 6);
    const mixed = copyOf(folder);
    for (const name of readdirSync(old)) copyFileSync(join(old, name), join(mixed, name));
    writeFileSync(join(mixed, 'account.2.sqlite'), 'not an image');
    const again = open(mixed);
    assert.equal(again.sandbox.digest(), sandbox.digest());
    assert.deepEqual(again.setAside, ['account.2.sqlite.damaged-1']);
    await again.files.close();
    await files.close();
  });

  it('never overwrite what was set aside before', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'account.1.sqlite'), 'one');
    await open(folder).files.close();
    writeFileSync(join(folder, 'account.2.sqlite'), 'two');
    writeFileSync(join(folder, 'account.1.sqlite'), 'three');
    await open(folder).files.close();
    assert.equal(readFileSync(join(folder, 'account.1.sqlite.damaged-1'), 'utf8'), 'one');
    assert.equal(readFileSync(join(folder, 'account.2.sqlite.damaged-1'), 'utf8'), 'two');
    assert.equal(readFileSync(join(folder, 'account.1.sqlite.damaged-2'), 'utf8'), 'three');
  });

  it('of a newer version are refused with a clear word and left alone', async () => {
    const folder = newFolder();
    const { sandbox, files } = open(folder);
    tell(sandbox, 0, 3);
    await files.close();
    const journal = join(folder, 'account.2.journal');
    const start = JSON.parse(readFileSync(journal).toString('utf8', 10)) as object;
    writeFileSync(journal, encodeFrame(JSON.stringify({ ...start, schema: 3 })));
    const before = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]);
    assert.throws(
      () => open(folder),
      (error) =>
        error instanceof NewerSchemaError &&
        error.message ===
          'This account was written by a newer version of Cloud Sandbox (schema 3; this version knows 2). Update the extension to open it.',
    );
    assert.deepEqual(
      readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]),
      before,
    );
  });

  it('that cannot be written to undo the commit, and take the next when there is room again', async () => {
    const folder = newFolder();
    let full = false;
    const { sandbox, files } = open(
      folder,
      fullWhile(nodeDisk, () => full),
    );
    tell(sandbox, 0, 3);
    const before = sandbox.digest();
    full = true;
    assert.throws(() => tell(sandbox, 4, 5), {
      code: 'StorageError',
      message: "The account's journal could not be written, so nothing was changed: ENOSPC: no space left on device, write",
    });
    assert.throws(() => tell(sandbox, 3, 4), { code: 'StorageError' });
    assert.equal(sandbox.digest(), before);
    assert.equal(await files.writeImage(), false);
    full = false;
    tell(sandbox, 4, 5);
    const again = open(copyOf(folder));
    assert.equal(again.sandbox.digest(), sandbox.digest());
    assert.equal(await files.writeImage(), true);
    await files.close();
    await again.files.close();
  });

  it('keep the journal going while an image is written', async () => {
    const folder = newFolder();
    const { sandbox, files } = open(folder);
    tell(sandbox, 0, 3);
    const swap = files.writeImage();
    tell(sandbox, 3, 6);
    const during = open(copyOf(folder));
    assert.equal(during.sandbox.digest(), sandbox.digest());
    assert.equal(await swap, true);
    assert.deepEqual(readdirSync(folder).sort(), ['account.2.journal', 'account.2.sqlite']);
    const after = open(copyOf(folder));
    assert.equal(after.sandbox.digest(), sandbox.digest());
    for (const each of [files, during.files, after.files]) await each.close();
  });

  it('are due for a new image after 8 MiB of journal', async () => {
    const folder = newFolder();
    const { sandbox, files } = open(folder);
    const region = 'ap-northeast-2';
    const Description = 'x'.repeat(255);
    let number = 0;
    const sizes: number[] = [];
    while (!files.imageDue) {
      sizes.push(statSync(join(folder, 'account.1.journal')).size);
      for (let count = 0; count < 400; count++) {
        number++;
        const action = number % 2 === 1 ? 'ec2:CreateSecurityGroup' : 'ec2:DeleteSecurityGroup';
        const input = number % 2 === 1 ? { GroupName: 'big', Description } : { GroupName: 'big' };
        sandbox.execute({ action, region, input: input as never, caller: { userAgent: 'y'.repeat(900) } });
      }
    }
    assert.ok(sizes.at(-1)! <= 8 * 1024 * 1024);
    await files.writeImage();
    assert.equal(files.imageDue, false);
    await files.close();
  });

  it('change over to a new account at once', async () => {
    const folder = newFolder();
    const { sandbox, files } = open(folder);
    tell(sandbox, 0, 3);
    const next = storyAccount(ports);
    await files.replace(next);
    assert.throws(() => tell(sandbox, 4, 5), { code: 'StorageError' });
    const fresh = open(copyOf(folder));
    assert.equal(fresh.sandbox.digest(), next.digest());
    tell(next, 0, 5);
    const later = open(copyOf(folder));
    assert.equal(later.sandbox.digest(), next.digest());
    await files.close();
    const digest = next.digest();
    const last = open(folder);
    assert.equal(last.sandbox.digest(), digest);
    for (const each of [fresh.files, later.files, last.files]) await each.close();
  });
});
