// For kept-vectors.test.ts: rows whose content follows from their number; run as a program it keeps such rows and reports how many are safe.
import { createHash } from 'node:crypto';
import type { RowToKeep } from './kept-segment';
import { KeptVectors } from './kept-vectors';

export function rowsFrom(from: number, to: number, width: number): RowToKeep[] {
  return Array.from({ length: to - from }, (_, i) => ({
    key: createHash('sha256').update(`row ${from + i}`).digest(),
    values: Float32Array.from({ length: width }, (__, d) => Math.sin((from + i) * width + d)),
  }));
}

const [dir, model, width, from, to] = process.argv.slice(2);
if (process.send !== undefined && dir !== undefined && model?.length === 64 && to !== undefined) {
  const store = new KeptVectors(dir);
  for (let row = Number(from); row < Number(to); row += 20) {
    const keeper = store.keep(model);
    await keeper.add(rowsFrom(row, Math.min(Number(to), row + 10), Number(width)));
    await keeper.add(rowsFrom(Math.min(Number(to), row + 10), Math.min(Number(to), row + 20), Number(width)));
    await keeper.finish();
    process.send(Math.min(Number(to), row + 20));
  }
}
