import { readFile } from 'node:fs/promises';

/** The sentences of `assets/background.txt`, one a line. */
export async function readBackgroundSentences(file: string): Promise<string[]> {
  return (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
}
