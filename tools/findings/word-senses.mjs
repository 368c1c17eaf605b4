// SemCor and MASC with senses of the New Oxford American Dictionary (google-research-datasets/word_sense_disambigation_corpora) → rows as `contexture probe --set` reads them.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A word is taken where so many of its senses have so many occurrences; of each sense so many. */
const [LEAST_SENSES, LEAST_OCCURRENCES, PER_SENSE, N_WORDS] = [3, 20, 20, 20];
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'' };
const unescaped = (text) => text.replace(/&(?:#(\d+)|(\w+));/gu, (all, code, name) => (code === undefined ? ENTITIES[name] ?? all : String.fromCodePoint(Number(code))));

/** Nouns and verbs with the most senses that are frequent enough, alphabetically of equals. @param archive the .tar.gz */
export function senseRows(archive) {
  const folder = mkdtempSync(path.join(tmpdir(), 'contexture-senses-'));
  try {
    execFileSync('tar', ['-xzf', archive, '-C', folder]);
    const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.xml')).sort();
    return chosen(files.flatMap((file) => occurrencesIn(readFileSync(path.join(folder, file), 'utf8'))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function occurrencesIn(xml) {
  const found = [];
  let sentence = { text: '', targets: [] };
  const close = () => {
    found.push(...sentence.targets.map((target) => ({ text: sentence.text, ...target })));
    sentence = { text: '', targets: [] };
  };
  for (const [, written] of xml.matchAll(/<word ([^>]*?)\/?>/gu)) {
    const of = Object.fromEntries([...written.matchAll(/(\w+)="([^"]*)"/gu)].map(([, name, value]) => [name, unescaped(value)]));
    if (/SENTENCE|PARAGRAPH/u.test(of.break_level)) close();
    if (sentence.text !== '' && of.break_level !== 'NO_BREAK') sentence.text += ' ';
    const charStart = sentence.text.length;
    sentence.text += of.text;
    if (of.sense !== undefined && /^(?:NOUN|VERB)$/u.test(of.pos)) sentence.targets.push({ charStart, charEnd: sentence.text.length, word: of.lemma.toLowerCase(), sense: of.sense.split('/').at(-1) });
  }
  close();
  return found;
}

function chosen(occurrences) {
  const words = new Map();
  for (const one of occurrences) {
    const senses = words.get(one.word) ?? new Map();
    words.set(one.word, senses.set(one.sense, [...senses.get(one.sense) ?? [], one]));
  }
  return [...words].map(([word, senses]) => ({ word, senses: [...senses.values()].filter((of) => of.length >= LEAST_OCCURRENCES) }))
    .filter(({ senses }) => senses.length >= LEAST_SENSES)
    .sort((a, b) => b.senses.length - a.senses.length || (a.word < b.word ? -1 : 1))
    .slice(0, N_WORDS)
    // Spread over the corpus: neighbouring sentences are of one text.
    .flatMap(({ senses }) => senses.flatMap((of) => Array.from({ length: PER_SENSE }, (_, i) => of[Math.floor((i * of.length) / PER_SENSE)])));
}
