import { bytes, record, text } from '../guards';
import { LIMITS } from '../limits';
import { channel } from './channel';

const suggestedName = text(200, 1);

/** Each opens the save dialog and writes atomically; null when it was cancelled. */
export const exportChannels = {
  savePng: channel<{ readonly path: string } | null>()('exports:png', record({ bytes: bytes(LIMITS.pngBytes), suggestedName })),
  /** A table in UTF-8. */
  saveCsv: channel<{ readonly path: string } | null>()('exports:csv', record({ bytes: bytes(LIMITS.csvBytes), suggestedName })),
};
