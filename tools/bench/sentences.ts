import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Occurrence } from '../../src-main/contract/occurrence';

/** Sentences of the benchmark; the same on every machine. */
export const N_SENTENCES = 1_000;

/**
 * The background sentences and those of the presets, in a fixed random order, filled up with pairs of them; the target is a word near the middle.
 * 5 to 60 words a sentence, 17 in the mean.
 */
export function benchSentences(root: string): readonly Occurrence[] {
  const lines = (file: string): string[] => readFileSync(join(root, 'assets', file), 'utf8').split('\n').filter((line) => line.trim() !== '');
  const single = [...new Set([
    ...lines('background.txt'),
    ...['bank', 'run', 'textbook'].flatMap((id) => lines(`presets/${id}.jsonl`).map((line) => (JSON.parse(line) as { text: string }).text)),
  ])];
  const texts = [...single];
  for (let i = 0; texts.length < N_SENTENCES; i++) texts.push(`${single[i]} ${single[i + 7]}`);
  return shuffled(texts.slice(0, N_SENTENCES)).map((text) => {
    const words = [...text.matchAll(/\p{L}+/gu)];
    const word = words[Math.floor(words.length / 2)];
    if (word === undefined) throw new Error(`no word in “${text}”`);
    return { text, word: word[0], charStart: word.index, charEnd: word.index + word[0].length, labels: {} };
  });
}

function shuffled(texts: string[]): string[] {
  let state = 20_240_901;
  for (let i = texts.length - 1; i > 0; i--) {
    // Numerical Recipes' linear congruential generator: any fixed order will do.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const j = state % (i + 1);
    [texts[i], texts[j]] = [texts[j] as string, texts[i] as string];
  }
  return texts;
}
