import { createHash } from 'node:crypto';

/**
 * The digest of what a file of JSON holds, kept in the file itself: a bit that turned over on a disk leaves valid JSON that says something else. Of a value that was
 * parsed it is that of the text it was parsed from, whatever blanks stood there. Lower-case hexadecimal SHA-256.
 */
export const sealOf = (json: string): string => createHash('sha256').update(json).digest('hex');

/** Text in UTF-8, without a byte order mark. @throws TypeError for bytes that are none: replaced in silence they would be another text */
export const strictText = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
