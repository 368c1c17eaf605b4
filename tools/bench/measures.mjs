import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { readFileSync } from 'node:fs';
import { inRoot } from '../setup/project.mjs';

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
export const rounded = (value, nDigits = 3) => Number(value.toPrecision(nDigits));

/** Speeds: `ratio` over 1 when ours is higher. */
export const speeds = (n, ours, theirs, unit) => ({ n, ours: rounded(ours), theirs: rounded(theirs), ratio: rounded(ours / theirs), unit });
/** Times: `ratio` over 1 when ours is shorter. */
export const times = (n, ours, theirs, unit) => ({ n, ours: rounded(ours), theirs: rounded(theirs), ratio: rounded(theirs / ours), unit });

/** `loadBefore` tells whether the machine was busy with something else: then the figures are not worth much. */
export const machine = () => ({
  cpu: cpus()[0]?.model, nCores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), platform: `${platform()} ${arch()}`,
  loadBefore: rounded(loadavg()[0] ?? 0, 2), node: process.versions.node,
});
export const packageVersion = (name) => JSON.parse(readFileSync(inRoot('node_modules', name, 'package.json'), 'utf8')).version;

export function argument(name, fallback) {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? fallback : process.argv[at + 1];
}

/** The result on stdout: one object, or a line for every part of it. */
export function print(result) {
  const asJson = process.argv.includes('--json');
  const lines = Object.entries(result).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  process.stdout.write(asJson ? `${JSON.stringify(result, null, 2)}\n` : `${lines.join('\n')}\n`);
}
