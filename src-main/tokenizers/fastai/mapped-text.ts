/** What stands in the place of a stretch of a text: `text` for its characters `[from, to)`; from = to for what is added between two characters. */
export interface Part {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** A text that is rewritten step by step and knows, for each of its UTF-16 code units, which characters of the original it stands for: `[starts[i], ends[i])`. */
export class MappedText {
  private constructor(readonly text: string, readonly starts: readonly number[], readonly ends: readonly number[]) {}

  static of(text: string): MappedText {
    return new MappedText(text, Array.from({ length: text.length }, (_, i) => i), Array.from({ length: text.length }, (_, i) => i + 1));
  }

  /** The text with every match replaced. @param pattern with the flag g. @param replace the parts in the place of a match, in order; positions are those of the text as it is */
  replace(pattern: RegExp, replace: (match: RegExpExecArray) => readonly Part[]): MappedText {
    let text = '';
    const [starts, ends]: [number[], number[]] = [[], []];
    const put = (part: Part): void => {
      text += part.text;
      const isKept = part.text.length === part.to - part.from;
      for (let i = 0; i < part.text.length; i++) {
        starts.push(isKept ? this.starts[part.from + i] as number : this.placeOf(part.from));
        ends.push(isKept ? this.ends[part.from + i] as number : part.to > part.from ? this.ends[part.to - 1] as number : this.placeOf(part.from));
      }
    };
    let done = 0;
    for (const match of this.text.matchAll(pattern)) {
      put(this.kept(done, match.index));
      for (const part of replace(match)) put(part);
      done = match.index + match[0].length;
    }
    if (done === 0) return this;
    put(this.kept(done, this.text.length));
    return new MappedText(text, starts, ends);
  }

  /** A stretch of the text as it is. */
  kept(from: number, to: number): Part {
    return { text: this.text.slice(from, to), from, to };
  }

  /** Characters of the original that a stretch stands for; an empty span at its place for what was added. */
  spanOf(from: number, to: number): { readonly charStart: number; readonly charEnd: number } {
    return { charStart: this.placeOf(from), charEnd: this.ends[to - 1] ?? 0 };
  }

  private placeOf(at: number): number {
    return this.starts[at] ?? this.ends.at(-1) ?? 0;
  }
}
