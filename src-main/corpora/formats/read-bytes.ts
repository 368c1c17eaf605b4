import { basename } from 'node:path';
import { readPlainFile } from '../../platform/plain-file';
import { MAX_SOURCE_BYTES } from '../limits';
import { quote } from '../source-table';

/**
 * Reads a whole plain file, never more than the limit.
 * @throws Failure `not-found`, `io` (no permission and the like), `bad-input` (a folder, a device), `too-large` (before anything is read)
 */
export function readSourceBytes(path: string): Promise<Uint8Array> {
  return readPlainFile(path, MAX_SOURCE_BYTES, {
    subject: quote(basename(path)), remedy: 'Open a plain text file.', folderRemedy: 'Open a file in it instead.', tooLarge: 'Split it into smaller files.',
  });
}
