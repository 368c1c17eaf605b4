import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import { sizeText } from '@contract/size-text';

/** Bytes that this user may still write where a folder is or will be. */
export async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    const parent = path.dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === folder) throw error;
    return freeBytes(parent);
  }
}

export interface DiskNeeds {
  readonly name: string;
  /** The whole download, and what of it is here. */
  readonly nBytes: number;
  readonly nBytesHere: number;
  /** What the conversion writes while the download still lies there. */
  readonly nBytesConverted: number;
}

/** @throws Failure `io` naming both sizes, when a download and its conversion would not fit */
export function checkDisk({ name, nBytes, nBytesHere, nBytesConverted }: DiskNeeds, nFreeBytes: number): void {
  const needed = nBytes - nBytesHere + nBytesConverted;
  if (needed <= nFreeBytes) return;
  throw new Failure('io', `${name} needs ${sizeText(needed)}. You have ${sizeText(nFreeBytes)} free. Free some space and try again.`,
    `${nBytes - nBytesHere} bytes to fetch and ${nBytesConverted} for the conversion, ${nFreeBytes} free`);
}
