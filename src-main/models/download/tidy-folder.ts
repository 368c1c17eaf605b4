import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { RemoteFile } from './remote-file';
import { sidecarPath } from './sidecar';

/** Removes what an earlier try has left of files that the model has no more: an import would read them too. */
export async function tidyFolder(folder: string, files: readonly RemoteFile[]): Promise<void> {
  const wanted = new Set(['.lock', ...files.flatMap(({ name }) => [name, `${name}.part`, sidecarPath(name)])].map((name) => path.normalize(name)));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const name = path.relative(folder, path.join(entry.parentPath, entry.name));
    if (!entry.isDirectory() && !wanted.has(name)) await rm(path.join(folder, name), { force: true });
  }
}
