import { readFileSync } from 'node:fs';
import { findWord } from '../../src-main/tokenizers/find-word';

/** `node find-ours.js TEXTS.jsonl WORDS`: what the app's finder finds, a line `[word, text, charStart, charEnd]` an occurrence. */
const [texts = '', words = ''] = process.argv.slice(2).map((file) => readFileSync(file, 'utf8').trim());
for (const line of texts.split('\n')) {
  const { text } = JSON.parse(line) as { text: string };
  for (const word of words.split('\n')) for (const { charStart, charEnd } of findWord(text, word)) process.stdout.write(`${JSON.stringify([word, text, charStart, charEnd])}\n`);
}
