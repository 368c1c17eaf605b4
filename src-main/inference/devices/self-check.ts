import { Failure } from '@contract/failure';
import type { TokenizedSentence } from '../../tokenizers/tokenizer';
import type { Encoder, SentenceToEncode } from '../runtime/encoder';

/** Milliseconds since some moment. */
export type Clock = () => number;

/** What a device was found to be worth for a model. */
export interface DeviceVerdict {
  /** `refused`: other vectors, or it failed; `slower`: right, but the CPU is faster. */
  readonly state: 'serves' | 'slower' | 'refused';
  /** One sentence; empty where it serves. */
  readonly reason: string;
  /** Time of the CPU over the device's for the same batch; null where that was not measured. */
  readonly speedup: number | null;
}

/**
 * How far a device's vectors may lie from the CPU's: length of the difference over the length of the vector. Sums in another order
 * differ by 1e-6 to 1e-5; half precision, which some devices would choose by themselves, by 1e-2.
 */
export const maxRelativeError = 2e-3;
/** A device that is so much slower on a sentence alone is one that software emulates: no batch makes up for that. */
const hopelessSlowdown = 10;
const nSentences = 16;

const sentences = [
  'The bank raised its rate before the boat reached the far bank.',
  'Nobody could say why the old bridge still stood after so many winters of ice and flood, but every spring the farmers drove their carts across it again.',
];

/**
 * A few vectors of a device beside the CPU's, at all layers, then the time of both for a batch: the second of two runs, since the first one compiles.
 * Releases neither. @throws whatever the CPU's encoder throws; what the device throws becomes a verdict.
 */
export async function selfCheck(device: Encoder, cpu: Encoder, label: string, clockMs: Clock = () => performance.now()): Promise<DeviceVerdict> {
  const layers = Array.from({ length: cpu.tokenizer.card.nLayers }, (_, layer) => layer);
  const mixed = await sample(cpu);
  const expected = await cpu.encode(mixed, layers);
  try {
    const error = largestError(await device.encode(mixed, layers), expected, cpu.tokenizer.card.dim);
    if (!(error <= maxRelativeError)) return { state: 'refused', reason: `${label} gives other vectors than the CPU (relative error ${error.toExponential(1)}).`, speedup: null };
    const alone = await speedup(device, cpu, mixed.slice(0, 1), layers, clockMs);
    const batch = Array.from({ length: nSentences }, () => mixed[1] as SentenceToEncode);
    const found = alone * hopelessSlowdown < 1 ? alone : await speedup(device, cpu, batch, layers, clockMs);
    return found >= 1 ? { state: 'serves', reason: '', speedup: found } : { state: 'slower', reason: `${label} is slower than the CPU here.`, speedup: found };
  } catch (error) {
    if (error instanceof Failure && error.code === 'device') return { state: 'refused', reason: error.message, speedup: null };
    throw error;
  }
}

/** How far an encoder's vectors of the sample lie from another's, as {@link maxRelativeError} counts. @throws what the encoders throw */
export async function relativeError(encoder: Encoder, cpu: Encoder): Promise<number> {
  const { nLayers, dim } = cpu.tokenizer.card;
  const layers = Array.from({ length: nLayers }, (_, layer) => layer);
  const mixed = await sample(cpu);
  return largestError(await encoder.encode(mixed, layers), await cpu.encode(mixed, layers), dim);
}

const sample = async (encoder: Encoder): Promise<readonly SentenceToEncode[]> => (await encoder.tokenizer.tokenize(sentences)).map((sentence) => readEveryPiece(encoder, sentence));

function readEveryPiece(encoder: Encoder, tokenized: TokenizedSentence): SentenceToEncode {
  const nPieces = Math.min(tokenized.ids.length, encoder.tokenizer.maxPieces);
  const sentence = { ...tokenized, ids: tokenized.ids.slice(0, nPieces), pieces: tokenized.pieces.slice(0, nPieces) };
  return { sentence, spans: sentence.ids.map((_, i) => ({ from: i, to: i + 1, weights: null })) };
}

function largestError(found: Float32Array, expected: Float32Array, dim: number): number {
  if (found.length !== expected.length) return Infinity;
  let worst = 0;
  for (let start = 0; start < expected.length; start += dim) {
    let difference = 0;
    let length = 0;
    for (let i = start; i < start + dim; i++) {
      const value = expected[i] ?? 0;
      difference += ((found[i] ?? NaN) - value) ** 2;
      length += value ** 2;
    }
    const error = Math.sqrt(difference / Math.max(length, 1e-12));
    if (!(error <= worst)) worst = error;
    if (Number.isNaN(error)) return Infinity;
  }
  return worst;
}

/** Over 1: the device is faster. */
async function speedup(device: Encoder, cpu: Encoder, batch: readonly SentenceToEncode[], layers: readonly number[], clockMs: Clock): Promise<number> {
  const timed = async (encoder: Encoder): Promise<number> => {
    await encoder.encode(batch, layers);
    const started = clockMs();
    await encoder.encode(batch, layers);
    return clockMs() - started;
  };
  const deviceMs = await timed(device);
  return await timed(cpu) / deviceMs;
}
