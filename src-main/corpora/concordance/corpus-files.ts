import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
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
  readonly isFolder: boolean;
  readonly files: readonly CorpusFile[];
}

/**
 * The texts of a folder and of the folders in it, or the one file that is named. Names are in the order of their code units, which is the same on every machine.
 * @param onLeftOut told of everything else by name, with the reason to follow it
 * @throws Failure `not-found`, `io`, `bad-input` (a single file that is no text), `too-large` (more files than a folder may have)
 */
export async function corpusFiles(root: string, onLeftOut: (file: string, reason: string) => void): Promise<CorpusFiles> {
  try {
    if (!(await stat(root)).isDirectory()) {
      const format = formatOf(root);
      if (format === undefined) throw new Failure('bad-input', `${quote(basename(root))} is not a text by its name. Give a folder, or a file that ends in .txt, .jsonl, .ndjson or .conllu.`);
      return { isFolder: false, files: [{ path: root, file: basename(root), format }] };
    }
    const files: CorpusFile[] = [];
    await addFolder(root, '', 0, files, onLeftOut);
    return { isFolder: true, files };
  } catch (error) {
    throw fileFailure(error, quote(basename(root)));
  }
}

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
    else if (format === undefined) onLeftOut(file, 'does not end in .txt, .jsonl, .ndjson or .conllu');
    else files.push({ path: join(root, file), file, format });
    if (files.length > MAX_FILES) throw new Failure('too-large', `There are more than ${MAX_FILES.toLocaleString('en-GB')} texts in ${quote(basename(root))}, which is the limit. Give one of the folders in it.`);
  }
}

const formatOf = (name: string): CorpusFormat | undefined => FORMATS[extname(name).toLowerCase()];
