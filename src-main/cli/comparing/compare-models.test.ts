import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { LayerReach, ModelFigures } from '@contract/model-figures';
import { PresetLibrary } from '../../corpora/preset-library';
import { InferenceService } from '../../inference/process/service';
import { ModelLibrary } from '../../models/library';
import { compareModelsCommand, type CompareModelsOptions } from './compare-models';
import { modelTable, type ComparedModel } from './model-table';

/** What the command writes to stdout. */
async function printed(options: Partial<CompareModelsOptions>): Promise<string> {
  const library = new ModelLibrary(path.resolve('models'));
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    await compareModelsCommand(
      { set: 'bank', word: null, models: ['glove-100d'], layer: 'last', device: 'cpu', json: true, ...options },
      {
        library,
        presets: new PresetLibrary(path.resolve('assets/presets')),
        inference: new InferenceService(library),
        carriersFile: path.resolve('assets/carriers.json'),
        signal: new AbortController().signal,
      },
    );
    expect(String(err.mock.calls[0]?.[0])).toBe('contexture: GloVe 100d, model 1 of 1\n');
    return String(out.mock.calls.at(-1)?.[0]);
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

describe('compare-models', () => {
  it('prints one object a model, with the recall that the app shows beside chance', async () => {
    const { set, models } = JSON.parse(await printed({ models: ['glove-100d', 'glove-100d'], layer: 'best' })) as {
      set: string;
      models: (Record<string, unknown> & { polysemy: unknown; reach: LayerReach })[];
    };
    const presets = new PresetLibrary(path.resolve('assets/presets'));
    const { occurrences } = await presets.open('bank');
    const { senseRecall } = await new InferenceService(new ModelLibrary(path.resolve('models'))).embed({ modelId: 'glove-100d', pooling: 'mean', device: 'cpu', occurrences });
    expect([set, models.length]).toEqual(['bank', 1]);
    expect(models[0]).toMatchObject({ model: 'glove-100d', kind: 'static', isContextual: false, nParameters: 5_006_300, layer: 0, device: { provider: 'cpu' }, steps: { fixed: 0, perWord: 0 } });
    expect(models[0]?.polysemy).toEqual({ last: senseRecall?.[0], best: senseRecall?.[0], bestLayer: 0, chance: 1 / 5, recall: senseRecall });
    expect(models[0]?.reach.left.moves.map(({ distance, n }) => [distance, n])).toEqual([1, 2, 4, 8, 16, 32].map((distance) => [distance, 12]));
  });

  it('prints a table', async () => {
    const [header, row] = (await printed({ json: false })).split('\n');
    expect(header).toMatch(/^model +kind +context-aware +parameters/u);
    expect(row).toMatch(/^glove-100d +static +no +5,006,300 +0\.\d{3} .* 0\.200 +yes, 0 steps .* 0 +0$/u);
  });

  it('refuses layers that a model has not, sets without senses and models that are not there, before anything runs', async () => {
    await expect(printed({ layer: '1' })).rejects.toThrow('There is no layer “1” in GloVe 100d. Give --layer a number from 0 to 0, last or best.');
    await expect(printed({ models: ['nothing'] })).rejects.toThrow('There is no model “nothing”.');
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'contexture-compare-')), 'set.jsonl');
    writeFileSync(file, '{"text":"the bank","word":"bank"}\n');
    await expect(printed({ set: file })).rejects.toThrow('Name the column of senses');
  });

  it('says where no sense can be recalled, and takes no layer for the best then', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'contexture-compare-')), 'set.jsonl');
    writeFileSync(file, '{"text":"the bank","word":"bank","sense":"a"}\n{"text":"a bank","word":"bank","sense":"b"}\n');
    expect((JSON.parse(await printed({ set: file })) as { models: { polysemy: unknown }[] }).models[0]?.polysemy).toBeNull();
    await expect(printed({ set: file, layer: 'best' })).rejects.toThrow('No layer of GloVe 100d can be called best');
  });
});

describe('modelTable', () => {
  const moves = (values: readonly number[]): LayerReach['left'] => ({
    reach: 2,
    moves: values.map((move, i) => ({ distance: ([1, 2] as const)[i] ?? 4, move, share: i === 0 ? move / 0.8 : move / 800, n: 3 })),
  });
  const figures: ModelFigures & ComparedModel['figures'] = {
    modelId: 'm', nParameters: 1_234, isContextual: true, steps: { fixed: 3, perWord: 1 }, device: { provider: 'cpu', label: 'CPU' },
    time: { samples: [], linear: { intercept: -1.234, slope: 0.0567, r2: 0.99 }, power: { intercept: 0, slope: 0.876, r2: null } },
    reach: [{ floor: 1e-9, left: moves([0.4, 0.0001]), right: { reach: 0, moves: [{ distance: 1, move: 1e-10, share: 1e-10, n: 3 }, { distance: 2, move: null, share: null, n: 0 }] } }],
  };
  const text = modelTable('bank', [{ card: { name: 'M', kind: 'elmo' }, polysemy: null, layer: 0, figures }]).split('\n');

  it('shows line, exponent and steps, and what is not known as a dash', () => {
    expect(text[1]).toMatch(/^m +elmo +yes +1,234 +– +– +– +no, n \+ 3 steps +-1\.2 \+ 0\.057 n +0\.990 +0\.88 +– +2 +0$/u);
  });

  it('shows moves with their share, and those within the floor as 0', () => {
    expect(text.find((line) => /left/u.test(line) && line.startsWith('m '))).toMatch(/left +0\.40 \(50 %\) +1\.0e-4 \(0\.00001 %\) +1e-9$/u);
    expect(text.find((line) => line.startsWith('m') && / right /u.test(line) && !line.startsWith('model'))).toMatch(/right +0 +– +1e-9$/u);
  });
});
