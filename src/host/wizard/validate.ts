import * as vscode from 'vscode';

const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

function isIpv4(text: string): boolean {
  return (
    octets
      .exec(text)
      ?.slice(1)
      .every((part) => Number(part) <= 255 && String(Number(part)) === part) ?? false
  );
}

/** What is wrong with an IPv4 address; undefined when nothing is. */
export function ipv4Problem(text: string): string | undefined {
  return isIpv4(text) ? undefined : vscode.l10n.t('Write an IPv4 address, such as 10.0.0.5');
}

/** What is wrong with a block of IPv4 addresses whose prefix is within the limits; undefined when nothing is. */
export function ipv4BlockProblem(text: string, least = 0, most = 32): string | undefined {
  const [address = '', prefix = '', more] = text.split('/');
  if (more === undefined && isIpv4(address) && /^\d{1,2}$/.test(prefix) && Number(prefix) >= least && Number(prefix) <= most)
    return undefined;
  return vscode.l10n.t('Write an IPv4 block with a prefix from /{0} to /{1}, such as 10.0.0.0/16', least, most);
}

/** What is wrong with a block of addresses, of IPv4 or IPv6. */
export function anyBlockProblem(text: string): string | undefined {
  if (text.includes(':') && /^[\da-f:]+\/(\d|\d\d|1[01]\d|12[0-8])$/i.test(text)) return undefined;
  return ipv4BlockProblem(text) && vscode.l10n.t('Write a block of addresses, such as 203.0.113.0/24 or 2001:db8::/32');
}

/** What is wrong with a whole number within the limits. */
export function numberProblem(text: string, least: number, most: number): string | undefined {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= least && value <= most
    ? undefined
    : vscode.l10n.t('Write a whole number from {0} to {1}', least, most);
}

/** What is wrong with one port or a range of them, such as 8000-8100. */
export function portsProblem(text: string): string | undefined {
  const [from, to = from] = text.split('-').map((part) => part.trim());
  const isPort = (part: string | undefined): boolean => /^\d{1,5}$/.test(part ?? '') && Number(part) <= 65_535;
  if (text.split('-').length <= 2 && isPort(from) && isPort(to) && Number(from) <= Number(to)) return undefined;
  return vscode.l10n.t('Write a port from 0 to 65535 or a range, such as 8000-8100');
}

/** What is wrong with a text that must not be longer. */
export function lengthProblem(text: string, most: number): string | undefined {
  return text.length > most ? vscode.l10n.t('At most {0} characters', most) : undefined;
}

/** What is wrong with the name of a key pair (EC2 User Guide, create key pairs). */
export function keyNameProblem(text: string): string | undefined {
  return /^(?! )[\x20-\x7e]{1,255}(?<! )$/.test(text) ? undefined : vscode.l10n.t('1 to 255 ASCII characters, no space at either end');
}

/** Characters in names and descriptions of security groups in a VPC (API, CreateSecurityGroup). */
const groupText = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/;

/** What is wrong with the name of a security group. */
export function groupNameProblem(text: string): string | undefined {
  if (/^sg-/i.test(text)) return vscode.l10n.t('The name cannot begin with sg-');
  return groupTextProblem(text);
}

/** What is wrong with the description of a security group. */
export function groupTextProblem(text: string): string | undefined {
  return groupText.test(text) ? undefined : vscode.l10n.t('1 to 255 characters: a-z, A-Z, 0-9, spaces and {0}', '._-:/()#,@[]+=&;{}!$*');
}
