// Launcher of the in-host suite in a desktop VS Code: the one named by VSCODE_EXECUTABLE, else the one that @vscode/test-electron downloads.
import { mkdirSync, rmSync } from 'node:fs';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { at } from '../../scripts/lib/paths.mjs';

async function findVsCode() {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  return downloadAndUnzipVSCode(process.env.VSCODE_VERSION ?? 'stable').catch((error) => {
    throw new Error(
      `A desktop VS Code could not be downloaded (${error.message}). Name an installed one in VSCODE_EXECUTABLE, or run the same tests by ` +
        '`npm run test:host` in a VS Code served to a browser.',
      { cause: error },
    );
  });
}

/** Runs `extensionTestsPath` inside the extension host and answers its exit code; `env` reaches the tests. */
export async function runInElectron({ extensionDevelopmentPath, extensionTestsPath, env }) {
  const vscodeExecutablePath = await findVsCode();
  const folder = at('.vscode-test/electron-folder');
  mkdirSync(folder, { recursive: true });
  // The profile that runTests makes: each run begins without an account.
  rmSync(at('.vscode-test/user-data'), { recursive: true, force: true });
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath,
    extensionTestsPath,
    extensionTestsEnv: env,
    launchArgs: [folder, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', ...asRoot],
  });
}
