/** The shells whose words are known. */
export const shells = ['bash', 'powershell', 'cmd'] as const;
export type Shell = (typeof shells)[number];

/** The shell that people of a platform have. */
export const shellOf = (platform: NodeJS.Platform): Exclude<Shell, 'cmd'> => (platform === 'win32' ? 'powershell' : 'bash');

/** What a tool of AWS needs to know of an endpoint. */
export interface Leads {
  readonly url: string;
  readonly region: string;
  /** The file that holds the access key; without it `key` is told, and without that the shell has its keys already. */
  readonly credentialsFile?: string;
  readonly key?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The variables that lead the tools of AWS to an endpoint (AWS SDKs and Tools Reference Guide, environment variables). */
export function toolVariables({ url, region, credentialsFile, key }: Leads): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    // No tool is to ask the machine it runs on for a role.
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  if (credentialsFile !== undefined) variables['AWS_SHARED_CREDENTIALS_FILE'] = credentialsFile;
  else if (key) Object.assign(variables, { AWS_ACCESS_KEY_ID: key.accessKeyId, AWS_SECRET_ACCESS_KEY: key.secretAccessKey });
  return variables;
}

/**
 * What a shell may still have and would win over those variables, or keep a tool from taking them (AWS SDKs and Tools Reference Guide, credential
 * provider chain and service-specific endpoints). The variables of a container are none of them: every tool takes a key, or a file of keys, before.
 */
export const unwantedVariables: readonly string[] = [
  // Another profile, or a token that belongs to another key.
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  // A role taken on with a web identity, which comes before a file of keys.
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  // Another address, or none from the environment.
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  'AWS_ENDPOINT_URL_EC2',
  'AWS_ENDPOINT_URL_IAM',
  'AWS_ENDPOINT_URL_SSM',
  'AWS_ENDPOINT_URL_STS',
  // Kinds of endpoint with which no address may be given.
  'AWS_USE_FIPS_ENDPOINT',
  'AWS_USE_DUALSTACK_ENDPOINT',
];

/**
 * A text that the shell takes as one word and leaves as it is. Between single quotes neither bash nor PowerShell changes anything; bash has to end them
 * for a quote, PowerShell takes two for one, and the typographic ones for quotes too.
 */
export function quoted(text: string, shell: Exclude<Shell, 'cmd'>): string {
  return shell === 'bash' ? `'${text.replaceAll("'", String.raw`'\''`)}'` : `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}

const words: Readonly<Record<Shell, { set(name: string, value: string): string; unset(names: readonly string[]): readonly string[] }>> = {
  bash: {
    set: (name, value) => `export ${name}=${quoted(value, 'bash')}`,
    unset: (names) => [`unset ${names.join(' ')}`],
  },
  powershell: {
    set: (name, value) => `$Env:${name} = ${quoted(value, 'powershell')}`,
    unset: (names) => [`Remove-Item -ErrorAction Ignore ${names.map((name) => `Env:${name}`).join(', ')}`],
  },
  // Quotes around the whole are no part of the value, and what stands between them is taken as it is. A name between percent signs alone is not, and
  // nothing at the prompt keeps it so; an address, a region and a key have none.
  cmd: { set: (name, value) => `set "${name}=${value}"`, unset: (names) => names.map((name) => `set "${name}="`) },
};

/** Lines that make the tools of AWS in a shell talk to the endpoint. */
export function environmentLines(leads: Leads, shell: Shell): string[] {
  const { set, unset } = words[shell];
  // A key in the shell would win over the file's.
  const keys = leads.credentialsFile === undefined ? [] : ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
  return [...unset([...unwantedVariables, ...keys]), ...Object.entries(toolVariables(leads)).map(([name, value]) => set(name, value))];
}
