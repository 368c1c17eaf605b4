import type { SceneTokens, SvgRequest } from '../../types';
import { svgDocument } from './figure-svg';
import { inColour, share } from './paint';
import { element, type Definitions } from './xml';

/** A thread from one side to the other, in px of the whole. */
export interface Joining {
  readonly d: string;
  readonly colour: string;
  /** 0…1 */
  readonly opacity: number;
  readonly widthPx: number;
}

export interface TwoSides extends Pick<SvgRequest, 'heightPx' | 'widthMm' | 'alt' | 'isTransparent'> {
  readonly leftPx: number;
  readonly rightPx: number;
  readonly tokens: Pick<SceneTokens, 'scene' | 'ink3'>;
  /** Markup of either side from its own left edge, drawn with `definitions`. */
  readonly left: string;
  readonly right: string;
  readonly joining: readonly Joining[];
}

const DIVIDER_OPACITY = 0.25;

/** Two pictures beside each other as one SVG, each within its own half, the threads between them and the line between the halves beneath. */
export function sideBySideSvg({ leftPx, rightPx, heightPx, widthMm, alt, isTransparent, tokens, left, right, joining }: TwoSides, definitions: Definitions): string {
  const widthPx = leftPx + rightPx;
  const half = (id: string, x: number, width: number, markup: string): string => {
    const inside = definitions.url(`half ${id}`, (clip) => element('clipPath', { id: clip }, element('rect', { x: 0, y: 0, width, height: heightPx })));
    return element('g', { id, transform: `translate(${String(x)} 0)`, 'clip-path': inside }, `\n${markup}\n`);
  };
  const threads = joining.map(({ d, colour, opacity, widthPx: width }) => element('path', { d, ...inColour('stroke', colour), 'stroke-opacity': String(share(opacity)), 'stroke-width': width }));
  const parts = [
    isTransparent ? '' : element('rect', { id: 'background', x: 0, y: 0, width: widthPx, height: heightPx, ...inColour('fill', tokens.scene) }),
    threads.length === 0 ? '' : element('g', { id: 'joining', fill: 'none' }, `\n${threads.join('\n')}\n`),
    element('rect', { id: 'divider', x: leftPx, y: 0, width: 1, height: heightPx, ...inColour('fill', tokens.ink3), 'fill-opacity': String(DIVIDER_OPACITY) }),
    half('left', 0, leftPx, left),
    half('right', leftPx, rightPx, right),
  ].filter((part) => part !== '');
  return svgDocument({ widthPx, heightPx, widthMm, alt }, definitions, parts);
}
