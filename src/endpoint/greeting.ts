import type { IncomingMessage } from 'node:http';
import type { WireReply } from './wire';

/** Where the page for browsers is; nothing is asked for there. */
export const isRoot = (url: string | undefined): boolean => url === '/' || url === '/?';

/** Whether a request is somebody's look at the address with a browser or a probe: no AWS client asks for nothing, unsigned. */
export function isLook({ method, url, headers }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && isRoot(url) && headers.authorization === undefined;
}

/** What somebody is told who looks at the endpoint with a browser. */
export function greeting(port: number): WireReply {
  const body = [
    'This is Cloud Sandbox: a simulated AWS account on this machine. Nothing here costs money or leaves the machine.',
    '',
    'It is meant for AWS clients (the AWS CLI, the SDKs, Terraform), not for a browser. Tell them where it is and which key it takes:',
    '',
    `    export AWS_ENDPOINT_URL=http://127.0.0.1:${port}`,
    '    export AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=...',
    '    aws ec2 describe-instances',
    '',
  ].join('\n');
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }, body };
}
