import { parseColour, type Rgba } from '../../colours/colour';
import { element } from './xml';

/** A colour and its opacity as SVG 1.1 has them: other programs do not read `rgba(…)`. */
export interface SvgColour {
  readonly colour: string;
  readonly opacity: number | undefined;
}

export function svgColour(colour: string | Rgba): SvgColour {
  const [r, g, b, a] = typeof colour === 'string' ? parseColour(colour) : colour;
  return { colour: `#${[r, g, b].map((part) => Math.round(part * 255).toString(16).padStart(2, '0')).join('')}`, opacity: a >= 0.995 ? undefined : share(a) };
}

/** A share from 0 to 1 with three digits: px would be too coarse for faint light. */
export const share = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;

export function stop(offset: number, colour: string | Rgba): string {
  const { colour: own, opacity } = svgColour(colour);
  return element('stop', { offset: String(share(offset)), 'stop-color': own, 'stop-opacity': opacity === undefined ? undefined : String(opacity) });
}

/** `fill` or `stroke` in a colour. */
export function inColour(what: 'fill' | 'stroke', colour: string | Rgba): Record<string, string | undefined> {
  const { colour: own, opacity } = svgColour(colour);
  return { [what]: own, [`${what}-opacity`]: opacity === undefined ? undefined : String(opacity) };
}
