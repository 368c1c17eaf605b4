import { SIDES, type LayerReach, type MoveAt } from '@contract/model-figures';
import { shareText, toldReach, TOLD_WORDS, type ComparedModel } from './model-table';

/** What the measured rows show, a sentence or two each; what was not measured is not spoken of. */
export function findingsOf(models: readonly ComparedModel[]): readonly string[] {
  return [staticLine(models), oneSidedLine(models), farthestLine(models), timeLine(models)].filter((line) => line !== '');
}

/** "A", "A and B", "A, B and C". */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

function staticLine(models: readonly ComparedModel[]): string {
  const unmoved = models.filter(({ figures }) => figures?.isContextual === false);
  return unmoved.length === 0 ? '' : `${listed(unmoved.map(({ name }) => name))} ${unmoved.length === 1 ? 'has' : 'have'} the same vector for a word whatever stands around it: no change to another word moved it.`;
}

const sidesOf = (reach: LayerReach | null): readonly string[] => (reach === null ? [] : SIDES.filter((side) => reach[side].reach > 0));

function oneSidedLine(models: readonly ComparedModel[]): string {
  return models.flatMap(({ name, figures }) => {
    const [side, other] = sidesOf(toldReach(figures));
    return side === undefined || other !== undefined ? [] : [`${name} is moved by words on the ${side} alone.`];
  }).join(' ');
}

interface FarMove {
  readonly name: string;
  readonly distance: number;
  readonly share: number;
}

/** How much the farthest word moves the target, the mean of the sides; null where one of them does not reach as far as was tried. */
function farMove({ name, figures }: ComparedModel): FarMove | null {
  const reach = toldReach(figures);
  if (reach === null) return null;
  const far = SIDES.map((side): MoveAt | undefined => reach[side].moves.at(-1));
  const [first] = far;
  if (first === undefined || SIDES.some((side) => reach[side].reach !== first.distance)) return null;
  const shares = far.map((move) => move?.share ?? NaN);
  const share = shares.reduce((sum, one) => sum + one, 0) / shares.length;
  return Number.isNaN(share) ? null : { name, distance: first.distance, share };
}

function farthestLine(models: readonly ComparedModel[]): string {
  const far = models.flatMap((model) => farMove(model) ?? []).sort((a, b) => b.share - a.share);
  const [first] = far;
  if (first === undefined) return '';
  const sizes = far.map(({ name, share }) => `${name} ${shareText(share, true)}`).join(', ');
  const of = 'of the distance of two random words';
  return far.length === 1
    ? `${first.name} is moved by the farthest word tried, ${first.distance} words away on either side, by ${shareText(first.share, true)} ${of}.`
    : `${listed(far.map(({ name }) => name))} are ${far.length === 2 ? 'both' : 'all'} moved by the farthest word tried, ${first.distance} words away on either side, so reach does not tell them apart. The size of that move does: ${sizes} ${of}.`;
}

function timeLine(models: readonly ComparedModel[]): string {
  const timed = models.flatMap(({ name, figures }) => {
    const [short, long] = TOLD_WORDS.map((n) => figures?.time?.samples.find(({ nWords }) => nWords === n)?.medianMs);
    return figures === null || short === undefined || long === undefined ? [] : [{ name, isLonger: long > short, isParallel: figures.steps.perWord === 0 }];
  });
  if (timed.length === 0) return '';
  const [fewest, most] = TOLD_WORDS;
  const same = timed.filter(({ isLonger }) => !isLonger);
  if (same.length > 0) return `${listed(same.map(({ name }) => name))} took no longer for ${most} words than for ${fewest} here.`;
  const who = timed.length === 1 ? `${timed[0]?.name ?? ''} takes` : 'Every model measured takes';
  const parallel = timed.some(({ isParallel }) => isParallel) ? ', also where no step waits for the word before: parallel steps save time only where something works on them at once, and then not all of it' : '';
  return `${who} longer for ${most} words than for ${fewest} on this machine${parallel}.`;
}
