import type { ProductPrecision } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { shapeOf } from '@contract/model-card';
import { takeRows } from '@vectors/vector-table';
import type { PresetLibrary } from '../../corpora/preset-library';
import { loadEncoder } from '../../inference/encoders/load-encoder';
import { requireInt8 } from '../../inference/encoders/transformer/require-int8';
import type { Encoder } from '../../inference/runtime/encoder';
import { embedTargets } from '../../inference/sets/embed';
import { measuredSpeed, middleWords } from '../../inference/sets/measured-speed';
import type { ModelLibrary } from '../../models/library';
import { readBackgroundSentences } from '../../platform/background-sentences';
import { readNamedSet } from '../input/named-set';
import { showProgress } from '../progress';
import { layerCosts, rowsOfBoth, verdictCost } from './layer-costs';
import { speedTable, type SpeedReport } from './speed-table';

export interface SpeedOptions {
  readonly model: string;
  /** Id of a bundled set, or a file as `embed` reads it. */
  readonly set: string;
  readonly word: string | null;
  readonly json: boolean;
}

export interface SpeedServices {
  readonly library: ModelLibrary;
  readonly presets: PresetLibrary;
  /** Whose sentences are timed. */
  readonly backgroundFile: string;
  readonly signal: AbortSignal;
  /** Sentences of a round; default 128. */
  readonly nSentences?: number;
}

const N_ROUNDS = 3;
const N_SENTENCES = 128;

/** Measures what products in 8 bits gain and cost for one model on one set. @returns the exit code @throws Failure as {@link requireInt8} before anything is loaded */
export async function speedCommand(options: SpeedOptions, { library, presets, backgroundFile, signal, nSentences = N_SENTENCES }: SpeedServices): Promise<number> {
  const card = await library.card(options.model);
  requireInt8(card, 'cpu');
  const { occurrences } = await readNamedSet(options, presets);
  const own = new Set(occurrences.map(({ text }) => text));
  const fresh = middleWords((await readBackgroundSentences(backgroundFile)).filter((text) => !own.has(text)));
  if (fresh.length < (N_ROUNDS + 1) * nSentences) throw new Failure('bad-input', `${backgroundFile} has ${fresh.length} sentences that are not in the set, and ${(N_ROUNDS + 1) * nSentences} are timed. Reinstall the app.`);
  const pieces = Array.from({ length: N_ROUNDS + 1 }, (_, i) => fresh.slice(i * nSentences, (i + 1) * nSentences));
  const folder = await library.folder(card.id);
  const loadMs = { exact: 0, int8: 0 };
  const loaded = async (precision: ProductPrecision): Promise<Encoder> => {
    const started = performance.now();
    const encoder = await loadEncoder(folder, card, 'cpu', precision);
    loadMs[precision] = performance.now() - started;
    return encoder;
  };
  const exact = await loaded('exact');
  const int8 = await loaded('int8').catch(async (error: unknown) => { await exact.release(); throw error; });
  try {
    const [warmUp = [], ...rounds] = pieces;
    const speed = await measuredSpeed({ exact, int8 }, warmUp, rounds, signal);
    const tables = { exact: await tableOf(exact), int8: await tableOf(int8) };
    const rows = rowsOfBoth(tables.exact, tables.int8);
    if (rows.length === 0) throw new Failure('bad-input', `${card.name} has no vector for any occurrence of ${options.set}. Choose another set or model.`);
    const [wanted, found, kept] = [takeRows(tables.exact, rows), takeRows(tables.int8, rows), rows.flatMap((row) => occurrences[row] ?? [])];
    const report: SpeedReport = {
      model: card.id, name: card.name, set: options.set, nOccurrences: rows.length, device: exact.device.label, wordsPerSecond: speed, loadMs,
      layers: layerCosts(wanted, found, kept), verdicts: verdictCost(wanted, found, kept),
    };
    process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : speedTable(report));
    return 0;
  } finally {
    await exact.release();
    await int8.release();
  }

  async function tableOf(encoder: Encoder): Promise<{ values: Float32Array; nRows: number; nLayers: number; dim: number }> {
    const { values } = await embedTargets(encoder, occurrences, 'mean', { signal, onProgress: showProgress });
    return { values, nRows: occurrences.length, ...shapeOf(card, 'mean') };
  }
}
