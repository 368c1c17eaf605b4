import { chooseContexts } from '../labels/choose-contexts';
import type { Crowd } from '../labels/crowd';
import { densestGroup, type Places } from '../labels/densest-group';
import { categoryText, contextText } from '../labels/label-texts';
import type { LabelSide } from '../labels/place';
import { wordsOf } from '../labels/text-runs';
import { RIGHTS, type LabelSource, type Wishes } from '../labels/wishes';
import { tagOf } from '../labels/tag';
import { glyphScale } from '../draw-context';
import type { ContextLabel } from '../types';
import { ringRadius } from './hover-ring';

/** Above this many selected rows rings would hide what they mark: the others are dimmed instead, and their own glyphs have an ink rim. */
export const RING_LIMIT = 100;
const NAME_SIDES: readonly LabelSide[] = ['t', 'b', 'tr', 'tl', 'br', 'bl', 'r', 'l'];
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
/** With more points than this on screen only senses are named. */
const CONTEXTS_MOST = 20_000;

/** Labels of points: the selected ones, the names of categories, short contexts. */
export const POINT_LABELS: readonly LabelSource[] = [
  { right: RIGHTS.selection, add: addSelection },
  { right: RIGHTS.names, isOptional: true, add: addNames },
  { right: RIGHTS.contexts, isOptional: true, add: (wishes) => { if (wishes.crowd.nInView <= CONTEXTS_MOST) addContexts(wishes); } },
];

/** The first have words, some more have letters; of large selections only the first have anything. What has a ring is kept clear. */
function addSelection(wishes: Wishes): void {
  const { context: { points, tokens }, model: { selection } } = wishes;
  const nTags = selection.length > TAGS_MOST ? SAID_MOST : TAGS_MOST;
  selection.slice(0, selection.length > RING_LIMIT ? nTags : RING_LIMIT).forEach((row, index) => {
    const at = wishes.rowAt(row);
    const reach = ringRadius(points.selectedRadiusPx * glyphScale(at.scale) * points.zoom);
    wishes.block(at, reach + 1);
    if (index >= nTags) return;
    const said = wishes.options.labels && index < SAID_MOST ? contextOf(wishes, row) : null;
    wishes.add(`row ${row}`, { kind: 'row', row }, at, contextText(said, tagOf(index), tokens), { gap: reach + 4 });
  });
}

/**
 * A category's name stands where its points stand densest and most among themselves: a sense often falls into several clusters. It
 * stays with the point it names as long as that is a good place. It names a group: not a single point, and not a place where most are others.
 */
function addNames(wishes: Wishes): void {
  const { model, crowd, previous, context: { tokens } } = wishes;
  const { namedFrom } = model.data;
  const named = namedFrom === undefined ? crowd : placesOf(crowd, (i) => (crowd.rows[i] ?? 0) >= namedFrom);
  const names = model.data.categoryLabels.map((label) => ({ label, id: `name ${label.category}` }));
  for (const { label, id } of [...names.filter(({ id }) => previous.has(id)), ...names.filter(({ id }) => !previous.has(id))]) {
    const own = placesOf(named, (i) => named.category[i] === label.category);
    const before = previous.get(id)?.anchor;
    const last = before?.kind === 'row' ? own.rows.indexOf(before.row) : -1;
    const group = densestGroup(own, named, last < 0 ? null : last);
    if (group === null || group.members.length < 2 || group.share <= MAJORITY) continue;
    const { left, right, top, bottom } = group;
    wishes.add(id, { kind: 'row', row: own.rows[group.centre]! }, { x: (left + right) / 2, y: (top + bottom) / 2, scale: 1 }, categoryText(label, tokens, model.n > CROWDED), {
      halfWidth: Math.max(8, (right - left) / 2), halfHeight: Math.max(4, (bottom - top) / 2), gap: NAME_GAP_PX, farthest: NAME_FARTHEST, coversWithin: NAME_COVERS_WITHIN, sides: NAME_SIDES,
    });
  }
}

/** Contexts of points: those that are there, then new ones where there is room; the same words are said once. */
function addContexts(wishes: Wishes): void {
  const { crowd, model, previous, options: { budget }, context: { view, tokens } } = wishes;
  if (model.data.contextOf === null) return;
  const selected = new Set(model.selection);
  const kept: number[] = [];
  for (const { anchor, text, id } of previous.values()) {
    if (anchor.kind !== 'row' || id !== `row ${anchor.row}` || anchor.row >= model.n || selected.has(anchor.row) || model.filter?.[anchor.row] === 0) continue;
    const said = contextOf(wishes, anchor.row);
    const at = wishes.rowAt(anchor.row);
    if (said !== null && at.scale > 0 && wishes.isIn(at.x, at.y) && wordsOf(text) === wordsOf(contextText(said, null, tokens))) kept.push(anchor.row);
  }
  const isKept = new Set(kept);
  const fresh = kept.length >= budget ? [] : chooseContexts({
    crowd, widthPx: view.widthPx, heightPx: view.heightPx, budget, kept: kept.map((row) => wishes.rowAt(row)),
    canLabel: (row) => !selected.has(row) && !isKept.has(row) && contextOf(wishes, row) !== null,
  });
  addContextsOf(wishes, [...kept, ...fresh]);
}

function addContextsOf(wishes: Wishes, rows: readonly number[]): void {
  const { points, tokens } = wishes.context;
  const said = new Set<string>();
  for (const row of rows) {
    const text = contextText(contextOf(wishes, row), null, tokens);
    if (said.has(wordsOf(text))) continue;
    said.add(wordsOf(text));
    wishes.add(`row ${row}`, { kind: 'row', row }, wishes.rowAt(row), text, { gap: points.radiusPx * points.zoom + 5, mayMove: false });
  }
}

function contextOf({ model }: Wishes, row: number): ContextLabel | null {
  return model.data.contextOf?.(row) ?? null;
}

type Crowded = Pick<Crowd, 'rows' | 'x' | 'y' | 'weight' | 'category'>;

function placesOf({ rows, x, y, weight, category }: Crowded, isWanted: (index: number) => boolean): Places & Crowded {
  const own = rows.map((_, i) => i).filter(isWanted);
  const pick = (values: Float32Array): Float32Array => Float32Array.from(own, (i) => values[i]!);
  return { rows: own.map((i) => rows[i]!), category: Uint8Array.from(own, (i) => category[i]!), x: pick(x), y: pick(y), weight: pick(weight) };
}
