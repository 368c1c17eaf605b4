// The package as it is shipped, tried: made, installed where this may be done (root on Debian), used by an ordinary user, uninstalled; nothing is left but what the user made.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { withDisplay } from '../setup/launch.mjs';
import { asOrdinaryUser } from '../setup/ordinary-user.mjs';
import { inRoot, main, onPath, run, say, SetupError } from '../setup/project.mjs';
import { ensureProgram } from '../setup/system-libraries.mjs';

/** What the package puts on a computer; all of it goes with it. */
const PLACES = ['/opt/Contexture', '/usr/bin/contexture', '/usr/share/applications/contexture.desktop', '/usr/share/mime/packages/contexture.xml', '/usr/share/icons/hicolor/512x512/apps/contexture.png'];
/** Where the package that is tried looks for its next version: a test plays that server. */
const UPDATES = 'http://127.0.0.1:48321/';
const canInstall = process.platform === 'linux' && process.getuid?.() === 0 && onPath('dpkg-deb') && onPath('apt-get');
const apt = (...args) => run('apt-get', ['-y', '-qq', ...args], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'ignore', 2] });

await main(() => {
  run(process.execPath, ['tools/package.mjs', 'dir', ...(canInstall ? ['deb'] : []), '--updates', UPDATES, '--quick'], { stdio: ['ignore', 2, 2] });
  if (!canInstall) {
    say('the Debian package was not installed: that needs root on Debian or Ubuntu. Its folder is tried instead.');
    return use(inRoot('dist/linux-unpacked'), false);
  }
  const there = PLACES.filter((place) => existsSync(place));
  if (there.length > 0) throw new SetupError(`Contexture is installed here (${there.join(', ')}): uninstall it to try the new package.`);
  ensureProgram('update-desktop-database', 'desktop-file-utils');
  ensureProgram('update-mime-database', 'shared-mime-info');
  ensureProgram('gio', 'libglib2.0-bin');
  apt('install', path.join(inRoot('dist'), readdirSync(inRoot('dist')).find((name) => name.endsWith('.deb'))));
  try {
    const missing = PLACES.filter((place) => !existsSync(place));
    if (missing.length > 0) throw new SetupError(`the package did not install ${missing.join(', ')}`);
    run('desktop-file-validate', ['/usr/share/applications/contexture.desktop']);
    return use('/opt/Contexture', true);
  } finally {
    apt('purge', 'contexture');
    const left = PLACES.filter((place) => existsSync(place));
    if (left.length > 0) throw new SetupError(`uninstalling left ${left.join(', ')}`);
  }
});

/** @returns the exit code of the tests */
function use(folder, isInstalled) {
  const tests = ['env', 'CONTEXTURE_LANE=packaged', `CONTEXTURE_PACKAGED=${folder}`, `CONTEXTURE_INSTALLED=${isInstalled ? 'yes' : 'no'}`, inRoot('node_modules/.bin/playwright'), 'test', '--project=packaged'];
  const [program, ...args] = asOrdinaryUser(withDisplay(tests), ['out/reports', 'out/e2e'], 'packaged');
  return spawnSync(program, args, { cwd: inRoot(), stdio: 'inherit' }).status ?? 1;
}
