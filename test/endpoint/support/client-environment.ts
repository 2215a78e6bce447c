import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Served } from './served';

const run = promisify(execFile);

/** The environment of an AWS client that knows a served account, and nothing of this machine's own AWS settings. */
export function clientEnvironment({ url }: Served, keys: Readonly<Record<string, string>>, region = 'ap-northeast-2'): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(inherited),
    ...keys,
    AWS_ENDPOINT_URL: url,
    AWS_DEFAULT_REGION: region,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    AWS_MAX_ATTEMPTS: '1',
    PYTHONIOENCODING: 'utf-8',
  };
}

/** Why boto3 cannot be used here; undefined when it can. */
export async function whyNoBoto3(): Promise<string | undefined> {
  return run('python3', ['-c', 'import boto3']).then(
    () => undefined,
    () => 'boto3 is not installed',
  );
}

/** Why the AWS CLI cannot be used here; undefined when it can. */
export async function whyNoCli(): Promise<string | undefined> {
  return run('aws', ['--version']).then(
    () => undefined,
    () => 'the AWS CLI is not installed',
  );
}
