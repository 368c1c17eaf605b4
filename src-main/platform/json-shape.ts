/** What a JSON text may hold at most. */
export interface JsonLimits {
  /** Objects and lists inside one another. */
  readonly depth: number;
  /** Objects, lists and what stands behind a comma. */
  readonly values: number;
}

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Which limit a JSON text goes beyond, if any. To be asked before JSON.parse, which takes memory for every level and value and ends the process
 * when there is none left. Takes linear time and no memory; text that is no JSON gives any answer.
 */
export function jsonExcess(json: string, limits: JsonLimits): keyof JsonLimits | null {
  let depth = 0;
  let nValues = 0;
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at);
    if (unit === QUOTE) at = closingQuote(json, at);
    else if (unit === CLOSE_LIST || unit === CLOSE_OBJECT) depth--;
    else if (unit === COMMA) nValues++;
    else if (unit === OPEN_LIST || unit === OPEN_OBJECT) {
      nValues++;
      depth++;
    }
    if (depth > limits.depth) return 'depth';
    if (nValues > limits.values) return 'values';
  }
  return null;
}

/** The end of the text where the quote is never closed. */
export function closingQuote(json: string, opening: number): number {
  let at = opening + 1;
  while (at < json.length && json.charCodeAt(at) !== QUOTE) at += json.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
