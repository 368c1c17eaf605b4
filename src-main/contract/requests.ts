import type { Channel, Request } from './api';
import { DEVICE_PREFERENCES, POOLINGS } from './embedding';
import { bool, bytes, integer, list, nothing, nullable, number, oneOf, partial, record, text, textMap, union, withOptional, type Guard } from './guards';
import { MAX_TITLE_CHARS, OWN_SET_ID } from './kept-sets';
import type { DownloadSource } from './model-import';
import type { Occurrence, SentenceSet } from './occurrence';
import { PROJECTION_INITS, PROJECTION_METHODS } from './projection';
import { Failure } from './failure';
import { READINGS } from './source-text';

/** Limits of what one message may carry; the readers of files keep to the same ones. */
export const LIMITS = { sentenceLength: 20_000, nColumns: 100, nOccurrences: 200_000, pasteLength: 16_000_000, pngBytes: 512_000_000, csvBytes: 512_000_000, nChosenRows: 2_000 } as const;

const modelId = text(80, 1);
const nWords = integer(1, 100_000_000);
/** A folder name of its own: no separators, no leading dot. */
const newModelId: Guard<string> = (value, where) => {
  const id = text(80, 1)(value, where);
  if (/^[a-z0-9][a-z0-9._-]*$/.test(id)) return id;
  throw new Failure('bad-request', 'A model’s short name has small letters, digits, dots, hyphens and underscores. Choose another one.');
};
const downloadSource = union<DownloadSource>('by', {
  catalogue: record({ by: oneOf(['catalogue']), id: text(80, 1) }),
  hub: record({ by: oneOf(['hub']), name: text(200, 3) }),
});
const key = text(300, 1);
const layer = integer(0, 1_000);
const row = integer(0, LIMITS.nOccurrences - 1);
const seq = integer(0, Number.MAX_SAFE_INTEGER);
const columnName = text(LIMITS.sentenceLength, 1);

const shapedOccurrence = record({
  text: text(LIMITS.sentenceLength, 1),
  charStart: integer(0, LIMITS.sentenceLength),
  charEnd: integer(1, LIMITS.sentenceLength),
  word: text(LIMITS.sentenceLength, 1),
  labels: textMap(LIMITS.nColumns, LIMITS.sentenceLength),
});

const occurrence: Guard<Occurrence> = (value, where) => {
  const read = shapedOccurrence(value, where);
  if (read.charStart >= read.charEnd || read.charEnd > read.text.length) throw new Failure('bad-request', `The message was refused: ${where} has a span outside its text.`);
  return read;
};

/** Only the form: what the parameters must be to one another is the projection's to say. */
const projection = record({
  method: oneOf(PROJECTION_METHODS), nNeighbors: integer(1, 10_000), minDist: number(0, 10), spread: number(0, 10), localConnectivity: number(0, 10_000),
  setOpMixRatio: number(0, 1), negativeSampleRate: number(0, 50), repulsionStrength: number(0, 10), nEpochs: nullable(integer(1, 5_000)), init: oneOf(PROJECTION_INITS),
  nPcaComponents: nullable(integer(2, 1_000_000)), perplexity: number(0, 1_000_000), nComponents: dimensions, metric: oneOf(['cosine', 'euclidean']), seed: integer(0, 2 ** 32 - 1),
});

const sentenceSet = record({
  id: text(80, 1), title: text(4_096, 1), word: text(LIMITS.sentenceLength), origin: oneOf(['preset', 'own']),
  senses: list(record({ id: text(LIMITS.sentenceLength, 1), label: text(LIMITS.sentenceLength) }), LIMITS.nOccurrences),
  occurrences: list(occurrence, LIMITS.nOccurrences),
});

/** The name of a file in the library: no separators, no dots. */
const ownSetId: Guard<string> = (value, where) => {
  const id = text(60, 1)(value, where);
  if (OWN_SET_ID.test(id)) return id;
  throw new Failure('bad-request', `The message was refused: ${where} must be the id of an own set.`);
};

const setTitle: Guard<string> = (value, where) => {
  const title = text(MAX_TITLE_CHARS, 1)(value, where);
  if (title.trim() === title) return title;
  throw new Failure('bad-request', `The message was refused: ${where} must begin and end with a letter or sign, not a space.`);
};

/** A set as the library keeps it; its files are held to the same. */
export const ownSet: Guard<SentenceSet> = (value, where) => {
  const set = sentenceSet(value, where);
  ownSetId(set.id, `${where}.id`);
  if (set.origin === 'own') return set;
  throw new Failure('bad-request', `The message was refused: ${where}.origin must be own.`);
};

/** One guard a channel; the router applies it before anything else sees the message. */
export const requestGuards: { readonly [C in Channel]: Guard<Request<C>> } = {
  'app:info': nothing,
  'app:window': record({ action: oneOf(['minimize', 'toggle-maximize', 'close', 'reload']) }),
  'app:zoom': record({ step: oneOf(['in', 'out', 'reset']) }),
  'app:settings': partial({
    theme: oneOf(['dark', 'light']), started: bool, modelId, setId: text(80, 1), pooling: oneOf(POOLINGS), device: oneOf(DEVICE_PREFERENCES),
    leftWidth: integer(256, 480), rightWidth: integer(300, 520), zoom: number(0.8, 2),
  }),
  'app:remember-set': sentenceSet,
  'app:remember-look': record({
    setId: text(80, 1), modelId, layer, pooling: oneOf(POOLINGS), device: oneOf(DEVICE_PREFERENCES), projection, rows: list(row, LIMITS.nOccurrences),
  }),
  'app:snapshot-ready': record({ failure: nullable(text(4_000)) }),
  'models:list': nothing,
  'models:choose': record({ what: oneOf(['folder', 'file']) }),
  'models:inspect': record({ path: text(4_096, 1) }),
  'models:import': record({ seq, handle: text(80, 1), name: text(80, 1), id: newModelId, licence: text(400, 1), nMaxWords: nullable(nWords) }),
  'models:catalogue': nothing,
  'models:plan': downloadSource,
  'models:download': record({ seq, source: downloadSource, nMaxWords: nullable(nWords) }),
  'models:cancel': record({ seq }),
  'models:remove': record({ id: modelId }),
  'inference:devices': nothing,
  'sets:presets': nothing,
  'sets:preset': record({ id: text(80, 1) }),
  'sets:choose-file': nothing,
  'sets:read-file': record({ path: text(4_096, 1) }),
  'sets:read-text': record({ text: text(LIMITS.pasteLength) }),
  'sets:read-as': record({ sourceId: text(80, 1), reading: oneOf(READINGS) }),
  'sets:build': record({
    sourceId: text(80, 1),
    textColumn: columnName,
    target: union<Request<'sets:build'>['target']>('by', {
      word: record({ by: oneOf(['word']), word: text(LIMITS.sentenceLength, 1) }),
      rows: record({ by: oneOf(['rows']), wordColumn: nullable(columnName), spanColumns: nullable(spanColumns) }),
    }),
    labelColumns: list(columnName, LIMITS.nColumns),
    senseColumn: nullable(columnName),
  }),
  'sets:kept': nothing,
  'sets:kept-open': record({ id: ownSetId }),
  'sets:kept-save': ownSet,
  'sets:kept-rename': record({ id: ownSetId, title: setTitle }),
  'sets:kept-delete': record({ id: ownSetId }),
  'sets:kept-undelete': record({ id: ownSetId }),
  'inference:embed': withOptional({ prompt: text(200), isAside: bool }, record({ seq, modelId, pooling: oneOf(POOLINGS), device: oneOf(DEVICE_PREFERENCES), occurrences: list(occurrence, LIMITS.nOccurrences, 1) })),
  'inference:cancel': record({ seq }),
  'inference:layer': record({ key, layer, rowStart: row, rowEnd: integer(1, LIMITS.nOccurrences) }),
  'inference:ghosts': record({ key, layer }),
  'inference:distances': record({ key, rows: list(row, LIMITS.nChosenRows, 1) }),
  'inference:neighbours': record({ key, layer, row, k: integer(1, 200) }),
  'inference:place': withOptional({ charStart: integer(0, LIMITS.sentenceLength) }, record({ key, layer, text: text(LIMITS.sentenceLength, 1), word: text(LIMITS.sentenceLength, 1), k: integer(1, 200) })),
  'inference:nearest-words': record({ modelId, word: text(LIMITS.sentenceLength, 1), k: integer(1, 200) }),
  'inference:pieces': record({ modelId, text: text(LIMITS.sentenceLength, 1) }),
  'exports:png': record({ bytes: bytes(LIMITS.pngBytes), suggestedName: text(200, 1) }),
  'exports:csv': record({ bytes: bytes(LIMITS.csvBytes), suggestedName: text(200, 1) }),
};

function spanColumns(value: unknown, where: string): readonly [string, string] {
  const [start, end] = list(columnName, 2, 2)(value, where);
  return [start ?? '', end ?? ''];
}

function dimensions(value: unknown, where: string): 2 | 3 {
  return integer(2, 3)(value, where) === 2 ? 2 : 3;
}
