// What conformance-webgpu.test.ts runs in a process of its own, because the loader finds Vulkan by the environment that a process starts with.
// Arguments: `all` or `absent`. The last line of the output is JSON.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DeviceReport, Provider } from '@contract/embedding';
import { toEnvelope, type FailureEnvelope } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import { convertModel } from '../conversion/convert';
import { CARD_FILE } from '../model-format/model-folder';
import type { Encoder, SentenceToEncode } from '../inference/runtime/encoder';
import { EncoderCache } from '../inference/encoders/encoder-cache';
import { encoderLoader, type EncoderLoader } from '../inference/encoders/load-encoder';

export interface WebGpuReport {
  /** By model: the largest difference of a value from the CPU's, over all pieces and layers, and how many values were compared. */
  readonly differences: Readonly<Record<string, { readonly largest: number; readonly nValues: number }>>;
  /** What was loaded where, in order, by the pools below. */
  readonly loads: readonly string[];
  /** A small model when WebGPU is asked for by name, then by `auto`, then both again after a new start. */
  readonly outcomes: readonly ({ readonly provider: Provider; readonly label: string; readonly note?: string } | FailureEnvelope)[];
  readonly devices: readonly DeviceReport[];
}

const root = process.cwd();
const golden = path.join(root, 'src-main/conversion/golden');
const bundled = path.join(root, 'models/minilm-l6');
const adapter = 'SwiftShader, driver 5';
const text = 'The bank raised its rate, and the boats rose by the river bank again when the evening came.';

const readCard = async (folder: string): Promise<ModelCard> => JSON.parse(await readFile(path.join(folder, CARD_FILE), 'utf8')) as ModelCard;

async function everyPiece(encoder: Encoder, sentence: string): Promise<SentenceToEncode> {
  const [tokenized = { ids: [], pieces: [] }] = await encoder.tokenizer.tokenize([sentence]);
  const n = Math.min(tokenized.ids.length, encoder.tokenizer.maxPieces, 24);
  return { sentence: { ids: tokenized.ids.slice(0, n), pieces: tokenized.pieces.slice(0, n) }, spans: Array.from({ length: n }, (_, i) => ({ from: Math.max(0, i - 1), to: i + 1, weights: null })) };
}

async function difference(folder: string): Promise<{ largest: number; nValues: number }> {
  const tokenizer = await encoderLoader.tokenizer(folder, await readCard(folder));
  const layers = Array.from({ length: tokenizer.card.nLayers }, (_, layer) => layer);
  const vectors: Float32Array[] = [];
  for (const provider of ['cpu', 'webgpu'] as const) {
    const encoder = await encoderLoader.load(folder, tokenizer, provider);
    vectors.push(await encoder.encode([await everyPiece(encoder, text), await everyPiece(encoder, 'A river bank.')], layers));
    await encoder.release();
  }
  const [cpu = new Float32Array(), gpu = new Float32Array()] = vectors;
  if (cpu.length !== gpu.length) throw new Error(`${folder}: ${gpu.length} values where the CPU has ${cpu.length}`);
  return { largest: cpu.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (gpu[i] ?? NaN))), 0), nValues: cpu.length };
}

const checkpoint = (name: string): string => path.join(golden, 'checkpoints', name);

/** Converts a golden checkpoint. @returns the model's folder */
async function converted(work: string, name: string, source: string): Promise<string> {
  const folder = path.join(work, name);
  await convertModel(source, folder, { id: name, name, licence: 'MIT', source: 'golden', madeBy: 'test' }, { precision: 'source' });
  return folder;
}

/** The golden set of ELMo without its answers, which are no part of a model. */
function elmoSource(work: string): string {
  const source = path.join(work, 'elmo-source');
  for (const file of ['options.json', 'weights.hdf5']) cpSync(path.join(golden, 'elmo-clips', file), path.join(source, file));
  return source;
}

async function differences(work: string): Promise<WebGpuReport['differences']> {
  const found: Record<string, { largest: number; nValues: number }> = { 'minilm-l6': await difference(bundled) };
  // The other families are made of BERT's operators: `conversion` writes their graphs by the same code.
  for (const name of ['bert', 'gpt2', 'onnx-bert']) found[name] = await difference(await converted(work, name, checkpoint(name)));
  return { ...found, elmo: await difference(await converted(work, 'elmo', elmoSource(work))) };
}

async function pools(work: string): Promise<Omit<WebGpuReport, 'differences'>> {
  const loads: string[] = [];
  const loader: EncoderLoader = {
    tokenizer: (folder, card) => encoderLoader.tokenizer(folder, card),
    load: async (folder, tokenizer, provider) => {
      const encoder = await encoderLoader.load(folder, tokenizer, provider);
      loads.push(provider);
      return encoder;
    },
  };
  const folder = await converted(work, 'placed', checkpoint('bert'));
  const library = { card: () => readCard(folder), folder: () => Promise.resolve(folder) };
  const outcomes: WebGpuReport['outcomes'][number][] = [];
  let devices: readonly DeviceReport[] = [];
  for (let start = 0; start < 2; start++) {
    const encoders = new EncoderCache(library, { devicesFile: path.join(work, 'devices.json'), adapter, loader });
    for (const preference of ['webgpu', 'auto'] as const) {
      loads.push(`start ${start + 1}, ${preference}:`);
      outcomes.push(await encoders.get('placed', preference).then(({ device }) => device, toEnvelope));
    }
    devices = await encoders.devices();
    await encoders.release();
  }
  return { loads, outcomes, devices };
}

const work = mkdtempSync(path.join(tmpdir(), 'contexture-webgpu-'));
try {
  const report: WebGpuReport = { differences: process.argv[2] === 'all' ? await differences(work) : {}, ...await pools(work) };
  process.stdout.write(`\n${JSON.stringify(report)}\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
