/** A text as the library counts it, in code points, and the way back to UTF-16. */
export interface CountedText {
  /** Without lone surrogates, which no encoding of text has. */
  readonly text: string;
  /** UTF-16 offsets in the original of the code points `[from, to)`. */
  readonly span: (from: number, to: number) => readonly [charStart: number, charEnd: number];
}

const SURROGATE = /[\ud800-\udfff]/;
const LONE = /\p{Surrogate}/u;

export function countedText(original: string): CountedText {
  if (!SURROGATE.test(original)) return { text: original, span: (from, to) => [from, to] };
  const characters: string[] = [];
  const starts: number[] = [];
  let at = 0;
  for (const character of original) {
    if (!LONE.test(character)) {
      characters.push(character);
      starts.push(at);
    }
    at += character.length;
  }
  const start = (i: number): number => starts[i] ?? original.length;
  return {
    text: characters.join(''),
    span: (from, to) => [start(from), to > from ? start(to - 1) + (characters[to - 1]?.length ?? 0) : start(from)],
  };
}
