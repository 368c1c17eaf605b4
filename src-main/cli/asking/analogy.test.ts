import { afterEach, expect, it, vi } from 'vitest';
import { analogyCommand, type AnalogyOptions } from './analogy';

const OPTIONS: AnalogyOptions = { model: 'glove', a: 'man', b: 'king', c: 'woman', k: 2, isExcludingQuery: false, json: false };
const words = [{ word: 'king', cosine: 0.81234, isQuery: true }, { word: 'queen', cosine: 0.75, isQuery: false }];
const release = vi.fn(() => Promise.resolve());

afterEach(() => { vi.restoreAllMocks(); });

async function printed(options: AnalogyOptions): Promise<string> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(await analogyCommand(options, { analogy: () => Promise.resolve(words), release })).toBe(0);
  const text = write.mock.calls.map(([part]) => String(part)).join('');
  write.mockRestore();
  return text;
}

it('prints a table, in which query words are marked where they are left in', async () => {
  expect(await printed(OPTIONS)).toBe('word   cosine  query word\nking    0.812  yes\nqueen   0.750\n');
  expect(await printed({ ...OPTIONS, isExcludingQuery: true })).toBe('word   cosine\nking    0.812\nqueen   0.750\n');
});

it('prints all as JSON', async () => {
  expect(JSON.parse(await printed({ ...OPTIONS, json: true }))).toEqual({ model: 'glove', a: 'man', b: 'king', c: 'woman', isExcludingQuery: false, words });
});

it('frees the model also where it fails', async () => {
  release.mockClear();
  await expect(analogyCommand(OPTIONS, { analogy: () => Promise.reject(new Error('no')), release })).rejects.toThrow('no');
  expect(release).toHaveBeenCalledOnce();
});
