import { inColour } from './paint';
import { element, xmlText } from './xml';

/** What keeps a text readable over the scene: a colour, and how far it reaches, in px. */
export interface Halo {
  readonly colour: string;
  readonly blur: number;
}

type Look = Readonly<Record<string, string | number | undefined>>;

/** Letters of the scripts read from the right: in one text their runs would change places. */
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Runs that stand so near behind one another are one text. */
const GAP_PX = { least: -0.5, most: 8 } as const;
/** A plate behind a text: its opacity, and how far it reaches above and below the baseline, in font sizes. */
const PLATE = { opacity: 0.6, above: 0.82, below: 0.26 } as const;

/** One line of text on a baseline, of runs in several styles. */
export class TextLine {
  private readonly runs: { readonly text: string; readonly gapPx: number; readonly look: Look }[] = [];
  private endX: number;
  private sizePx = 0;

  constructor(private readonly x: number, private readonly baseline: number, private readonly anchor: 'middle' | 'end' | undefined, private readonly halo: Halo | undefined) {
    this.endX = x;
  }

  /** Whether a run at this place belongs to the line. */
  goesOn(text: string, x: number, baseline: number, anchor: string | undefined): boolean {
    if (FROM_RIGHT.test(text) || this.runs.some((run) => FROM_RIGHT.test(run.text))) return false;
    const gap = x - this.endX;
    return anchor === undefined && this.anchor === undefined && baseline === this.baseline && gap >= GAP_PX.least && gap <= GAP_PX.most;
  }

  add(text: string, x: number, width: number, look: Look, sizePx: number): void {
    this.runs.push({ text, gapPx: this.runs.length === 0 ? 0 : x - this.endX, look });
    this.endX = x + width;
    this.sizePx = Math.max(this.sizePx, sizePx);
  }

  markup(halos: 'outline' | 'plate'): string {
    const { x, baseline: y, anchor, halo } = this;
    const rim = halo && halos === 'outline' ? { ...inColour('stroke', halo.colour), 'stroke-width': halo.blur, 'stroke-linejoin': 'round', 'paint-order': 'stroke' } : {};
    const place = { x, y, 'text-anchor': anchor, ...rim };
    const [first, ...more] = this.runs;
    if (first === undefined) return '';
    const text = more.length === 0 ? element('text', { ...place, ...first.look }, xmlText(first.text))
      : element('text', place, this.runs.map((run) => element('tspan', { dx: Math.abs(run.gapPx) < 0.01 ? undefined : run.gapPx, ...run.look }, xmlText(run.text))).join(''));
    return halo && halos === 'plate' ? this.plate(halo) + text : text;
  }

  private plate({ colour }: Halo): string {
    const width = this.endX - this.x, left = this.anchor === 'middle' ? this.x - width / 2 : this.anchor === 'end' ? this.x - width : this.x;
    return element('rect', {
      x: left - 1.5,
      y: this.baseline - PLATE.above * this.sizePx,
      width: width + 3,
      height: (PLATE.above + PLATE.below) * this.sizePx,
      rx: 2,
      ...inColour('fill', colour),
      'fill-opacity': String(PLATE.opacity),
    });
  }
}
