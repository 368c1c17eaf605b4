import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openArena } from './arena';

describe('arena', () => {
  it('keeps what was written when the memory grows', () => {
    const arena = openArena();
    const first = arena.float32(5);
    const before = first.view;
    before.set([1, 2, 3, 4, 5]);
    const sizeBefore = arena.nBytes;
    arena.float64(1_000_000);
    expect(arena.nBytes).toBeGreaterThan(sizeBefore);
    expect(before).toHaveLength(0);
    expect(Array.from(first.view)).toEqual([1, 2, 3, 4, 5]);
    first.view[0] = 7;
    expect(first.view[0]).toBe(7);
  });

  it('hands out aligned regions that do not overlap, zeroed even where memory was given back', () => {
    const arena = openArena();
    const kept = arena.uint8(3);
    const mark = arena.mark();
    arena.int32(10).view.fill(-1);
    arena.release(mark);
    const again = arena.int16(40);
    expect(again.pointer % 16).toBe(0);
    expect(again.pointer).toBeGreaterThanOrEqual(kept.pointer + 3);
    expect(again.view.every((value) => value === 0)).toBe(true);
  });

  it('gives each arena a memory of its own', () => {
    const [one, other] = [openArena(), openArena()];
    const region = one.float32(4), twin = other.float32(4);
    region.view.fill(9);
    expect(twin.pointer).toBe(region.pointer);
    expect(Array.from(twin.view)).toEqual([0, 0, 0, 0]);
  });

  it('says what to do where memory is short', () => {
    expect(() => openArena().float64(600_000_000)).toThrow('Work with fewer points');
  });
});

describe('kernels', () => {
  it('multiply rows the same way in every tile', () => {
    const arena = openArena();
    const width = 12, n = 11;
    const rows = arena.float32(n * width), whole = arena.float32(n * n), single = arena.float32(4);
    rows.view.forEach((_, index) => { rows.view[index] = Math.fround(1 / (index + 3)); });
    arena.kernels.dots(rows.pointer, n, rows.pointer, n, width, whole.pointer, n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        arena.kernels.dots(rows.pointer + i * width * 4, 1, rows.pointer + j * width * 4, 1, width, single.pointer, 1);
        expect(whole.view[i * n + j]).toBe(single.view[0]);
        let sum = 0;
        for (let column = 0; column < width; column++) sum += (rows.view[i * width + column] as number) * (rows.view[j * width + column] as number);
        expect(single.view[0]).toBeCloseTo(sum, 6);
      }
    }
  });

  it('are built from the sources beside them', () => {
    // In a process of its own: the compiler's types would declare AssemblyScript's globals in the whole program.
    const made = execFileSync(process.execPath, ['tools/build-kernels.mjs', '--print'], { encoding: 'utf8' });
    expect(made).toBe(readFileSync('src-main/vectors/kernels/module.ts', 'utf8'));
  });
});
