import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where folders of providers may stand besides the ones Terraform looks into by itself. */
function mirrors(): string[] {
  const below = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []);
  const places = [
    ...below('/opt'),
    ...below('/usr/local/share/terraform'),
    ...below('/usr/share/terraform'),
    ...below(join(homedir(), '.terraform.d')),
  ];
  return places.filter((place) => existsSync(join(place, 'registry.terraform.io', 'hashicorp', 'aws')));
}

/** Why Terraform cannot be used here; undefined when it can. */
export async function whyNoTerraform(): Promise<string | undefined> {
  try {
    await run('terraform', ['version']);
  } catch {
    return 'Terraform is not installed';
  }
  return mirrors().length > 0 ? undefined : 'the AWS provider of Terraform is in no local mirror folder';
}

/** How a Terraform command ended. */
export interface TerraformRun {
  readonly code: number;
  readonly output: string;
}

/** Terraform in a folder of its own, with the AWS provider from the local mirror and nothing from the network. */
export class Terraform {
  private constructor(
    private readonly folder: string,
    private readonly env: Record<string, string>,
  ) {}

  static async open(folder: string, configuration: string, env: Record<string, string>): Promise<Terraform> {
    await copyFile(configuration, join(folder, 'main.tf'));
    const settings = join(folder, 'terraform.rc');
    await writeFile(settings, `provider_installation {\n  filesystem_mirror {\n    path = "${mirrors()[0]!}"\n  }\n}\n`);
    const path = process.env['PATH'] ?? '';
    return new Terraform(folder, {
      PATH: path,
      HOME: folder,
      TF_CLI_CONFIG_FILE: settings,
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
      ...env,
    });
  }

  /** Runs a command; its exit code is an answer, not an error. */
  async run(command: string, variables: Readonly<Record<string, string>> = {}, ...options: string[]): Promise<TerraformRun> {
    const given = Object.entries(variables).map(([name, value]) => `-var=${name}=${value}`);
    try {
      const { stdout } = await run('terraform', [command, '-no-color', ...options, ...given], {
        cwd: this.folder,
        env: this.env,
        maxBuffer: 64 * 1024 * 1024,
      });
      return { code: 0, output: stdout };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, output: `${stdout}${stderr}` };
    }
  }

  /** The outputs of the last apply. */
  async outputs(): Promise<Record<string, unknown>> {
    const { output } = await this.run('output', {}, '-json');
    const values = JSON.parse(output) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, value]));
  }
}
