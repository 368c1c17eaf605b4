import { describe, expect, it } from 'vitest';
import { foldText, foldWord } from './fold';
import { findWord, isJoined } from './find-word';

const found = (text: string, word: string): string[] => findWord(text, word).map(({ charStart, charEnd }) => `${charStart}:${text.slice(charStart, charEnd)}`);

describe('findWord', () => {
  it('finds whole words only', () => {
    expect(found('The bank, the embankment, banks and a bank.', 'bank')).toEqual(['4:bank', '38:bank']);
    expect(found('bank2 bank_2 2bank', 'bank')).toEqual(['6:bank']);
  });

  it('ends a word at apostrophes and hyphens', () => {
    expect(found("The bank's bank-note; the bank’s", 'bank')).toEqual(['4:bank', '11:bank', '26:bank']);
  });

  it('finds a target that has an apostrophe or a hyphen of its own, in either spelling', () => {
    expect(found('I don’t and I don\'t.', "don't")).toEqual(['2:don’t', '14:don\'t']);
    expect(found('a well‑known and a well-known fact', 'well-known')).toEqual(['2:well‑known', '19:well-known']);
  });

  it('folds case fully and keeps the offsets of the text', () => {
    expect(found('BANK Bank bAnK', 'bank')).toEqual(['0:BANK', '5:Bank', '10:bAnK']);
    expect(found('Die STRASSE und die Straße', 'straße')).toEqual(['4:STRASSE', '20:Straße']);
    expect(found('Der FLUẞ ist breit.', 'Fluß')).toEqual(['4:FLUẞ']);
    expect(found('ΛΟΓΟΣ λόγος λογος', 'λογοσ')).toEqual(['0:ΛΟΓΟΣ', '12:λογος']);
    expect(found('İzmir izmir', 'İzmir')).toEqual(['0:İzmir']);
    expect(found('ılık ILIK', 'ılık')).toEqual(['0:ılık']);
  });

  it('matches composed and decomposed accents, and never cuts an accent off', () => {
    expect(found('un cafe\u0301 noir, un café', 'café')).toEqual(['3:cafe\u0301', '18:café']);
    expect(found('cafe\u0301 café cafe', 'cafe')).toEqual(['11:cafe']);
  });

  it('never ends inside a character that folds to several', () => {
    expect(found('Maß', 'mas')).toEqual([]);
    expect(found('ß', 's')).toEqual([]);
  });

  it('takes targets of several words across any white space', () => {
    expect(found('New York, new  york, New\u00a0York, Newyork', 'New York')).toEqual(['0:New York', '10:new  york', '21:New\u00a0York']);
  });

  it('keeps UTF-16 offsets after characters outside the basic plane', () => {
    expect(found('😀𝔘 bank', 'bank')).toEqual(['5:bank']);
    expect(found('𐐀𐐀 𐐨', '𐐨')).toEqual(['5:𐐨']);
  });

  it('finds words where scripts write no spaces', () => {
    expect(found('他去银行了。', '银行')).toEqual(['2:银行']);
    expect(found('銀行でbankを', 'bank')).toEqual(['3:bank']);
  });

  it('reads through a soft hyphen', () => {
    expect(found('the em\u00adbank\u00adment, ba\u00adnk', 'bank')).toEqual(['18:ba\u00adnk']);
  });

  it('reads through joiners, directions, variation selectors and byte order marks, and past a stretched letter', () => {
    expect(found('می\u200cخواهم', 'می')).toEqual([]);
    expect(found('می\u200cخواهم', 'میخواهم')).toEqual(['0:می\u200cخواهم']);
    expect(found('क्\u200dष', 'क्ष')).toEqual(['0:क्\u200dष']);
    expect(found('the \u200ebank\u200e and ba\u2060nk', 'bank')).toEqual(['5:bank', '15:ba\u2060nk']);
    expect(found('\ufeffbank', 'bank')).toEqual(['1:bank']);
    expect(found('البنــك', 'البنك')).toEqual(['0:البنــك']);
    expect(found('bank\u200bnote', 'bank')).toEqual(['0:bank']);
  });

  it('takes marks in any order', () => {
    expect(found('một ti\u00ea\u0323ng', 'ti\u1ec7ng')).toEqual(['4:ti\u00ea\u0323ng']);
    expect(found('e\u0302\u0323 e\u0323\u0302', '\u1ec7')).toEqual(['0:e\u0302\u0323', '4:e\u0323\u0302']);
  });

  it('takes full-width letters, and the accents that are written for apostrophes', () => {
    expect(found('Ｂａｎｋ ＢＡＮＫ２ bank', 'bank')).toEqual(['0:Ｂａｎｋ', '11:bank']);
    expect(found('I don´t, don`t, don′t and don’t', "don't")).toEqual(['2:don´t', '9:don`t', '16:don′t', '26:don’t']);
    expect(found("I don`t", "don't")).toEqual(['2:don`t']);
  });

  it('ends a word at the long vowel sign of kana', () => {
    expect(found('センターbankデータ2', 'bank')).toEqual(['4:bank']);
    expect(found('データ2', 'データ')).toEqual(['0:データ']);
    expect(found('センター2', 'センター')).toEqual(['0:センター']);
  });

  it('finds neighbouring occurrences without overlaps', () => {
    expect(found('bank bank bank', 'bank bank')).toEqual(['0:bank bank']);
    expect(found('a a a', 'a')).toEqual(['0:a', '2:a', '4:a']);
  });

  it('finds nothing for an empty word', () => {
    expect(findWord('bank', '')).toEqual([]);
    expect(findWord('bank', '  ')).toEqual([]);
  });
});

describe('foldText', () => {
  it('gives each folded unit its origin, and -1 inside an expansion', () => {
    expect(foldText('aß b')).toEqual({ folded: 'ass b', origins: Int32Array.from([0, 1, -1, 2, 3, 4]) });
    expect(foldText('A\tb')).toEqual({ folded: 'a b', origins: Int32Array.from([0, 1, 2, 3]) });
  });

  it('is the same key for the same word', () => {
    expect(foldWord(' BANK’S ')).toBe(foldWord("bank's"));
    expect(foldWord('ſtraſſe')).toBe(foldWord('straße'));
    expect(foldWord('bank')).not.toBe(foldWord('banks'));
  });
});

describe('isJoined', () => {
  it('is never so at the ends of a text', () => {
    expect(isJoined('bank', 0)).toBe(false);
    expect(isJoined('bank', 4)).toBe(false);
    expect(isJoined('bank', 2)).toBe(true);
  });

  it('looks at whole characters outside the basic plane', () => {
    expect(isJoined('𐐀b', 2)).toBe(true);
    expect(isJoined('😀b', 2)).toBe(false);
  });
});
