import { filledLines } from './lines';

export interface JsonRecord {
  readonly line: number;
  readonly content: string;
}

/** The objects of a text in JSON: one a line, or the elements of one list, however it is broken into lines. */
export function jsonRecords(text: string): Iterable<JsonRecord> {
  return /^\s*\[/u.test(text) ? elements(text) : filledLines(text);
}

/** What stands between the commas of the list; whether it is JSON is for the reader of an element to see. */
function* elements(text: string): Generator<JsonRecord> {
  let [line, depth, start, startLine, isText] = [1, 0, -1, 1, false];
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] as string;
    if (unit === '\n') line++;
    if (isText) {
      if (unit === '\\') at++;
      else if (unit === '"') isText = false;
      continue;
    }
    const isEnd = depth === 1 && (unit === ',' || unit === ']');
    if (isEnd && start >= 0) yield { line: startLine, content: text.slice(start, at) };
    if (isEnd) start = -1;
    else if (depth >= 1 && start < 0 && !/\s/u.test(unit)) [start, startLine] = [at, line];
    if (unit === '"') isText = true;
    else if (unit === '[' || unit === '{') depth++;
    else if (unit === ']' || unit === '}') depth--;
    if (depth === 0 && unit === ']') {
      // Nothing may follow: what does is given as it is, to be refused.
      const rest = text.slice(at + 1);
      if (rest.trim() !== '') yield { line, content: rest };
      return;
    }
  }
  if (start >= 0) yield { line: startLine, content: text.slice(start) };
}
