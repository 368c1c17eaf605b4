import type { ParagraphSink } from '../sentences/running-text';

/** A longer paragraph is handed on at once. */
const MAX_HELD_CHARS = 2 ** 16;

/** Hands on only paragraphs in which the target may be: cutting text into sentences takes most of the time. */
export class CandidateParagraphs implements ParagraphSink {
  private held: { readonly text: string; readonly line: number }[] = [];
  private nHeld = 0;
  private isOpen = false;

  constructor(private readonly mayBeIn: (text: string) => boolean, private readonly sink: ParagraphSink) {}

  add(text: string, line: number): void {
    if (this.isOpen) {
      this.sink.add(text, line);
      return;
    }
    this.held.push({ text, line });
    this.nHeld += text.length;
    if (this.nHeld > MAX_HELD_CHARS) this.open();
  }

  end(): void {
    if (this.nHeld > 0 && this.mayBeIn(this.held.map(({ text }) => text).join(''))) this.open();
    if (this.isOpen) this.sink.end();
    this.held = [];
    this.nHeld = 0;
    this.isOpen = false;
  }

  private open(): void {
    this.isOpen = true;
    for (const { text, line } of this.held) this.sink.add(text, line);
    this.held = [];
    this.nHeld = 0;
  }
}
