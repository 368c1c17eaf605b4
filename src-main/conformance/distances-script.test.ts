import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { SCRIPT_CASES, measureCase } from './script-cases';

/** Scripts as the app copies them and what they printed in Python: tools/golden/distances_scripts.py. */
const golden = path.resolve(import.meta.dirname, 'golden/distances-scripts');
const dir = mkdtempSync(path.join(tmpdir(), 'contexture-scripts-'));
afterAll(() => { rmSync(dir, { recursive: true }); });

/** Lines of cells; a cell that is a number is one. */
const cellsOf = (table: string): (string | number)[][] => table.trimEnd().split('\n').map((line) => line.split('\t').map((cell) => (/^(?:nan|-?[\d.]+)$/.test(cell) ? Number(cell) : cell)));

describe('a copied script prints in Python what the app measures', () => {
  test('every case has been printed', () => {
    expect(readdirSync(golden)).toEqual(SCRIPT_CASES.flatMap(({ name }) => [`${name}.py`, `${name}.txt`]).sort());
  });

  test.each(SCRIPT_CASES)('$name', async (one) => {
    const { script, table } = await measureCase(one, dir);
    expect(script).toBe(readFileSync(path.join(golden, `${one.name}.py`), 'utf8'));
    const [found, printed] = [cellsOf(table), cellsOf(readFileSync(path.join(golden, `${one.name}.txt`), 'utf8'))];
    expect(printed.map((line) => line.length)).toEqual(found.map((line) => line.length));
    let nCompared = 0;
    for (const [i, line] of printed.entries()) {
      for (const [j, expected] of line.entries()) {
        const cell = found[i]?.[j];
        if (typeof expected === 'string' || Number.isNaN(expected)) expect(cell).toEqual(expected);
        else {
          expect(Math.abs(Number(cell) - expected), `line ${i}, cell ${j}`).toBeLessThan(1e-3);
          nCompared++;
        }
      }
    }
    // Seven or eight occurrences at two layers or more.
    expect(nCompared).toBeGreaterThan(2 * 49 - 1);
  });
});
