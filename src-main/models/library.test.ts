import { mkdir, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ModelCard } from '@contract/model-card';
import { cardJson } from '../model-format/model-folder';
import { ModelLibrary } from './library';

const card = (id: string, kind: ModelCard['kind']): ModelCard => ({
  id, name: id.toUpperCase(), kind, architecture: kind, nLayers: 1, dim: 2, nParameters: 3, licence: 'MIT', source: 'a test', madeBy: 'a test', tokenizer: 'wordpiece',
  files: { 'a.bin': { sha256: 'a'.repeat(64), nBytes: 5 }, 'b.bin': { sha256: 'b'.repeat(64), nBytes: 7 } },
  background: { sampleSha256: 'c'.repeat(64), nOccurrences: 1, nPairs: 1, seed: 1, meanCosine: { mean: [0], first: [0], last: [0], sentence: [0] }, ghostR2: null },
});

let bundled: string;
let user: string;
const install = async (dir: string, id: string, kind: ModelCard['kind'], content = cardJson(card(id, kind))): Promise<void> => {
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

describe('a card', () => {
  const change = async (dir: string, id: string, from: string | RegExp, to: string): Promise<void> => {
    const file = path.join(dir, id, 'model.json');
    const text = await readFile(file, 'utf8');
    expect(text.replace(from, to)).not.toBe(text);
    await writeFile(file, text.replace(from, to));
  };

  it.each<[string, string | RegExp, string]>([
    ['a number changed', '"nLayers": 1', '"nLayers": 3'], ['a setting added', '"dim": 2,', '"dim": 2, "maxTokens": 64,'], ['a digest of a file changed', 'aaa', 'aab'],
    ['a name changed', '"mine"', '"mind"'], ['its digest changed', /"sha256": "[0-9a-f]{64}"\n\}/, `"sha256": "${'0'.repeat(64)}"\n}`], ['no digest', /,\s*"sha256": "[0-9a-f]{64}"\n\}/, '}'],
  ])('with %s is refused, with the remedy', async (_, from, to) => {
    await install(user, 'mine', 'bert');
    const library = new ModelLibrary(bundled, user);
    expect((await library.card('mine')).id).toBe('mine');
    await change(user, 'mine', from, to);
    await expect(library.card('mine')).rejects.toMatchObject({ code: 'model', message: `The model card ${path.join(user, 'mine/model.json')} is damaged. Remove the model and import it again.` });
    expect((await library.list()).map(({ id }) => id)).toEqual(['berta', 'words']);
    await change(bundled, 'berta', '"nLayers": 1', '"nLayers": 2');
    await expect(library.card('berta')).rejects.toThrow(`The model card ${path.join(bundled, 'berta/model.json')} is damaged. Reinstall Contexture.`);
  });

  it('may be written in another way: what counts is its content', async () => {
    const reversed = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, inner]) => [key, reversed(inner)]),
          )
        : value;
    await install(user, 'mine', 'bert', JSON.stringify(reversed(JSON.parse(cardJson(card('mine', 'bert'))))));
    expect((await new ModelLibrary(bundled, user).card('mine')).dim).toBe(2);
  });

  it('of another model does not stand for this one, and names no file outside its folder', async () => {
    await install(user, 'mine', 'bert', cardJson(card('berta', 'bert')));
    await expect(new ModelLibrary(bundled, user).card('mine')).rejects.toThrow(/model\.json is that of “berta”\. Remove the model/);
    await install(user, 'mine', 'bert', cardJson({ ...card('mine', 'bert'), files: { '../berta/a.bin': { sha256: 'a'.repeat(64), nBytes: 5 } } }));
    await expect(new ModelLibrary(bundled, user).card('mine')).rejects.toMatchObject({ code: 'model' });
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
