import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { at } from '../../scripts/lib/paths.mjs';
import { findClippedText } from './support/accessibility';
import { openSandbox, stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';
import { WizardPage } from './support/wizard-page';

const read = (file: string): Record<string, string> => JSON.parse(readFileSync(at(file), 'utf8')) as Record<string, string>;

/** A text with placeholders as a pattern for what stands on screen. */
const pattern = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\d+\}/g, '.+?')}$`, 's');

/** Our texts in both languages, where they differ. */
function ourTexts(): { english: RegExp[]; korean: RegExp[] } {
  const pairs = [
    ...Object.entries(read('l10n/bundle.l10n.ko.json')),
    ...Object.entries(read('package.nls.ko.json')).map(([key, korean]) => [read('package.nls.json')[key] ?? '', korean] as const),
  ].filter(([english, korean]) => english !== korean && /[A-Za-z]/.test(english.replace(/\{\d+\}/g, '')));
  return { english: pairs.map(([english]) => pattern(english)), korean: pairs.map(([, korean]) => pattern(korean)) };
}

describe('The story in Korean', () => {
  let sandbox: SandboxWindow;
  const seen = new Set<string>();
  before(async () => {
    sandbox = await openSandbox({ locale: 'ko' });
  });
  after(() => sandbox.vs.close());
  stopAtFirstFailure(() => sandbox);

  /** Notes each text below a selector, line by line. */
  async function note(selector: string): Promise<void> {
    for (const text of await sandbox.vs.page.locator(selector).allInnerTexts()) {
      for (const line of text.split(/\n| · /)) if (line.trim()) seen.add(line.replaceAll('\u00a0', ' ').trim());
    }
  }
  const quickInput = '.quick-input-titlebar, .quick-input-widget .monaco-list-row, .quick-input-message';

  it('begins with a view in Korean', async () => {
    await sandbox.vs.page.locator('.welcome-view-content', { hasText: '이 리전에는 아직 인스턴스가 없습니다.' }).first().waitFor();
    await note('.sidebar .pane-header .title');
    await note('.welcome-view-content');
    await sandbox.picture('korean-01-welcome');
    await sandbox.clock.click();
    await sandbox.quickTitle.filter({ hasText: '가상 시계' }).waitFor();
    await note(quickInput);
    assert.deepEqual(await findClippedText(sandbox.vs.page, '.quick-input-widget'), []);
    await sandbox.picture('korean-02-clock');
    await sandbox.vs.pick('일시 정지');
  });

  it('launches', async () => {
    const { vs, tree } = sandbox;
    await vs.page.locator('.welcome-view-content').getByRole('button', { name: '빠른 인스턴스 시작' }).click();
    for (const step of ['image', 'type', 'key', 'group'] as const) {
      await sandbox.atStep(step);
      await note(quickInput);
      await sandbox.picture(`korean-03-${step}`);
      if (step === 'type') await vs.quickInputBox.fill('t3.micro');
      if (step === 'key') await vs.pick('키 페어 없이 계속');
      else if (step === 'type') await vs.pick('t3.micro');
      else await vs.page.keyboard.press('Enter');
    }
    await sandbox.atStep('name');
    await note(quickInput);
    await vs.enterText('웹서버');
    await sandbox.atStep('count');
    await note(quickInput);
    await vs.enterText('0');
    await vs.quickInputMessage.filter({ hasText: '사이의 정수를 입력하세요' }).waitFor();
    await vs.enterText('1');
    await sandbox.atStep('review');
    await note(quickInput);
    await sandbox.picture('korean-04-review');
    await vs.page.keyboard.press('Enter');
    await tree.waitForRow('웹서버', /^pending/);
    await vs.notification('시작했습니다').waitFor();
    await note('.notifications-toasts .notification-list-item-message');
    await sandbox.chooseInClock('60×');
    await tree.waitForRow('웹서버', /^running/);
  });

  it('tells details and reasons', async () => {
    const { vs, tree } = sandbox;
    for (const line of (await tree.tooltip('웹서버')).split('\n')) seen.add(line.split(': ')[0] ?? '');
    await tree.pressInline('웹서버', '중지');
    await tree.waitForRow('웹서버', /^stopped/);
    await tree.openMenu('웹서버');
    await note('.monaco-menu .action-label:not(.separator)');
    await sandbox.picture('korean-05-menu');
    await vs.chooseFromMenu('왜 이 상태인가요?');
    await vs.webview.getByRole('heading', { level: 1, name: /웹서버/ }).waitFor();
    const frame = await vs.webviewFrame();
    assert.equal(await frame.evaluate(() => document.documentElement.lang), 'ko');
    assert.deepEqual(await findClippedText(frame), []);
    for (const text of await frame.locator('h1, h2, p, th, caption, vscode-button, time').allInnerTexts()) seen.add(text.trim());
    await vs.dismissNotifications();
    await sandbox.picture('korean-06-why');
    await tree.chooseFromMenu('웹서버', '인스턴스 상태', '종료');
    await vs.dialog.waitFor();
    await note('.monaco-dialog-box .dialog-message-text, .monaco-dialog-box .dialog-buttons a');
    await sandbox.picture('korean-07-terminate');
    await vs.answerDialog('종료');
    await tree.waitForRow('웹서버', /^terminated/);
  });

  it('tells how to connect, and shows the network', async () => {
    const { vs, tree } = sandbox;
    await vs.runCommand('Cloud Sandbox: 빠른 인스턴스 시작');
    await sandbox.launch({ name: '연결서버' });
    await tree.waitForRow('연결서버', /^running/);
    await vs.dismissNotifications();
    await tree.pressInline('연결서버', '연결');
    await vs.webview.getByRole('heading', { level: 1, name: '연결서버에 연결' }).waitFor();
    await vs.webview.locator('.diagnosis', { hasText: '인바운드 규칙이 없습니다' }).waitFor();
    const frame = await vs.webviewFrame();
    assert.deepEqual(await findClippedText(frame), []);
    for (const tab of ['OpenSSH', 'PuTTY', 'Xshell', 'RDP']) {
      await vs.webview.getByRole('tab', { name: tab }).click();
      // The names of fields are those of PuTTY and Xshell.
      for (const text of await frame.locator('h1, h2, p, strong, vscode-button').allInnerTexts()) seen.add(text.trim());
    }
    await sandbox.picture('korean-09-connect');
    await vs.tree('네트워크 및 보안').waitForRow('보안 그룹');
    for (const { label } of await vs.tree('네트워크 및 보안').rows()) seen.add(label);
    await vs.tree('네트워크 및 보안').toggle('보안 그룹');
    await sandbox.picture('korean-10-network');
  });

  it('offers its commands and settings in Korean', async () => {
    const { vs } = sandbox;
    for (const title of ['빠른 인스턴스 시작', '인스턴스: 시작', '인스턴스: 중지', '계정 설정…', 'AWS 엔드포인트 시작', 'JSON으로 열기']) {
      await vs.page.keyboard.press('F1');
      await vs.quickInputBox.fill(`>Cloud Sandbox: ${title}`);
      await vs.quickPickRow(`Cloud Sandbox: ${title}`).waitFor();
      seen.add(title);
    }
    await vs.page.keyboard.press('Escape');
    await vs.runCommand('Cloud Sandbox: 계정 설정…');
    await sandbox.quickTitle.filter({ hasText: '계정 설정' }).waitFor();
    await vs.quickInput.locator('.monaco-list-row').first().waitFor();
    await note(quickInput);
    await sandbox.picture('korean-08-settings');
    await vs.page.keyboard.press('Escape');
  });

  it('says every step of the launch wizard', async () => {
    const wizard = new WizardPage(sandbox);
    await sandbox.vs.runCommand('View: Close All Editors');
    await sandbox.vs.runCommand('Cloud Sandbox: 인스턴스 시작…');
    await wizard.button('Ubuntu Server 24.04 LTS 선택').click({ timeout: 30_000 });
    await wizard.page.locator('tr[aria-selected="true"]').waitFor({ timeout: 30_000 });
    const steps = wizard.page.getByRole('navigation', { name: '단계' }).getByRole('button');
    const titles = ['AMI 선택', '인스턴스 유형 선택', '인스턴스 구성', '스토리지 추가', '태그 추가', '보안 그룹 구성', '검토'];
    for (const [index, title] of titles.entries()) {
      await steps.nth(index).click();
      await wizard.page.getByRole('heading', { level: 2, name: `${index + 1}단계: ${title}` }).waitFor();
      await wizard.picture(`korean-${index + 1}`);
    }
    assert.match(await wizard.page.getByRole('complementary', { name: '요약' }).innerText(), /12개월 프리 티어/);
  });

  it('left no text of ours in English', () => {
    const { english, korean } = ourTexts();
    const ours = [...seen].filter((text) => korean.some((one) => one.test(text)));
    const left = [...seen].filter((text) => !/[가-힣]/.test(text) && english.some((one) => one.test(text)));
    assert.deepEqual(left, []);
    assert.ok(ours.length >= 50, `Only ${ours.length} of our texts were on screen: ${ours.join(' | ')}`);
  });
});
