// A process made to be killed: it works on the account in a folder and says, in lines on its standard output, what it has answered.
import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { accountDefinition } from '../../../src/region/definition';
import { AccountFiles } from '../../../src/worker/account-files';
import { ClockDriver } from '../../../src/worker/clock-driver';
import { type Disk, nodeDisk } from '../../../src/worker/disk';
import { loadPorts } from '../../../src/worker/ports';
import { nodeWallTime, type WallTime } from '../../../src/worker/wall-time';
import { prepareStory, stepOf, storyAccount, take } from './story';

const [folder, scene, image, to] = process.argv.slice(2) as [string, string, string, string];

function say(line: string): void {
  writeSync(1, `${line}\n`);
}

const stillness = new Int32Array(new SharedArrayBuffer(4));

/** A disk so slow that the first creation takes long enough to be hit; it begins with the making of the first file. */
function slow(disk: Disk): Disk {
  let begun = false;
  const entries = Object.entries(disk).map(([name, call]: [string, (...values: never[]) => unknown]) => [
    name,
    (...values: never[]): unknown => {
      if (name === 'open' && !begun) say('begin');
      begun ||= name === 'open';
      if (begun) Atomics.wait(stillness, 0, 0, 2);
      return call(...values);
    },
  ]);
  return Object.fromEntries(entries) as Disk;
}

const ports = await loadPorts(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));
prepareStory(ports, image);
const { sandbox, files } = AccountFiles.open(
  { folder, disk: scene === 'creation' ? slow(nodeDisk) : nodeDisk, ports, definition: accountDefinition, onProblem: say },
  () => storyAccount(ports),
);
say('open');

let next = 0;
function step(): void {
  if (next >= Number(to)) return;
  take(sandbox, stepOf(next++));
  say(`step ${next}`);
}

if (scene === 'swap') {
  step();
  for (;;) {
    say('begin');
    const swap = files.writeImage();
    step();
    await swap;
    say('end');
    await nodeWallTime.yield();
  }
} else if (scene === 'advance') {
  // Each look at this clock costs a millisecond, so that a slice holds a few events.
  let elapsed = 0;
  const wall: WallTime = { ...nodeWallTime, elapsed: () => elapsed++ };
  const clock = new ClockDriver(sandbox, 0, wall, {
    onClock: () => undefined,
    onAdvance: () => say(`time ${sandbox.now}`),
    onProblem: say,
  });
  say('begin');
  await clock.advance(() => Number(to), new AbortController().signal);
  say('end');
} else {
  if (scene === 'actions') say('begin');
  while (next < Number(to)) {
    step();
    await nodeWallTime.yield();
  }
}
setInterval(() => undefined, 1_000_000);
