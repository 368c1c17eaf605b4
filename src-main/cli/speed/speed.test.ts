import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { PresetLibrary } from '../../corpora/preset-library';
import { ModelLibrary } from '../../models/library';
import { speedCommand } from './speed';
import { speedTable, type SpeedReport } from './speed-table';

/** What the command writes to stdout. */
async function printed(model: string): Promise<string> {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    await speedCommand({ model, set: 'bank', word: null, json: true }, {
      library: new ModelLibrary(path.resolve('models')), presets: new PresetLibrary(path.resolve('assets/presets')), backgroundFile: path.resolve('assets/background.txt'),
      signal: new AbortController().signal, nSentences: 4,
    });
    return String(out.mock.calls.at(-1)?.[0]);
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

describe('speed', () => {
  it('prints what MiniLM gains and costs on a set, layer by layer', { timeout: 120_000 }, async () => {
    const report = JSON.parse(await printed('minilm-l6')) as SpeedReport;
    const { layers, verdicts, wordsPerSecond: { exact, int8, ratio, rounds } } = report;
    expect(layers.map(({ layer }) => layer)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(layers[0]).toMatchObject({ sameNearest: 1, cosine: { worst: expect.closeTo(1, 6) as number } });
    for (const { cosine } of layers) expect(cosine.worst).toBeGreaterThan(0.9);
    expect(layers[6]?.cosine.median).toBeLessThan(0.999999);
    expect(layers[6]?.recall?.exact).toBeGreaterThan(0.5);
    expect(verdicts).toMatchObject({ layer: 6, n: report.nOccurrences });
    expect((verdicts?.nSame ?? 0) / (verdicts?.n ?? 1)).toBeGreaterThan(0.5);
    expect([rounds.length, rounds.every(({ nWords }) => nWords > 4)]).toEqual([3, true]);
    expect(Math.min(exact, int8, ratio)).toBeGreaterThan(0);
    expect(speedTable(report)).toMatch(/^MiniLM L6, \d+ occurrences of bank, CPU, .*\nwords a second: /u);
  });

  it.each([['elmo-medium', 'ELMo'], ['glove-100d', 'GloVe 100d']])('refuses %s, which is no transformer', async (id, name) => {
    await expect(printed(id)).rejects.toThrow(new RegExp(`${name}.* is no transformer`, 'u'));
  });
});
