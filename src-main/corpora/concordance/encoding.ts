import type { FileHandle } from 'node:fs/promises';

export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Latin-1';

/** Gives the event loop a turn and ends with a failure where the work was cancelled. */
export type Turn = () => Promise<void>;

/** Control characters that no text has, and the bytes that are nothing in Windows-1252, which is what is meant by Latin-1 (https://encoding.spec.whatwg.org/#windows-1252). */
const NO_LATIN1 = /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\x81\x8d\x8f\x90\x9d]/u;
/** The characters of bytes 0x80 to 0x9f in Windows-1252. By hand: Node's own decoder has not read them alike in all its versions. */
const UPPER_CONTROLS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/**
 * What a text is encoded in. All of it is looked at before any of it is searched, because one byte near the end may show that it is not what it seemed to be:
 * UTF-16 where a byte order mark says so, UTF-8 where all of it is, else Latin-1 (Windows-1252), which cannot be told from its relatives.
 * @returns what is wrong where it is none of them, to follow the file's name
 */
export async function encodingOf(file: FileHandle, nBytes: number, chunkBytes: number, turn: Turn): Promise<Encoding | { readonly reason: string }> {
  const start = Buffer.alloc(2);
  const { bytesRead } = await file.read(start, 0, 2, 0);
  const marked = bytesRead < 2 ? null : start.readUInt16BE() === 0xfffe ? 'UTF-16LE' : start.readUInt16BE() === 0xfeff ? 'UTF-16BE' : null;
  const encoding = marked ?? 'UTF-8';
  try {
    for await (const text of decoded(file, nBytes, chunkBytes, encoding, turn)) if (text.includes('\0')) return { reason: 'has a NUL character, so it is not plain text' };
    return encoding;
  } catch (error) {
    if (!isUndecodable(error)) throw error;
    if (marked !== null) return { reason: `is not valid ${marked}` };
  }
  for await (const bytes of chunks(file, nBytes, chunkBytes, turn)) if (NO_LATIN1.test(bytes.toString('latin1'))) return { reason: 'is neither UTF-8 nor Latin-1' };
  return 'Latin-1';
}

/** The text in pieces, its byte order mark removed. @throws TypeError where the bytes are not of the encoding; what `turn` throws */
export async function* decoded(file: FileHandle, nBytes: number, chunkBytes: number, encoding: Encoding, turn: Turn, onBytes: (nBytes: number) => void = () => undefined): AsyncGenerator<string> {
  const decoder = encoding === 'Latin-1' ? null : new TextDecoder(encoding, { fatal: true });
  for await (const bytes of chunks(file, nBytes, chunkBytes, turn)) {
    yield decoder === null ? latin1(bytes) : decoder.decode(bytes, { stream: true });
    onBytes(bytes.length);
  }
  const rest = decoder?.decode() ?? '';
  if (rest !== '') yield rest;
}

/** One buffer, filled again for every chunk. */
async function* chunks(file: FileHandle, nBytes: number, chunkBytes: number, turn: Turn): AsyncGenerator<Buffer> {
  const buffer = Buffer.alloc(Math.min(chunkBytes, Math.max(nBytes, 1)));
  for (let at = 0; at < nBytes;) {
    await turn();
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, nBytes - at), at);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

const latin1 = (bytes: Buffer): string => bytes.toString('latin1').replace(/[\x80-\x9f]/gu, (control) => UPPER_CONTROLS[control.charCodeAt(0) - 0x80] as string);

const isUndecodable = (error: unknown): boolean => error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
