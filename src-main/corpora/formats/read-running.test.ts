import { afterAll, describe, expect, it } from 'vitest';
import { Failure } from '@contract/failure';
import { openPastedText, readPastedText, readSourceFile } from './read-source';
import { sourceFolder } from '../source.testing';

const { save, remove } = sourceFolder();
afterAll(remove);

const read = (text: string): string[] => readPastedText(text, 'running').rows.map(({ line, cells }) => `${line} ${cells[0] ?? ''}`);

function refusal(text: string): string {
  try {
    readPastedText(text, 'running');
  } catch (error) {
    if (error instanceof Failure) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'nothing refused';
}

describe('running text', () => {
  it('joins wrapped lines, keeps hyphens, and parts paragraphs at blank lines', () => {
    expect(read('The well-\nknown bank was\nclosed. It stayed\nso.\n\n \nA heading\n\n“Stop!”\nshe said.')).toEqual([
      '1 The well-known bank was closed.', '3 It stayed so.', '7 A heading', '9 “Stop!” she said.',
    ]);
    expect(read('He waited -\nand left. The word—\nas such – was\nkept. In 1990-\n1995.')).toEqual(['1 He waited - and left.', '2 The word—as such – was kept.', '4 In 1990-1995.']);
    expect(read('• one\n• two\n  and more')).toEqual(['1 • one', '2 • two and more']);
  });

  it('joins without a space where none are written', () => {
    expect(read('我昨天去了\n银行。你呢？\n我也去了。')).toEqual(['1 我昨天去了银行。', '2 你呢？', '3 我也去了。']);
  });

  it('reads every newline, and keeps the bars exact over wrapped lines', async () => {
    const { rows } = await readSourceFile(save('bars.txt', 'Dr. Smith left the |bank|.\r\nHe saw |New\rYork| again.'), 'running');
    expect(rows.map(({ line, cells, marks }) => [line, cells[0], marks.map(({ charStart, charEnd }) => cells[0]?.slice(charStart, charEnd))])).toEqual([
      [1, 'Dr. Smith left the bank.', ['bank']], [2, 'He saw New York again.', ['New York']],
    ]);
  });

  it('takes a sentence of 20,000 characters and a paragraph of any length', () => {
    expect(read(`${'word '.repeat(3_999)}ends.`)).toHaveLength(1);
    expect(read('He sat by the bank. '.repeat(100_000))).toHaveLength(100_000);
    expect(refusal(`One. Two.\n\nIt is\n${'word '.repeat(4_000)}\nlong.`)).toBe('too-large: The sentence that begins in line 3 of the pasted text has more than 20,000 characters, which is the limit. End it with a full stop, or put one sentence on each line.');
    expect(refusal('He sat.\n\n\n'.repeat(200_001))).toMatch(/^too-large: There are more than 200,000 rows/u);
  });

  it.each([
    ['newlines', '\n', /bad-input: .*is empty/u], ['full stops', '.', /line 1 of/u], ['one line of letters', 'x', /line 1 of/u], ['opening quotes', '“', /line 1 of/u], ['initials', 'A. ', /line 1 of/u], ['long paragraphs of initials', `${'B. '.repeat(6_600)}\n\n`, /Line \d+ of the pasted text goes on from more abbreviations/u],
    ['lines of one letter', 'a\n', /line 1 of/u], ['small questions', '?a ', /line 1 of/u], ['ellipses', '… A', /more than/u], ['white space', `x${' '.repeat(1_000)}`, /line 1 of/u],
  ])('refuses 60 MB of %s before long', (_, piece, message) => {
    const started = Date.now();
    const nPieces = Math.floor(60_000_000 / Buffer.byteLength(piece));
    expect(refusal(piece.repeat(nPieces))).toMatch(message);
    expect(Date.now() - started).toBeLessThan(40_000);
  }, 60_000);
});

describe('the reading that is recognised', () => {
  const reading = (text: string): string | null => openPastedText(text, null).reading;

  it.each([
    ['wrapped lines', 'The river had risen overnight and\nby morning the bank was gone. Nobody\nhad seen it go.'],
    ['paragraphs', 'He sat there. She left.\n\nThe spring was cold. Nothing grew. It snowed.'],
    ['dialogue', '“Stop!” she said. The boat drifted\non.\n\n“Where are you going?” he asked. She\ndid not say.'],
    ['Chinese', '我去了银行。你呢？我也去了！\n今天很冷。河水很深。'],
    ['Hindi', 'मैं बैंक गया। बैंक बंद था।'],
    ['one long line', 'He sat by the bank. '.repeat(3_000)],
  ])('is running text for %s', (_, text) => {
    expect(reading(text)).toBe('running');
  });

  it.each([
    ['sentences', 'The bank was closed.\nHe sat by the river bank.\nDr. Smith left.'],
    ['sentences with a blank line each', 'The bank was closed.\n\nHe sat by the bank.'],
    ['small letters without full stops', 'the bank was closed\nhe sat by the river\nnobody came'],
    ['small letters with full stops', 'the bank was closed .\nhe sat by the river .'],
    ['titles', 'Mrs. Brown and Prof. Lee met at the bank.\nGen. Grant left.'],
    ['a list of words', 'bank\nriver\nspring'],
    ['bars', 'The |bank| was closed. It rained.\nThe |bank| paid. It snowed.'],
    ['Chinese', '我去了银行。\n你呢？'],
    ['one word', 'bank'],
  ])('is a sentence a line for %s', (_, text) => {
    expect(reading(text)).toBe('lines');
  });

  it('is the other one where the likely one fails', () => {
    expect(reading(`${'We met. '.repeat(3_000)}\n${'Bank\n'.repeat(20)}`)).toBe('running');
    expect(reading(`The bank was.\n${'Words go on\nand so on\nand on\n'.repeat(2_000)}`)).toBe('lines');
  });

  it('is none for a table', () => {
    expect(reading('text,word\nThe bank.,bank')).toBeNull();
  });
});
