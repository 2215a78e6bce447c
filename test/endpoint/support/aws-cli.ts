import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { askSandbox } from './raw-http';
import { end, keysIn, type Served, serve } from './served';

const run = promisify(execFile);

/** False where the real AWS CLI is missing. */
export async function awsCliIsThere(): Promise<boolean> {
  return run('aws', ['--version']).then(
    () => true,
    () => false,
  );
}

/** A served account in a folder of its own, and the real AWS CLI as its only user. */
export class AwsCli {
  private constructor(
    readonly folder: string,
    readonly region: string,
    private readonly served: Served,
    private readonly keys: Readonly<Record<string, string>>,
  ) {}

  /** Serves a new account. `speed`: virtual seconds a real one. */
  static async serve(region: string, seed: string, speed: number): Promise<AwsCli> {
    const folder = await mkdtemp(join(tmpdir(), 'cloud-sandbox-cli-'));
    const served = await serve('--region', region, '--seed', seed, '--speed', String(speed), '--data', folder);
    return new AwsCli(folder, region, served, await keysIn(folder));
  }

  async close(): Promise<void> {
    await end(this.served, 'SIGKILL');
    await rm(this.folder, { recursive: true });
  }

  /** `aws ec2 …`: the words of the first text, then words that may hold spaces. Answers what it prints as text. */
  async ec2(words: string, ...more: string[]): Promise<string> {
    return this.aws(`ec2 ${words}`, ...more);
  }

  async aws(words: string, ...more: string[]): Promise<string> {
    const env = {
      PATH: process.env['PATH'],
      HOME: this.folder,
      AWS_ENDPOINT_URL: this.served.url,
      AWS_DEFAULT_REGION: this.region,
      AWS_MAX_ATTEMPTS: '1',
      AWS_PAGER: '',
      ...this.keys,
    };
    const { stdout } = await run('aws', [...words.split(' '), ...more, '--output', 'text'], { env });
    return stdout.trim();
  }

  /** The same, when it must fail: the code, the action and the message as the CLI prints them. */
  async fails(words: string, ...more: string[]): Promise<string> {
    const done = await this.ec2(words, ...more).catch((error: { stderr: string }) => error);
    if (typeof done === 'string') throw new Error(`aws ec2 ${words} succeeded: ${done}`);
    return done.stderr.trim().replace(/^aws: \[ERROR\]: /, '');
  }

  /** One fact of an instance, by a JMESPath expression. */
  instance(id: string, query: string): Promise<string> {
    return this.ec2(`describe-instances --instance-ids ${id} --query`, `Reservations[0].Instances[0].${query}`);
  }

  /** Asks for an action of the service `sandbox`, which the AWS CLI does not know. */
  async sandbox(action: string, input: object): Promise<Record<string, unknown>> {
    const { status, answer } = await askSandbox(this.served.url, this.keys, action, input, this.region);
    if (status !== 200) throw new Error(JSON.stringify(answer));
    return answer;
  }
}
