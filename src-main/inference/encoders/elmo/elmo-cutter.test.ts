import { describe, expect, it } from 'vitest';
import type { ModelCard } from '@contract/model-card';
import { ElmoCutter } from './elmo-cutter';

const cutter = new ElmoCutter({} as ModelCard);

/** The words of the sentence cut for a target, with their places; null where the cut stays. */
function recut(text: string, target: string): readonly string[] | null {
  const charStart = text.indexOf(target);
  const sentence = cutter.cut(text);
  const found = cutter.recut(text, sentence, { charStart, charEnd: charStart + target.length });
  for (const { piece, charStart: from, charEnd: to } of found?.pieces ?? []) expect(text.slice(from, to)).toBe(piece);
  expect(found === null || found.ids.length === found.pieces.length).toBe(true);
  return found?.pieces.map(({ piece }) => piece) ?? null;
}

describe('a target inside a word of the cut', () => {
  it('stands alone in unspaced scripts', () => {
    expect(recut('我去银行取钱。', '银行')).toEqual(['我去', '银行', '取钱', '。']);
    expect(recut('我去银行取钱。', '我去')).toEqual(['我去', '银行取钱', '。']);
  });

  it('stands alone beside a hyphen or an apostrophe', () => {
    expect(recut('the bank-owned house', 'bank')).toEqual(['the', 'bank', '-', 'owned', 'house']);
    expect(recut("il boit l'eau", 'eau')).toEqual(['il', 'boit', 'l', "'", 'eau']);
  });

  it('changes nothing where it is a word already, or several whole ones', () => {
    expect(recut('the bank-owned house', 'bank-owned')).toBeNull();
    expect(recut('the river bank', 'river bank')).toBeNull();
    expect(recut("the bank's rate", 'bank')).toBeNull();
  });
});
