import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { inRoot, onPath, run, say } from './project.mjs';

const name = 'contexture-test';

const isRoot = () => process.platform === 'linux' && process.getuid?.() === 0;
const idOf = (flag) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);

/**
 * Chromium refuses its sandbox to root. As root, the command is run as a user without rights, made for it, who owns nothing but a home and the folders
 * `writable` of the checkout; else it is left as it is. @param lane what runs beside it has another home
 */
export function asOrdinaryUser(command, writable, lane) {
  if (!isRoot()) return command;
  const home = `/var/tmp/contexture-test/${lane}`;
  if (spawnSync('id', ['-u', name], { stdio: 'ignore' }).status !== 0) run('useradd', ['--system', '--no-create-home', '--home-dir', '/var/tmp/contexture-test', '--shell', '/bin/bash', name]);
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  const own = (folder) => {
    mkdirSync(folder, { recursive: true });
    chownSync(folder, uid, gid);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) own(file);
      else if (!entry.isSymbolicLink()) chownSync(file, uid, gid);
    }
  };
  rmSync(home, { recursive: true, force: true });
  own(path.join(home, 'tmp'));
  chownSync(home, uid, gid);
  for (const folder of writable) own(inRoot(folder));
  const asUser = ['runuser', '-u', name, '--', 'env', `HOME=${home}`, `TMPDIR=${path.join(home, 'tmp')}`];
  const canRead =
    onPath('runuser') &&
    spawnSync('runuser', ['-u', name, '--', process.execPath, '-e', `require('node:fs').accessSync(${JSON.stringify(inRoot('package.json'))}, 4)`], {
      stdio: 'ignore',
    }).status === 0;
  if (canRead) return [...asUser, ...command];
  say('this checkout, or Node, lies where only root may read: Chromium runs without its sandbox. Put them where every user may read to test with it.');
  return command;
}
