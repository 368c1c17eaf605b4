import { randomBytes } from 'node:crypto';
import { rmSync, type Stats } from 'node:fs';
import { mkdir, open, rename, rm, rmdir, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { writeThrough } from './write-through';
import { writeTarget, type WriteTarget } from './write-target';

/** Parts are taken one after another, so that what makes them need not hold them all; once. */
export type Content = string | Uint8Array | Iterable<Uint8Array>;
type Parts = Iterable<Uint8Array>;

/** Names of temporary files of writes that are under way. */
const temporaries = new Set<string>();

/** For whoever is about to end the process: no half-written file stays behind. */
export function removeTemporaries(): void {
  for (const temporary of temporaries) rmSync(temporary, { force: true });
}

/** {@link atomicWriteAll} of one file. @param mode of a file that was not there */
export function atomicWrite(file: string, content: Content, mode?: number): Promise<void> {
  return atomicWriteAll([[file, content]], mode);
}

/**
 * Writes files that belong together: each to a temporary name in its folder, synced; only when all of them are on disk are they renamed.
 * What was there before stays until then. Symbolic links stay, what they lead to is replaced; a file that was there passes on its mode and, where this
 * is permitted, its owner. What is no plain file (a device, a pipe) is written through, before anything is renamed.
 * @throws the file system's error; the temporary files are removed.
 */
export async function atomicWriteAll(files: readonly (readonly [file: string, content: Content])[], mode?: number): Promise<void> {
  const writes = await Promise.all(files.map(async ([file, content]) => ({ target: await writeTarget(file), parts: partsOf(content) })));
  const plain = writes.flatMap(({ target, parts }) => (target.is === 'plain' ? [{ ...target, parts, temporary: temporaryName(target.file) }] : []));
  for (const { temporary } of plain) temporaries.add(temporary);
  try {
    for (const { temporary, parts, before } of plain) await writeSynced(temporary, parts, before, mode);
    for (const { target, parts } of writes) if (isThrough(target)) await writeThrough(target, parts);
    for (const { file, temporary } of plain) await rename(temporary, file);
  } catch (error) {
    await Promise.all(plain.map(({ temporary }) => rm(temporary, { force: true })));
    throw error;
  } finally {
    for (const { temporary } of plain) temporaries.delete(temporary);
  }
}

/** {@link atomicWriteAll} of files in one folder, which is made where it is not there, and then is there only if they are. */
export async function atomicWriteInFolder(folder: string, files: Parameters<typeof atomicWriteAll>[0]): Promise<void> {
  const isNew = await mkdir(folder).then(() => true, (error: unknown) => { if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false; throw error; });
  try {
    await atomicWriteAll(files);
  } catch (error) {
    if (isNew) await rmdir(folder).catch(() => undefined);
    throw error;
  }
}

const isThrough = (target: WriteTarget): target is Exclude<WriteTarget, { is: 'plain' }> => target.is !== 'plain';

const temporaryName = (file: string): string => path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`);

function partsOf(content: Content): Parts {
  if (typeof content === 'string') return [Buffer.from(content)];
  return content instanceof Uint8Array ? [content] : content;
}

async function writeSynced(temporary: string, parts: Parts, before: Stats | null, mode?: number): Promise<void> {
  const handle = await open(temporary, 'wx', mode);
  try {
    if (before !== null) await takeOver(handle, before);
    for (const part of parts) await handle.writeFile(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The owner first: a change of owner takes bits of the mode away. */
async function takeOver(handle: FileHandle, before: Stats): Promise<void> {
  const own = await handle.stat();
  // Only the superuser may give files away; for everybody else the file becomes the writer's, as an editor leaves it.
  if (own.uid !== before.uid || own.gid !== before.gid) await handle.chown(before.uid, before.gid).catch(() => undefined);
  await handle.chmod(before.mode & 0o7777);
}
