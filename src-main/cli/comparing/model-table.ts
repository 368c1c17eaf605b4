import type { ModelCard } from '@contract/model-card';
import { REACH_DISTANCES, SIDES, type LayerReach, type MeasuredFigures, type MoveAt, type SequentialSteps, type TimeFit } from '@contract/model-figures';
import { plainTable } from '../table';

/** Leave-one-out 1-nearest-neighbour sense recall, macro, 0…1; see `senseRecall`. */
export interface Polysemy {
  readonly last: number;
  readonly best: number;
  readonly bestLayer: number;
  /** One over the senses. */
  readonly chance: number;
  /** By layer. */
  readonly recall: readonly number[];
}

export interface ComparedModel {
  readonly card: Pick<ModelCard, 'name' | 'kind'>;
  /** Null where it is not defined. */
  readonly polysemy: Polysemy | null;
  /** Whose reach is shown. */
  readonly layer: number;
  readonly figures: MeasuredFigures;
}

const NONE = '–';

/** One row a model, then by how much a changed word moves the target at each distance, then what the columns mean. */
export function modelTable(set: string, compared: readonly ComparedModel[]): string {
  const main = compared.map(({ card, polysemy, layer, figures: { modelId, nParameters, isContextual, steps, time, reach } }) => {
    const { left, right } = reach[layer] ?? {};
    return [
      modelId, card.kind, isContextual ? 'yes' : 'no', nParameters.toLocaleString('en-GB'),
      shown(polysemy?.last), polysemy === null ? NONE : `${shown(polysemy.best)} (${polysemy.bestLayer})`, shown(polysemy?.chance), parallel(steps), ...timeCells(time), String(left?.reach ?? NONE), String(right?.reach ?? NONE),
    ];
  });
  const moves = compared.flatMap(({ layer, figures: { modelId, reach } }) => movesOf(modelId, layer, reach[layer]));
  return [
    plainTable(['model', 'kind', 'context-aware', 'parameters', `senses of ${set}, last layer`, 'best (layer)', 'chance', 'parallel', 'ms for n words', 'R²', 'exponent', 'R²', 'reach left', 'right'], main),
    'How far the target moves when one word is another one, mean cosine distance (and as a share of that of two random words):',
    plainTable(['model', 'layer', 'side', ...REACH_DISTANCES.map((distance) => `${distance} ${distance === 1 ? 'word' : 'words'}`), 'floor'], moves),
    'senses: macro recall of the nearest occurrence’s sense. parallel: steps that wait for one another, by the family; a longer sentence takes longer all the same. ms: one sentence, fitted',
    'over 8 to 256 words; exponent: of the power law. reach: the farthest changed word, of those tried, that moves the target more than another batch does (floor).',
    `Device: ${[...new Set(compared.map(({ figures: { device } }) => device.label))].join('; ')}.`,
  ].join('\n').concat('\n');
}

function parallel({ fixed, perWord }: SequentialSteps): string {
  if (perWord > 0) return `no, n + ${fixed} steps`;
  return `yes, ${fixed} ${fixed === 1 ? 'step' : 'steps'}`;
}

function timeCells(time: TimeFit | null): string[] {
  if (time === null) return [NONE, NONE, NONE, NONE];
  const { linear, power } = time;
  return [`${figures(linear.intercept)} ${linear.slope < 0 ? '-' : '+'} ${figures(Math.abs(linear.slope))} n`, shown(linear.r2), power.slope.toFixed(2), shown(power.r2)];
}

function movesOf(model: string, layer: number, reach: LayerReach | undefined): string[][] {
  return reach === undefined ? [] : SIDES.map((side) => [model, String(layer), side, ...reach[side].moves.map((move) => moveCell(move, reach.floor)), reach.floor.toExponential(0)]);
}

function moveCell({ move, share }: MoveAt, floor: number): string {
  if (move === null) return NONE;
  if (move <= floor) return '0';
  return `${move < 0.0005 ? move.toExponential(1) : move.toPrecision(2)}${share === null ? '' : ` (${percent(share)})`}`;
}

const percent = (share: number): string => `${share < 0.01 ? (share * 100).toPrecision(1) : (share * 100).toFixed(0)} %`;
const shown = (value: number | null | undefined): string => value?.toFixed(3) ?? NONE;
const figures = (ms: number): string => String(Number(ms.toPrecision(2)));
