import { checkCell, checkNotEmpty, checkOddLines, checkRowCount, type OddLine, type SourceRow, type SourceTable, type SourceText, type SourceToken } from '../source-table';
import { Annotations, readConlluLine, type ConlluLine } from './conllu-line';
import { linesOf } from './lines';
import { withoutText } from './read-txt';

interface Sentence {
  readonly line: number;
  text: string | null;
  readonly lines: ConlluLine[];
  odd: OddLine | null;
}

/**
 * Sentences of a treebank in CoNLL-U (https://universaldependencies.org/format.html): a row a sentence, with its tokens. The text is what `# text =` says, else the forms with the
 * spaces that `SpaceAfter=No` leaves. A token that stands for several words (1-2 don't) is one token. Heads, enhanced dependencies, further comments and empty nodes are not read.
 * A sentence with a line that is none of CoNLL-U is left out whole, with that line.
 * @throws Failure that names the line, also where most sentences are such
 */
export function readConllu(source: SourceText): SourceTable {
  const { subject } = source;
  const rows: SourceRow[] = [];
  const oddLines: OddLine[] = [];
  const reader = new ConlluReader((row) => {
    checkRowCount(rows.length + oddLines.length + 1, subject);
    if ('reason' in row) oddLines.push(row);
    else {
      checkCell(row.cells[0] ?? '', subject, row.line);
      rows.push(row);
    }
  });
  for (const { line, content } of linesOf(source.text)) reader.add(content, line);
  reader.end();
  checkOddLines(oddLines, rows.length, subject, 'Give it as Universal Dependencies publishes its treebanks.');
  return checkNotEmpty({ ...withoutText(source), format: 'conllu', columns: ['text'], rows, ...(oddLines.length === 0 ? {} : { oddLines }) });
}

/** Lines of a treebank → its sentences, one after another; of one that has an odd line, that line. */
export class ConlluReader {
  private readonly annotations = new Annotations();
  private open: Sentence | null = null;

  constructor(private readonly onSentence: (row: SourceRow | OddLine) => void) {}

  add(content: string, line: number): void {
    if (content.trim() === '') {
      this.end();
      return;
    }
    this.open ??= { line, text: null, lines: [], odd: null };
    addLine(this.open, content, line, this.annotations);
  }

  /** Ends the sentence. */
  end(): void {
    const { open } = this;
    this.open = null;
    if (open !== null && (open.lines.length > 0 || open.odd !== null)) this.onSentence(open.odd ?? rowOf(open, this.annotations));
  }
}

function addLine(sentence: Sentence, content: string, line: number, annotations: Annotations): void {
  if (content.startsWith('#')) {
    // Before the words only: a form may begin with # too.
    const said = sentence.lines.length === 0 ? /^#\s*text\s*=\s*(.*)$/u.exec(content)?.[1]?.trim() : undefined;
    if (said !== undefined && said !== '') sentence.text = said;
    if (!/^#\t/u.test(content)) return;
  }
  const read = readConlluLine(content, line, annotations);
  if (typeof read === 'string') sentence.odd ??= { line, reason: `the line ${read}` };
  else if (read !== null) sentence.lines.push(read);
}

/** The tokens as they are written: what stands for several words, and the words that are not part of such a token. */
function rowOf({ line, text: said, lines }: Sentence, annotations: Annotations): SourceRow | OddLine {
  const written: ConlluLine[] = [];
  let covered = 0;
  for (const one of lines) {
    if (one.last > one.id) {
      const parts = lines.filter(({ id, last }) => id === last && id >= one.id && id <= one.last);
      written.push({ ...one, annotation: annotations.joined(parts.map(({ annotation }) => annotation)) });
      covered = one.last;
    } else if (one.id > covered) written.push(one);
  }
  const text = said ?? written.map(({ form, hasSpaceAfter }, at) => form + (hasSpaceAfter && at < written.length - 1 ? ' ' : '')).join('');
  const tokens: SourceToken[] = [];
  let at = 0;
  for (const { form, line: own, annotation } of written) {
    while (/^\s/u.test(text.slice(at, at + 1))) at++;
    if (!text.startsWith(form, at)) return { line: own, reason: `the sentence’s text does not go on with the form “${form.slice(0, 40)}”` };
    tokens.push({ charStart: at, charEnd: at + form.length, annotation });
    at += form.length;
  }
  return { line, cells: [text], marks: [], tokens };
}
