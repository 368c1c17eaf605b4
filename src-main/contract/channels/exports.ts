import { FILM_FORMATS } from '../exports/film-format';
import { FIGURE_MM } from '../exports/figure-size';
import { SET_FORMATS, type SavedData, type TableAbout } from '../exports/data-export';
import { bytes, integer, list, nullable, number, oneOf, record, text, union } from '../guards';
import { LIMITS } from '../limits';
import { channel, large } from './channel';
import { layer, projection, suggestedName } from './fields';
import { sentenceSet } from './sentence-set';

const figureMm = number(FIGURE_MM.least, FIGURE_MM.most);
const quality = record({ k: integer(1, 1_000), trustworthiness: number(-1, 1), continuity: number(-1, 1), neighboursKept: number(0, 10), nMeasured: integer(0, LIMITS.nOccurrences) });

const tableAbout = union<TableAbout>('kind', {
  map: record({ kind: oneOf(['map']), settings: text(4_096), parameters: projection, quality: nullable(quality), neighbourRecall: nullable(number(0, 1)) }),
  distances: record({ kind: oneOf(['distances']), rows: list(integer(1, LIMITS.nOccurrences), LIMITS.nChosenRows, 1) }),
});

/** Each opens the save dialog and writes atomically; null when it was cancelled. */
export const exportChannels = {
  savePng: large(channel<{ readonly path: string } | null>()('exports:png', record({ bytes: bytes(LIMITS.pngBytes), suggestedName }))),
  saveSvg: large(channel<{ readonly path: string } | null>()('exports:svg', record({ svg: text(LIMITS.svgLength, 1), suggestedName }))),
  /** A page of one figure: an SVG of this size on paper, in mm. */
  savePdf: large(channel<{ readonly path: string } | null>()('exports:pdf', record({ svg: text(LIMITS.svgLength, 1), title: text(1_000), widthMm: figureMm, heightMm: figureMm, suggestedName }))),
  /** A film. */
  saveFilm: large(channel<{ readonly path: string } | null>()('exports:film', record({ bytes: bytes(LIMITS.filmBytes), format: oneOf(FILM_FORMATS), suggestedName }))),
  /** A table in UTF-8. */
  saveCsv: large(channel<{ readonly path: string } | null>()('exports:csv', record({ bytes: bytes(LIMITS.csvBytes), suggestedName }))),
  /** A table in UTF-8 that was made of some vectors, `nRows` of them, and what they and it are. */
  saveTable: large(channel<SavedData | null>()('exports:table',
    record({ bytes: bytes(LIMITS.csvBytes), suggestedName, key: text(300, 1), layers: list(layer, 1_001, 1), nRows: integer(1, LIMITS.nOccurrences),
    about: tableAbout }))),
  saveSet: large(channel<SavedData | null>()('exports:set', record({ set: sentenceSet, format: oneOf(SET_FORMATS), suggestedName }))),
};
