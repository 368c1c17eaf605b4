/** Where things of the deck stand, in px. */

/** Thickest and thinnest joint between two stops, and the residual from which on it is thinnest. */
const [THICK_PX, THIN_PX, LARGE_RESIDUAL] = [7, 1, 0.4];
/** Where the strip of trustworthiness begins. */
const STRIP_FROM = 0.8;

/** How thick a joint is: thick where neighbouring maps agree. It falls in proportion to the residual, down to 1 px from 0.4 on. */
export const jointPx = (residual: number): number => THIN_PX + (THICK_PX - THIN_PX) * Math.max(0, 1 - residual / LARGE_RESIDUAL);

/** Share of its stop's room that the strip fills: 0 at 0.8 and below, 1 at 1. */
export const stripShare = (trustworthiness: number): number => Math.max(0, Math.min(1, (trustworthiness - STRIP_FROM) / (1 - STRIP_FROM)));

/** Left edge of the chart, and room at its ends for half a stop. */
export interface DeckAxis {
  readonly left: number;
  readonly right: number;
  /** The last layer. */
  readonly last: number;
}

export const xOf = ({ left, right, last }: DeckAxis, layer: number): number => (last === 0 ? left : left + ((right - left) * layer) / last);

/** The layer at a place, also between two; 0…last. */
export const layerAt = ({ left, right, last }: DeckAxis, x: number): number => (right <= left ? 0 : Math.max(0, Math.min(last, ((x - left) / (right - left)) * last)));

/** Lowest and highest value that a lane shows: its chance line stands at its foot where it has one, and no lane shows less than half of 0…1. */
export function rangeOf(values: readonly number[], against: readonly number[] | null): readonly [low: number, high: number] {
  const known = [...values, ...(against ?? [])].filter((value) => !Number.isNaN(value));
  return [Math.max(0, Math.min(...known, 0.5)), 1];
}

/** A line through the values; those that are not known are left out. */
export function pathOf(axis: DeckAxis, values: readonly number[], yOf: (value: number) => number): string {
  return values
    .flatMap((value, layer) => (Number.isNaN(value) ? [] : [`${xOf(axis, layer).toFixed(1)} ${yOf(value).toFixed(1)}`]))
    .map((place, index) => `${index === 0 ? 'M' : 'L'}${place}`)
    .join('');
}

/** Width that a letter takes at the deck's size, in px, a wide one counted in. */
const LETTER_PX = 7;

/** A lane's name as it fits left of the chart: columns of files may have long ones. @param room in px */
export function fittedName(name: string, room: number): string {
  const most = Math.floor(room / LETTER_PX);
  return name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`;
}
