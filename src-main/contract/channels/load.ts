/**
 * What is large goes between page and main process by the road, a port of its own, and is named by its number in the message. Electron's bridge copies
 * objects value by value on the page's thread: 100,000 sentences hold it for half a second, by the road for a seventh of that (WHY.md, "Roads").
 */
export interface Load { readonly load: number }

/** The least number of what travels: 1, 2, … */
export const isLoad = (value: unknown): value is Load =>
  typeof value === 'object' && value !== null && 'load' in value && Number.isSafeInteger(value.load) && (value.load as number) > 0 && Object.keys(value).length === 1;

/** What the page is told its end of the road by. */
export const ROAD_MESSAGE = 'contexture:road';
