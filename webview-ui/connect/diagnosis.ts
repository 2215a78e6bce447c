import * as l10n from '@vscode/l10n';
import type { ConnectView } from '../../src/shared/connect';
import { element } from '../kit/element';
import { ui } from '../kit/ui';

/** What can be done about it. */
export interface Remedies {
  addRule(): void;
  start(): void;
  show(kind: string, id: string): void;
}

interface Verdict {
  readonly mood: 'good' | 'wait' | 'bad';
  readonly title: string;
  readonly why: string;
  readonly remedy?: { readonly label: string; readonly press: () => void; readonly secondary?: boolean };
}

/** The service that a machine is logged into by. */
const serviceOf = ({ windows }: ConnectView): string => (windows ? 'RDP' : 'SSH');

/** What somebody who connects would see. */
function seen(view: ConnectView): string {
  const { outcome } = view.reach;
  if (outcome === 'connected') return l10n.t('{0} would connect: port {1} answers.', serviceOf(view), view.port);
  return outcome === 'timeout'
    ? l10n.t('{0} would fail: the connection to port {1} times out.', serviceOf(view), view.port)
    : l10n.t('{0} would fail: the connection to port {1} is refused.', serviceOf(view), view.port);
}

function verdict(view: ConnectView, remedies: Remedies): Verdict {
  const { reach, state, group, port, userAddress } = view;
  const bad = (why: string, remedy?: Verdict['remedy']): Verdict => ({ mood: 'bad', title: seen(view), why, ...(remedy && { remedy }) });
  const wait = (why: string): Verdict => ({ mood: 'wait', title: seen(view), why });
  const look = (kind: string, label: string): Verdict['remedy'] => {
    const [id] = reach.subjects;
    return id === undefined ? undefined : { label, secondary: true, press: () => remedies.show(kind, id) };
  };
  if (state === undefined) return bad(l10n.t('The instance is gone.'));
  switch (reach.reason) {
    case 'open':
      return {
        mood: 'good',
        title: seen(view),
        why: l10n.t('Instance, address, route, network ACL and security group let {0} through.', userAddress),
      };
    case 'not-running':
      if (state === 'pending') return wait(l10n.t('The instance is just starting.'));
      return bad(
        l10n.t('The instance is not running: it is {0}.', state),
        state === 'stopped' ? { label: l10n.t('Start Instance'), press: () => remedies.start() } : undefined,
      );
    case 'no-public-address':
      return bad(l10n.t('The instance has no public IPv4 address. Associate an Elastic IP address, or launch it with a public IP.'));
    case 'no-internet-gateway':
      return bad(l10n.t('The VPC {0} has no internet gateway attached.', reach.subjects[0] ?? ''), look('vpcs', l10n.t('Show VPC')));
    case 'no-route':
      return bad(
        l10n.t('The route table of the subnet, {0}, has no route to the internet gateway.', reach.subjects[0] ?? ''),
        look('route-tables', l10n.t('Show Route Table')),
      );
    case 'network-acl':
      return bad(
        l10n.t('The network ACL {0} stops it, on the way in or out.', reach.subjects[0] ?? ''),
        look('network-acls', l10n.t('Show Network ACL')),
      );
    case 'security-group':
      return bad(
        l10n.t(
          'The security group {0} has no inbound rule that lets {1} in on port {2}.',
          group ? `${group.name} (${group.id})` : '',
          userAddress,
          port,
        ),
        {
          label: view.windows ? l10n.t('Add rule: RDP from My IP') : l10n.t('Add rule: SSH from My IP'),
          press: () => remedies.addRule(),
        },
      );
    case 'booting':
      return wait(l10n.t('The operating system is still booting. It answers in a moment of virtual time.'));
    case 'no-listener':
      return bad(l10n.t('Nothing listens on port {0}.', port));
  }
}

/** What is to be said of the private key, and whether it is bad. */
function keyText(view: ConnectView): { readonly text: string; readonly bad: boolean } {
  const { keyName, keyPairId, keyFile, windows } = view;
  if (keyName === undefined) {
    return windows
      ? { bad: true, text: l10n.t('It was launched without a key pair: its password cannot be decrypted by anybody.') }
      : { bad: true, text: l10n.t('It was launched without a key pair: nobody can log in with a key.') };
  }
  if (keyFile && !keyFile.exists) {
    return {
      bad: true,
      text: l10n.t(
        'The file of the private key {0} is gone: {1}. AWS keeps no copy. Without it nobody can log in; make an image and launch from that with a new key pair.',
        keyName,
        keyFile.path,
      ),
    };
  }
  if (keyFile) return { bad: false, text: l10n.t('The private key {0} is at {1}.', keyName, keyFile.path) };
  const told = l10n.t('This editor does not know where the private key of {0} was saved.', keyName);
  return {
    bad: false,
    text:
      keyPairId === undefined
        ? `${l10n.t('The key pair {0} is no longer in the account; the instance keeps its public key.', keyName)}`
        : told,
  };
}

/** What the address is that the sentences above name. */
function whoseAddress({ userAddress }: ConnectView): string {
  return l10n.t(
    '{0} is your own address as the sandbox has it: “My IP” in the EC2 console. It is made up, and your real address is never looked at.',
    userAddress,
  );
}

/** Whether connecting would work now, why not, and what helps. */
export function diagnosis(view: ConnectView, remedies: Remedies): HTMLElement {
  const { mood, title, why, remedy } = verdict(view, remedies);
  // Of what is no longer there nobody knows the key.
  const key = view.state === undefined ? undefined : keyText(view);
  const tellsAddress = why.includes(view.userAddress);
  const mark = { good: '✓', wait: '…', bad: '✕' }[mood];
  const actions =
    remedy && !view.readOnly
      ? [element('p', { class: 'row' }, ui.button({ label: remedy.label, secondary: remedy.secondary ?? false, onPress: remedy.press }))]
      : [];
  return element(
    'section',
    { class: `diagnosis ${mood}`, 'aria-label': l10n.t('Would it work?') },
    element('p', { class: 'verdict' }, element('span', { class: 'mark', 'aria-hidden': 'true' }, mark), element('strong', {}, title)),
    element('p', {}, why),
    ...actions,
    ...(tellsAddress ? [element('p', { class: 'dim' }, whoseAddress(view))] : []),
    ...(key ? [element('p', { class: key.bad ? 'key bad' : 'key' }, key.text)] : []),
  );
}
