import { environmentLines, type Leads, type Shell } from '../../shared/tool-environment';
import type { EndpointState } from '../../shared/worker';

/** What the tools of AWS need to know of the editor's endpoint. */
export function leadsTo({ url, accessKeyId, secretAccessKey }: Required<EndpointState>, region: string): Leads {
  return { url, region, key: { accessKeyId, secretAccessKey } };
}

/** Text to paste into a shell, so that its tools of AWS talk to the endpoint. */
export function environmentText(shell: Shell, endpoint: Required<EndpointState>, region: string): string {
  const end = shell === 'bash' ? '\n' : '\r\n';
  return environmentLines(leadsTo(endpoint, region), shell)
    .map((line) => `${line}${end}`)
    .join('');
}
