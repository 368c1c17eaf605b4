import { colouring } from './colouring.svelte';
import type { View } from './view';
import { setsWords } from '../wording/interface/sets';

export interface RampLegend {
  readonly title: string;
  readonly low: string;
  readonly high: string;
}

/** A number as the ends of a ramp print it. */
export const rampNumber = (value: number): string => (Number.isInteger(value) ? String(value) : value.toPrecision(3).replace(/\.?0+$/, ''));

/** What the ramp of a picture says; null where colours are categories. */
export function rampLegend({ map }: Pick<View, 'map'>): RampLegend | null {
  if (colouring.id === 'distortion' && map.kind === 'cloud') return { title: setsWords.rampLost(map.quality?.k ?? 0), low: setsWords.lostNone, high: setsWords.lostAll };
  const { ramp, column } = colouring;
  if (ramp !== null && column.ends !== undefined) return { title: setsWords.rampAxis(column.title), low: column.ends[0], high: column.ends[1] };
  if (ramp !== null && column.pair !== undefined) return { title: setsWords.rampDistance(column.pair.name, column.pair.distance), low: rampNumber(ramp.low), high: rampNumber(ramp.high) };
  return ramp === null ? null : { title: column.title, low: rampNumber(ramp.low), high: rampNumber(ramp.high) };
}
