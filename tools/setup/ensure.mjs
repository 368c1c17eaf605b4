import { ensureBuilt } from './build.mjs';
import { electronExecutable, ensureElectron } from './electron-runtime.mjs';
import { ensurePackages } from './packages.mjs';
import { ensureProgram, ensureSystemLibraries } from './system-libraries.mjs';

/** What the command line needs: packages and the build. */
export function ensureCommandLine() {
  ensurePackages();
  ensureBuilt();
}

/** What the app needs: also the Electron runtime and its system libraries. Each step is skipped when it is done. */
export async function ensureApp() {
  await ensureRuntime();
  ensureBuilt();
}

/** What the app needs but for the build. */
export async function ensureRuntime() {
  ensurePackages();
  if (!electronExecutable()) ensureProgram('unzip', 'unzip');
  await ensureElectron();
  ensureSystemLibraries(electronExecutable());
}
