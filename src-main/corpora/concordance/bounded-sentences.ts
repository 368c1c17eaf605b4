import { isJoined } from '../../tokenizers/find-word';
import { MAX_TEXT_CHARS } from '../limits';
import { SentenceStream, type FoundSentence } from '../sentences/sentence-stream';
import type { ParagraphSink } from '../sentences/running-text';

const SLICE_CHARS = 512;
/** White space counts for nothing in the length of a sentence, but is held. */
const MAX_HELD_CHARS = 2 * MAX_TEXT_CHARS;
/** How far back from the longest part its end is looked for. */
const REACH_CHARS = 2_000;
/** No cut beside what is part of a character or cannot be seen; looking for the letter that carries a mark would also take long among marks only. */
const STICKS = /[\p{M}\p{Default_Ignorable_Code_Point}]/u;

/** Sentences of running text; one that is longer than may be comes in parts, cut between two words, so that no more than a part is ever held. */
export class BoundedSentences implements ParagraphSink {
  private readonly stream: SentenceStream;
  private isTooLong = false;

  /** @param onCut told of every cut */
  constructor(private readonly onSentence: (sentence: FoundSentence) => void, private readonly onCut: () => void) {
    this.stream = new SentenceStream((sentence) => { this.hand(sentence); }, (nChars) => { if (nChars > MAX_TEXT_CHARS) this.isTooLong = true; });
  }

  add(text: string, line: number): void {
    for (let start = 0; start < text.length; start += SLICE_CHARS) {
      this.stream.add(text.slice(start, start + SLICE_CHARS), line);
      if (!this.isTooLong && this.stream.nHeld <= MAX_HELD_CHARS) continue;
      this.isTooLong = false;
      this.stream.takeHeld(partEnd);
      this.onCut();
    }
  }

  end(): void {
    this.stream.end();
    this.isTooLong = false;
  }

  private hand({ text, line }: FoundSentence): void {
    let rest = text;
    while (rest.length > MAX_TEXT_CHARS) {
      const end = partEnd(rest);
      this.onSentence({ text: rest.slice(0, end).trim(), line });
      rest = rest.slice(end).trim();
      this.onCut();
    }
    if (rest !== '') this.onSentence({ text: rest, line });
  }
}

/** Where the first part of a sentence ends that is too long: at white space, else between two words. A run of letters that is longer than the reach is no word, and is cut between two characters. */
function partEnd(text: string): number {
  const most = Math.min(MAX_TEXT_CHARS, text.length);
  const least = Math.max(1, most - REACH_CHARS);
  for (let end = most; end >= least; end--) if (/\s/u.test(text.charAt(end))) return end;
  for (let end = most; end >= least; end--) if (!cutsPair(text, end) && !STICKS.test(text.slice(end - 1, end + 1)) && !isJoined(text, end)) return end;
  return cutsPair(text, most) ? most - 1 : most;
}

const cutsPair = (text: string, offset: number): boolean => (text.charCodeAt(offset - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(offset) & 0xfc00) === 0xdc00;
