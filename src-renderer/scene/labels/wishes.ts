import type { CloudModel } from '../cloud-model';
import { tagOf } from '../cloud-model';
import { glyphScale, type DrawContext } from '../draw-context';
import { GHOST_REACH_PX } from '../ghost';
import type { ScreenPoints } from '../picking';
import { meanPosition, positionAt } from '../positions';
import { ringRadius } from '../rings';
import { FORM_SIZE, wordRadius } from '../static-nodes';
import { placeOnTrail } from '../typed';
import type { Position, Rect, StaticData } from '../types';
import type { Projected } from '../view';
import type { Box } from './box-index';
import { densestGroup, type Places } from './densest-group';
import { freeSides, sidesTowards } from './free-sides';
import { categoryText, contextText, ghostText, staticFormText, staticWordText, typedText } from './label-texts';
import { ALL_SIDES, type LabelRequest, type Side } from './place';
import type { LabelText, TextMeter } from './text-runs';

/** What a label stays with while the camera moves. */
export type Anchor =
  | Readonly<{ kind: 'row'; row: number }>
  | Readonly<{ kind: 'ghost'; index: number }>
  | Readonly<{ kind: 'typed' }>
  | Readonly<{ kind: 'place'; position: Position }>;

export interface Wish {
  readonly request: LabelRequest;
  readonly anchor: Anchor;
  readonly text: LabelText;
}

const TYPED_SIDES: readonly Side[] = ['tr', 't', 'r', 'br', 'b', 'tl', 'l', 'bl'];
const FORM_SIDES: readonly Side[] = ['t', 'tr', 'tl', 'b', 'br', 'bl', 'r', 'l'];
const NAME_SIDES: readonly Side[] = ['t', 'b', 'tr', 'tl', 'br', 'bl', 'r', 'l'];
const NAME_GAP_PX = 12;
/** A name that finds no place within this multiple of its gap may cover points. */
const NAME_FARTHEST = 4.6;
/** In larger clouds names lie on points and need a plate. */
const CROWDED = 1500;

/** Collects what is to be labelled, in the order of its rights, and what labels must not cover. */
export class Wishes {
  readonly list: Wish[] = [];
  readonly obstacles: Box[] = [];

  constructor(
    private readonly context: DrawContext, private readonly model: CloudModel, private readonly screen: ScreenPoints, private readonly meter: TextMeter,
    private readonly bounds: Rect, private readonly lastSides: ReadonlyMap<string, Side>,
  ) {}

  addSelection(hasContexts: boolean): void {
    const { points, tokens } = this.context;
    this.model.selection.forEach((row, index) => {
      const at = this.rowAt(row);
      const reach = ringRadius(points.selectedRadiusPx * glyphScale(at.scale) * points.zoom);
      this.block(at, reach + 1);
      const said = hasContexts ? (this.model.data.contexts[row] ?? null) : null;
      this.add(`row ${row}`, { kind: 'row', row }, at, contextText(said, tagOf(index), tokens), { gap: reach + 4 });
    });
  }

  addGhosts(): void {
    const { view, tokens } = this.context;
    this.model.ghosts.forEach((ghost, index) => {
      const at = view.projectPosition(ghost.position);
      this.block(at, GHOST_REACH_PX);
      this.add(`ghost ${index}`, { kind: 'ghost', index }, at, ghostText(ghost, tokens), { gap: GHOST_REACH_PX + 2, sides: freeSides(index, at, this.model, this.screen) });
    });
  }

  /** While it flies, the typed word needs no label and pushes none aside. */
  addTyped(): void {
    const { typed } = this.model;
    if (typed?.u !== 1) return;
    const at = this.context.view.projectPosition(placeOnTrail(typed.trail, 1).position);
    this.block(at, 9);
    this.add('typed', { kind: 'typed' }, at, typedText(typed.word.label, this.context.tokens), { gap: 13, sides: TYPED_SIDES });
  }

  addStaticForms({ forms }: StaticData): void {
    const { view, tokens } = this.context;
    forms.forEach((form, index) => {
      const at = view.projectPosition(form.position);
      this.block(at, GHOST_REACH_PX * FORM_SIZE);
      this.add(`form ${index}`, { kind: 'place', position: form.position }, at, staticFormText(form, tokens), { gap: GHOST_REACH_PX * FORM_SIZE + 2, sides: FORM_SIDES });
    });
  }

  /** Nearest words first: they get the best places. Words are what there is to read here, so they may move, and cover dots in a throng. */
  addStaticWords({ forms, words }: StaticData): void {
    const { view, tokens } = this.context;
    const sorted = words.map((word, index) => ({ word, index })).sort((a, b) => b.word.weight - a.word.weight || a.index - b.index);
    for (const { word, index } of sorted) {
      const at = view.projectPosition(word.position);
      const form = forms[word.formIndex];
      const from = form ? view.projectPosition(form.position) : at;
      const gap = wordRadius(word.weight) + 4;
      this.add(`word ${index}`, { kind: 'place', position: word.position }, at, staticWordText(word, tokens), { gap, sides: sidesTowards(at.x - from.x, at.y - from.y) });
    }
  }

  /** A category's name stands where its points stand densest and most among themselves: a sense often falls into several clusters. */
  addNames(): void {
    const { model, screen } = this;
    const seen = Int32Array.from(screen.x.keys()).filter((row) => model.filter?.[row] !== 0 && (screen.scale[row] as number) > 0 && this.isIn(screen.x[row] as number, screen.y[row] as number));
    const all = placesOf(seen, screen);
    for (const label of model.data.categoryLabels) {
      const rows = seen.filter((row) => model.data.categories[row] === label.category);
      const group = densestGroup(placesOf(rows, screen), all);
      if (group === null) continue;
      const { left, right, top, bottom, members } = group;
      const position = meanPosition(members.flatMap((member) => [...positionAt(model.positions, rows[member] as number)]));
      this.add(`name ${label.category}`, { kind: 'place', position }, { x: (left + right) / 2, y: (top + bottom) / 2, scale: 1 }, categoryText(label, this.context.tokens, model.n > CROWDED), {
        halfWidth: Math.max(8, (right - left) / 2), halfHeight: Math.max(4, (bottom - top) / 2), gap: NAME_GAP_PX, farthest: NAME_FARTHEST, sides: members.length > 1 ? NAME_SIDES : ALL_SIDES,
      });
    }
  }

  /** Contexts of rows in the order given; the same words are said once. */
  addContexts(rows: readonly number[]): void {
    const { points, tokens } = this.context;
    const said = new Set<string>();
    for (const row of rows) {
      const context = this.model.data.contexts[row];
      if (!context) continue;
      const line = context.before + context.word + context.after;
      if (said.has(line)) continue;
      said.add(line);
      this.add(`row ${row}`, { kind: 'row', row }, this.rowAt(row), contextText(context, null, tokens), { gap: points.radiusPx * points.zoom + 5, mayMove: false });
    }
  }

  isIn(x: number, y: number): boolean {
    const { bounds } = this;
    return x >= bounds.x && y >= bounds.y && x <= bounds.x + bounds.width && y <= bounds.y + bounds.height;
  }

  private add(id: string, anchor: Anchor, at: Projected, text: LabelText, request: Partial<LabelRequest>): void {
    if (at.scale <= 0 || !this.isIn(at.x, at.y) || (text.runs.length === 0 && !text.tag)) return;
    const { sides = ALL_SIDES } = request;
    // Only rows keep their side: names and ghosts have a best place, to which they return.
    const last = anchor.kind === 'row' ? this.lastSides.get(id) : undefined;
    this.list.push({
      anchor, text,
      request: {
        id, x: at.x, y: at.y, halfWidth: 0, halfHeight: 0, gap: 9, mayMove: true, farthest: Infinity,
        width: this.meter.labelWidth(text, this.context.tokens), height: text.lineHeightPx, ...request,
        sides: last && sides.includes(last) ? [last, ...sides.filter((side) => side !== last)] : sides,
      },
    });
  }

  private block({ x, y, scale }: Projected, reach: number): void {
    if (scale > 0) this.obstacles.push({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach });
  }

  private rowAt(row: number): Projected {
    return { x: this.screen.x[row] as number, y: this.screen.y[row] as number, scale: this.screen.scale[row] as number };
  }
}

function placesOf(rows: Int32Array, screen: ScreenPoints): Places {
  return { x: Float32Array.from(rows, (row) => screen.x[row] as number), y: Float32Array.from(rows, (row) => screen.y[row] as number) };
}
