/** What a tool of AWS needs to know of an endpoint. */
export interface Leads {
  readonly url: string;
  readonly region: string;
  /** The file that holds the access key; without it `key` is told, and without that the shell has its keys already. */
  readonly credentialsFile?: string;
  readonly key?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** What a shell may still have and would win over what is set (AWS SDKs and Tools Reference Guide, order of settings). */
const inTheWay = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN', 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'];
const keys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];

/** Lines for the shell of a platform that lead its AWS tools to the endpoint. */
export function environmentLines({ url, region, credentialsFile, key }: Leads, platform: NodeJS.Platform): string[] {
  const variables: [name: string, value: string][] = [
    ['AWS_ENDPOINT_URL', url],
    ['AWS_REGION', region],
    ['AWS_DEFAULT_REGION', region],
  ];
  if (credentialsFile !== undefined) variables.push(['AWS_SHARED_CREDENTIALS_FILE', credentialsFile]);
  else if (key) variables.push(['AWS_ACCESS_KEY_ID', key.accessKeyId], ['AWS_SECRET_ACCESS_KEY', key.secretAccessKey]);
  const removed = [...inTheWay, ...(credentialsFile === undefined ? [] : keys)];
  if (platform === 'win32') {
    return [
      `Remove-Item -ErrorAction Ignore ${removed.map((name) => `Env:${name}`).join(', ')}`,
      ...variables.map(([name, value]) => `$Env:${name} = '${value.replaceAll("'", "''")}'`),
    ];
  }
  return [`unset ${removed.join(' ')}`, ...variables.map(([name, value]) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'`)];
}
