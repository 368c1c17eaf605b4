import type { Stats } from 'node:fs';
import { lstat, readlink, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** Where writing to a name leads: to a plain file (`before`: as it is now, null where there is none), or through a device, a pipe or an open descriptor. */
export type WriteTarget =
  | { readonly is: 'plain'; readonly file: string; readonly before: Stats | null }
  | { readonly is: 'special'; readonly file: string }
  | { readonly is: 'descriptor'; readonly fd: number };

const MAX_LINKS = 40;

/** Follows symbolic links, also one whose target is not there yet. @throws the file system's error; an error with the code `EISDIR` for a folder */
export async function writeTarget(name: string): Promise<WriteTarget> {
  let file = path.resolve(name);
  const descriptor = new RegExp(`^/(?:dev|proc/(?:self|${process.pid}))/fd/(\\d+)$`);
  for (let nLinks = 0; ; nLinks++) {
    // /dev/stdout is a link to one of these. What it stands for was opened for us: opened by its name, a file would be begun anew.
    const [, fd] = descriptor.exec(file) ?? [];
    if (fd !== undefined) return { is: 'descriptor', fd: Number(fd) };
    const link = await lstat(file).then((about) => about.isSymbolicLink(), () => false);
    if (!link) break;
    if (nLinks === MAX_LINKS) throw Object.assign(new Error(`ELOOP: too many symbolic links, ${name}`), { code: 'ELOOP' });
    // A relative link counts from where its folder really is.
    file = path.resolve(await realpath(path.dirname(file)), await readlink(file));
  }
  const before = await stat(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (before === null || before.isFile()) return { is: 'plain', file, before };
  if (before.isDirectory()) throw Object.assign(new Error(`EISDIR: is a folder, ${name}`), { code: 'EISDIR' });
  return { is: 'special', file };
}
