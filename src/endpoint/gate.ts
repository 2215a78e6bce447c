import type { IncomingMessage } from 'node:http';
import { EndpointError } from './errors';
import { isLook, isRoot } from './greeting';

/**
 * Whether a `Host` header names this machine's loopback. A page of the web can make its own name resolve to 127.0.0.1 (DNS rebinding), but it
 * cannot make the browser say another name. The port is not looked at: a forwarded port (Remote, WSL, Codespaces) is another one here.
 */
function isLoopbackHost(host: string): boolean {
  const name = host.toLowerCase().replace(/:\d{1,5}$/, '');
  return name === '127.0.0.1' || name === 'localhost' || name === '[::1]' || /^([a-z0-9-]{1,63}\.){1,8}localhost$/.test(name);
}

/** What AWS's protocols ask with; those whose actions are in paths and methods use all of them. */
const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
/** The methods as the `Allow` header lists them, which every answer 405 has (RFC 9110 §15.5.6): HEAD too where the page for browsers is. */
export function allowedMethods(url: string | undefined): string {
  const [get, ...others] = methods;
  return [get, ...(isRoot(url) ? ['HEAD'] : []), ...others].join(', ');
}

/**
 * Looks at a request before anything of it is read.
 * @throws an {@link EndpointError} for what no AWS client sends: a foreign host, a browser's page, a method no AWS protocol uses. Actions are asked for
 * with GET or POST (EC2 Developer Guide, query requests), and HEAD is answered as EC2 answers it: 400 (as observed, openshift/osd-network-verifier
 * pull request 233). Of the page for browsers it gets the head (RFC 9110 §9.3.2), which tells a probe that somebody is there.
 */
export function checkAtGate(message: IncomingMessage): void {
  const { headers, method, url } = message;
  if (!isLoopbackHost(headers.host ?? '')) {
    throw new EndpointError('AccessDenied', 'The Host header does not name the loopback of this machine', 403);
  }
  // Browsers put these on whatever a page sends elsewhere; answering such requests would let any page act on the account.
  const site = headers['sec-fetch-site'];
  if (headers.origin !== undefined || (site !== undefined && site !== 'none')) {
    throw new EndpointError('AccessDenied', 'Requests of web pages are not answered', 403);
  }
  const looks = isLook(message);
  if (method === 'HEAD' && !looks) throw new EndpointError('InvalidRequest', 'Actions are asked for with GET or POST, not with HEAD');
  if (!looks && !methods.has(method ?? '')) throw new EndpointError('MethodNotAllowed', `The endpoint answers ${allowedMethods(url)}`, 405);
  if (!url?.startsWith('/')) throw new EndpointError('InvalidRequest', 'The target of the request is not a path');
}
