import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot, readOr, run, say, sha256, SetupError } from './project.mjs';

const stampFile = inRoot('node_modules/.contexture-packages');

/** Installs the locked packages where the lock file has changed since the last time. */
export function ensurePackages() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new SetupError(`Node ${process.versions.node} is too old: install Node 20.19 or newer and start again.`);
  }
  const wanted = sha256(readFileSync(inRoot('package-lock.json')));
  if (readOr(stampFile, '') === wanted && existsSync(inRoot('node_modules/svelte'))) return;
  say('installing packages');
  // Both packages would fetch binaries from hosts of their own; electron-runtime.mjs sees to Electron,
  // and onnxruntime-node ships the CPU and WebGPU providers in the package itself.
  const env = { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1', ONNXRUNTIME_NODE_INSTALL: 'skip' };
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { env, shell: process.platform === 'win32' });
  writeFileSync(stampFile, wanted);
}
