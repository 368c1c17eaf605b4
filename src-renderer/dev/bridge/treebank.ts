import type { Occurrence, SentenceSet } from '@contract/occurrence';
import type { SourcePreview } from '@contract/source-text';

const SUBJECTS = ['The old teacher', 'The young doctor', 'A tall farmer', 'The quiet sailor', 'Some small child'];
const VERBS = ['slowly opened', 'often painted', 'never sold', 'quickly closed'];
const OBJECTS = ['the green door', 'a broken boat'];
const TAGS = ['DET', 'ADJ', 'NOUN', 'ADV', 'VERB', 'DET', 'ADJ', 'NOUN'];

const TEXTS = SUBJECTS.flatMap((subject) => VERBS.flatMap((verb) => OBJECTS.map((object) => `${subject} ${verb} ${object}.`)));

const wordsOf = (text: string): Occurrence[] => [...text.matchAll(/\p{L}+/gu)].map(({ 0: form, index }, at) => ({
  text, charStart: index, charEnd: index + form.length, word: form.toLowerCase(), labels: { lemma: form.toLowerCase(), upos: TAGS[at] ?? 'X' },
}));

/** Forty sentences with all their words and parts of speech. */
export const TREEBANK: SentenceSet = { id: 'own-000000001-4', title: 'sentences.conllu', word: '', origin: 'own', senses: [], occurrences: TEXTS.flatMap(wordsOf) };

/** The same before it is known which words are wanted. */
export const TREEBANK_SOURCE: SourcePreview = {
  sourceId: 'treebank', name: TREEBANK.title, format: 'conllu', reading: null, nRows: TEXTS.length, encoding: 'UTF-8', columns: ['text'], sampleRows: TEXTS.slice(0, 8).map((text) => [text]),
  guess: { text: 'text', word: null, charStart: null, charEnd: null, sense: null }, hasTargets: false, tokenLabels: ['lemma', 'upos'], frequentWords: [{ word: 'door', n: 20 }, { word: 'boat', n: 20 }],
};
