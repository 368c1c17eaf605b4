import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { onPath, run, say, SetupError } from './project.mjs';

/** What Electron's Linux build links against, as Debian packages. */
const libraries = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libatk-bridge2.0-0', 'libxss1', 'libxtst6', 'libnotify4', 'libsecret-1-0', 'libdrm2'];
const display = ['xvfb', 'xauth'];

const isDebianLike = () => existsSync('/etc/debian_version') && onPath('apt-get');
const isRoot = () => process.getuid?.() === 0;

export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** The one line to run where this script may not install by itself. */
export const systemPackagesHint = (packages) => (isDebianLike()
  ? `Run: sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`
  : `Install what your system calls these Debian packages: ${packages.join(' ')}`);

/** Makes sure of programs that the set-up itself needs. */
export function ensureProgram(program, debianPackage) {
  if (process.platform === 'linux' && !onPath(program)) install([debianPackage]);
}

/** Checks what the runtime links against, and Xvfb where there is no display; installs as root on Debian-like systems. */
export function ensureSystemLibraries(executable) {
  if (process.platform !== 'linux') return;
  const missing = missingLibraries(executable);
  const wanted = [...(missing.length > 0 ? libraries : []), ...(!hasDisplay() && !onPath('xvfb-run') ? display : [])];
  if (wanted.length === 0) return;
  if (missing.length > 0) say(`system libraries are missing: ${missing.join(', ')}`);
  install(wanted);
  const still = missingLibraries(executable);
  if (still.length > 0) throw new SetupError(`these libraries are still missing: ${still.join(', ')}`);
}

function missingLibraries(executable) {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' });
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1]);
}

function install(packages) {
  if (!isDebianLike() || !isRoot()) throw new SetupError(systemPackagesHint(packages));
  say(`installing ${packages.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { env });
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages.map(currentName)], { env, stdio: ['ignore', 'ignore', 2] });
}

/** Newer releases renamed some libraries when their time type grew to 64 bits. */
function currentName(name) {
  const { status } = spawnSync('apt-cache', ['show', `${name}t64`], { stdio: 'ignore' });
  return status === 0 ? `${name}t64` : name;
}
