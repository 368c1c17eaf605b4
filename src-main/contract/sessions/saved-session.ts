import { Failure } from '../failure';
import { bool, integer, list, nullable, number, oneOf, record, text, union, withOptional, type Guard } from '../guards';
import { layerMix } from '../layers/layer-mix';
import { LIMITS } from '../limits';
import { VIEW_MODES } from '../view-modes';
import { modelCard } from '../channels/model-card';
import { layer, projection, row } from '../channels/fields';
import { sentenceSet } from '../channels/sentence-set';
import { bookmark, MOST_BOOKMARKS, namedSelection, savedFilter, savedMapLook } from './bookmark';
import { fields } from './saved-fields';
import { savedDirection, savedFound } from './saved-findings';

const { f32, i32, u8, finite, camera, poolings, devices, providers, vector3 } = fields;

const MOST_LAYERS = 1_001;
const words = text(LIMITS.sentenceLength);
const spread = record({ mean: finite, deviation: finite });

/** `precision`: absent where products are exact, as in files from before there were others. */
const summary = withOptional({ precision: oneOf(['int8']) }, record({
  key: text(400, 1), modelId: text(80, 1), pooling: oneOf(poolings), nOccurrences: integer(0, LIMITS.nOccurrences), nLayers: integer(1, MOST_LAYERS), dim: integer(1, 10_000_000),
  device: withOptional({ note: text(2_000) }, record({ provider: oneOf(providers), label: text(400) })), elapsedMs: number(0, 1e12), nCached: integer(0, LIMITS.nOccurrences),
  subwords: list(list(words, LIMITS.sentenceLength), LIMITS.nOccurrences), missing: list(row, LIMITS.nOccurrences), senseRecall: nullable(list(finite, MOST_LAYERS)),
  nearest: record({ rows: i32, ofLayer: list(i32, MOST_LAYERS) }), contrast: nullable(list(record({ own: spread, other: spread }), MOST_LAYERS)),
}));

const ghosts = record({ forms: list(words, LIMITS.nOccurrences), values: f32, origin: oneOf(['fitted', 'alone']), r2: nullable(finite) });
const quality = nullable(record({ k: integer(1, 1_000), trustworthiness: finite, continuity: finite, neighboursKept: finite, nMeasured: integer(0, LIMITS.nOccurrences) }));

const cloudMap = record({
  kind: oneOf(['cloud']),
  rows: i32,
  coordinates: f32,
  ghosts: list(record({ form: words, position: vector3 }), LIMITS.nOccurrences),
  pointOf: i32,
  counts: nullable(i32),
  layout: f32,
  unit: nullable(finite),
  ghostOf: i32,
  parameters: projection,
  quality,
  distortion: nullable(f32),
  neighbourRecall: nullable(finite),
  startedFrom: nullable(words),
  move: nullable(record({ from: words, residual: finite })),
});

const staticMap = record({
  kind: oneOf(['static']), nForms: integer(0, LIMITS.nOccurrences), parameters: projection, quality,
  forms: list(record({ form: words, rows: list(row, LIMITS.nOccurrences), position: vector3, nearest: list(record({ word: words, distance: finite, vector: f32 }), 1_000) }), 1_000),
  words: list(record({ word: words, distance: finite, formIndex: integer(0, 1_000), position: vector3 }), 10_000),
});

const journey = record({
  stops: list(record({ map: cloudMap, vectors: f32, ghosts: nullable(ghosts) }), MOST_LAYERS, 1),
  steps: list(f32, MOST_LAYERS),
  residuals: list(finite, MOST_LAYERS),
  unfounded: nullable(list(u8, MOST_LAYERS)),
});

/** One picture, with everything that it takes to show it again without its model. */
const savedView = record({
  set: sentenceSet,
  model: modelCard,
  pooling: oneOf(poolings),
  prompt: text(200),
  device: oneOf(devices),
  layer,
  mix: nullable(layerMix),
  mode: oneOf(VIEW_MODES),
  projection,
  summary,
  mixed: nullable(summary),
  vectors: f32,
  ghosts: nullable(ghosts),
  map: union<ReturnType<typeof cloudMap> | ReturnType<typeof staticMap>>('kind', { cloud: cloudMap, static: staticMap }),
  journey: nullable(journey),
});

const tried = list(record({ text: words, span: nullable(record({ charStart: integer(0, LIMITS.sentenceLength), charEnd: integer(1, LIMITS.sentenceLength) })) }), MOST_BOOKMARKS);

/** `tried`, `found`, `direction`: absent where nothing was, as in files from before there were such. */
export const savedDocument = withOptional({ tried, found: savedFound, direction: savedDirection }, record({
  selected: record({ rows: list(row, LIMITS.nOccurrences), anchor: nullable(row) }),
  filter: savedFilter,
  list: record({ sort: text(40, 1), isFullSentences: bool }),
  mapLook: savedMapLook,
  colouring: nullable(words), camera: nullable(camera), bookmarks: list(bookmark, MOST_BOOKMARKS), named: list(namedSelection, MOST_BOOKMARKS),
}));

const session = record({ document: savedDocument, view: savedView, left: nullable(savedView), sets: list(sentenceSet, MOST_BOOKMARKS) });

export type SavedView = ReturnType<typeof savedView>;
export type SavedDocument = ReturnType<typeof savedDocument>;
/**
 * All that a session file holds: what a user has made of the screen, and the pictures as they stood. `left`: of a comparison. `sets`: what bookmarks
 * and named selections are of, beside the set on screen and those that come with the app.
 */
export type SavedSession = ReturnType<typeof session>;

/** Beside its form, whether its numbers fit each other, so that nothing points at what is not there. */
export const savedSession: Guard<SavedSession> = (value, where) => {
  const read = session(value, where);
  checkView(read.view, `${where}.view`);
  if (read.left !== null) checkView(read.left, `${where}.left`);
  const n = read.view.set.occurrences.length;
  const { bookmarks, named, selected, filter, tried: typed = [], found, direction } = read.document;
  const sizes = new Map([...read.sets, read.view.set].map((set) => [set.id, set.occurrences.length]));
  for (const { set, rows } of [...named, ...bookmarks.map(({ look }) => look)]) need(rows.every((one) => one < (sizes.get(set) ?? Infinity)), `${where}.document`, 'name rows of its sets');
  need(typed.every(({ text: { length }, span }) => span === null || (span.charStart < span.charEnd && span.charEnd <= length)), `${where}.document`, 'have words in its tried sentences');
  for (const rows of [selected.rows, filter.onlyRows ?? [], filter.hiddenRows]) need(rows.every((one) => one < n), `${where}.document`, 'name rows of the set');
  if (found !== undefined)
    need(
      found.clusterOf.length === n && found.clusterOf.every((id) => id === 0 || found.clusters.some((cluster) => cluster.id === id)),
      `${where}.document.found`,
      'have a cluster a row',
    );
  if (direction !== undefined)
    need(
      direction.values.length === n && [direction.from, direction.to].every(({ rows }) => rows.every((one) => one < n)),
      `${where}.document.direction`,
      'have a value a row',
    );
  return read;
};

function checkView({ set, summary: own, mixed, vectors, ghosts: free, map, journey: flight, layer: at }: SavedView, where: string): void {
  const n = set.occurrences.length;
  const shown = mixed ?? own;
  for (const one of mixed === null ? [own] : [own, mixed]) {
    need(one.nOccurrences === n && one.subwords.length === n, `${where}.summary`, 'be of the set');
    need(
      one.missing.every((missing) => missing < n) &&
        isBelow(one.nearest.rows, n) &&
        one.nearest.ofLayer.length === one.nLayers &&
        one.nearest.ofLayer.every((of) => of.length === one.nearest.rows.length && isBelow(of, n)),
      `${where}.summary`,
      'name rows of the set',
    );
    need((one.senseRecall?.length ?? one.nLayers) === one.nLayers && (one.contrast?.length ?? one.nLayers) === one.nLayers, `${where}.summary`, 'have a value a layer');
  }
  need(at < own.nLayers, `${where}.layer`, 'be one of the model’s');
  need(vectors.length === n * shown.dim, `${where}.vectors`, 'have a row an occurrence');
  need(free === null || free.values.length === free.forms.length * shown.dim, `${where}.ghosts`, 'have a row a form');
  if (map.kind === 'cloud') checkMap(map, n, `${where}.map`);
  else need(map.forms.every(({ rows }) => rows.every((one) => one < n)) && map.words.every(({ formIndex }) => formIndex < map.forms.length), `${where}.map`, 'name rows of the set');
  if (flight === null) return;
  need(
    map.kind === 'cloud' &&
      flight.stops.length === own.nLayers &&
      flight.steps.length === own.nLayers - 1 &&
      flight.residuals.length === own.nLayers - 1 &&
      (flight.unfounded?.length ?? own.nLayers - 1) === own.nLayers - 1,
    `${where}.journey`,
    'have a stop a layer',
  );
  for (const [index, stop] of flight.stops.entries()) {
    checkMap(stop.map, n, `${where}.journey.stops[${index}].map`);
    need(stop.vectors.length === n * own.dim && stop.map.rows.length === flight.stops[0]?.map.rows.length, `${where}.journey.stops[${index}]`, 'be of the same points');
  }
  for (const step of [...flight.steps, ...(flight.unfounded ?? [])]) need(step.length === flight.stops[0]?.map.rows.length, `${where}.journey.steps`, 'have a value a point');
}

function checkMap({ rows, coordinates, pointOf, counts, layout, ghostOf, ghosts: free, parameters, distortion }: SavedView['map'] & { kind: 'cloud' }, n: number, where: string): void {
  const nPoints = rows.length;
  need(isBelow(rows, n) && isBelow(pointOf, nPoints) && isBelow(ghostOf, free.length), where, 'name rows of the set');
  need(
    coordinates.length === nPoints * 3 &&
      pointOf.length === n &&
      ghostOf.length === nPoints &&
      (counts?.length ?? nPoints) === nPoints &&
      (distortion?.length ?? nPoints) === nPoints,
    where,
    'have a value a point',
  );
  need(layout.length === (nPoints + free.length) * parameters.nComponents, where, 'have a place for every point and ghost');
}

/** −1 stands for none. */
const isBelow = (rows: Int32Array, n: number): boolean => rows.every((one) => one >= -1 && one < n);

function need(isSo: boolean, where: string, wanted: string): void {
  if (!isSo) throw new Failure('bad-request', `The message was refused: ${where} must ${wanted}.`);
}
