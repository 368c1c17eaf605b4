import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { convertWordVectors, type WordVectorOptions } from './convert';
import { openRowStore } from '../../model-format/word-table/row-store';
import type { WordVectorFacts } from '../../model-format/word-table/word-vector-file';

/** What a test reads back of a conversion. */
export interface Converted extends WordVectorFacts {
  readonly dir: string;
  readonly words: readonly string[];
  readonly values: readonly number[];
}

/** A temporary folder that files are written into and converted in. For tests only. */
export class TestFiles {
  readonly dir = mkdtempSync(join(tmpdir(), 'contexture-words-'));

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.dir, name);
    writeFileSync(path, content);
    return path;
  }

  /** A new empty folder. */
  folder(): string {
    return mkdtempSync(join(this.dir, 'model-'));
  }

  async convert(path: string, options: Partial<WordVectorOptions> = {}): Promise<Converted> {
    const dir = this.folder();
    const facts = await convertWordVectors(path, dir, { nMaxWords: null, precision: 'source', ...options });
    const words = (await readFile(join(dir, 'words.txt'), 'utf8')).split('\n').slice(0, -1);
    const store = openRowStore(dir, 'vectors', facts.dim);
    return { ...facts, dir, words, values: [...store.rows(0, store.nRows)] };
  }

  remove(): void {
    rmSync(this.dir, { recursive: true });
  }
}

export type Entry = readonly [word: string | Uint8Array, ...vector: number[]];

/** word2vec's binary form; `header` stands in for the right one. */
export function word2vecBinary(entries: readonly Entry[], { newlines = true, header = `${entries.length} ${(entries[0]?.length ?? 1) - 1}` } = {}): Buffer {
  return Buffer.concat([
    Buffer.from(`${header}\n`),
    ...entries.flatMap(([word, ...vector]) => [Buffer.from(word), Buffer.from(' '), Buffer.from(new Float32Array(vector).buffer), Buffer.from(newlines ? '\n' : '')]),
  ]);
}

/** A ZIP archive of files that are stored as they are, or whose content `pack` deflates. */
export function zip(files: Readonly<Record<string, Buffer>>, pack: ((content: Buffer) => Buffer) | null = null): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const packed = pack?.(content) ?? content;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(pack === null ? 0 : 8, 8);
    local.writeUInt32LE(crc32(content), 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(content.length, 22);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    local.copy(entry, 10, 8, 28);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, Buffer.from(name));
    parts.push(local, Buffer.from(name), packed);
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
