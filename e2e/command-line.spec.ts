import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { parquetReadObjects } from 'hyparquet';
import { tinyBert } from './fixtures/tiny-model';

const root = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'contexture-cli-'));
const inFolder = (name: string): string => path.join(folder, name);

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const contexture = (...args: string[]): Outcome => contextureWith({}, ...args);

function contextureWith(env: Readonly<Record<string, string>>, ...args: string[]): Outcome {
  // As `npm run contexture` runs it: the built CLI in plain Node, without any display.
  return spawnSync(process.execPath, [path.join(root, 'out/main/cli.js'), ...args], { encoding: 'utf8', cwd: folder, env: { ...process.env, DISPLAY: '', CONTEXTURE_DATA: inFolder('data'), ...env } });
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

test('embed writes the same vectors for every other program, and where they come from', async () => {
  writeFileSync(inFolder('formats.jsonl'), `${sentences.slice(0, 2).map((line) => JSON.stringify(line)).join('\n')}\n`);
  const embed = (format: string, output: string, ...more: string[]): { status: number | null; stderr: string } =>
    contexture('embed', '--model', 'minilm-l6', '--input', 'formats.jsonl', '--format', format, '--output', output, '--layers', '6', '--device', 'cpu', '--no-store', ...more);
  for (const [format, output] of [['npy', 'f.npy'], ['csv', 'f.csv'], ['parquet', 'f.parquet'], ['projector', 'f-projector']] as const) expect(embed(format, output)).toMatchObject({ status: 0 });
  const expected = [...readNpy(inFolder('f.npy')).values];
  const csv = readFileSync(inFolder('f.csv'), 'utf8').trim().split('\r\n').map((line) => line.split(','));
  expect(csv[0]?.slice(0, 7)).toEqual(['text', 'charStart', 'charEnd', 'word', 'sense', 'layer', 'dim_0']);
  expect(csv.slice(1).flatMap((line) => line.slice(6).map((value) => Math.fround(Number(value))))).toEqual(expected);
  const tensors = readFileSync(inFolder('f-projector/vectors.tsv'), 'utf8').trim().split('\n').flatMap((line) => line.split('\t').map((value) => Math.fround(Number(value))));
  expect(tensors).toEqual(expected);
  const parquet = await parquetReadObjects({ file: new Uint8Array(readFileSync(inFolder('f.parquet'))).buffer });
  expect(parquet.map(({ text, sense }) => [text as string, sense as string])).toEqual([0, 1, 1].map((i) => [sentences[i]?.text, sentences[i]?.sense]));
  expect(parquet.flatMap(({ layer_6: values }) => values as number[])).toEqual(expected);
  const sidecars = ['f.npy.json', 'f.csv.json', 'f-projector/provenance.json'].map((name) => readFileSync(inFolder(name), 'utf8'));
  expect(new Set(sidecars).size).toBe(1);
  const { provenance, methods } = JSON.parse(sidecars[0] ?? '') as { provenance: Record<string, unknown>; methods: string };
  expect(provenance).toMatchObject({ model: { id: 'minilm-l6' }, layers: [6], dim: 384, pooling: 'mean', prompt: null, nRows: 3, nCached: 0 });
  expect(methods).toContain('The vectors of 3 occurrences were computed with MiniLM L6');
  const before = readFileSync(inFolder('f.parquet'));
  expect(embed('parquet', 'f.parquet').status).toBe(0);
  expect(readFileSync(inFolder('f.parquet')).equals(before), 'the same run gives the same bytes').toBe(true);
  expect(embed('xlsx', 'f.xlsx')).toMatchObject({ status: 2, stderr: expect.stringContaining('--format takes npy, csv, parquet, projector') });
  expect(contexture('embed', '--model', 'minilm-l6', '--input', 'formats.jsonl', '--format', 'projector', '--output', 'all-layers')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('shows one layer, and 7 were chosen. Give --layers one number, or last.'),
  });
  expect(existsSync(inFolder('all-layers'))).toBe(false);
});

test('embed takes chosen layers and poolings, and a plain text with --word', () => {
  writeFileSync(inFolder('in.txt'), 'He ran a shop.\nThey run fast, and they run far.\n');
  expect(contexture('embed', '--model', 'elmo-medium', '--input', 'in.txt', '--word', 'run', '--output', 'run.npy', '--layers', '0,2', '--pool', 'last').status).toBe(0);
  expect(readNpy(inFolder('run.npy')).shape).toEqual([2, 2, 512]);
  const first = readNpy(inFolder('run.npy')).values.slice(0, 512);
  const second = readNpy(inFolder('run.npy')).values.slice(2 * 512, 3 * 512);
  expect([...first], 'layer 0 of ELMo depends on the word form alone').toEqual([...second]);
});

test('place says which sense a sentence has, in any form of the word, with votes and neighbours; what it cannot place is refused', () => {
  const asked = ['--model', 'minilm-l6', '--set', 'bank', '--layer', '6'];
  const { stdout, status } = contexture('place', ...asked, '--json', 'He fished from the muddy bank.::bank', 'The glider banked steeply to the left.::bank');
  expect(status).toBe(0);
  const [river, tilt] = JSON.parse(stdout) as {
    word: string;
    charStart: number;
    sense: string;
    votes: { sense: string; n: number }[];
    confidence: number;
    outside: boolean;
    neighbours: { sense: string; distance: number }[];
  }[];
  expect([river?.sense, river?.word, river?.charStart, tilt?.sense, tilt?.charStart]).toEqual(['river', 'bank', 25, 'tilt', 11]);
  expect(river?.votes.reduce((sum, { n }) => sum + n, 0)).toBe(8);
  expect(river?.confidence).toBeGreaterThan(0.5);
  expect(river?.neighbours.map(({ distance }) => distance)).toEqual([...river?.neighbours.map(({ distance }) => distance) ?? []].sort((a, b) => a - b));
  expect(contexture('place', ...asked, 'The glider left.::bank')).toMatchObject({ status: 1, stderr: expect.stringContaining('does not contain “bank”') });
  expect(contexture('place', ...asked, 'The glider left.::glider')).toMatchObject({ status: 1, stderr: expect.stringContaining('The set has no occurrence of “glider”. It has “bank”.') });
  expect(contexture('place', ...asked.slice(0, 4), '--layer', '9', 'By the bank.::bank')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('There is no layer “9”. Give a number from 0 to 6, last or best.'),
  });
});

test('induce finds senses without labels, scores them against the known ones, and writes its clusters as a column', () => {
  const { stdout, status } = contexture('induce', '--model', 'minilm-l6', '--set', 'bank', '--layer', '3', '--clusters', '5', '--output', 'clusters.jsonl', '--json');
  expect(status).toBe(0);
  const { clusters, rows, scores } = JSON.parse(stdout) as { clusters: { n: number; words: string[] }[]; rows: unknown[]; scores: { ari: number; vMeasure: number } };
  expect(clusters.reduce((sum, { n }) => sum + n, 0)).toBe(rows.length);
  expect(scores.ari).toBeGreaterThan(0.2);
  expect(clusters.every(({ words }) => words.length > 0)).toBe(true);
  const written = readFileSync(inFolder('clusters.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { cluster: string });
  expect(new Set(written.map(({ cluster }) => cluster)).size).toBe(5);
  expect(contexture('induce', '--model', 'minilm-l6', '--set', 'textbook', '--clusters', '9')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('7 occurrences are too few for 9 clusters'),
  });
});

test('embed and probe take every word of a treebank, or so many of them drawn by a seed', () => {
  const treebank = inFolder('t.conllu');
  const tags = [['the', 'DET'], ['old', 'ADJ'], ['dog', 'NOUN'], ['barks', 'VERB']] as const;
  writeFileSync(treebank, Array.from({ length: 12 }, (_, i) => `${[...tags, [`${i + 1}`, 'NUM'] as const].map(([form, upos], at) => [at + 1, form, form, upos, '_', '_', '_', '_', '_', '_'].join('\t')).join('\n')}\n\n`).join(''));
  const output = inFolder('tokens.npy');
  const asked = ['--model', 'minilm-l6', '--input', treebank, '--output', output, '--device', 'cpu'];
  expect(contexture('embed', ...asked, '--every-token', '--sample', '20', '--seed', '3', '--layers', '0').status).toBe(0);
  const rows = readFileSync(`${output}.jsonl`, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { word: string; upos: string });
  expect(rows).toHaveLength(20);
  expect(rows.every(({ word, upos }) => upos === 'NUM' ? Number(word) > 0 : tags.some(([form, tag]) => form === word && tag === upos))).toBe(true);
  const { layers, mix } = JSON.parse(
    contexture('probe', '--model', 'minilm-l6', '--set', treebank, '--every-token', '--mix', 'upos', '--json').stdout,
  ) as { layers: { probes: { upos: { micro: number } } }[]; mix: { label: string; head: string; learnedMix: { micro: number }; weights: number[] } };
  expect(layers[1]?.probes.upos.micro).toBe(1);
  expect([mix.label, mix.head, mix.learnedMix.micro, mix.weights.length]).toEqual(['upos', 'crf', 1, layers.length]);
  expect(contexture('probe', '--model', 'minilm-l6', '--set', treebank, '--every-token', '--mix', 'tag')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('The set has no label “tag” to mix layers for. Give --mix one of lemma, upos'),
  });
  expect(contexture('probe', '--model', 'minilm-l6', '--set', treebank, '--every-token', '--mix', 'upos', '--folds', '2')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--mix needs --folds 3 or more'),
  });
  expect(contexture('embed', ...asked, '--sample', '5')).toMatchObject({ status: 2, stderr: expect.stringContaining('--sample draws of --every-token, which is not there') });
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
  expect(lines[0]).toBe('row,x,y,z,distortion');
  expect(lines).toHaveLength(41);
  expect(contexture('project', '--input', 'many.npy', '--layer', '6', '--output', 'p.csv', '--method', 'pca', '--components', '2').status).toBe(0);
  expect(readFileSync(inFolder('p.csv'), 'utf8').split('\n')[0]).toBe('row,x,y,distortion');

  const table = (name: string): string[][] => readFileSync(inFolder(name), 'utf8').trim().split('\n').map((line) => line.split(','));
  const layered = contexture('project', '--input', 'many.npy', '--layer', 'all', '--output', 'all.csv', '--epochs', '100', '--neighbors', '10', '--init', 'spectral');
  expect(layered.status, layered.stderr).toBe(0);
  expect(layered.stderr.match(/^contexture: layer \d: 40 points by umap; trustworthiness 0\.\d{3}/gm)).toHaveLength(7);
  expect(layered.stderr).toMatch(/layer 6: .*residual to layer 5: \d\.\d{3} of the radius/);
  expect(table('all.csv')[0]).toEqual(['layer', 'row', 'x', 'y', 'z', 'distortion', 'residual']);
  expect(table('all.csv')).toHaveLength(1 + 7 * 40);

  // Rows placed into their own map stand beside themselves, and the map is the one made without them.
  expect(contexture('project', '--input', 'many.npy', '--layer', '6', '--output', 'placed.csv', '--place', 'many.npy').status).toBe(0);
  const placed = table('placed.csv');
  expect(placed[0]).toEqual(['row', 'x', 'y', 'z', 'distortion', 'placed']);
  expect(placed).toHaveLength(81);
  expect(placed.slice(1, 41).map((cells) => cells.slice(0, 5))).toEqual(table('a.csv').slice(1));
  const apart = Array.from({ length: 40 }, (_, row) => Math.hypot(...[1, 2, 3].map((axis) => Number(placed[41 + row]?.[axis]) - Number(placed[1 + row]?.[axis])))).sort((one, other) => one - other);
  expect(apart[20]).toBeLessThan(0.5);

  for (const [args, reason, code] of [
    [['--spread', '0'], '--spread takes a number from 0.01 to 10, not “0”', 2], [['--min-dist', '2'], 'The least distance lies between 0 and 1, got 2. Choose one in that range.', 1],
    [['--method', 'tsne'], 'perplexity', 1], [['--method', 'mds'], '--method takes umap, umap-js, pca, tsne, not “mds”', 2], [['--neighbors', '40'], 'Too few points for a map: 41 needed, you have 40.', 1],
  ] as const) {
    const refused = contexture('project', '--input', 'many.npy', '--layer', '6', '--output', 'none.csv', ...args);
    expect(refused.status, args.join(' ')).toBe(code);
    expect(refused.stderr).toContain(reason);
    expect(existsSync(inFolder('none.csv'))).toBe(false);
  }
});

test('probe measures every layer against what needs no vector, the same for a seed, and refuses what has too little to learn from', () => {
  interface Shares { readonly micro: number; readonly macro: number; readonly macroInterval: readonly [number, number]; readonly n: number }
  interface Probed {
    readonly layers: readonly { readonly layer: number; readonly anisotropy: number; readonly nearestSense: Shares | null; readonly probes: Readonly<Record<string, Shares | undefined>> }[];
    readonly contextAverage: { readonly nearestSense: Shares } | null;
    readonly tasks: Readonly<Record<string, { readonly refusal?: string }>>;
  }
  const probed = (...args: string[]): Probed => {
    const { status, stdout, stderr } = contexture('probe', '--model', 'minilm-l6', '--json', ...args);
    expect(status, stderr).toBe(0);
    return JSON.parse(stdout) as Probed;
  };
  const bank = probed('--set', 'bank', '--folds', '2');
  expect(bank.layers.map(({ layer }) => layer)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  const senses = bank.layers.map(({ nearestSense }) => nearestSense?.macro ?? NaN);
  // Layer 0 knows the form alone; the senses come with the context, and better than the average of the words around.
  expect(Math.max(...senses)).toBeGreaterThan((senses[0] ?? 1) + 0.3);
  expect(Math.max(...senses)).toBeGreaterThan(bank.contextAverage?.nearestSense.macro ?? 1);
  for (const { nearestSense, probes } of bank.layers) {
    const [low, high] = nearestSense?.macroInterval ?? [1, 0];
    expect(low <= (nearestSense?.macro ?? NaN) && (nearestSense?.macro ?? NaN) <= high).toBe(true);
    expect([nearestSense?.n, probes['sense']?.n]).toEqual([172, 172]);
  }
  expect(bank.tasks['capital']?.refusal).toContain('2 folds need two labels');
  expect(probed('--set', 'textbook')).toEqual(probed('--set', 'textbook'));

  writeFileSync(inFolder('few.jsonl'), '{"text": "The bank raised its rates.", "word": "bank"}\n{"text": "We sat on the river bank.", "word": "bank"}\n');
  const few = probed('--set', 'few.jsonl');
  expect([few.layers[0]?.nearestSense, few.contextAverage, few.layers[0]?.probes]).toEqual([null, null, {}]);
  expect(contexture('probe', '--model', 'minilm-l6', '--set', 'no-such-set').status).toBe(1);
  expect(contexture('probe', '--model', 'minilm-l6', '--set', 'bank', '--folds', '1').status).toBe(2);
  expect(contexture('probe', '--model', 'minilm-l6', '--set', 'few.jsonl').stdout).toContain('1-NN sense macro');
});

test('import brings in a Hugging Face folder of every family, which then embeds; remove takes it away', () => {
  const checkpoints = path.join(root, 'src-main/conversion/golden/checkpoints');
  for (const family of ['bert', 'distilbert', 'electra', 'gpt2', 'roberta', 'xlm-roberta']) {
    const { status, stdout, stderr } = contexture('import', path.join(checkpoints, family), '--id', `my-${family}`, '--name', 'Mine', '--licence', 'CC0');
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(new RegExp(`^my-${family}: Mine, \\d layers × 24, [\\d,]+ parameters`));
    writeFileSync(inFolder('two.jsonl'), '{"text": "The bank raised its rates.", "word": "bank"}\n{"text": "We sat on the river bank.", "word": "bank"}\n');
    expect(contexture('embed', '--model', `my-${family}`, '--input', 'two.jsonl', '--output', `${family}.npy`, '--device', 'cpu').status).toBe(0);
    const { shape, values } = readNpy(inFolder(`${family}.npy`));
    expect([shape[0], shape[2]]).toEqual([2, 24]);
    expect(values.every(Number.isFinite)).toBe(true);
    // Layer 0 of an absolute-position model differs by place, the last one by context: never the same vector twice.
    expect([...values.slice(-24)]).not.toEqual([...values.slice(-24 - (shape[1] ?? 0) * 24, -(shape[1] ?? 0) * 24)]);
  }
  expect(contexture('models').stdout).toMatch(/my-gpt2 +gpt .*imported +CC0/);
  expect(contexture('import', path.join(checkpoints, 'bert'), '--id', 'my-bert').stderr).toContain('There is a model “my-bert” already.');
  expect(contexture('remove', 'my-bert').status).toBe(0);
  expect(contexture('models').stdout).not.toContain('my-bert ');
});

test('a model runs through WebGPU, here on a software adapter, and gives the CPU’s vectors; without an adapter the refusal says so', () => {
  test.setTimeout(240_000);
  // Electron brings a Vulkan loader and SwiftShader: slow, but the same path as on a GPU.
  const dist = path.join(root, 'node_modules/electron/dist');
  const software = { LD_LIBRARY_PATH: dist, VK_ICD_FILENAMES: path.join(dist, 'vk_swiftshader_icd.json') };
  writeFileSync(inFolder('gpu.jsonl'), '{"text": "The bank raised its rates.", "word": "bank"}\n{"text": "We sat on the river bank.", "word": "bank"}\n');
  // Other graphs: conformance/webgpu.test.ts.
  expect(contexture('import', path.join(root, 'src-main/conversion/golden/checkpoints/bert'), '--id', 'gpu-bert').status).toBe(0);
  const embed = (env: Readonly<Record<string, string>>, device: string): Outcome =>
    contextureWith(env, 'embed', '--no-store', '--model', 'gpu-bert', '--input', 'gpu.jsonl', '--output', `${device}.npy`, '--device', device);
  expect(embed({}, 'cpu').status).toBe(0);
  const run = embed(software, 'webgpu');
  expect(run.status, run.stderr).toBe(0);
  expect(run.stderr).toContain('GPU (WebGPU)');
  const [gpu, cpu] = [readNpy(inFolder('webgpu.npy')).values, readNpy(inFolder('cpu.npy')).values];
  expect(gpu.length).toBe(cpu.length);
  expect(Math.max(...gpu.map((value, i) => Math.abs(value - (cpu[i] ?? Number.NaN))))).toBeLessThan(1e-4);
  const absent = embed({ VK_ICD_FILENAMES: '/nowhere.json' }, 'webgpu');
  expect(absent.status).toBe(1);
  expect(absent.stderr).toMatch(/cannot be used here/);
  // What the self-check found is remembered for this model and adapter.
  expect(readFileSync(inFolder('data/devices.json'), 'utf8')).toMatch(/"provider": "webgpu"/);
});

test('import takes static vectors, the first N words of them', () => {
  writeFileSync(inFolder('tiny.txt'), Array.from({ length: 40 }, (_, i) => `word${i} ${i} ${i * i} 1`).join('\n'));
  const { status, stdout, stderr } = contexture('import', 'tiny.txt', '--words', '30');
  expect(status, stderr).toBe(0);
  expect(stdout).toMatch(/^tiny: .*1 layer × 3, 90 parameters/);
});

test('a broken model folder is refused by name and leaves nothing behind', () => {
  const broken = inFolder('broken');
  cpSync(path.join(root, 'src-main/conversion/golden/checkpoints/bert'), broken, { recursive: true });
  writeFileSync(path.join(broken, 'config.json'), readFileSync(path.join(broken, 'config.json'), 'utf8').replace(/"hidden_act": "[^"]*"/, '"hidden_act": "swiglu"'));
  const imported = (): readonly string[] => (existsSync(inFolder('data/models')) ? readdirSync(inFolder('data/models')).sort() : []);
  const before = imported();
  const { status, stderr } = contexture('import', broken);
  expect(status).toBe(1);
  expect(stderr).toContain('swiglu');
  expect(imported()).toEqual(before);
});

test('vectors once computed come from the embedding cache, and --no-store leaves it alone', () => {
  rmSync(inFolder('data/embeddings'), { recursive: true, force: true });
  writeFileSync(inFolder('kept.jsonl'), '{"text": "The bank raised its rates.", "word": "bank"}\n');
  const run = (...more: string[]): string => contexture('embed', '--model', 'minilm-l6', '--input', 'kept.jsonl', '--output', 'kept.npy', '--device', 'cpu', ...more).stderr;
  run('--no-store');
  expect(existsSync(inFolder('data/embeddings'))).toBe(false);
  run();
  const computed = readFileSync(inFolder('kept.npy'));
  expect(run()).toContain('Kept vectors');
  expect(readFileSync(inFolder('kept.npy'))).toEqual(computed);
});

test('help is everywhere; errors are one line on stderr with exit codes 1 and 2', () => {
  for (const command of [
    [], ...['models', 'import', 'catalogue', 'download', 'remove', 'concordance', 'embed', 'gather', 'serve-export', 'distances', 'trace', 'place', 'induce', 'analogy', 'probe', 'compare-models', 'speed', 'project', 'snapshot'].map((name) => [name]),
  ]) {
    const { status, stdout } = contexture(...command, '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('contexture');
  }
  for (const [args, code] of [
    [['nonsense'], 2], [['import'], 2], [['download'], 2], [['remove'], 2], [['import', 'no-such-folder'], 1], [['remove', 'minilm-l6'], 1], [['remove', 'gone'], 1], [['download', 'not-in-the-catalogue'], 1],
    [['import', '.', '--words', '0'], 2], [['embed', '--model', 'minilm-l6'], 2], [['embed', '--nonsense'], 2],
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

test('63 MB that are no sentences are refused by their line, in little memory, and nothing is written', () => {
  for (const [name, content] of [['open.jsonl', '['.repeat(63e6)], ['nested.jsonl', '{"a":'.repeat(12.6e6)], ['quotes.csv', '"'.repeat(63e6)]] as const) {
    writeFileSync(inFolder(name), content);
    const { status, stderr } = contextureWith({ NODE_OPTIONS: '--max-old-space-size=320' }, 'embed', '--model', 'glove-100d', '--word', 'bank', '--input', name, '--output', 'none.npy');
    expect(status, stderr.slice(0, 400)).toBe(1);
    expect(stderr).toMatch(new RegExp(`line 1`, 'i'));
    expect(existsSync(inFolder('none.npy'))).toBe(false);
    rmSync(inFolder(name));
  }
});

test('a pipe in a model folder, or in the place of a file of sentences, is refused at once', () => {
  test.skip(process.platform === 'win32', 'Windows has no such pipes');
  const model = tinyBert('piped-bert');
  rmSync(path.join(model, 'model.safetensors'));
  expect(spawnSync('mkfifo', [path.join(model, 'model.safetensors'), inFolder('pipe.jsonl')]).status).toBe(0);
  const started = Date.now();
  const imported = contexture('import', model, '--id', 'piped');
  expect(imported.status).toBe(1);
  expect(imported.stderr).toContain('model.safetensors');
  const embedded = contexture('embed', '--model', 'glove-100d', '--word', 'bank', '--input', 'pipe.jsonl', '--output', 'none.npy');
  expect(embedded.status).toBe(1);
  expect(embedded.stderr).toContain('pipe.jsonl');
  expect(Date.now() - started).toBeLessThan(30_000);
});

test('a corpus is embedded in shards that are together what one run gives; a shard done twice is the same file, and gather names what is missing', async () => {
  mkdirSync(inFolder('corpus'));
  for (const [name, lines] of [
    ['a.jsonl', sentences.slice(0, 2)],
    ['b.jsonl', sentences.slice(2)],
  ] as const)
    writeFileSync(inFolder(`corpus/${name}`), `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  writeFileSync(inFolder('whole.jsonl'), `${sentences.map((line) => JSON.stringify(line)).join('\n')}\n`);
  const embed = (input: string, output: string, ...more: string[]): { status: number | null; stderr: string } =>
    contexture('embed', '--model', 'minilm-l6', '--input', input, '--output', output, '--layers', '6', '--device', 'cpu', ...more);
  expect(embed('corpus/*.jsonl', 'shards', '--shard', '1/2')).toMatchObject({ status: 0, stderr: expect.stringContaining('shard 1 of 2') });
  expect(contexture('gather', 'shards')).toMatchObject({ status: 1, stderr: expect.stringContaining('missing: part-00002-of-00002.parquet') });
  expect(embed('corpus/*.jsonl', 'shards', '--shard', '2/2').status).toBe(0);
  const before = readFileSync(inFolder('shards/part-00002-of-00002.parquet'));
  expect(embed('corpus', 'shards', '--shard', '2/2').status).toBe(0);
  expect(readFileSync(inFolder('shards/part-00002-of-00002.parquet')).equals(before)).toBe(true);
  const { status, stdout } = contexture('gather', 'shards', '--json');
  expect(status).toBe(0);
  expect(embed('whole.jsonl', 'whole.parquet', '--format', 'parquet', '--no-store').status).toBe(0);
  const rowsOf = async (file: string): Promise<Record<string, unknown>[]> => parquetReadObjects({ file: new Uint8Array(readFileSync(inFolder(file))).buffer });
  const whole = await rowsOf('whole.parquet');
  const [odd, even] = [await rowsOf('shards/part-00001-of-00002.parquet'), await rowsOf('shards/part-00002-of-00002.parquet')];
  expect(JSON.parse(stdout)).toMatchObject({ nShards: 2, nFound: 2, nRows: whole.length, model: 'minilm-l6', missing: [], wrong: [] });
  const together = whole.map((_, row) => (row % 2 === 0 ? odd : even)[Math.floor(row / 2)]);
  expect(together.map((row) => row?.['text'])).toEqual(whole.map(({ text }) => text));
  // Batches differ, and with them the last bits.
  const distance = Math.max(...whole.flatMap(({ layer_6: values }, row) => (values as number[]).map((value, d) => Math.abs(value - ((together[row]?.['layer_6'] as number[])[d] ?? NaN)))));
  expect(distance).toBeLessThan(1e-5);
  expect(embed('corpus', 'shards', '--shard', '3/2')).toMatchObject({ status: 1, stderr: expect.stringContaining('--shard 3/100') });
  expect(embed('corpus', 'shards', '--shard', '1/2', '--format', 'npy')).toMatchObject({ status: 2, stderr: expect.stringContaining('shards are Parquet files') });
});
