import type { ProductPrecision } from '@contract/embedding';
import type { PresetLibrary } from '../../corpora/preset-library';
import { loadEncoder } from '../../inference/encoders/load-encoder';
import { requireInt8 } from '../../inference/encoders/transformer/require-int8';
import type { Encoder } from '../../inference/runtime/encoder';
import { int8Speed, timedSentences } from '../../inference/speed/int8-speed';
import type { ModelLibrary } from '../../models/library';
import { readBackgroundSentences } from '../../platform/background-sentences';
import { readNamedSet } from '../input/named-set';
import { showProgress } from '../progress';
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

/** Measures what products in 8 bits gain and cost for one model on one set. @returns the exit code @throws Failure as {@link requireInt8} before anything is loaded */
export async function speedCommand(options: SpeedOptions, { library, presets, backgroundFile, signal, nSentences }: SpeedServices): Promise<number> {
  const card = await library.card(options.model);
  requireInt8(card, 'cpu');
  const { occurrences } = await readNamedSet(options, presets);
  const timed = timedSentences(await readBackgroundSentences(backgroundFile), occurrences, nSentences);
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
    const speed = await int8Speed({ exact, int8 }, { set: options.set, occurrences, timed }, {
      signal, onProgress: (progress) => { if (progress.stage === 'embed') showProgress(progress); },
    });
    const report: SpeedReport = { model: card.id, name: card.name, ...speed, loadMs };
    process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : speedTable(report));
    return 0;
  } finally {
    await exact.release();
    await int8.release();
  }
}
