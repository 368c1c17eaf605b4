import type { SetFormat } from '@contract/exports/data-export';
import { labelColumns, labelOf, OWN_COLUMNS, type LabelColumn } from '@contract/exports/label-columns';
import { wholeSentences } from '@contract/exports/whole-sentences';
import { Failure } from '@contract/failure';
import type { Occurrence, SentenceSet } from '@contract/occurrence';
import { TOKEN_LABELS } from '@contract/source-text';
import type { Losses } from './losses';

/** A set as lines of a file, and the columns that its labels stand in; lines are made while they are written, and what they do not hold is counted in the losses. */
export interface SetLines {
  readonly lines: Iterable<string>;
  readonly labels: readonly LabelColumn[];
}

/**
 * The lines of a set in a format that our readers read. jsonl, csv (RFC 4180) and tsv: a row an occurrence with text, charStart, charEnd (UTF-16 code units), word and
 * a column a label; txt: the sentences alone; conllu: the words of whole sentences.
 * @throws Failure `bad-input` where UTF-8 cannot keep a text, or where CoNLL-U cannot hold the set
 */
export function setLines(format: SetFormat, { occurrences, senses }: Pick<SentenceSet, 'occurrences' | 'senses'>, losses: Losses): SetLines {
  requireReadable(occurrences);
  switch (format) {
    case 'jsonl': {
      const labels = labelColumns(occurrences, [], (name) => name.trim());
      return { labels, lines: jsonLines(occurrences, labels, losses) };
    }
    case 'csv': case 'tsv': {
      const labels = labelColumns(occurrences, [], (name) => name.replace(/[\t\r\n]+/gu, ' ').trim());
      return { labels, lines: delimitedLines(occurrences, labels, format === 'csv' ? ',' : '\t', losses) };
    }
    case 'txt': return { labels: [], lines: plainLines(occurrences, losses) };
    case 'conllu': {
      const sentences = wholeSentences({ occurrences, senses });
      if (sentences === null) throw new Failure('bad-input', 'CoNLL-U holds whole sentences of a treebank, and this set has no others or lacks words of them. Choose JSONL.');
      return { labels: [], lines: conlluLines(sentences) };
    }
  }
}

function requireReadable(occurrences: readonly Occurrence[]): void {
  const isBroken = (text: string): boolean => /[\0\p{Surrogate}]/u.test(text);
  const row = occurrences.findIndex(({ text, word, labels }) => isBroken(text) || isBroken(word) || Object.entries(labels).flat().some(isBroken));
  if (row >= 0) throw new Failure('bad-input', `Row ${row + 1} holds half a character or a NUL, which no file of sentences can keep. Correct the sentence.`);
}

function* jsonLines(occurrences: readonly Occurrence[], labels: readonly LabelColumn[], losses: Losses): Generator<string> {
  for (const occurrence of occurrences) {
    losses.look(occurrence);
    const { text, charStart, charEnd, word } = occurrence;
    const own = labels.flatMap(({ label, column }) => { const value = labelOf(occurrence, label); return value === null ? [] : [[column, value] as const]; });
    yield `${JSON.stringify({ text, charStart, charEnd, word, ...Object.fromEntries(own) })}\n`;
  }
}

/** Also what another program might take for the separator. */
const NEEDS_QUOTES = /[",;|\t\r\n]|^\s|\s$/u;
const cell = (text: string): string => (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function* delimitedLines(occurrences: readonly Occurrence[], labels: readonly LabelColumn[], delimiter: ',' | '\t', losses: Losses): Generator<string> {
  const line = (cells: readonly string[]): string => `${cells.map(cell).join(delimiter)}\n`;
  yield line([...OWN_COLUMNS, ...labels.map(({ column }) => column)]);
  for (const occurrence of occurrences) {
    losses.look(occurrence);
    const { text, charStart, charEnd, word } = withOneNewline(occurrence, losses);
    yield line([text, String(charStart), String(charEnd), word, ...labels.map(({ label }) => (labelOf(occurrence, label) ?? '').replace(/\r\n?/gu, '\n'))]);
  }
}

/** Whoever reads a table takes all newlines for one: the span then has to count them so. */
function withOneNewline(occurrence: Occurrence, losses: Losses): Occurrence {
  const { text, charStart, charEnd, word } = occurrence;
  if (!text.includes('\r')) return occurrence;
  losses.nNewlines++;
  const unified = (part: string): string => part.replace(/\r\n?/gu, '\n');
  return { ...occurrence, text: unified(text), charStart: unified(text.slice(0, charStart)).length, charEnd: unified(text.slice(0, charEnd)).length, word: unified(word) };
}

function* plainLines(occurrences: readonly Occurrence[], losses: Losses): Generator<string> {
  let before: string | null = null;
  for (const { text } of occurrences) {
    if (text === before) continue;
    before = text;
    const written = text.replace(/\s*[\r\n]\s*/gu, ' ').trim();
    if (written !== text) losses.nNewlines++;
    losses.nSentences++;
    yield `${written}\n`;
  }
}

function* conlluLines(sentences: readonly (readonly Occurrence[])[]): Generator<string> {
  for (const words of sentences) {
    const { text = '' } = words[0] ?? {};
    yield `# text = ${text}\n`;
    let id = 0;
    let at = 0;
    const token = (start: number, end: number, occurrence: Occurrence | null): string => {
      const [lemma, upos, xpos, feats, deprel] = TOKEN_LABELS.map((label) => (occurrence === null ? '_' : labelOf(occurrence, label) ?? '_'));
      return `${[++id, text.slice(start, end), lemma, upos, xpos, feats, '_', deprel, '_', end < text.length && !/^\s/u.test(text.slice(end)) ? 'SpaceAfter=No' : '_'].join('\t')}\n`;
    };
    const between = (end: number): string => [...text.slice(at, end).matchAll(/\S+/gu)].map(({ 0: sign, index }) => token(at + index, at + index + sign.length, null)).join('');
    for (const word of words) {
      yield between(word.charStart) + token(word.charStart, word.charEnd, word);
      at = word.charEnd;
    }
    yield `${between(text.length)}\n`;
  }
}
