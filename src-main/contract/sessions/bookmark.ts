import { row } from '../channels/fields';
import { bool, integer, list, nullable, record, text } from '../guards';
import { setId, stationLook } from '../lessons/station-look';
import { LIMITS } from '../limits';

const words = text(LIMITS.sentenceLength);
const id = text(80, 1);
const rows = list(row, LIMITS.nOccurrences);

/** Letters of a name, and of the caption below it. */
export const NAME_CHARS = 200;
export const CAPTION_CHARS = 2_000;
export const MOST_BOOKMARKS = 1_000;

/** What is hidden, as files keep it. */
export const savedFilter = record({ hidden: list(words, LIMITS.nOccurrences), onlyForm: nullable(words), onlyRows: nullable(rows), hiddenRows: rows, query: words });
export type SavedFilter = ReturnType<typeof savedFilter>;

/** What is drawn of the map beside its points. */
export const savedMapLook = record({ areThreadsShown: bool, areLabelsShown: bool, isOrthographic: bool, nTrailLayers: integer(0, 100) });

/** A state of the app under a name: what a station of a lesson shows, and beside it what is hidden and how the map is drawn. */
export const bookmark = record({ id, name: text(NAME_CHARS, 1), caption: text(CAPTION_CHARS), look: stationLook(LIMITS.nOccurrences), filter: savedFilter, mapLook: savedMapLook });
export type Bookmark = ReturnType<typeof bookmark>;

/** Rows of a set under a name, in the order in which they were chosen. */
export const namedSelection = record({ id, set: setId, name: text(NAME_CHARS, 1), rows });
export type NamedSelection = ReturnType<typeof namedSelection>;
