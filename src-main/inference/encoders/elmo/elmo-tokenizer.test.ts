import { describe, expect, it } from 'vitest';
import type { ModelCard } from '@contract/model-card';
import { ElmoTokenizer } from './elmo-tokenizer';

const tokenizer = new ElmoTokenizer({} as ModelCard);

/** The words of the sentence as tokenized for a target, with their places; null where they stay. */
function retokenize(text: string, target: string): readonly string[] | null {
  const charStart = text.indexOf(target);
  const sentence = tokenizer.tokenizeSentence(text);
  const found = tokenizer.retokenize(text, sentence, { charStart, charEnd: charStart + target.length });
  for (const { piece, charStart: from, charEnd: to } of found?.pieces ?? []) expect(text.slice(from, to)).toBe(piece);
  expect(found === null || found.ids.length === found.pieces.length).toBe(true);
  return found?.pieces.map(({ piece }) => piece) ?? null;
}

describe('a target inside a word of the tokenizer', () => {
  it('stands alone in unspaced scripts', () => {
    expect(retokenize('我去银行取钱。', '银行')).toEqual(['我去', '银行', '取钱', '。']);
    expect(retokenize('我去银行取钱。', '我去')).toEqual(['我去', '银行取钱', '。']);
  });

  it('stands alone beside a hyphen or an apostrophe', () => {
    expect(retokenize('the bank-owned house', 'bank')).toEqual(['the', 'bank', '-', 'owned', 'house']);
    expect(retokenize("il boit l'eau", 'eau')).toEqual(['il', 'boit', 'l', "'", 'eau']);
  });

  it('changes nothing where it is a word already, or several whole ones', () => {
    expect(retokenize('the bank-owned house', 'bank-owned')).toBeNull();
    expect(retokenize('the river bank', 'river bank')).toBeNull();
    expect(retokenize("the bank's rate", 'bank')).toBeNull();
  });
});
