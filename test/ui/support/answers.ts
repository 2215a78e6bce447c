import { openSandbox } from './sandbox-window';
import type { SandboxWindow } from './sandbox-window';
import type { WorkbenchOptions } from './launch';

/** A sandbox at 60× with one running instance, `web` (t3.micro), and the Availability Zone that it runs in. */
export async function openWithWeb(options: WorkbenchOptions = {}): Promise<{ sandbox: SandboxWindow; zone: string }> {
  const sandbox = await openSandbox(options);
  const { vs, tree } = sandbox;
  await sandbox.chooseInClock('60×');
  await vs.runCommand('Cloud Sandbox: Quick Launch');
  await sandbox.launch({ name: 'web', type: 't3.micro' });
  await tree.waitForRow('web', /^running/);
  await vs.dismissNotifications();
  const zone = /ap-northeast-2[a-d]/.exec((await tree.rows())[0]?.description ?? '')?.[0];
  if (zone === undefined) throw new Error('The row of the instance names no Availability Zone');
  return { sandbox, zone };
}

/** How commands that ask in input boxes are answered, in the window that is open by then. */
export function answersIn(window: () => SandboxWindow) {
  const message = (text: string | RegExp): Promise<void> => window().vs.quickInputMessage.filter({ hasText: text }).waitFor();
  return {
    /** Answers the input box whose prompt holds this. */
    async answer(prompt: string, text: string): Promise<void> {
      await message(prompt);
      await window().vs.enterText(text);
    },
    /** Waits for the refusal of what was answered, at the step on screen. */
    refused: message,
    /** Waits for a notification and clears all. */
    async told(text: string | RegExp): Promise<void> {
      await window().vs.notification(text).waitFor();
      await window().vs.dismissNotifications();
    },
  };
}
