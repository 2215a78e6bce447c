import type { EndpointState } from '../../shared/worker';

/** The shells whose words are known. */
export const shells = ['bash', 'powershell', 'cmd'] as const;
export type Shell = (typeof shells)[number];

/** The shell that people of a platform have. */
export const shellOf = (platform: NodeJS.Platform): Shell => (platform === 'win32' ? 'powershell' : 'bash');

/** What leads the tools of AWS to the endpoint. */
export function endpointVariables(
  { url, accessKeyId, secretAccessKey }: Required<EndpointState>,
  region: string,
): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/**
 * What a shell may still have and would win over those: another account's token or profile, the address of a single service, the wish to take no
 * address from the environment (AWS SDKs and Tools Reference Guide, service-specific endpoints).
 */
const inTheWay = [
  ...['AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN', 'AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'],
  ...['EC2', 'IAM', 'SSM', 'STS'].map((service) => `AWS_ENDPOINT_URL_${service}`),
];

const lines: Readonly<Record<Shell, { set(name: string, value: string): string; unset(names: readonly string[]): readonly string[] }>> = {
  bash: { set: (name, value) => `export ${name}='${value}'`, unset: (names) => [`unset ${names.join(' ')}`] },
  powershell: {
    set: (name, value) => `$Env:${name} = '${value}'`,
    unset: (names) => [`Remove-Item -ErrorAction Ignore ${names.map((name) => `Env:${name}`).join(', ')}`],
  },
  cmd: { set: (name, value) => `set "${name}=${value}"`, unset: (names) => names.map((name) => `set "${name}="`) },
};

/** Lines that make a shell talk to the endpoint. */
export function environmentText(shell: Shell, endpoint: Required<EndpointState>, region: string): string {
  const { set, unset } = lines[shell];
  const variables = Object.entries(endpointVariables(endpoint, region)).map(([name, value]) => set(name, value));
  const end = shell === 'bash' ? '\n' : '\r\n';
  return [...unset(inTheWay), ...variables].map((line) => `${line}${end}`).join('');
}
