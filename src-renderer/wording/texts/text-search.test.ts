import { expect, it } from 'vitest';
import { chosenTextsLine, fileNotes, formsIn, foundLine, foundTitle, nothingFoundLine, searchFraction, searchProgressLine, targetText } from './text-search';

const forms = (...all: readonly string[]) => ({ by: 'forms', forms: all }) as const;
const pattern = { by: 'pattern', pattern: 'b.nk' } as const;
const file = (nHits: number) => ({ file: `${nHits}.txt`, encoding: 'UTF-8', reading: 'running', nHits, nCut: 0 }) as const;

it('reads forms between commas, each once', () => {
  expect(formsIn(' go, goes,,went , go,')).toEqual(['go', 'goes', 'went']);
  expect(formsIn(' , ')).toEqual([]);
  expect(formsIn('New York, bank')).toEqual(['New York', 'bank']);
});

it('says what was chosen', () => {
  expect(chosenTextsLine({ name: 'novels', nFiles: 1_214, nBytes: 96_000_000, nLeftOut: 3 })).toBe('novels: 1,214 texts, 96 MB; 3 left out');
  expect(chosenTextsLine({ name: 'book.txt', nFiles: 1, nBytes: 1_200_000, nLeftOut: 0 })).toBe('book.txt: 1.2 MB');
  expect(chosenTextsLine({ name: null, nFiles: 3, nBytes: 40_000, nLeftOut: 0 })).toBe('3 texts, 40 kB');
});

it('says how far a search is', () => {
  const progress = { nBytes: 12_000_000, nTotalBytes: 60_000_000, nHits: 4_312 };
  expect(searchProgressLine(progress)).toBe('12 of 60 MB read, 4,312 occurrences so far');
  expect([searchFraction(progress), searchFraction({ nBytes: 0, nTotalBytes: 0, nHits: 0 })]).toEqual([0.2, 1]);
});

it('counts what was found, and says whether all of it is shown', () => {
  expect(foundLine({ nHits: 4_312, files: [file(4_000), file(300), file(12), file(0)], nShown: 1_000, seed: 42 })).toBe('4,312 occurrences in 3 files; 1,000 drawn with seed 42.');
  expect(foundLine({ nHits: 1, files: [file(1)], nShown: 1, seed: 42 })).toBe('1 occurrence in 1 file.');
});

it('names what was looked for', () => {
  expect([forms('go'), forms('go', 'went'), forms('a', 'b', 'c', 'd', 'e'), pattern].map(targetText)).toEqual(['“go”', '“go” or “went”', '“a”, “b”, “c” or 2 other forms', '/b.nk/']);
  expect(foundTitle(forms('go', 'went'), 'novels')).toBe('go, went in novels');
  expect(foundTitle({ by: 'pattern', pattern: 'x'.repeat(50) }, '3 texts')).toBe(`/${'x'.repeat(39)}… in 3 texts`);
});

it('has a remedy where nothing was found', () => {
  expect(nothingFoundLine(forms('bnak'), false, 3)).toBe('There is no “bnak” in these 3 files. Only whole words are found: add other forms of it, or look for a pattern.');
  expect(nothingFoundLine(forms('Bank'), true, 1)).toBe('There is no “Bank” in this file. Search without exact case, or for another form.');
  expect(nothingFoundLine(pattern, false, 1)).toContain('within one sentence');
});

it('says how a file was read', () => {
  expect(fileNotes(file(1))).toBe('UTF-8, running text');
  expect(fileNotes({ ...file(1), reading: null, encoding: 'Latin-1', nCut: 1 })).toBe('Latin-1, long sentences cut 1 time');
});
