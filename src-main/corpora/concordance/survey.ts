import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Failure } from '@contract/failure';
import type { ChosenTexts } from '@contract/source-text';
import { quote } from '../source-table';
import { corpusFiles } from './corpus-files';

export type Survey = Omit<ChosenTexts, 'handle'>;

/**
 * How many texts there are in files and folders, and how large they are together; nothing is opened.
 * @throws Failure as {@link corpusFiles} does, and `not-found` where there is no text
 */
export async function surveyTexts(paths: readonly string[]): Promise<Survey> {
  let nLeftOut = 0;
  const { files } = await corpusFiles(paths, () => { nLeftOut++; });
  const name = paths.length === 1 ? basename(paths[0] ?? '') : null;
  if (files.length === 0) throw new Failure('not-found', `There is no text in ${name === null ? 'what was chosen' : quote(name)}. Choose files that end in .txt, .jsonl, .ndjson or .conllu, or a folder of them.`);
  let nBytes = 0;
  // What is gone by now is named by the search itself.
  for (const { path } of files) nBytes += await stat(path).then(({ size }) => size, () => 0);
  return { name, nFiles: files.length, nBytes, nLeftOut };
}
