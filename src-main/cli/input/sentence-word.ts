import { UsageError } from '../arguments';
import type { Command } from '../usage';

/** `SENTENCE::WORD` in its two parts, outer white space dropped. @throws UsageError where one of them is not there */
export function splitSentenceWord(item: string, command: Command): readonly [text: string, word: string] {
  const at = item.lastIndexOf('::');
  const [text, word] = [item.slice(0, at).trim(), item.slice(at + 2).trim()];
  if (at < 0 || text === '' || word === '') throw new UsageError(`“${item}” is not SENTENCE::WORD`, command);
  return [text, word];
}
