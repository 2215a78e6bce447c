import * as vscode from 'vscode';
import type { AccountSettings } from '../../shared/region-types';
import { costsNote } from '../messages';
import type { Services } from '../services';
import { openForWriting } from '../writable';
import { confirm } from './told';

interface SettingItem extends vscode.QuickPickItem {
  readonly change?: Partial<AccountSettings>;
}

function settingItems(now: AccountSettings): SettingItem[] {
  const heading = (label: string): SettingItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const choice = <Name extends 'rules' | 'freeTierPlan' | 'quotaProfile'>(
    name: Name,
    value: AccountSettings[Name],
    label: string,
    detail: string,
  ): SettingItem => ({
    label: `${now[name] === value ? '$(check)' : '$(blank)'} ${label}`,
    ...(now[name] === value && { description: vscode.l10n.t('current') }),
    detail: `$(blank) ${detail}`,
    change: { [name]: value },
  });
  return [
    heading(vscode.l10n.t('Rules')),
    choice('rules', 'today', vscode.l10n.t('Today'), vscode.l10n.t('Billed per second; every public IPv4 address costs money')),
    choice(
      'rules',
      'classic',
      vscode.l10n.t('Classic'),
      vscode.l10n.t('As in the lessons: billed per started hour; one Elastic IP address is free'),
    ),
    heading(vscode.l10n.t('Free tier')),
    choice(
      'freeTierPlan',
      '12-month',
      vscode.l10n.t('12-month plan'),
      vscode.l10n.t('750 hours a month of a micro instance, 30 GB of storage'),
    ),
    choice('freeTierPlan', 'credit', vscode.l10n.t('Credit plan'), vscode.l10n.t('Credits to spend on six instance types')),
    choice('freeTierPlan', 'none', vscode.l10n.t('None'), vscode.l10n.t('Everything is billed')),
    heading(vscode.l10n.t('Quotas')),
    choice(
      'quotaProfile',
      'established',
      vscode.l10n.t('Established account'),
      vscode.l10n.t('2,000 vCPUs of standard instances, 100 addresses'),
    ),
    choice('quotaProfile', 'new', vscode.l10n.t('New account'), vscode.l10n.t('5 vCPUs of standard instances, 5 addresses')),
  ];
}

/** The account's settings: shown, and changed one at a time. */
export async function accountSettings({ session }: Services): Promise<void> {
  if (!(await openForWriting(session))) return;
  const { Settings } = await session.session('PutAccountSettings', {});
  const picked = await vscode.window.showQuickPick(settingItems(Settings), {
    title: vscode.l10n.t('Account Settings'),
    placeHolder: costsNote(),
  });
  if (picked?.change) await session.session('PutAccountSettings', picked.change);
}

/** Asks whether the account may be replaced by a new one, whatever the settings say. */
export function confirmReset(): Promise<boolean> {
  return confirm(
    vscode.l10n.t('Replace the account by a new one?'),
    vscode.l10n.t('Reset Account'),
    vscode.l10n.t('All resources of all regions, and their history, are deleted. This cannot be undone.'),
  );
}

/** Replaces the account by a new one. */
export async function resetAccount({ session }: Services): Promise<void> {
  if ((await openForWriting(session)) && (await confirmReset())) await session.session('Reset', {});
}
