import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ModelCard } from '@contract/model-card';
import { ModelLibrary } from './library';

const card = (id: string, kind: ModelCard['kind']): ModelCard => ({
  id, name: id.toUpperCase(), kind, architecture: kind, nLayers: 1, dim: 2, nParameters: 3, licence: 'MIT', source: 'a test', madeBy: 'a test', tokenizer: 'wordpiece',
  files: { 'a.bin': { sha256: 'a'.repeat(64), nBytes: 5 }, 'b.bin': { sha256: 'b'.repeat(64), nBytes: 7 } },
  background: { sampleSha256: 'c'.repeat(64), nOccurrences: 1, nPairs: 1, seed: 1, meanCosine: { mean: [0], first: [0], last: [0], sentence: [0] }, ghostR2: null },
});

let bundled: string;
let user: string;
const install = async (dir: string, id: string, kind: ModelCard['kind'], content = JSON.stringify(card(id, kind))): Promise<void> => {
  await mkdir(path.join(dir, id), { recursive: true });
  await writeFile(path.join(dir, id, 'model.json'), content);
};

beforeEach(async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'contexture-library-'));
  bundled = path.join(root, 'bundled');
  user = path.join(root, 'user');
  await install(bundled, 'words', 'static');
  await install(bundled, 'berta', 'bert');
});

describe('a library of two folders', () => {
  it('lists bundled before imported, contextual before static, with sizes', async () => {
    await install(user, 'vectors', 'static');
    await install(user, 'gpt', 'gpt');
    const models = await new ModelLibrary(bundled, user).list();
    expect(models.map(({ id, isBundled, nBytes }) => [id, isBundled, nBytes])).toEqual([['berta', true, 12], ['words', true, 12], ['gpt', false, 12], ['vectors', false, 12]]);
  });

  it('needs no user folder', async () => {
    expect((await new ModelLibrary(bundled, user).list()).length).toBe(2);
    await expect(new ModelLibrary(bundled, user).card('gone')).rejects.toThrow('There is no model “gone”. Installed: berta, words.');
  });

  it('leaves out a damaged import and unfinished work, but names the damage when it is asked for', async () => {
    await install(user, 'broken', 'bert', '{"id": "broken"}');
    await install(user, '.import-1-half', 'bert');
    const library = new ModelLibrary(bundled, user);
    expect((await library.list()).map(({ id }) => id)).toEqual(['berta', 'words']);
    await expect(library.card('broken')).rejects.toMatchObject({ code: 'model' });
  });

  it.each(['../berta', '.import-1-half', 'a/b', ''])('%j is not an id', async (id) => {
    await expect(new ModelLibrary(bundled, user).folder(id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('a bundled model wins over an import of the same name', async () => {
    await install(user, 'berta', 'bert');
    expect(await new ModelLibrary(bundled, user).folder('berta')).toBe(path.join(bundled, 'berta'));
  });
});

describe('removing', () => {
  it('takes an import away whole', async () => {
    await install(user, 'mine', 'bert');
    const library = new ModelLibrary(bundled, user);
    await library.remove('mine');
    expect(await readdir(user)).toEqual([]);
    expect(await library.has('mine')).toBe(false);
  });

  it('refuses bundled and unknown models', async () => {
    const library = new ModelLibrary(bundled, user);
    await expect(library.remove('berta')).rejects.toMatchObject({ code: 'bad-request' });
    await expect(library.remove('gone')).rejects.toMatchObject({ code: 'not-found' });
    expect(await readdir(bundled)).toEqual(['berta', 'words']);
  });
});
