// Launcher of the in-host suite in a desktop VS Code: the one named by VSCODE_EXECUTABLE, else the one that @vscode/test-electron downloads.
import { mkdirSync } from 'node:fs';
import { runTests } from '@vscode/test-electron';
import { at } from '../../scripts/lib/paths.mjs';

/** Runs `extensionTestsPath` inside the extension host and answers its exit code; `env` reaches the tests. */
export async function runInElectron({ extensionDevelopmentPath, extensionTestsPath, env }) {
  const folder = at('.vscode-test/electron-folder');
  mkdirSync(folder, { recursive: true });
  return runTests({
    ...(process.env.VSCODE_EXECUTABLE
      ? { vscodeExecutablePath: process.env.VSCODE_EXECUTABLE }
      : { version: process.env.VSCODE_VERSION ?? 'stable' }),
    extensionDevelopmentPath,
    extensionTestsPath,
    extensionTestsEnv: env,
    launchArgs: [folder, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
  });
}
