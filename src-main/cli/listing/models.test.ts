import path from 'node:path';
import { expect, it, vi } from 'vitest';
import type { InstalledModel } from '@contract/model-card';
import { ModelLibrary } from '../../models/library';
import { modelsCommand } from './models';

async function printed(models: readonly InstalledModel[]): Promise<readonly string[]> {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    expect(await modelsCommand({ list: () => Promise.resolve(models) })).toBe(0);
    return String(out.mock.calls[0]?.[0]).trimEnd().split('\n');
  } finally {
    out.mockRestore();
  }
}

it('lists of every model the same columns, of ULMFiT the width of each layer and the side it reads from', async () => {
  const bundled = await new ModelLibrary(path.resolve('models')).list();
  const [elmo] = bundled.filter(({ kind }) => kind === 'elmo');
  if (elmo === undefined) throw new Error('There is no ELMo among the models of the repository.');
  const recurrent = { reads: 'forward', widths: [400, 1152, 1152, 400] } as const;
  const ulmfit: InstalledModel = {
    ...elmo, id: 'fwd', kind: 'ulmfit', nLayers: 4, dim: 1152, tokenizer: 'fastai-words', nParameters: 44_000_000, nBytes: 88_000_000, isBundled: false, licence: 'Apache-2.0', recurrent,
  };
  const [header, ...rows] = await printed([...bundled, ulmfit, { ...ulmfit, id: 'bwd', recurrent: { ...recurrent, reads: 'backward' } }, { ...ulmfit, id: 'two', recurrent: { ...recurrent, reads: 'both' } }]);
  expect(header?.split(/ {2,}/u)).toEqual(['id', 'kind', 'layers', 'dims', 'context', 'tokenizer', 'parameters', 'on disk', 'origin', 'licence']);
  const cells = Object.fromEntries(rows.map((row) => { const [id = '', ...others] = row.split(/ {2,}/u); return [id, others]; }));
  expect(cells['fwd']).toEqual(['ulmfit', '4', '400/1152/1152/400', 'left', 'fastai-words', '44,000,000', '88.0 MB', 'imported', 'Apache-2.0']);
  expect(cells['bwd']?.slice(2, 4)).toEqual(['400/1152/1152/400', 'right']);
  expect(cells['two']?.slice(2, 4)).toEqual(['2 × 400/1152/1152/400', 'both, apart']);
  expect(cells['elmo-medium']?.slice(1, 5)).toEqual(['3', '512', 'both, apart', 'characters']);
  expect(cells['mpnet-base']?.slice(1, 5)).toEqual(['13', '768', 'both', 'wordpiece']);
  expect(cells['glove-100d']?.slice(1, 5)).toEqual(['1', '100', 'none', 'word-form']);
});
