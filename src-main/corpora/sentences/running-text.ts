import { UNSPACED } from '../../tokenizers/find-word';

/** An item of a list is a paragraph of its own. */
const BULLET = /^\s*[•*‣▪◦]\s/u;
const WIDE = /[\u3000-\u303f\uff00-\uff65]/u;

/** Takes the text of one paragraph after another, as {@link SentenceStream} does. */
export interface ParagraphSink {
  add(text: string, line: number): void;
  end(): void;
}

/** Lines joined to paragraphs, which blank lines part. */
export class RunningText {
  private last = '';

  constructor(private readonly sink: ParagraphSink) {}

  /** @param goesOn there is more of this line than can be held, for {@link goOn} */
  add(content: string, line: number, goesOn = false): void {
    const trimmed = goesOn ? content.trimStart() : content.trim();
    if (this.last !== '' && (trimmed === '' || BULLET.test(content))) this.sink.end();
    if (trimmed !== '') {
      const isFirst = this.last === '' || BULLET.test(content);
      this.sink.add(isFirst ? trimmed : joint(this.last, trimmed) + trimmed, line);
    }
    this.last = trimmed.trimEnd();
  }

  /** More of the line that was added last. */
  goOn(content: string, line: number): void {
    this.sink.add(content, line);
    const trimmed = content.trimEnd();
    if (trimmed !== '') this.last = trimmed;
  }

  end(): void {
    this.sink.end();
    this.last = '';
  }
}

/** What stands for the end of a line: nothing after a hyphen or a dash inside a word (both stay) and where no spaces are written, else a space. */
function joint(before: string, after: string): string {
  if (/[\p{L}\p{N}][-‐\u00ad—]$/u.test(before.slice(-4)) && /^[\p{L}\p{N}]/u.test(after)) return '';
  const isWide = (character: string | undefined): boolean => character !== undefined && (UNSPACED.test(character) || WIDE.test(character));
  return isWide(before.at(-1)) && isWide(after[0]) ? '' : ' ';
}
