import * as l10n from '@vscode/l10n';
import type { ConnectCalls, ConnectEvents, ConnectView } from '../../src/shared/connect';
import { element } from '../kit/element';
import { connect, savedState, saveState } from '../kit/page';
import { tabs } from '../kit/tabs';
import { ui } from '../kit/ui';
import { form } from './copyable';
import { diagnosis } from './diagnosis';
import { type Client, clients, steps } from './steps';
import './connect.css';

const page = document.getElementById('page') as HTMLElement;
const extension = connect<ConnectCalls, ConnectEvents>();

/** What was shown last: the same again would take the focus and the word "Copied" away. */
let shown = '';
let view: ConnectView | undefined;
let client = savedState()['client'] as Client | undefined;

const header = element('header');
const verdict = element('div');
const problem = element('p', { role: 'alert', class: 'problem' });
const panel = element('div', { class: 'panel', tabindex: '0' });
const tablist = element('div');
/** Said to a screen reader when it changes. */
const announcement = element('p', { class: 'screen-reader-only', 'aria-live': 'polite' });

/** Asks the editor to do something; what it refuses is said on the page. */
function ask(answer: Promise<unknown>): void {
  problem.textContent = '';
  answer.catch((error: Error & { code?: string }) => {
    problem.textContent = error.code ? `${error.code}: ${error.message}` : error.message;
  });
}

const actions = {
  copy: (text: string) => ask(extension.call('copy', text)),
  save: (name: string, text: string) => ask(extension.call('save', { name, text })),
  password: () => ask(extension.call('password', null)),
};

/** Where the instance is reached from outside; nothing while it has no address. */
function addresses({ publicDns, publicIp }: ConnectView): HTMLElement[] {
  const rows = [
    [l10n.t('Public DNS'), publicDns ?? ''],
    [l10n.t('Public IPv4 address'), publicIp ?? ''],
  ] as const;
  const known = rows.filter(([, value]) => value !== '');
  return known.length > 0 ? [form(known, actions)] : [];
}

const remedies = {
  addRule: () => ask(extension.call('addRule', null)),
  start: () => ask(extension.call('start', null)),
  show: (kind: string, id: string) => ask(extension.call('show', { kind, id })),
};

function showSteps(): void {
  if (view && client) panel.replaceChildren(steps(client, view, actions));
}

/** The tabs stay while what is in them changes. */
function makeTabs(first: Client): void {
  const select = (id: string): void => {
    client = id as Client;
    saveState('client', id);
    showSteps();
  };
  tablist.append(tabs({ label: l10n.t('Ways to connect'), tabs: clients, selected: first, onSelect: select }, panel));
}

function show(next: ConnectView): void {
  const { now, ...rest } = next;
  // The time alone changes only how long the password takes.
  const text = JSON.stringify({
    ...rest,
    wait: next.passwordAt === undefined ? 0 : Math.max(0, Math.ceil((next.passwordAt - now) / 1_000)),
  });
  if (text === shown) return;
  shown = text;
  view = next;
  if (!client) client = next.windows ? 'rdp' : 'openssh';
  if (!tablist.firstChild) makeTabs(client);
  header.replaceChildren(
    element('h1', {}, l10n.t('Connect to {0}', next.label)),
    element(
      'p',
      { class: 'row' },
      ui.badge(next.state ?? l10n.t('deleted')),
      element('code', {}, next.id),
      element('span', { class: 'dim' }, next.region),
    ),
    ...addresses(next),
  );
  ui.replace(verdict, [diagnosis(next, remedies)]);
  showSteps();
  const said = verdict.querySelector('.verdict strong')?.textContent ?? '';
  if (announcement.textContent !== said) announcement.textContent = said;
}

page.replaceChildren(header, verdict, problem, element('h2', {}, l10n.t('How to connect')), tablist, panel, announcement);
extension.on('view', show);
ask(extension.call('view', null).then(show));
