import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';

const root = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'contexture-cli-'));
const inFolder = (name: string): string => path.join(folder, name);

function contexture(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  // As `npm run contexture` runs it: the built CLI in plain Node, without any display.
  return spawnSync(process.execPath, [path.join(root, 'out/main/cli.js'), ...args], { encoding: 'utf8', cwd: folder, env: { ...process.env, DISPLAY: '' } });
}

/** Shape and values of a float32 .npy file, read by its published layout. */
function readNpy(file: string): { shape: number[]; values: Float32Array } {
  const bytes = readFileSync(file);
  expect(bytes.subarray(0, 6).toString('latin1')).toBe('\x93NUMPY');
  const headerLength = bytes.readUInt16LE(8);
  const header = bytes.subarray(10, 10 + headerLength).toString('latin1');
  expect(header).toMatch(/'descr': '<f4', 'fortran_order': False/);
  const shape = /\(([^)]*)\)/.exec(header)?.[1]?.split(',').map((part) => part.trim()).filter((part) => part !== '').map(Number) ?? [];
  return { shape, values: new Float32Array(bytes.buffer.slice(bytes.byteOffset + 10 + headerLength, bytes.byteOffset + bytes.byteLength)) };
}

const sentences = [
  { text: 'I sat by the river bank', word: 'bank', sense: 'river' },
  { text: 'The bank near the other bank was closed.', word: 'bank', sense: 'money' },
  { text: 'Nothing of the kind here.', word: 'bank' },
  { text: 'We walked along the quaywall', charStart: 20, charEnd: 28 },
];

test('models lists what is installed with counted parameters and licences', () => {
  const { status, stdout } = contexture('models');
  expect(status).toBe(0);
  for (const part of ['elmo-medium', 'minilm-l6', 'glove-100d', '28,027,728', 'Apache-2.0', 'PDDL']) expect(stdout).toContain(part);
});

test('embed writes vectors and their rows, and lists what it left out', () => {
  writeFileSync(inFolder('in.jsonl'), `${sentences.map((line) => JSON.stringify(line)).join('\n')}\n`);
  const { status, stderr } = contexture('embed', '--model', 'minilm-l6', '--input', 'in.jsonl', '--output', 'out.npy', '--device', 'cpu');
  expect(status, stderr).toBe(0);
  expect(stderr).toMatch(/in\.jsonl:3: left out/);
  const { shape, values } = readNpy(inFolder('out.npy'));
  expect(shape).toEqual([4, 7, 384]);
  expect(values.every(Number.isFinite)).toBe(true);
  const rows = readFileSync(inFolder('out.npy.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(rows.map((row) => String(row['text']).slice(Number(row['charStart']), Number(row['charEnd'])))).toEqual(['bank', 'bank', 'bank', 'quaywall']);
  expect(rows[0]).toMatchObject({ word: 'bank', subwords: ['bank'], sense: 'river' });
  expect(rows[3]?.['subwords']).toEqual(['quay', '##wall']);
});

test('embed takes chosen layers and poolings, and a plain text with --word', () => {
  writeFileSync(inFolder('in.txt'), 'He ran a shop.\nThey run fast, and they run far.\n');
  expect(contexture('embed', '--model', 'elmo-medium', '--input', 'in.txt', '--word', 'run', '--output', 'run.npy', '--layers', '0,2', '--pool', 'last').status).toBe(0);
  expect(readNpy(inFolder('run.npy')).shape).toEqual([2, 2, 512]);
  const first = readNpy(inFolder('run.npy')).values.slice(0, 512);
  const second = readNpy(inFolder('run.npy')).values.slice(2 * 512, 3 * 512);
  expect([...first], 'layer 0 of ELMo depends on the word form alone').toEqual([...second]);
});

test('embed ends with 2 and writes nothing when no occurrence is left', () => {
  writeFileSync(inFolder('none.txt'), 'Nothing here.\n');
  const { status, stderr } = contexture('embed', '--model', 'minilm-l6', '--input', 'none.txt', '--word', 'bank', '--output', 'none.npy');
  expect(status).toBe(2);
  expect(stderr).toContain('none.txt');
  expect(existsSync(inFolder('none.npy'))).toBe(false);
});

test('distances prints the matrix beside the baseline of every layer', () => {
  const items = ['I sat by the river bank::bank', 'They fished from the grassy bank of the stream.::bank', 'I went to the bank to deposit money::bank'];
  const { status, stdout } = contexture('distances', '--model', 'minilm-l6', '--layer', 'all', '--json', ...items);
  expect(status).toBe(0);
  const result = JSON.parse(stdout) as { layers: { layer: number; baseline: number; matrix: number[][] }[] };
  expect(result.layers.map(({ layer }) => layer)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  const last = result.layers[6]!;
  expect(last.matrix[0]![1]).toBeLessThan(last.matrix[0]![2]!);
  expect(last.baseline).toBeGreaterThan(last.matrix[0]![1]!);
  expect(contexture('distances', '--model', 'minilm-l6', ...items).stdout).toContain('two random words');
});

test('project gives the same bytes for the same seed, and other bytes for another', () => {
  writeFileSync(inFolder('many.txt'), Array.from({ length: 40 }, (_, i) => `Line ${i} tells of a bank with ${i % 2 === 0 ? 'money and loans' : 'reeds and boats'}.`).join('\n'));
  expect(contexture('embed', '--model', 'minilm-l6', '--input', 'many.txt', '--word', 'bank', '--output', 'many.npy').status).toBe(0);
  const digest = (seed: string, name: string): string => {
    const { status, stderr } = contexture('project', '--input', 'many.npy', '--layer', '6', '--output', name, '--seed', seed);
    expect(status, stderr).toBe(0);
    return createHash('sha256').update(readFileSync(inFolder(name))).digest('hex');
  };
  expect(digest('42', 'a.csv')).toBe(digest('42', 'b.csv'));
  expect(digest('7', 'c.csv')).not.toBe(digest('42', 'a.csv'));
  const lines = readFileSync(inFolder('a.csv'), 'utf8').trim().split('\n');
  expect(lines[0]).toBe('row,x,y,z');
  expect(lines).toHaveLength(41);
  expect(contexture('project', '--input', 'many.npy', '--layer', '6', '--output', 'p.csv', '--method', 'pca', '--components', '2').status).toBe(0);
  expect(readFileSync(inFolder('p.csv'), 'utf8').split('\n')[0]).toBe('row,x,y');
});

test('help is everywhere; errors are one line on stderr with exit codes 1 and 2', () => {
  for (const command of [[], ['models'], ['embed'], ['distances'], ['project'], ['snapshot']]) {
    const { status, stdout } = contexture(...command, '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('contexture');
  }
  for (const [args, code] of [
    [['nonsense'], 2], [['embed', '--model', 'minilm-l6'], 2], [['embed', '--nonsense'], 2],
    [['embed', '--model', 'no-such', '--input', 'in.txt', '--word', 'run', '--output', 'x.npy'], 1],
    [['embed', '--model', 'minilm-l6', '--input', 'in.txt', '--word', 'run', '--output', 'no-folder/x.npy'], 1],
    [['embed', '--model', 'minilm-l6', '--input', 'missing.txt', '--word', 'run', '--output', 'x.npy'], 1],
    [['embed', '--model', 'minilm-l6', '--input', 'in.txt', '--word', 'run', '--output', 'x.npy', '--layers', '9'], 1],
    [['distances', '--model', 'minilm-l6', 'no marker here'], 2], [['distances', '--model', 'minilm-l6', 'a sentence::bank'], 1],
    [['project', '--input', 'in.txt', '--layer', '0', '--output', 'x.csv'], 1],
  ] as const) {
    const { status, stderr, stdout } = contexture(...args);
    expect(status, args.join(' ')).toBe(code);
    expect(stderr).toContain('contexture');
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe('');
  }
});
