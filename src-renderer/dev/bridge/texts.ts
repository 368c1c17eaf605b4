import type { textChannels } from '@contract/channels/texts';
import { Failure } from '@contract/failure';
import { newSetId } from '@contract/kept-sets';
import type { Occurrence } from '@contract/occurrence';
import type { ChosenTexts, Concordance, ConcordanceTarget } from '@contract/source-text';
import type { BridgeAnswers, FakeEvents } from './fake-bridge';

const FOLDER: ChosenTexts = { handle: 'folder', name: 'novels', nFiles: 214, nBytes: 96_400_000, nLeftOut: 3 };
const FILES: ChosenTexts = { handle: 'files', name: null, nFiles: 3, nBytes: 2_140_000, nLeftOut: 0 };
/** Nobody finds this one, and the search for that one goes on. */
const [NOWHERE, ENDLESS] = ['zzyzx', 'the'];

const SENTENCES: readonly (readonly [before: string, after: string])[] = [
  ['They came down to the ', ' of the river at dusk and tied the boat to the roots of an old willow.'],
  ['', ' and mill went to the younger brother.'],
  ['He had not been to the ', ' since his father’s death, and the clerk, who had known them both for the better part of thirty years, did not at once see who he was.'],
  ['Snow lay along the ', '.'],
  ['“You may ask at the ', ',” said Mrs Harding, “but I would not wait for an answer.”'],
];
const SHOWN = 1_000;
const HITS = 4_312;

function occurrencesOf(word: string, n: number): Occurrence[] {
  return Array.from({ length: n }, (_, i): Occurrence => {
    const [before, after] = SENTENCES[i % SENTENCES.length] ?? ['', ''];
    return {
      text: `${before}${word}${after}`,
      charStart: before.length,
      charEnd: before.length + word.length,
      word,
      labels: { file: ['barchester/warden.txt', 'mill.txt', 'harding.txt'][i % 3] ?? '', line: String(12 + i * 7) },
    };
  });
}

function foundOf(target: ConcordanceTarget, nMost: number): Concordance {
  if (target.by === 'pattern' && target.pattern.includes('(?=')) throw new Failure('bad-request', `“${target.pattern}” is not a regular expression that RE2 takes. Close its brackets, and leave out looking ahead or behind and repeating a group.`);
  const word = target.by === 'forms' ? target.forms[0] ?? '' : 'bank';
  const isNone = word === NOWHERE;
  return {
    set: { id: newSetId(), title: 'novels', word, origin: 'own', senses: [], occurrences: isNone ? [] : occurrencesOf(word, Math.min(nMost, SHOWN)) },
    nHits: isNone ? 0 : HITS,
    files: [
      { file: 'barchester/warden.txt', encoding: 'UTF-8', reading: 'running', nHits: isNone ? 0 : 4_000, nCut: 0 },
      { file: 'mill.txt', encoding: 'Latin-1', reading: 'running', nHits: isNone ? 0 : 300, nCut: 2 },
      { file: 'harding.txt', encoding: 'UTF-16LE', reading: 'lines', nHits: isNone ? 0 : 12, nCut: 0 },
    ],
    leftOut: [
      { file: 'cover.jpg', line: null, reason: 'does not end in .txt, .jsonl, .ndjson or .conllu' },
      { file: 'letters.jsonl', line: 2_040, reason: 'is not valid JSON' },
      { file: 'scan.txt', line: null, reason: 'has a NUL character, so it is not plain text' },
    ],
    nLeftOut: 3,
  };
}

export function textAnswers(events: FakeEvents): BridgeAnswers<typeof textChannels> {
  let stop: (() => void) | null = null;
  return {
    chooseTexts: ({ what }) => (what === 'folder' ? FOLDER : FILES),
    surveyDroppedTexts: () => FILES,
    searchTexts: ({ seq, target, nMost }) => {
      if (target.by !== 'forms' || target.forms[0] !== ENDLESS) return foundOf(target, nMost);
      events.send('texts:progress', { seq, nBytes: 31_200_000, nTotalBytes: FOLDER.nBytes, nHits: 148_203 });
      return new Promise((_resolve, reject) => { stop = () => { reject(new Failure('cancelled', 'The search was cancelled.')); }; });
    },
    cancelTextSearch: () => { stop?.(); return null; },
  };
}
