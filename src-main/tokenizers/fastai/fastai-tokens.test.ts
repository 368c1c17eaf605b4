import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fastaiTokens } from './fastai-tokens';

const golden = JSON.parse(readFileSync(resolve(import.meta.dirname, '../golden/fastai-tokens.json'), 'utf8')) as readonly (readonly [string, string])[];
const tokensOf = (text: string): string => fastaiTokens(text).map(({ token }) => token).join(' ');

describe('fastai’s tokens', () => {
  it('are those of fastai and spaCy', () => {
    const others = golden.filter(([text, tokens]) => tokensOf(text) !== tokens);
    process.stdout.write(`tokens as fastai has them: ${golden.length - others.length} of ${golden.length} sentences\n`);
    for (const [text, tokens] of others) process.stdout.write(`${JSON.stringify(text)}\n  fastai ${JSON.stringify(tokens)}\n  ours   ${JSON.stringify(tokensOf(text))}\n`);
    expect(golden.length).toBe(1_000);
    expect(others.length).toBe(0);
  });

  const spansOf = (text: string, edges: readonly number[] = []): readonly (readonly [string, string])[] =>
    fastaiTokens(text, edges).map(({ token, charStart, charEnd }) => [token, text.slice(charStart, charEnd)]);

  it('stand for the characters of the sentence, and marks for none', () => {
    expect(spansOf('The BANK &lt; Co. don\'t')).toEqual([['xxmaj', ''], ['the', 'The'], ['xxup', ''], ['bank', 'BANK'], ['<', '&lt;'], ['xxmaj', ''], ['co.', 'Co.'], ['do', 'do'], ["n't", "n't"]]);
    expect(spansOf('so  goooood')).toEqual([['so', 'so'], ['g', 'g'], ['xxrep', ''], ['5', ''], ['o', 'ooooo'], ['d', 'd']]);
    expect(spansOf('no no no no, bank')).toEqual([['xxwrep', ''], ['4', ''], ['no', 'no no no no'], [',', ','], ['bank', 'bank']]);
    expect(spansOf('İstanbul bank')).toEqual([['i̇stanbul', 'İstanbul'], ['bank', 'bank']]);
    expect(spansOf('')).toEqual([]);
  });

  it('end where they are asked to', () => {
    expect(spansOf('我去银行取钱', [2, 4])).toEqual([['我去', '我去'], ['银行', '银行'], ['取钱', '取钱']]);
    expect(spansOf('Riverbank', [5, 9])).toEqual([['xxmaj', ''], ['river', 'River'], ['bank', 'bank']]);
    expect(spansOf('soooo', [2, 3])).toEqual([['s', 's'], ['xxrep', ''], ['4', ''], ['o', 'oooo']]);
  });
});
