import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { checkDisk, freeBytes } from '../models/download/disk';

/** Word vectors are packed to about a third. */
const UNPACKED = 3;

/** Says before the work, not after it, that a model will not fit. @throws Failure `io` naming what is needed and what is free. */
export async function requireRoom(name: string, modelsDir: string, source: string, free: (folder: string) => Promise<number> = freeBytes): Promise<void> {
  const nBytesConverted = await nBytesOf(source) * (/\.(gz|zip)$/i.test(source) ? UNPACKED : 1);
  checkDisk({ name, nBytes: 0, nBytesHere: 0, nBytesConverted }, await free(modelsDir));
}

/** Of a file, or of the files in a folder and its folders. What cannot be looked at counts as nothing: the import itself says why. */
async function nBytesOf(source: string): Promise<number> {
  const about = await stat(source).catch(() => null);
  if (about?.isDirectory() !== true) return about?.size ?? 0;
  const entries = await readdir(source, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = await Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => stat(path.join(entry.parentPath, entry.name)).then(({ size }) => size, () => 0)));
  return sizes.reduce((sum, size) => sum + size, 0);
}
