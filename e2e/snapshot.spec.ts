import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { executable, expect, profile, rootSwitches, test } from './fixtures/app';

const root = path.resolve(import.meta.dirname, '..');

function snapshot(args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const userData = profile({});
  return spawnSync(executable, [...rootSwitches, root, `--user-data-dir=${userData}`, ...args], { encoding: 'utf8', timeout: 80_000 });
}

/** Width and height of a PNG, from its IHDR chunk. */
export function pngSize(file: string): [number, number] {
  const bytes = readFileSync(file);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

test('--snapshot renders the named view into a picture and exits', () => {
  const file = path.join(profile({}), 'view.png');
  const result = snapshot(['--snapshot', file, '--set', 'run', '--model', 'elmo-medium', '--layer', '1', '--theme', 'light']);
  expect(result.status, result.stderr).toBe(0);
  expect(result.stdout.trim()).toBe(file);
  expect(pngSize(file)).toEqual([1440, 900]);
});

test('a snapshot of something that is not there says so and writes nothing', () => {
  const file = path.join(profile({}), 'view.png');
  for (const [args, message] of [
    [['--set', 'no-such-set'], /no-such-set/],
    [['--model', 'no-such-model'], /no-such-model/],
    [['--layer', '99'], /layer/i],
    [['--theme', 'blue'], /dark or light/],
  ] as const) {
    const result = snapshot(['--snapshot', file, ...args]);
    expect(result.status, args.join(' ')).toBe(1);
    expect(result.stderr).toMatch(message);
    expect(existsSync(file)).toBe(false);
  }
});
