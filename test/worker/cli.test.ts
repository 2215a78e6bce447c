import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCommand, UsageError } from '../../src/cli/arguments';
import { environmentLines, shellOf } from '../../src/shared/tool-environment';
import { cleanUp, newFolder } from './support/surroundings';

/** What has to go from a shell, as `serve` prints it. */
const unset =
  'unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SESSION_TOKEN AWS_SECURITY_TOKEN AWS_ROLE_ARN AWS_ROLE_SESSION_NAME AWS_WEB_IDENTITY_TOKEN_FILE ' +
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS AWS_ENDPOINT_URL_EC2 AWS_ENDPOINT_URL_IAM AWS_ENDPOINT_URL_SSM AWS_ENDPOINT_URL_STS ' +
  'AWS_USE_FIPS_ENDPOINT AWS_USE_DUALSTACK_ENDPOINT';

const program = fileURLToPath(new URL('../../../dist/cli.mjs', import.meta.url));

interface Serving {
  readonly child: ChildProcess;
  readonly url: string;
  /** All that was printed when it was ready. */
  readonly text: string;
}

const children: ChildProcess[] = [];

/** Starts the command line and waits for its line. */
function serve(options: readonly string[], environment: Record<string, string> = {}): Promise<Serving> {
  const env = { PATH: process.env['PATH'] ?? '', ...environment };
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', ...options], { stdio: ['ignore', 'pipe', 'pipe'], env });
  children.push(child);
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const url = /^Cloud Sandbox endpoint: (http:\/\/127\.0\.0\.1:\d+)\n/m.exec(text)?.[1];
      if (url !== undefined) resolve({ child, url, text });
    });
    let problem = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (problem += chunk));
    child.once('close', (code) => reject(new Error(`ended with ${code}: ${problem}`)));
  });
}

function stop({ child }: Serving, signal: 'SIGTERM' | 'SIGINT'): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('close', (code) => resolve(code));
    child.kill(signal);
  });
}

async function session(serving: Serving, action: string, input: object = {}): Promise<{ status: number; answer: Record<string, unknown> }> {
  const response = await fetch(`${serving.url}/_sandbox/${action}`, { method: 'POST', body: JSON.stringify(input) });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

describe('The command line', function () {
  this.timeout(30_000);

  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await cleanUp();
  });

  it('understands its options', () => {
    const parse = (...args: string[]) => parseCommand(args, (name) => name === 'eu-west-1' || name === 'ap-northeast-2');
    assert.deepEqual(parse('serve'), { command: 'serve', options: { port: 4566, region: 'ap-northeast-2', auth: 'sigv4' } });
    const all = ['--port', '0', '--region', 'eu-west-1', '--speed', '0.5', '--seed', '1', '--data', 'd', '--auth=off'];
    assert.deepEqual(parse('serve', ...all), {
      command: 'serve',
      options: { port: 0, region: 'eu-west-1', speed: 0.5, seed: '1', data: 'd', auth: 'off' },
    });
    assert.deepEqual(parse('serve', '--speed', 'instant'), {
      command: 'serve',
      options: { port: 4566, region: 'ap-northeast-2', speed: 'instant', auth: 'sigv4' },
    });
    assert.deepEqual(parse('--help'), { command: 'help' });
    assert.deepEqual(parse('serve', '-v'), { command: 'version' });
    for (const [args, message] of [
      [[], 'No command was given'],
      [['fly'], 'There is no command fly'],
      [['serve', 'me'], 'Unexpected argument me'],
      [['serve', '--port', '65536'], '--port must be a number from 0 to 65535, not 65536'],
      [['serve', '--port', 'x'], '--port must be a number from 0 to 65535, not x'],
      [['serve', '--region', 'moon-1'], '--region must be an AWS region, not moon-1'],
      [['serve', '--speed', 'fast'], '--speed must be a number from 0 to 1000000, or instant, not fast'],
      [['serve', '--speed=-1'], '--speed must be a number from 0 to 1000000, or instant, not -1'],
      [['serve', '--auth', 'no'], '--auth must be sigv4 or off, not no'],
      [['serve', '--sped', '1'], 'There is no option --sped'],
      [['serve', '-x'], 'There is no option -x'],
      [['serve', '--port'], '--port needs a value'],
      [['serve', '--data', '--auth', 'off'], '--data needs a value'],
      [['serve', '--help=me'], '--help takes no value'],
      [['serve', '--seed', ''], '--seed must not be empty'],
      [['serve', '--data', ''], '--data must name a folder'],
    ] as const) {
      assert.throws(() => parse(...args), { constructor: UsageError, message });
    }
  });

  it('prints its usage when asked, and with an error when it was not understood', () => {
    const help = spawnSync(process.execPath, [program, '--help'], { encoding: 'utf8' });
    assert.equal(help.status, 0);
    assert.match(help.stdout, /^Usage: cloud-sandbox serve \[options\]\n/);
    const wrong = spawnSync(process.execPath, [program, 'serve', '--sped', '1'], { encoding: 'utf8' });
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /^There is no option --sped\nRun with --help for the options\n$/);
    const version = spawnSync(process.execPath, [program, '--version'], { encoding: 'utf8' });
    assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it('keeps the account and its key in a folder, and ends cleanly', async () => {
    const folder = join(newFolder(), 'account');
    const first = await serve(['--data', folder, '--auth', 'off', '--speed', '0', '--seed', '1']);
    const [, key] = /^Access key ID (AKIA[A-Z2-7]{16}), secret access key in (.+)$/m.exec(first.text)!;
    assert.ok(first.text.includes(`secret access key in ${folder}/credentials\n`));
    assert.ok(!first.text.includes(/aws_secret_access_key = (.+)/.exec(readFileSync(join(folder, 'credentials'), 'utf8'))![1]!));
    assert.equal(statSync(join(folder, 'credentials')).mode & 0o777, 0o600);
    const { answer } = await session(first, 'AdvanceClock', { Seconds: 3_600 });
    assert.equal(await stop(first, 'SIGTERM'), 0);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('account.')),
      ['account.2.journal', 'account.2.sqlite'],
    );
    const second = await serve(['--data', folder, '--auth', 'off']);
    assert.equal((await session(second, 'DescribeClock')).answer['Now'], answer['Now']);
    assert.ok(second.text.includes(`Access key ID ${key}`));
    assert.equal(await stop(second, 'SIGINT'), 0);
  });

  it('says what leads the tools in a shell to it', () => {
    const leads = { url: 'http://127.0.0.1:1', region: 'eu-west-1' };
    const address = [
      "export AWS_ENDPOINT_URL='http://127.0.0.1:1'",
      "export AWS_REGION='eu-west-1'",
      "export AWS_DEFAULT_REGION='eu-west-1'",
      "export AWS_EC2_METADATA_DISABLED='true'",
    ];
    assert.deepEqual(environmentLines({ ...leads, credentialsFile: "/me/it's/credentials" }, shellOf('linux')), [
      `${unset} AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY`,
      ...address,
      String.raw`export AWS_SHARED_CREDENTIALS_FILE='/me/it'\''s/credentials'`,
    ]);
    assert.deepEqual(environmentLines({ ...leads, key: { accessKeyId: 'AKIA', secretAccessKey: 's' } }, shellOf('darwin')), [
      unset,
      ...address,
      "export AWS_ACCESS_KEY_ID='AKIA'",
      "export AWS_SECRET_ACCESS_KEY='s'",
    ]);
    const windows = environmentLines({ ...leads, credentialsFile: "C:\\it's\u2019" }, shellOf('win32'));
    assert.match(windows[0]!, /^Remove-Item -ErrorAction Ignore Env:AWS_PROFILE, .*, Env:AWS_SECRET_ACCESS_KEY$/);
    assert.equal(windows.at(-1), "$Env:AWS_SHARED_CREDENTIALS_FILE = 'C:\\it''s\u2019\u2019'");
  });

  it('takes its key from the environment', async () => {
    const folder = newFolder();
    const environment = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'secret' };
    const serving = await serve(['--data', folder], environment);
    assert.deepEqual(serving.text.split('\n'), [
      `Cloud Sandbox endpoint: ${serving.url}`,
      '# For the AWS tools in another shell:',
      unset,
      `export AWS_ENDPOINT_URL='${serving.url}'`,
      "export AWS_REGION='ap-northeast-2'",
      "export AWS_DEFAULT_REGION='ap-northeast-2'",
      "export AWS_EC2_METADATA_DISABLED='true'",
      '',
    ]);
    assert.equal(existsSync(join(folder, 'credentials')), false);
    assert.equal(await stop(serving, 'SIGTERM'), 0);
  });

  it('refuses a port in use and a folder that is held', async () => {
    const folder = newFolder();
    const first = await serve(['--data', folder, '--auth', 'off']);
    const { port } = new URL(first.url);
    const taken = spawnSync(process.execPath, [program, 'serve', '--port', port], { encoding: 'utf8' });
    assert.deepEqual(
      [taken.status, taken.stderr],
      [1, `Port ${port} is in use, perhaps by the endpoint of an editor: give --port another number, or 0 for a free one\n`],
    );
    const held = spawnSync(process.execPath, [program, 'serve', '--port', '0', '--data', folder], { encoding: 'utf8' });
    assert.deepEqual(
      [held.status, held.stderr],
      [
        1,
        `Another process, perhaps an earlier serve or an editor, holds the account in ${folder}: end it first, or give --data another folder\n`,
      ],
    );
    assert.equal(await stop(first, 'SIGTERM'), 0);
  });

  it('serves the actions of the session', async () => {
    const serving = await serve(['--auth', 'off', '--speed', 'instant']);
    assert.equal((await session(serving, 'DescribeClock')).answer['Speed'], 'instant');
    assert.equal((await session(serving, 'SetClockSpeed', { Speed: 0 })).answer['Speed'], 0);
    const before = (await session(serving, 'DescribeClock')).answer['Now'] as string;
    const { answer } = await session(serving, 'AdvanceClock', { Seconds: 90 });
    assert.equal(Date.parse(answer['Now'] as string) - Date.parse(before), 90_000);
    const { answer: settings } = await session(serving, 'PutAccountSettings', { rules: 'classic' });
    assert.equal((settings['Settings'] as { rules: string }).rules, 'classic');
    const { status, answer: error } = await session(serving, 'AdvanceClock', { Seconds: -1 });
    assert.deepEqual([status, error['__type']], [400, 'InvalidParameterValue']);
    assert.equal((await session(serving, 'Reset')).status, 200);
    assert.equal(await stop(serving, 'SIGTERM'), 0);
  });
});
