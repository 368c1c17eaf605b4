// `npm run package [-- TARGET … --updates URL --quick]`: what is installed on other computers. Without a name: what this system can make and try.
// --updates names the folder on a server that will hold the next versions and their list; without it the package never looks for one. --quick compresses less, for tests.
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureApp } from './setup/ensure.mjs';
import { inRoot, main, onPath, run, say, SetupError, sizeOf } from './setup/project.mjs';

const SYSTEMS = { linux: 'linux', darwin: 'mac', win32: 'win' };
/** `deb` and `tar.gz` are made here of the folder, by this system's own tools; electron-builder would fetch others from the network. */
const TARGETS = { linux: ['dir', 'tar.gz', 'deb', 'AppImage'], mac: ['dir', 'dmg', 'zip'], win: ['dir', 'nsis', 'portable'] };
const USUAL = { linux: ['dir', 'tar.gz', 'deb'], mac: ['dmg', 'zip'], win: ['nsis', 'portable'] };

const PARTS = { 'the runtime’s executable': 'contexture-desktop', models: 'resources/models', 'kept vectors of the presets': 'resources/assets', 'onnxruntime and tokenizers': 'resources/app.asar.unpacked', 'the app': 'resources/app.asar' };

await main(async () => {
  const system = SYSTEMS[process.platform];
  if (system === undefined) throw new SetupError(`there is no package for ${process.platform}`);
  const isQuick = process.argv.includes('--quick');
  const words = process.argv.slice(2).filter((word) => word !== '--quick');
  const at = words.indexOf('--updates');
  const updates = at < 0 ? null : words.splice(at, 2)[1];
  if (updates !== null && !/^(https:\/\/|http:\/\/127\.0\.0\.1[:/])/.test(updates ?? '')) throw new SetupError('--updates wants an address that begins with https://');
  const asked = words;
  const unknown = asked.find((target) => !TARGETS[system].includes(target));
  if (unknown !== undefined) throw new SetupError(`there is no target ${unknown} here. Targets: ${TARGETS[system].join(', ')}`);
  const targets = asked.length > 0 ? asked : USUAL[system];
  if (targets.includes('deb') && !onPath('dpkg-deb')) throw new SetupError('dpkg-deb is needed for a deb package: name other targets, such as dir or tar.gz');
  await ensureApp();
  // Only now are the packages there.
  const { build, Platform } = await import('electron-builder');
  const { builderConfig, manifest, OUTPUT } = await import('./package/config.mjs');
  const { writeNotices } = await import('./package/notices.mjs');
  const { makeDeb, writeVersionList } = await import('./package/deb.mjs');
  rmSync(inRoot(OUTPUT), { recursive: true, force: true });
  const nPackages = writeNotices(inRoot('out/notices'));
  say(`licences of ${nPackages} packages are fine`);
  const ofBuilder = targets.filter((target) => !['deb', 'tar.gz'].includes(target));
  const platform = { linux: Platform.LINUX, mac: Platform.MAC, win: Platform.WINDOWS }[system];
  await build({ projectDir: inRoot(), targets: platform.createTarget(ofBuilder.length > 0 ? ofBuilder : ['dir']), config: builderConfig(system, updates), publish: 'never' });
  const name = `${manifest.name}-${manifest.version}-linux-x64`;
  if (targets.includes('tar.gz')) run('tar', ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', `--transform=s,^linux-unpacked,${name},`, '-czf', inRoot(OUTPUT, `${name}.tar.gz`), '-C', inRoot(OUTPUT), 'linux-unpacked']);
  if (targets.includes('deb')) {
    const file = makeDeb(inRoot(OUTPUT, 'linux-unpacked'), inRoot(OUTPUT), isQuick);
    if (updates !== null) writeVersionList(file, inRoot(OUTPUT));
  }
  for (const entry of readdirSync(inRoot(OUTPUT)).sort()) process.stdout.write(`${megabytes(inRoot(OUTPUT, entry)).padStart(9)} MB  ${OUTPUT}/${entry}\n`);
  const unpacked = inRoot(OUTPUT, 'linux-unpacked');
  if (system === 'linux') for (const [name, folder] of Object.entries(PARTS)) process.stdout.write(`${megabytes(path.join(unpacked, folder)).padStart(9)} MB    of it ${name}\n`);
});

function megabytes(file) {
  return (sizeOf(file) / 1e6).toFixed(1);
}
