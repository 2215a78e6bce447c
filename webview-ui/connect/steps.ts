import * as l10n from '@vscode/l10n';
import type { ConnectView } from '../../src/shared/connect';
import { element } from '../kit/element';
import { ui } from '../kit/ui';
import { type Copier, copyable, form } from './copyable';

/** What the steps leave to the editor. */
export interface StepActions extends Copier {
  save(name: string, text: string): void;
  password(): void;
}

const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** The name of the private key's file: the one it was saved as, else the one that AWS gives it. */
function pemOf({ keyFile, keyName }: ConnectView): string {
  return keyFile ? fileName(keyFile.path) : `${keyName ?? 'key'}.pem`;
}

const ppkOf = (view: ConnectView): string => pemOf(view).replace(/(\.\w+)?$/, '.ppk');

/** Where to connect to: the public name, else an address. */
const hostOf = ({ publicDns, publicIp, privateIp }: ConnectView): string => publicDns ?? publicIp ?? privateIp ?? '';

const list = (...steps: (Node | string)[][]): HTMLElement =>
  element('ol', { class: 'steps' }, ...steps.map((parts) => element('li', {}, ...parts)));

const block = (...parts: (Node | string)[]): HTMLElement => element('div', { class: 'command' }, ...parts);

function openSsh(view: ConnectView, actions: StepActions): HTMLElement {
  const pem = pemOf(view);
  return list(
    [l10n.t('Open a terminal in the folder of the private key file.')],
    [l10n.t('Let nobody but you read the key, or ssh refuses it:'), block(copyable(`chmod 400 "${pem}"`, actions))],
    [
      l10n.t('Connect as the user of the image, {0}:', view.loginUser),
      block(copyable(`ssh -i "${pem}" ${view.loginUser}@${hostOf(view)}`, actions)),
    ],
  );
}

function putty(view: ConnectView, actions: StepActions): HTMLElement {
  const pem = pemOf(view);
  const convert = pem.endsWith('.ppk')
    ? []
    : [[l10n.t('PuTTY reads keys as .ppk: open PuTTYgen, load {0}, and save the private key as {1}.', pem, ppkOf(view))]];
  return list(
    ...convert,
    [
      l10n.t('Open PuTTY and fill in:'),
      form(
        [
          ['Host Name', `${view.loginUser}@${hostOf(view)}`],
          ['Port', String(view.port)],
          ['Connection › SSH › Auth › Credentials › Private key file', ppkOf(view)],
        ],
        actions,
      ),
    ],
    [l10n.t('Press Open.')],
  );
}

function xshell(view: ConnectView, actions: StepActions): HTMLElement {
  return list(
    [
      l10n.t('Open Xshell, choose File › New, and fill in:'),
      form(
        [
          ['Name', view.label],
          ['Host', hostOf(view)],
          ['Port Number', String(view.port)],
          ['User Name', view.loginUser],
          ['Method', 'Public Key'],
          ['User Key', pemOf(view)],
          ['Passphrase', ''],
        ],
        actions,
      ),
    ],
    [l10n.t('Press Connect.')],
  );
}

function rdp(view: ConnectView, actions: StepActions): HTMLElement {
  const text = `full address:s:${hostOf(view)}:${view.port}\r\nusername:s:${view.loginUser}\r\nprompt for credentials:i:1\r\n`;
  const ready = view.passwordAt !== undefined && view.passwordAt <= view.now;
  const rest = view.passwordAt === undefined ? undefined : Math.ceil((view.passwordAt - view.now) / 1_000);
  const wait =
    rest === undefined
      ? l10n.t('The password is made after the first start.')
      : l10n.t('The password is ready in {0} s of virtual time.', rest);
  const password =
    view.keyName === undefined
      ? l10n.t('Without a key pair there is no password to be had.')
      : ready
        ? element(
            'div',
            { class: 'command' },
            ui.button({ label: l10n.t('Get Password…'), secondary: true, onPress: () => actions.password() }),
          )
        : wait;
  return list(
    [l10n.t('Decrypt the password of the administrator with the private key; it is ready 4 minutes after the first start.'), ' ', password],
    [
      l10n.t('Open a remote desktop connection and fill in:'),
      form(
        [
          [l10n.t('Computer'), `${hostOf(view)}:${view.port}`],
          [l10n.t('User name'), view.loginUser],
        ],
        actions,
      ),
    ],
    [
      l10n.t('Or open this file with Remote Desktop:'),
      element('pre', { tabindex: '0', 'aria-label': '.rdp' }, text),
      element(
        'p',
        { class: 'row' },
        ui.button({ label: l10n.t('Save .rdp File…'), secondary: true, onPress: () => actions.save(`${view.id}.rdp`, text) }),
        ui.link({ label: l10n.t('Copy'), about: '.rdp', onPress: () => actions.copy(text) }),
      ),
    ],
  );
}

export type Client = 'openssh' | 'putty' | 'xshell' | 'rdp';

/** The ways in, with what each is called. */
export const clients: readonly { readonly id: Client; readonly label: string }[] = [
  { id: 'openssh', label: 'OpenSSH' },
  { id: 'putty', label: 'PuTTY' },
  { id: 'xshell', label: 'Xshell' },
  { id: 'rdp', label: 'RDP' },
];

/** What has to be known before anything is copied: the address is one that may be somebody's outside. */
function warnings({ publicDns, publicIp, privateIp }: ConnectView): HTMLElement[] {
  const note = (text: string): HTMLElement => element('p', { class: 'note' }, text);
  return [
    note(
      l10n.t(
        'Do not run this against the real internet: the address is simulated and no machine of yours is behind it. Whether one gets through is worked out from the network of the sandbox; logging in itself is not simulated yet.',
      ),
    ),
    ...((publicDns ?? publicIp) === undefined && privateIp !== undefined
      ? [
          note(
            l10n.t(
              '{0} is a private address: it leads to the instance only from inside its VPC. The instance has no public address now.',
              privateIp,
            ),
          ),
        ]
      : []),
  ];
}

/** The steps of one way in. */
export function steps(client: Client, view: ConnectView, actions: StepActions): HTMLElement {
  if (hostOf(view) === '') return element('p', {}, l10n.t('There is no address to connect to.'));
  if ((client === 'rdp') !== view.windows) {
    const text = view.windows
      ? l10n.t('This is a Windows machine: connect with RDP.')
      : l10n.t('RDP is for Windows machines; this one runs Linux: connect with SSH.');
    return element('p', {}, text);
  }
  return element('div', {}, ...warnings(view), { openssh: openSsh, putty, xshell, rdp }[client](view, actions));
}
