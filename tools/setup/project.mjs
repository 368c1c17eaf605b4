// Paths and small process tools of the set-up scripts. Built-in modules only: these run before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
export const inRoot = (...parts) => path.join(root, ...parts);
export const cacheDir = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'contexture');

/** Progress goes to stderr, so that commands keep stdout for their results. */
export const say = (text) => process.stderr.write(`contexture: ${text}\n`);

export class SetupError extends Error {}

/** Runs a program and throws with its name when it fails. */
export function run(program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (result.error) throw new SetupError(`${program} could not be started: ${result.error.message}`);
  if (result.status !== 0) throw new SetupError(`${program} ${args.join(' ')} ended with ${result.status ?? result.signal}`);
  return result;
}

export const onPath = (program) => (process.env.PATH ?? '').split(path.delimiter).some((dir) => dir && existsSync(path.join(dir, program)));

export const sha256 = (data) => createHash('sha256').update(data).digest('hex');

export function readOr(file, fallback) {
  try { return readFileSync(file, 'utf8'); } catch { return fallback; }
}

/** One digest over names, sizes and times of all files under the given paths: changes when anything there does. */
export function stampOf(paths) {
  const lines = [];
  const visit = (file) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) for (const name of readdirSync(file).sort()) visit(path.join(file, name));
    else lines.push(`${file} ${stat.size} ${stat.mtimeMs}`);
  };
  for (const one of paths) visit(one);
  return sha256(lines.join('\n'));
}

/** Bytes of a file, or of all files in a folder; a link has those of its own. */
export function sizeOf(file) {
  const stat = lstatSync(file);
  return stat.isDirectory() ? readdirSync(file).reduce((sum, name) => sum + sizeOf(path.join(file, name)), 0) : stat.size;
}

/** Runs a script's main function; an expected failure is one line on stderr and exit code 1. */
export async function main(body) {
  try {
    process.exitCode = await body() ?? process.exitCode ?? 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
