import type { ProductPrecision } from '@contract/embedding';
import type { Int8Speed } from '@contract/speed/int8-speed';
import { plainTable } from '../table';

export interface SpeedReport extends Int8Speed {
  readonly model: string;
  readonly name: string;
  readonly loadMs: Readonly<Record<ProductPrecision, number>>;
}

const NONE = '–';

/** The gain, then a row a layer, then what the columns mean. */
export function speedTable({ name, set, nOccurrences, device, wordsPerSecond: { exact, int8, ratio, rounds }, loadMs, layers, verdicts }: SpeedReport): string {
  const rows = layers.map(({ layer, cosine, recall, sameNearest }) =>
    [String(layer), cosine.worst.toFixed(5), cosine.median.toFixed(5), shown(recall?.exact), shown(recall?.int8), shown(sameNearest)]);
  const ratios = rounds.map(({ exactMs, int8Ms }) => exactMs / int8Ms);
  return [
    `${name}, ${nOccurrences} occurrences of ${set}, ${device}`,
    `words a second: ${whole(exact)} exact, ${whole(int8)} in 8 bits; ${ratio.toFixed(2)} times as fast (${rounds.length} rounds, ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
    `loading: ${(loadMs.exact / 1000).toFixed(1)} s exact, ${(loadMs.int8 / 1000).toFixed(1)} s in 8 bits`,
    '',
    plainTable(['layer', 'worst cosine', 'median', 'senses, exact', '8 bits', 'same nearest sense'], rows),
    verdicts === null ? 'No verdicts: no word of the set has senses enough.' : `verdicts at layer ${verdicts.layer}: ${verdicts.nSame} of ${verdicts.n} the same, each judged without its fifth of the set`,
    'cosine: of each occurrence’s exact and 8-bit vector. senses: macro recall of the nearest occurrence’s sense, leave-one-out. same nearest sense: share of the',
    'occurrences for which it is the same with both. Baselines and ghosts stay those of the exact model.',
  ].join('\n').concat('\n');
}

const shown = (value: number | null | undefined): string => value?.toFixed(3) ?? NONE;
const whole = (value: number): string => Math.round(value).toLocaleString('en-GB');
