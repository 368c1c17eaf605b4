// For embedding-cache.test.ts: rows whose content follows from their number; run as a program it caches such rows and reports how many are safe.
import { createHash } from 'node:crypto';
import type { RowToCache } from './cache-segment';
import { EmbeddingCache } from './embedding-cache';

export function rowsFrom(from: number, to: number, width: number): RowToCache[] {
  return Array.from({ length: to - from }, (_, i) => ({
    key: createHash('sha256').update(`row ${from + i}`).digest(),
    values: Float32Array.from({ length: width }, (__, d) => Math.sin((from + i) * width + d)),
  }));
}

const [dir, model, width, from, to] = process.argv.slice(2);
if (process.send !== undefined && dir !== undefined && model?.length === 64 && to !== undefined) {
  const store = new EmbeddingCache(dir);
  for (let row = Number(from); row < Number(to); row += 20) {
    const writer = store.openWriter(model);
    await writer.add(rowsFrom(row, Math.min(Number(to), row + 10), Number(width)));
    await writer.add(rowsFrom(Math.min(Number(to), row + 10), Math.min(Number(to), row + 20), Number(width)));
    await writer.finish();
    process.send(Math.min(Number(to), row + 20));
  }
}
