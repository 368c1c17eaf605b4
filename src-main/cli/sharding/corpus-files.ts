import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Failure } from '@contract/failure';

const ENDINGS = new Set(['.parquet', '.jsonl', '.csv', '.tsv', '.txt', '.conllu']);

/**
 * The files that INPUT means, in the order of their names: a file, a folder (those of its own that are sentences by their names), or a folder with a
 * pattern of names, as in `corpus/*.parquet`. @throws Failure `not-found`
 */
export async function corpusFiles(input: string): Promise<readonly string[]> {
  const found = await stat(input).catch(() => null);
  if (found?.isFile() === true) return [input];
  const [folder, isWanted] = found?.isDirectory() === true
    ? [input, (name: string): boolean => ENDINGS.has(path.extname(name).toLowerCase())]
    : [path.dirname(input), matcherOf(path.basename(input))];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && isWanted(entry.name)).map(({ name }) => name).sort().map((name) => path.join(folder, name));
  if (files.length === 0) throw new Failure('not-found', `There is no file of sentences at ${input}. Name a file, a folder, or a folder with a pattern such as corpus/*.parquet.`);
  return files;
}

/** `*` stands for any letters, everything else for itself. */
function matcherOf(pattern: string): (name: string) => boolean {
  const regular = new RegExp(`^${pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)).join('.*')}$`, 'u');
  return (name) => regular.test(name);
}

/** SHA-256 over the names and the contents of the files: two shards belong together where it is the same. Lower-case hexadecimal. */
export async function corpusDigest(files: readonly string[]): Promise<string> {
  const all = createHash('sha256');
  for (const file of files) {
    const own = createHash('sha256');
    await pipeline(createReadStream(file), own);
    all.update(`${path.basename(file)}\0${own.digest('hex')}\n`);
  }
  return all.digest('hex');
}
