import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@contract/failure';
import { RowWriter } from './row-writer';
import { excerpt } from './text-line';
import { WordIndex } from '../../model-format/word-table/word-index';
import { WORD_TABLE_FILES, type NumberFormat } from '../../model-format/word-table/word-vector-file';

/** Writes `words.txt` and the vectors of a model folder. Of a word that comes again, the first vector counts. */
export class TableWriter {
  readonly index = new WordIndex();
  nDuplicates = 0;

  private constructor(private readonly dir: string, private readonly rows: RowWriter, private readonly nMaxWords: number) {}

  /** @param nMaxWords further words are not wanted: see `isDone` */
  static async create(dir: string, dim: number, format: NumberFormat, nMaxWords: number | null): Promise<TableWriter> {
    return new TableWriter(dir, await RowWriter.create(join(dir, `${WORD_TABLE_FILES.vectors}.${format}`), dim, format), nMaxWords ?? Infinity);
  }

  /** Whether as many words are there as were asked for. */
  get isDone(): boolean {
    return this.index.nWords >= this.nMaxWords;
  }

  /** Call before the next `add`. */
  get isFull(): boolean {
    return this.rows.isFull;
  }

  flush(): Promise<void> {
    return this.rows.flush();
  }

  /**
   * Adds the word `bytes[from, to)` with its vector, unless it is there already.
   * @throws Failure `bad-input` for a number beyond half precision, `too-large` for too many words
   */
  add(bytes: Uint8Array, from: number, to: number, vector: Float32Array): void {
    if (this.index.add(bytes, from, to) < 0) {
      this.nDuplicates++;
    } else if (!this.rows.add(vector)) {
      throw new Failure('bad-input', `The vector of “${excerpt(bytes, from, to)}” has a number beyond 65,504, too large for half precision; keep the precision of the source.`);
    }
  }

  /** Writes what is left. @throws Failure `io`, `bad-input` where there is no word at all */
  async finish(): Promise<void> {
    if (this.index.nWords === 0) throw new Failure('bad-input', 'The file holds no word vectors; choose another one.');
    await this.rows.flush();
    await writeWords(this.dir, this.index);
  }

  async close(): Promise<void> {
    await this.rows.close();
  }
}

/** @throws Failure `io` */
export async function writeWords(dir: string, index: WordIndex): Promise<void> {
  await writeFile(join(dir, WORD_TABLE_FILES.words), index.text());
}

/** Words in order of frequency and their vectors, row-major `[words.length, dim]`. */
export interface WordTableContent {
  readonly words: readonly string[];
  readonly dim: number;
  readonly values: Float32Array;
}

/** Writes a table that is in memory already, such as the bundled one. @throws RangeError where a word comes twice, cannot be a line, or the sizes do not fit */
export async function writeWordTable(dir: string, { words, dim, values }: WordTableContent, format: NumberFormat): Promise<void> {
  if (values.length !== words.length * dim) throw new RangeError(`${values.length} values for ${words.length} words of ${dim} dimensions`);
  const table = await TableWriter.create(dir, dim, format, null);
  try {
    for (const [row, word] of words.entries()) {
      if (word === '' || word.includes('\n')) throw new RangeError(`"${word}" cannot stand on a line of its own`);
      const bytes = new TextEncoder().encode(word);
      table.add(bytes, 0, bytes.length, values.subarray(row * dim, (row + 1) * dim));
      if (table.isFull) await table.flush();
    }
    if (table.nDuplicates > 0) throw new RangeError(`${table.nDuplicates} words come twice`);
    await table.finish();
  } finally {
    await table.close();
  }
}
