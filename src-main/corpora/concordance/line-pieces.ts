import { unifyNewlines } from '../formats/lines';

/** A line that is longer is handed on in pieces. */
const MAX_HELD_CHARS = 2 ** 15;

export interface LinePiece {
  readonly content: string;
  /** Physical line, from 1. */
  readonly line: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** Text in any chunks → its lines, with LF, CRLF or CR at their ends; holds no more than a chunk and the beginning of one line. */
export class LinePieces {
  private rest = '';
  /** A CR at the end of a chunk may be half of a CRLF. */
  private hasCr = false;
  private line = 1;
  private isFirst = true;

  constructor(private readonly onPiece: (piece: LinePiece) => void) {}

  add(chunk: string): void {
    let text = this.hasCr ? `\r${chunk}` : chunk;
    this.hasCr = text.endsWith('\r');
    if (this.hasCr) text = text.slice(0, -1);
    this.rest += unifyNewlines(text);
    let start = 0;
    for (let newline = this.rest.indexOf('\n'); newline >= 0; newline = this.rest.indexOf('\n', start)) {
      this.hand(this.rest.slice(start, newline), true);
      start = newline + 1;
    }
    this.rest = this.rest.slice(start);
    if (this.rest.length > MAX_HELD_CHARS) {
      this.hand(this.rest, false);
      this.rest = '';
    }
  }

  end(): void {
    if (this.rest !== '' || !this.isFirst) this.hand(this.rest, true);
    this.rest = '';
  }

  private hand(content: string, isLast: boolean): void {
    this.onPiece({ content, line: this.line, isFirst: this.isFirst, isLast });
    this.isFirst = isLast;
    if (isLast) this.line++;
  }
}
