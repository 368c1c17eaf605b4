import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { Failure } from '@contract/failure';
import { fileFailure } from '../../platform/plain-file';
import { quote } from '../source-table';

export type CorpusFormat = 'txt' | 'jsonl' | 'conllu';
const FORMATS: Readonly<Record<string, CorpusFormat>> = { '.txt': 'txt', '.jsonl': 'jsonl', '.ndjson': 'jsonl', '.conllu': 'conllu' };
/** Most files of one folder with its folders. */
const MAX_FILES = 100_000;
/** Folders inside one another; deeper ones are no collection of texts. */
const MAX_DEPTH = 64;

export interface CorpusFile {
  readonly path: string;
  /** Path within the folder, with `/`. */
  readonly file: string;
  readonly format: CorpusFormat;
}

export interface CorpusFiles {
  /** Of one file that was named itself there is nothing to leave out: what is wrong with it is an error. */
  readonly isOneFile: boolean;
  readonly files: readonly CorpusFile[];
}

/**
 * The texts of files and folders, with the folders in these. Names are in the order of their code units, which is the same on every machine;
 * where there are several roots they begin at the folder that all of these lie in.
 * @param onLeftOut told of everything else by name, with the reason to follow it
 * @throws Failure `not-found`, `io`, `bad-input` (a single file that is no text), `too-large` (more files than a search may have)
 */
export async function corpusFiles(roots: readonly string[], onLeftOut: (file: string, reason: string) => void): Promise<CorpusFiles> {
  const [first = ''] = roots;
  if (roots.length > 1) {
    const home = commonFolder(roots);
    const files: CorpusFile[] = [];
    for (const root of [...new Set(roots)].sort((a, b) => (a < b ? -1 : 1))) await addRoot(home, relative(home, root).split(sep).join('/'), files, onLeftOut);
    // A file may lie in a folder that was given too.
    return { isOneFile: false, files: [...new Map(files.map((one) => [one.path, one])).values()] };
  }
  try {
    if (!(await stat(first)).isDirectory()) {
      const format = formatOf(first);
      if (format === undefined) throw new Failure('bad-input', `${quote(basename(first))} is not a text by its name. Give a folder, or a file that ends in .txt, .jsonl, .ndjson or .conllu.`);
      return { isOneFile: true, files: [{ path: first, file: basename(first), format }] };
    }
    const files: CorpusFile[] = [];
    await addFolder(first, '', 0, files, onLeftOut);
    return { isOneFile: false, files };
  } catch (error) {
    throw fileFailure(error, quote(basename(first)));
  }
}

/** The folder that all of several paths lie in. */
function commonFolder(paths: readonly string[]): string {
  let folder = dirname(paths[0] ?? '');
  while (!paths.every((path) => path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** One of several: what is wrong with it leaves it out. */
async function addRoot(home: string, file: string, files: CorpusFile[], onLeftOut: (file: string, reason: string) => void): Promise<void> {
  const path = join(home, file);
  const format = formatOf(file);
  try {
    if ((await stat(path)).isDirectory()) await addFolder(home, file, 0, files, onLeftOut);
    else if (format === undefined) onLeftOut(file, NO_TEXT);
    else files.push({ path, file, format });
  } catch (error) {
    const failure = fileFailure(error, quote(file));
    if (failure.code === 'too-large') throw failure;
    onLeftOut(file, `cannot be opened (${failure.message})`);
  }
}

const NO_TEXT = 'does not end in .txt, .jsonl, .ndjson or .conllu';

async function addFolder(root: string, folder: string, depth: number, files: CorpusFile[], onLeftOut: (file: string, reason: string) => void): Promise<void> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
    const format = formatOf(entry.name);
    if (entry.isSymbolicLink()) onLeftOut(file, 'is a symbolic link');
    else if (entry.name.startsWith('.')) onLeftOut(file, entry.isDirectory() ? 'is a hidden folder' : 'is a hidden file');
    else if (entry.isDirectory()) {
      if (depth === MAX_DEPTH) onLeftOut(file, `lies more than ${MAX_DEPTH} folders deep`);
      else await addFolder(root, file, depth + 1, files, onLeftOut);
    } else if (!entry.isFile()) onLeftOut(file, 'is not a plain file');
    else if (format === undefined) onLeftOut(file, NO_TEXT);
    else files.push({ path: join(root, file), file, format });
    if (files.length > MAX_FILES) throw new Failure('too-large', `There are more than ${MAX_FILES.toLocaleString('en-GB')} texts in ${quote(basename(root))}, which is the limit. Give one of the folders in it.`);
  }
}

const formatOf = (name: string): CorpusFormat | undefined => FORMATS[extname(name).toLowerCase()];
