import { endsInside, isWrongBreak, TAIL_CHARS } from './sentence-breaks';

/** The segmenter copies what it is given with every piece it returns, so it is given little. */
const WINDOW_CHARS = 512;
const MAX_WINDOW_CHARS = 2 ** 15;

export interface FoundSentence {
  readonly text: string;
  /** Physical line on which it begins, from 1. */
  readonly line: number;
}

/**
 * Cuts the sentences of one paragraph after another by the platform's segmenter (ICU), less the breaks it makes within a sentence. Takes time linear in the text and
 * keeps no more of it than one sentence and one window.
 */
export class SentenceStream {
  /** The sentence so far, and after it what is not cut yet. */
  private sentence = '';
  /** Its last characters: looking at the sentence itself would copy all of it for every piece it is made of. */
  private tail = '';
  private rest = '';
  /** Where lines begin, counted from the start of the sentence. */
  private lines: { at: number; readonly line: number }[] = [];
  private windowChars = WINDOW_CHARS;
  private nPiecesSoFar = 0;

  /** @param onSentence gets white space too; @param onLength is told of a sentence that grows, so that it can refuse it */
  constructor(private readonly onSentence: (sentence: FoundSentence) => void, private readonly onLength: (nChars: number, line: number) => void) {}

  /** How many pieces the segmenter has made, which is what takes the time. */
  get nPieces(): number {
    return this.nPiecesSoFar;
  }

  /** How many characters are held. */
  get nHeld(): number {
    return this.sentence.length + this.rest.length;
  }

  /** Hands out the beginning of what is held, wherever its sentences end: of a sentence that is longer than may be held. @param cutOf how many characters of a text are taken */
  takeHeld(cutOf: (held: string) => number): void {
    const held = this.sentence + this.rest;
    const nTaken = cutOf(held);
    this.sentence = held.slice(0, nTaken);
    this.rest = held.slice(nTaken);
    this.windowChars = WINDOW_CHARS;
    this.take();
  }

  /** Text of a line of the paragraph, as it is joined to what was added before. */
  add(text: string, line: number): void {
    if (this.lines.at(-1)?.line !== line) this.lines.push({ at: this.sentence.length + this.rest.length, line });
    for (let start = 0; start < text.length; start += WINDOW_CHARS) {
      this.rest += text.slice(start, start + WINDOW_CHARS);
      if (this.rest.length >= this.windowChars) this.cut(false);
    }
  }

  /** Ends the paragraph. */
  end(): void {
    this.cut(true);
    if (this.sentence !== '') this.take();
    this.lines = [];
    this.windowChars = WINDOW_CHARS;
  }

  private cut(isEnd: boolean): void {
    const pieces = piecesOf(this.rest);
    // What stands at the end of the window may go on: the last break depends on what follows.
    const nSure = isEnd ? pieces.length : Math.max(0, pieces.length - 2);
    for (const [index, piece] of pieces.slice(0, nSure).entries()) {
      this.rest = this.rest.slice(piece.length);
      this.sentence += piece;
      this.nPiecesSoFar++;
      this.tail = (this.tail + piece.slice(-TAIL_CHARS)).slice(-TAIL_CHARS);
      const next = pieces[index + 1];
      if (next !== undefined && !isWrongBreak(this.tail, next)) this.take();
    }
    this.onLength(this.sentence.trim().length, this.lines[0]?.line ?? 1);
    if (nSure === 0 && !isEnd) {
      // No piece holds the end of a sentence within it: one that is too long is of a sentence that is.
      for (const piece of pieces) this.onLength(piece.trim().length, this.lines[0]?.line ?? 1);
      this.windowChars = Math.min(this.windowChars * 2, MAX_WINDOW_CHARS);
    } else {
      this.windowChars = WINDOW_CHARS;
    }
  }

  private take(): void {
    const text = this.sentence;
    const first = text.length - text.trimStart().length;
    let line = 1;
    for (const start of this.lines) if (start.at <= first) line = start.line;
    this.onSentence({ text: text.trim(), line });
    let nBefore = 0;
    while ((this.lines[nBefore + 1]?.at ?? Infinity) <= text.length) nBefore++;
    this.lines = this.lines.slice(nBefore);
    for (const start of this.lines) start.at -= text.length;
    this.sentence = '';
    this.tail = '';
  }
}

let segmenter: Intl.Segmenter | undefined;

function piecesOf(text: string): string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  const pieces: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    let start = 0;
    for (const end of endsInside(segment)) {
      pieces.push(segment.slice(start, end));
      start = end;
    }
  }
  return pieces;
}
