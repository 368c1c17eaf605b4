import type { Reading } from '@contract/source-text';
import { MAX_TEXT_CHARS } from '../limits';
import { recogniseReading } from '../reading';
import type { FoundSentence } from '../sentences/sentence-stream';
import { RunningText } from '../sentences/running-text';
import { unifyNewlines } from '../formats/lines';
import { BoundedSentences } from './bounded-sentences';
import { CandidateParagraphs } from './candidates';
import { LinePieces, type LinePiece } from './line-pieces';

/** As much of a text shows how it is written. */
const PROBE_CHARS = 2 ** 17;

/** What is told of a text while it is read. */
export interface FeedHooks {
  readonly mayBeIn: (text: string) => boolean;
  /** Told of every sentence in which the target may be. */
  readonly onSentence: (sentence: FoundSentence) => void;
  readonly onCut: () => void;
  /** @param reason to follow “line 3” */
  readonly onLeftOut: (line: number, reason: string) => void;
}

/** One text of one format, in chunks of any size. */
export interface TextFeed {
  readonly reading: Reading | null;
  add(chunk: string): void;
  end(): void;
}

export const runningText = ({ mayBeIn, onSentence, onCut }: FeedHooks): RunningText => new RunningText(new CandidateParagraphs(mayBeIn, new BoundedSentences(onSentence, onCut)));

/** A plain text: a sentence a line, where a line that is too long for one is running text, or running text throughout. */
export class PlainFeed implements TextFeed {
  private readonly lines = new LinePieces((piece) => { this.take(piece); });
  private readonly running: RunningText;
  private probe = '';

  /** @param given null: as the beginning of the text seems to be written */
  constructor(private readonly hooks: FeedHooks, private given: Reading | null) {
    this.running = runningText(hooks);
  }

  get reading(): Reading | null {
    return this.given;
  }

  add(chunk: string): void {
    if (this.given !== null) {
      this.lines.add(chunk);
      return;
    }
    this.probe += chunk;
    if (this.probe.length >= PROBE_CHARS) this.recognise();
  }

  end(): void {
    if (this.given === null) this.recognise();
    this.lines.end();
    this.running.end();
  }

  private recognise(): void {
    this.given = recogniseReading(unifyNewlines(this.probe));
    this.lines.add(this.probe);
    this.probe = '';
  }

  private take({ content, line, isFirst, isLast }: LinePiece): void {
    const text = content.trim();
    if (this.given === 'lines' && isFirst && isLast && text.length <= MAX_TEXT_CHARS) {
      if (text !== '' && this.hooks.mayBeIn(text)) this.hooks.onSentence({ text, line });
      return;
    }
    if (isFirst) this.running.add(content, line, !isLast);
    else this.running.goOn(content, line);
    if (isLast && this.given === 'lines') this.running.end();
  }
}
