import type { BrowserWindow } from 'electron';
import { expect, it, vi } from 'vitest';
import { Failure } from '@contract/failure';
import { OWN_SET_ID } from '@contract/kept-sets';
import type { Concordance } from '@contract/source-text';
import type { SourceClient } from '../corpora/source-client';
import { textHandlers } from './texts.handlers';

vi.mock('electron', () => ({ dialog: { showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: ['/books'] }) } }));

const window = { title: 'ours' } as unknown as BrowserWindow;
const closing = new AbortController();
const search = { target: { by: 'forms', forms: ['bank'] }, isExactCase: false, nMost: 10, seed: 1, reading: null } as const;
const found: Concordance = { set: { id: 'concordance-1', title: 'books', word: 'bank', origin: 'own', senses: [], occurrences: [] }, nHits: 0, files: [], leftOut: [], nLeftOut: 0 };
const survey = vi.fn((paths: readonly string[]) => Promise.resolve({ name: paths.join(), nFiles: 3, nBytes: 9, nLeftOut: 0 }));
const handlersOf = (concordance: SourceClient['concordance'], sendProgress = vi.fn()): ReturnType<typeof textHandlers> => textHandlers({ survey, concordance }, { window: () => window, closed: closing.signal, sendProgress });

it('searches what a person chose, under its handle alone, and names the set for good', async () => {
  const concordance = vi.fn<SourceClient['concordance']>((_choice, hooks) => {
    hooks?.onEvent?.({ nBytes: 1, nTotalBytes: 9, nHits: 0 });
    return Promise.resolve(found);
  });
  const sendProgress = vi.fn();
  const handlers = handlersOf(concordance, sendProgress);
  const chosen = await handlers.chooseTexts({ what: 'folder' });
  if (chosen === null) throw new Error('cancelled');
  expect(chosen).toMatchObject({ name: '/books', nFiles: 3 });
  await expect(handlers.searchTexts({ ...search, seq: 1, handle: '/books' })).rejects.toThrow('not chosen by a person');
  const answer = await handlers.searchTexts({ ...search, seq: 1, handle: chosen.handle });
  expect(answer.set.id).toMatch(OWN_SET_ID);
  expect(concordance.mock.lastCall?.[0]).toEqual({ ...search, paths: ['/books'] });
  expect(sendProgress).toHaveBeenCalledWith({ seq: 1, nBytes: 1, nTotalBytes: 9, nHits: 0 });
});

it('ends a search for the next one, and by its own number only', async () => {
  const signals: AbortSignal[] = [];
  const handlers = handlersOf((_choice, hooks) => new Promise((_resolve, reject) => {
    const { signal } = hooks ?? {};
    if (signal === undefined) throw new Error('no signal');
    signals.push(signal);
    signal.addEventListener('abort', () => { reject(new Failure('cancelled', 'The search was cancelled.')); });
  }));
  const { handle } = await handlers.surveyDroppedTexts({ paths: ['/a.txt', '/b.txt'] });
  const first = handlers.searchTexts({ ...search, seq: 1, handle });
  const second = handlers.searchTexts({ ...search, seq: 2, handle });
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  await handlers.cancelTextSearch({ seq: 1 });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  await handlers.cancelTextSearch({ seq: 2 });
  await expect(second).rejects.toMatchObject({ code: 'cancelled' });
  const third = handlers.searchTexts({ ...search, seq: 3, handle });
  await vi.waitFor(() => { expect(signals).toHaveLength(3); });
  closing.abort();
  await expect(third).rejects.toMatchObject({ code: 'cancelled' });
});
