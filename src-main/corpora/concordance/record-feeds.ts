import { jsonExcess } from '../../platform/json-shape';
import { guessColumns } from '../formats/columns';
import { ConlluReader } from '../formats/read-conllu';
import { MAX_TEXT_CHARS, ROW_JSON_LIMITS } from '../limits';
import { BoundedSentences } from './bounded-sentences';
import { LinePieces, type LinePiece } from './line-pieces';
import { runningText, type FeedHooks, type TextFeed } from './text-feed';

/** Longest line of JSON: a whole book. */
const MAX_JSON_CHARS = 2_000_000;
/** Longest sentence of a treebank with all that is said of it. */
const MAX_BLOCK_CHARS = 1_000_000;
/** After so many sentences the annotations that are known are forgotten: each new lemma makes one. */
const MAX_KNOWN = 10_000;
const grouped = (n: number): string => n.toLocaleString('en-GB');

/** Puts lines together, and leaves out those that are too long. */
class WholeLines {
  private readonly pieces = new LinePieces((piece) => { this.take(piece); });
  private held = '';
  private isTooLong = false;

  constructor(private readonly nMost: number, private readonly onLine: (content: string, line: number) => void, private readonly onTooLong: (line: number) => void) {}

  add(chunk: string): void {
    this.pieces.add(chunk);
  }

  end(): void {
    this.pieces.end();
  }

  private take({ content, line, isLast }: LinePiece): void {
    if (!this.isTooLong) this.held += content;
    if (this.held.length > this.nMost) {
      this.isTooLong = true;
      this.held = '';
    }
    if (!isLast) return;
    if (this.isTooLong) this.onTooLong(line);
    else this.onLine(this.held, line);
    this.held = '';
    this.isTooLong = false;
  }
}

/** One JSON object a line; what its column of text holds is running text. A line of which none can be had is left out. */
export class JsonlFeed implements TextFeed {
  readonly reading = null;
  private readonly lines: WholeLines;
  private readonly running;
  private hasBegun = false;
  private isList = false;

  constructor(private readonly hooks: FeedHooks) {
    this.running = runningText(hooks);
    this.lines = new WholeLines(MAX_JSON_CHARS, (content, line) => { this.take(content, line); }, (line) => { hooks.onLeftOut(line, `has more than ${grouped(MAX_JSON_CHARS)} characters`); });
  }

  add(chunk: string): void {
    this.lines.add(chunk);
  }

  end(): void {
    this.lines.end();
  }

  private take(content: string, line: number): void {
    if (this.isList || content.trim() === '') return;
    this.isList = !this.hasBegun && /^\s*\[/u.test(content);
    this.hasBegun = true;
    const found = this.isList ? { reason: 'begins one list of JSON, which is not read here; write one object on each line' } : textOf(content);
    if ('reason' in found) {
      this.hooks.onLeftOut(line, found.reason);
      return;
    }
    for (const one of found.text.split(/\r\n?|\n/u)) this.running.add(one, line);
    this.running.end();
  }
}

function textOf(content: string): { readonly text: string } | { readonly reason: string } {
  if (jsonExcess(content, ROW_JSON_LIMITS) !== null) return { reason: 'holds more than a row may' };
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return { reason: 'is not valid JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { reason: 'is not a JSON object' };
  const column = guessColumns(Object.keys(value)).text;
  const text = column === null ? null : (value as Readonly<Record<string, unknown>>)[column];
  if (typeof text !== 'string') return { reason: 'has no string under “text”' };
  return /[\0\p{Surrogate}]/u.test(text) ? { reason: 'has a character that no text may contain (NUL, or half of a surrogate pair)' } : { text };
}

/** The sentences of a treebank, each as it is written; one with a line that is none of CoNLL-U is left out. */
export class ConlluFeed implements TextFeed {
  readonly reading = null;
  private readonly lines: WholeLines;
  private reader: ConlluReader;
  private nSentences = 0;
  private nBlockChars = 0;
  private isTooLong = false;

  constructor(private readonly hooks: FeedHooks) {
    this.reader = this.newReader();
    this.lines = new WholeLines(MAX_BLOCK_CHARS, (content, line) => { this.take(content, line); }, (line) => { this.leaveOut(line); });
  }

  add(chunk: string): void {
    this.lines.add(chunk);
  }

  end(): void {
    this.lines.end();
    this.reader.end();
  }

  private newReader(): ConlluReader {
    const sentences = new BoundedSentences(this.hooks.onSentence, this.hooks.onCut);
    return new ConlluReader((row) => {
      this.nSentences++;
      if ('reason' in row) {
        this.hooks.onLeftOut(row.line, row.reason);
        return;
      }
      const text = row.cells[0] ?? '';
      if (!this.hooks.mayBeIn(text)) return;
      if (text.length <= MAX_TEXT_CHARS) this.hooks.onSentence({ text, line: row.line });
      else {
        sentences.add(text, row.line);
        sentences.end();
      }
    });
  }

  private take(content: string, line: number): void {
    const isBlank = content.trim() === '';
    this.nBlockChars = isBlank ? 0 : this.nBlockChars + content.length;
    if (this.nBlockChars > MAX_BLOCK_CHARS && !this.isTooLong) this.leaveOut(line);
    if (!this.isTooLong) this.reader.add(content, line);
    if (!isBlank) return;
    if (this.isTooLong || this.nSentences >= MAX_KNOWN) {
      this.reader = this.newReader();
      this.nSentences = 0;
    }
    this.isTooLong = false;
  }

  /** The rest of the sentence, and what was read of it, is dropped. */
  private leaveOut(line: number): void {
    this.isTooLong = true;
    this.reader = this.newReader();
    this.hooks.onLeftOut(line, `goes on with a sentence of more than ${grouped(MAX_BLOCK_CHARS)} characters, which is left out`);
  }
}
