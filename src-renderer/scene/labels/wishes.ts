import type { CloudModel } from '../cloud-model';
import { tagOf } from '../cloud-model';
import { glyphScale, type DrawContext } from '../draw-context';
import { GHOST_REACH_PX } from '../visuals/ghosts';
import { RING_LIMIT } from '../visuals/points';
import { ringRadius } from '../visuals/hover-ring';
import { FORM_SIZE, wordRadius } from '../visuals/static-nodes';
import { placeOnTrail } from '../visuals/typed';
import type { ContextLabel, Rect, StaticData } from '../types';
import type { Projected } from '../camera/view';
import { anchorOnScreen, type Anchor } from './anchors';
import type { Box } from './box-index';
import { chooseContexts } from './choose-contexts';
import type { Crowd } from './crowd';
import { densestGroup, type Places } from './densest-group';
import { freeSides, sidesTowards } from './free-sides';
import { categoryText, contextText, ghostText, staticFormText, staticWordText, typedText } from './label-texts';
import type { LaidLabel } from './layout';
import { ALL_SIDES, type LabelRequest, type LastPlace, type Side } from './place';
import { wordsOf, type LabelText, type TextMeter } from './text-runs';

export interface Wish {
  readonly request: LabelRequest;
  readonly anchor: Anchor;
  readonly text: LabelText;
}

const TYPED_SIDES: readonly Side[] = ['tr', 't', 'r', 'br', 'b', 'tl', 'l', 'bl'];
const FORM_SIDES: readonly Side[] = ['t', 'tr', 'tl', 'b', 'br', 'bl', 'r', 'l'];
const NAME_SIDES: readonly Side[] = ['t', 'b', 'tr', 'tl', 'br', 'bl', 'r', 'l'];
const NAME_GAP_PX = 12;
/** A name goes so far, in multiples of its gap, to keep clear of points; where everything is full it covers some nearby. */
const NAME_FARTHEST = 14;
const NAME_COVERS_WITHIN = 4.6;
const MAJORITY = 0.5;
/** In larger clouds names lie on points and need a plate. */
const CROWDED = 1500;
/** Of a selection larger than this the first few alone have letters: more would cover the picture. */
const TAGS_MOST = 52;
const SAID_MOST = 12;

/** Collects what is to be labelled, in the order of its rights, and what labels must not cover. */
export class Wishes {
  readonly list: Wish[] = [];
  readonly obstacles: Box[] = [];

  constructor(
    private readonly context: DrawContext, private readonly model: CloudModel, private readonly crowd: Crowd, private readonly meter: TextMeter,
    private readonly bounds: Rect, private readonly previous: ReadonlyMap<string, LaidLabel>,
  ) {}

  /** The first have words, some more have letters; of large selections only the first have anything. What has a ring is kept clear. */
  addSelection(hasContexts: boolean): void {
    const { points, tokens } = this.context;
    const { selection } = this.model;
    const nTags = selection.length > TAGS_MOST ? SAID_MOST : TAGS_MOST;
    selection.slice(0, selection.length > RING_LIMIT ? nTags : RING_LIMIT).forEach((row, index) => {
      const at = this.rowAt(row);
      const reach = ringRadius(points.selectedRadiusPx * glyphScale(at.scale) * points.zoom);
      this.block(at, reach + 1);
      if (index >= nTags) return;
      const said = hasContexts && index < SAID_MOST ? this.contextOf(row) : null;
      this.add(`row ${row}`, { kind: 'row', row }, at, contextText(said, tagOf(index), tokens), { gap: reach + 4 });
    });
  }

  addGhosts(): void {
    const { view, tokens } = this.context;
    this.model.ghosts.forEach((ghost, index) => {
      const at = view.projectPosition(ghost.position);
      const id = `ghost ${index}`;
      this.block(at, GHOST_REACH_PX);
      const sides = freeSides(index, at, this.model.data.ghostOf, this.crowd, this.previous.get(id)?.side ?? null);
      this.add(id, { kind: 'ghost', index }, at, ghostText(ghost, tokens), { gap: GHOST_REACH_PX + 2, sides });
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

  /**
   * A category's name stands where its points stand densest and most among themselves: a sense often falls into several clusters. It
   * stays with the point it names as long as that is a good place. It names a group: not a single point, and not a place where most are others.
   */
  addNames(): void {
    const { model, crowd, previous } = this;
    const names = model.data.categoryLabels.map((label) => ({ label, id: `name ${label.category}` }));
    for (const { label, id } of [...names.filter(({ id }) => previous.has(id)), ...names.filter(({ id }) => !previous.has(id))]) {
      const own = placesOf(crowd, label.category);
      const before = previous.get(id)?.anchor;
      const last = before?.kind === 'row' ? own.rows.indexOf(before.row) : -1;
      const group = densestGroup(own, crowd, last < 0 ? null : last);
      if (group === null || group.members.length < 2 || group.share <= MAJORITY) continue;
      const { left, right, top, bottom } = group;
      this.add(id, { kind: 'row', row: own.rows[group.centre]! }, { x: (left + right) / 2, y: (top + bottom) / 2, scale: 1 }, categoryText(label, this.context.tokens, model.n > CROWDED), {
        halfWidth: Math.max(8, (right - left) / 2), halfHeight: Math.max(4, (bottom - top) / 2), gap: NAME_GAP_PX, farthest: NAME_FARTHEST, coversWithin: NAME_COVERS_WITHIN, sides: NAME_SIDES,
      });
    }
  }

  /** Contexts of points: those that are there, then new ones where there is room; the same words are said once. */
  addContexts(budget: number): void {
    const { crowd, model, previous, context: { view } } = this;
    if (model.data.contextOf === null) return;
    const selected = new Set(model.selection);
    const kept: number[] = [];
    for (const { anchor, text, id } of previous.values()) {
      if (anchor.kind !== 'row' || id !== `row ${anchor.row}` || anchor.row >= model.n || selected.has(anchor.row) || model.filter?.[anchor.row] === 0) continue;
      const said = this.contextOf(anchor.row);
      const at = this.rowAt(anchor.row);
      if (said !== null && at.scale > 0 && this.isIn(at.x, at.y) && wordsOf(text) === wordsOf(contextText(said, null, this.context.tokens))) kept.push(anchor.row);
    }
    const isKept = new Set(kept);
    const fresh = kept.length >= budget ? [] : chooseContexts({
      crowd, widthPx: view.widthPx, heightPx: view.heightPx, budget, kept: kept.map((row) => this.rowAt(row)),
      canLabel: (row) => !selected.has(row) && !isKept.has(row) && this.contextOf(row) !== null,
    });
    this.addContextsOf([...kept, ...fresh]);
  }

  private addContextsOf(rows: readonly number[]): void {
    const { points, tokens } = this.context;
    const said = new Set<string>();
    for (const row of rows) {
      const text = contextText(this.contextOf(row), null, tokens);
      if (said.has(wordsOf(text))) continue;
      said.add(wordsOf(text));
      this.add(`row ${row}`, { kind: 'row', row }, this.rowAt(row), text, { gap: points.radiusPx * points.zoom + 5, mayMove: false });
    }
  }

  private contextOf(row: number): ContextLabel | null {
    return this.model.data.contextOf?.(row) ?? null;
  }

  private isIn(x: number, y: number): boolean {
    const { bounds } = this;
    return x >= bounds.x && y >= bounds.y && x <= bounds.x + bounds.width && y <= bounds.y + bounds.height;
  }

  private add(id: string, anchor: Anchor, at: Projected, text: LabelText, request: Partial<LabelRequest>): void {
    if (at.scale <= 0 || !this.isIn(at.x, at.y) || (text.runs.length === 0 && !text.tag)) return;
    const width = this.meter.labelWidth(text, this.context.tokens);
    this.list.push({
      anchor, text,
      request: {
        id, x: at.x, y: at.y, halfWidth: 0, halfHeight: 0, gap: 9, mayMove: true, farthest: Infinity, sides: ALL_SIDES,
        width, height: text.lineHeightPx, last: this.lastOf(id, width, (request.halfWidth ?? 0) > 0), ...request,
      },
    });
  }

  /** A label that has grown (a letter, another font) looks for a place anew. */
  private lastOf(id: string, width: number, isWide: boolean): LastPlace | null {
    const before = this.previous.get(id);
    if (before?.widthPx !== width) return null;
    const { side, multiple, dx, dy } = before;
    const at = anchorOnScreen(before.anchor, this.model, this.context.view);
    return { side, multiple, corner: isWide ? { x: at.x + dx, y: at.y + dy } : null };
  }

  private block({ x, y, scale }: Projected, reach: number): void {
    if (scale > 0) this.obstacles.push({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach });
  }

  private rowAt(row: number): Projected {
    return this.context.view.projectPosition(this.model.positionOf(row));
  }
}

function placesOf({ rows, x, y, weight, category }: Crowd, wanted: number): Places & { readonly rows: Int32Array } {
  const own = rows.map((_, i) => i).filter((i) => category[i] === wanted);
  const pick = (values: Float32Array): Float32Array => Float32Array.from(own, (i) => values[i]!);
  return { rows: own.map((i) => rows[i]!), x: pick(x), y: pick(y), weight: pick(weight) };
}
