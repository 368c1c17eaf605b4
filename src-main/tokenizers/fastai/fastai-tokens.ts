import type { CharSpan } from '@contract/occurrence';
import { englishWords } from './english-words';
import { MappedText } from './mapped-text';
import { applyTextRules } from './text-rules';

/** A token as fastai's vocabulary has it; the span is what it stands for, empty for marks such as xxmaj, which stand before the word that they tell of. */
export interface FastaiToken extends CharSpan {
  readonly token: string;
}

/**
 * The tokens of a text without the xxbos in front: fastai's rules, then words. Spaces inside a token would be “▁” (`replace_space`).
 * @param edges places of the original text at which a token is to end, where the characters of the token allow it
 */
export function fastaiTokens(text: string, edges: readonly number[] = []): readonly FastaiToken[] {
  const mapped = applyTextRules(MappedText.of(text));
  return englishWords(mapped.text).flatMap(([from, to]) => {
    const cuts: number[] = [];
    for (let at = from + 1; at < to; at++) if (edges.some((edge) => mapped.starts[at] === edge && mapped.ends[at - 1] === edge)) cuts.push(at);
    return [from, ...cuts].map((start, i) => ({ token: mapped.text.slice(start, cuts[i] ?? to).replaceAll(' ', '▁'), ...mapped.spanOf(start, cuts[i] ?? to) }));
  });
}
