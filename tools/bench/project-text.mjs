// Free text for the projection benchmark: sentences in a fixed random order, a few words of each as occurrences.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { inRoot, run, SetupError } from '../setup/project.mjs';

const archive = inRoot('../shared/data/semcor-masc-senses.tar.gz');
const nWordsASentence = 4;
/** A sentence of the text has so many words of letters. */
const [minWords, maxWords] = [5, 60];
const wholeWord = /(?<![\p{L}\p{N}\p{M}_'’-])\p{L}+(?![\p{L}\p{N}\p{M}_'’-])/gu;
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'" };

/** The file to read: the one asked for, else the corpus beside the repository. @throws SetupError where there is neither. */
export function textFile(asked) {
  const file = asked ?? archive;
  if (existsSync(file)) return file;
  throw new SetupError(asked === null
    ? `this benchmark embeds 50,000 words of free text: give it some with --text FILE (.txt, a sentence a line, about 20,000 of them), as ${archive} is not here`
    : `there is no ${asked}`);
}

/** @returns `nOccurrences` lines {text, charStart, charEnd} for `contexture embed`; the first of them are the same for any number. @throws SetupError where the text is too short. */
export function occurrencesOf(file, nOccurrences) {
  const sentences = file.endsWith('.tar.gz') ? corpusSentences(file) : readFileSync(file, 'utf8').split('\n');
  const found = [];
  for (const text of shuffled([...new Set(sentences.map((line) => line.trim()))])) {
    for (const { charStart, charEnd } of spread([...text.matchAll(wholeWord)])) {
      found.push({ text, charStart, charEnd });
      if (found.length === nOccurrences) return found;
    }
  }
  throw new SetupError(`${file} has words for ${found.length} occurrences, and ${nOccurrences} are needed: give a longer text, or smaller sizes with --sizes`);
}

/** Words of four letters and more, evenly from the whole sentence. */
function spread(words) {
  if (words.length < minWords || words.length > maxWords) return [];
  const long = words.filter(([word]) => word.length >= 4);
  const n = Math.min(nWordsASentence, long.length);
  return Array.from({ length: n }, (_, i) => long[Math.floor((i + 0.5) * long.length / n)])
    .map((match) => ({ charStart: match.index, charEnd: match.index + match[0].length }));
}

/** The sentences of SemCor and MASC as google-research-datasets/word_sense_disambigation_corpora gives them: an XML element a word. */
function corpusSentences(file) {
  const folder = mkdtempSync(join(tmpdir(), 'contexture-bench-'));
  try {
    run('tar', ['-xzf', file, '-C', folder]);
    const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.xml'));
    const files = names.map((entry) => join(entry.parentPath, entry.name)).sort((a, b) => (relative(folder, a) < relative(folder, b) ? -1 : 1));
    return files.flatMap((path) => documentSentences(readFileSync(path, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function documentSentences(xml) {
  const sentences = [''];
  for (const [, encoded, level] of xml.matchAll(/<word text="([^"]*)"[^>]* break_level="([A-Z_]+)"/gu)) {
    const word = encoded.replace(/&([^;]+);/gu, (whole, name) => entities[name] ?? whole);
    if (level === 'SENTENCE_BREAK' || level === 'PARAGRAPH_BREAK') sentences.push(word);
    else sentences.push(`${sentences.pop()}${level === 'SPACE_BREAK' ? ' ' : ''}${word}`);
  }
  return sentences;
}

function shuffled(texts) {
  let state = 20_240_901;
  for (let i = texts.length - 1; i > 0; i--) {
    // Numerical Recipes' linear congruential generator: any fixed order will do.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const j = state % (i + 1);
    [texts[i], texts[j]] = [texts[j], texts[i]];
  }
  return texts;
}
