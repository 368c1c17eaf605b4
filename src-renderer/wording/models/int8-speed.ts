import type { Int8Speed, KeptInt8Speed, LayerCost } from '@contract/speed/int8-speed';

const NONE = '–';
const whole = (value: number): string => Math.round(value).toLocaleString('en');
/** Never rounded up to a cosine of equal vectors. */
const cosine = (value: number): string => (value >= 1 ? '1' : Math.min(value, 0.99999).toFixed(5));
const share = (value: number | undefined | null): string => value?.toFixed(3) ?? NONE;

/** "1,840 words a second exact, 3,120 in 8 bits: 1.70 times as fast (3 rounds, 1.68 to 1.72)" */
export function gainText({ wordsPerSecond: { exact, int8, ratio, rounds } }: Int8Speed): string {
  const ratios = rounds.map(({ exactMs, int8Ms }) => exactMs / int8Ms);
  const range = ratios.length === 0 ? '' : ` (${rounds.length} rounds, ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;
  return `${whole(exact)} words a second exact, ${whole(int8)} in 8 bits: ${ratio.toFixed(2)} times as fast${range}`;
}

/** The cells of a layer's row: worst and median cosine, recall exact and in 8 bits, the same nearest sense. */
export const costCells = ({ cosine: { worst, median }, recall, sameNearest }: LayerCost): readonly string[] =>
  [cosine(worst), cosine(median), share(recall?.exact), share(recall?.int8), share(sameNearest)];

export const verdictText = ({ verdicts }: Int8Speed): string =>
  verdicts === null
    ? 'No verdicts: no word of the set has senses enough.'
    : `Verdicts at layer ${verdicts.layer}: ${whole(verdicts.nSame)} of ${whole(verdicts.n)} stay the same, each judged without its fifth of the set.`;

/** "Measured on 172 occurrences of bank, CPU, 2 threads, 2 March 2026." */
export const measuredText = ({ set, nOccurrences, device, measuredAt }: KeptInt8Speed): string =>
  `Measured on ${whole(nOccurrences)} ${nOccurrences === 1 ? 'occurrence' : 'occurrences'} of ${set}, ${device}, ${new Date(measuredAt).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}.`;

/** What the choice of 8 bits says below its name. */
export function costLine({ wordsPerSecond: { ratio }, layers }: Int8Speed): string {
  return `${ratio.toFixed(1)} times as fast as exact; worst cosine ${cosine(Math.min(...layers.map((layer) => layer.cosine.worst)))}`;
}
