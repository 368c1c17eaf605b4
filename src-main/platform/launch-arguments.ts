import path from 'node:path';
import { Failure } from '@contract/failure';
import { SNAPSHOT_PAGES, type SnapshotRequest } from '@contract/snapshot';

const options = ['snapshot', 'set', 'model', 'layer', 'theme', 'page'] as const;

/**
 * Reads `--snapshot FILE.png [--set S --model M --layer N --theme dark|light --page cloud|flight|strata|compare|first-run]` from the app's own arguments;
 * null for an ordinary start. @throws Failure `bad-input` for a wrong value.
 */
export function readSnapshotRequest(args: readonly string[]): SnapshotRequest | null {
  const given = new Map<string, string>();
  for (const [i, word] of args.entries()) {
    const match = /^--([a-z-]+)(?:=(.*))?$/s.exec(word);
    const name = options.find((option) => option === match?.[1]);
    if (name === undefined || match === null) continue;
    const value = match[2] ?? args[i + 1];
    if (value === undefined || value === '' || value.startsWith('--')) throw new Failure('bad-input', `--${name} needs a value.`);
    given.set(name, value);
  }
  const file = given.get('snapshot');
  if (file === undefined) return null;
  if (path.extname(file).toLowerCase() !== '.png') throw new Failure('bad-input', `A snapshot is a PNG picture: name a file that ends in .png, not ${file}.`);
  const layer = given.get('layer') ?? null;
  if (layer !== null && !/^\d{1,4}$/.test(layer)) throw new Failure('bad-input', `--layer takes a layer number from 0, not ${layer}.`);
  return {
    file: path.resolve(file),
    set: given.get('set') ?? 'bank',
    modelId: given.get('model') ?? null,
    layer: layer === null ? null : Number(layer),
    theme: choice(given.get('theme') ?? null, ['dark', 'light'], '--theme'),
    page: choice(given.get('page') ?? null, SNAPSHOT_PAGES, '--page') ?? 'cloud',
  };
}

function choice<const T extends string>(value: string | null, choices: readonly T[], name: string): T | null {
  const found = choices.find((one) => one === value);
  if (value !== null && found === undefined) throw new Failure('bad-input', `${name} takes ${choices.join(' or ')}, not ${value}.`);
  return found ?? null;
}
