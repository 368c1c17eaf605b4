import { TOKEN_LABELS } from '@contract/source-text';
import type { TokenAnnotation } from '../source-table';

/** A line of a sentence in CoNLL-U: a word, a token that stands for the words `id` to `last` (1-2 don't), or nothing that is written (an empty node, 8.1). */
export interface ConlluLine {
  readonly line: number;
  readonly id: number;
  readonly last: number;
  readonly form: string;
  readonly annotation: TokenAnnotation;
  readonly hasSpaceAfter: boolean;
}

const COLUMN: Readonly<Record<(typeof TOKEN_LABELS)[number], number>> = { lemma: 2, upos: 3, xpos: 4, feats: 5, deprel: 7 };
const N_COLUMNS = 10;

/** Reads one line that is neither blank nor a comment. Null: an empty node. @returns a text where it is none: what is wrong, to follow "the line" */
export function readConlluLine(content: string, line: number, annotations: Annotations): ConlluLine | string | null {
  const cells = content.split('\t', N_COLUMNS + 1);
  if (cells.length !== N_COLUMNS) return `has ${cells.length > N_COLUMNS ? 'more than 10' : cells.length} columns where CoNLL-U has 10, with tabs between them`;
  const [id = '', form = ''] = cells;
  if (/^\d{1,6}\.\d{1,6}$/u.test(id)) return null;
  const numbers = /^(\d{1,6})(?:-(\d{1,6}))?$/u.exec(id);
  if (numbers === null) return 'has no number of a word in its first column';
  if (form === '' || form.trim() !== form) return 'has no form in its second column';
  const first = Number(numbers[1]);
  const last = numbers[2] === undefined ? first : Number(numbers[2]);
  if (last < first) return `is a token of the words ${first} to ${last}, which go backwards`;
  return { line, id: first, last, form, annotation: annotations.of(cells), hasSpaceAfter: !(cells[9] ?? '').split('|').includes('SpaceAfter=No') };
}

/** One object for all tokens that are annotated alike: a treebank has millions of tokens and some ten thousand annotations. */
export class Annotations {
  private readonly known = new Map<string, TokenAnnotation>();

  of(cells: readonly string[]): TokenAnnotation {
    return this.shared(TOKEN_LABELS.map((name) => cells[COLUMN[name]] ?? '_'));
  }

  /** Of a token that stands for several words: what is said of each, joined by `+` (do+not). */
  joined(parts: readonly TokenAnnotation[]): TokenAnnotation {
    return this.shared(TOKEN_LABELS.map((name) => (parts.every((part) => part[name] === null) ? '_' : parts.map((part) => part[name] ?? '_').join('+'))));
  }

  private shared(values: readonly string[]): TokenAnnotation {
    const key = values.join('\t');
    let known = this.known.get(key);
    if (known === undefined) {
      known = Object.fromEntries(TOKEN_LABELS.map((name, at) => [name, values[at] === '_' || values[at] === '' ? null : String(values[at])])) as TokenAnnotation;
      this.known.set(key, known);
    }
    return known;
  }
}
