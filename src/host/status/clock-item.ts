import * as vscode from 'vscode';
import { virtualNow } from '../../shared/virtual-time';
import type { Session } from '../session';
import { clockText, fullTime, speedText } from './clock-text';

/** How often the text follows a running clock, milliseconds. */
const interval = 1_000;

/** The virtual clock in the status bar. It reckons the time itself; the worker is asked nothing. */
export class ClockItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('cloudSandbox.clock', vscode.StatusBarAlignment.Left, 50);
  private readonly subscriptions: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly session: Session) {
    this.item.name = vscode.l10n.t('Cloud Sandbox clock');
    this.item.command = 'cloudSandbox.clock';
    this.subscriptions = [this.item, session.onDidChangeClock(() => this.follow())];
  }

  dispose(): void {
    clearInterval(this.timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private follow(): void {
    clearInterval(this.timer);
    const { clock } = this.session;
    if (!clock) return this.item.hide();
    this.show();
    this.item.show();
    const runs = clock.speed !== 0 && clock.speed !== 'instant';
    if (runs || clock.advancingTo !== undefined) this.timer = setInterval(() => this.show(), interval);
  }

  private show(): void {
    const { clock, readOnly } = this.session;
    if (!clock) return;
    const text = clockText(clock, Date.now());
    if (text === this.item.text) return;
    this.item.text = text;
    const time = fullTime(virtualNow(clock, Date.now()));
    const tooltip = vscode.l10n.t('Virtual time: {0}', time);
    this.item.tooltip = readOnly ? tooltip : `${tooltip}\n${vscode.l10n.t('Click to change the speed or to move forward')}`;
    this.item.accessibilityInformation = {
      label: vscode.l10n.t('Virtual clock, {0}, {1}', speedText(clock.speed), time),
      role: 'button',
    };
  }
}
