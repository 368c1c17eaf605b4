import { integer, list, nothing, nullable, oneOf, record, text, union, withOptional, type Guard } from '../guards';
import type { KeptSets } from '../kept-sets';
import { LIMITS } from '../limits';
import type { PresetSummary, SentenceSet } from '../occurrence';
import { READINGS, type BuiltSet, type SourceChoice, type SourcePreview } from '../source-text';
import { channel, large } from './channel';
import { filePath, word } from './fields';
import { ownSet, ownSetId, setTitle } from './sentence-set';

const columnName = text(LIMITS.sentenceLength, 1);

const spanColumns: Guard<readonly [string, string]> = (value, where) => {
  const [start, end] = list(columnName, 2, 2)(value, where);
  return [start ?? '', end ?? ''];
};

const choice: Guard<SourceChoice> = record({
  sourceId: text(80, 1),
  textColumn: columnName,
  target: union<SourceChoice['target']>('by', {
    word: record({ by: oneOf(['word']), word }),
    every: withOptional({ nSentences: integer(1, LIMITS.nOccurrences) }, record({ by: oneOf(['every']), nMost: integer(1, LIMITS.nOccurrences), seed: integer(0, 2 ** 32 - 1) })),
    rows: record({ by: oneOf(['rows']), wordColumn: nullable(columnName), spanColumns: nullable(spanColumns) }),
  }),
  labelColumns: list(columnName, LIMITS.nColumns),
  senseColumn: nullable(columnName),
});

export const setChannels = {
  listPresets: channel<readonly PresetSummary[]>()('sets:presets', nothing),
  openPreset: channel<SentenceSet>()('sets:preset', record({ id: text(80, 1) }), ['id']),
  /** Opens the file dialog; null when it was cancelled. */
  chooseFile: channel<SourcePreview | null>()('sets:choose-file', nothing),
  readDroppedFile: channel<SourcePreview>()('sets:read-file', record({ path: filePath }), 'file'),
  readText: channel<SourcePreview>()('sets:read-text', record({ text: text(LIMITS.pasteLength) }), ['text']),
  /** Reads the plain text that was opened last in the other way. */
  readAs: channel<SourcePreview>()('sets:read-as', record({ sourceId: text(80, 1), reading: oneOf(READINGS) })),
  buildSet: large(channel<BuiltSet>()('sets:build', choice)),
  /** The user's own library: sets are kept from the moment they are made. */
  listKeptSets: channel<KeptSets>()('sets:kept', nothing),
  openKeptSet: large(channel<SentenceSet>()('sets:kept-open', record({ id: ownSetId }), ['id'])),
  saveKeptSet: large(channel<null>()('sets:kept-save', ownSet)),
  renameKeptSet: channel<null>()('sets:kept-rename', record({ id: ownSetId, title: setTitle }), ['id', 'title']),
  /** Puts it aside until the next start; until then `undeleteKeptSet` brings it back. */
  deleteKeptSet: channel<null>()('sets:kept-delete', record({ id: ownSetId }), ['id']),
  undeleteKeptSet: channel<null>()('sets:kept-undelete', record({ id: ownSetId }), ['id']),
};
