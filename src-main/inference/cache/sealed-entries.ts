import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { atomicWrite } from '../../platform/atomic-write';
import { sealOf } from '../../platform/integrity/seal';

/** What a sealed file of JSON lists under a name. A missing or damaged file is an empty one, and so is one of another version. */
export async function readEntries<T>(file: string, name: string, isEntry: (value: unknown) => value is T): Promise<readonly T[]> {
  try {
    const { version, sha256, [name]: entries } = JSON.parse(await readFile(file, 'utf8')) as Readonly<Record<string, unknown>>;
    return version === 1 && Array.isArray(entries) && sha256 === sealOf(JSON.stringify(entries)) ? entries.filter(isEntry) : [];
  } catch {
    return [];
  }
}

/** Writes such a file, whole or not at all. @throws the system's error where it cannot be written */
export async function writeEntries(file: string, name: string, entries: readonly unknown[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await atomicWrite(file, `${JSON.stringify({ version: 1, sha256: sealOf(JSON.stringify(entries)), [name]: entries }, null, 2)}\n`);
}
