import { beforeEach, expect, it, vi } from 'vitest';
import { Failure } from '@contract/failure';
import type { SentenceSet } from '@contract/occurrence';
import type { BuiltSet, SourcePreview } from '@contract/source-text';
import { importing } from '../../state/panels/importing.svelte';
import { notices } from '../../state/notices.svelte';
import { marked, setOf } from '../../sets/set.testing';

interface Asked<T> { readonly what: string; readonly resolve: (value: T) => void; readonly reject: (error: unknown) => void }
const reads: Asked<SourcePreview | null>[] = [], builds: Asked<BuiltSet>[] = [];
const asked = <T>(list: Asked<T>[], what: string): Promise<T> => new Promise((resolve, reject) => { list.push({ what, resolve, reject }); });
vi.mock('../../api/contexture', () => ({
  contexture: {
    chooseFile: () => asked(reads, 'file'), readText: (text: string) => asked(reads, text),
    readAs: ({ sourceId }: { sourceId: string }) => asked(reads, sourceId), buildSet: ({ sourceId }: { sourceId: string }) => asked(builds, sourceId),
  },
}));
const opened: string[] = [];
vi.mock('./sets', () => ({ openSet: (set: SentenceSet) => { opened.push(set.title); return Promise.resolve(true); } }));
vi.mock('./keeping', () => ({ keep: () => Promise.resolve() }));

const { build, chooseFile, readAs, readPasted, startPaste } = await import('./importing');

const source = (sourceId: string): SourcePreview => ({
  sourceId, name: `${sourceId}.txt`, format: 'txt', encoding: 'utf-8', reading: 'lines', nRows: 1, columns: ['text'], sampleRows: [], hasTargets: false, tokenLabels: [],
  guess: { text: 'text', word: null, sense: null, charStart: null, charEnd: null }, frequentWords: [{ word: 'bank', n: 1 }],
});
const setNamed = (title: string): BuiltSet => ({ set: { ...setOf([marked('a |bank|')]), title }, nLeftOut: 0, leftOut: [] });
const shown = (): unknown => [importing.stage, importing.preview?.sourceId ?? null, importing.isBusy];

beforeEach(() => {
  for (const list of [reads, builds, opened]) list.length = 0;
  importing.close();
});

it('shows the file that was opened last, whichever is read first', async () => {
  const both = [chooseFile(), chooseFile()];
  reads[0]?.resolve(source('first'));
  await both[0];
  // The other one is still to come.
  expect(shown()).toEqual(['closed', null, false]);
  reads[1]?.resolve(source('second'));
  await both[1];
  expect(shown()).toEqual(['columns', 'second', false]);
  const late = [chooseFile(), chooseFile()];
  reads[3]?.resolve(source('fourth'));
  await late[1];
  reads[2]?.resolve(source('third'));
  await late[0];
  expect(shown()).toEqual(['columns', 'fourth', false]);
});

it('shows what was read before where nothing comes after it', async () => {
  const both = [chooseFile(), chooseFile()];
  reads[0]?.resolve(source('first'));
  await both[0];
  reads[1]?.resolve(null);
  await both[1];
  expect(shown()).toEqual(['columns', 'first', false]);
  importing.close();
  const more = [chooseFile(), chooseFile()];
  reads[2]?.resolve(source('third'));
  await more[0];
  reads[3]?.reject(new Failure('bad-input', '“b.txt” is empty.'));
  await more[1];
  expect([shown(), importing.error]).toEqual([['columns', 'third', false], '“b.txt” is empty.']);
});

it('builds a set while another file is read, whose dialog stays', async () => {
  const first = chooseFile();
  reads[0]?.resolve(source('first'));
  await first;
  const built = build();
  expect([builds[0]?.what, importing.canBuild]).toEqual(['first', false]);
  const second = chooseFile();
  reads[1]?.resolve(source('second'));
  await second;
  expect([shown(), importing.canBuild]).toEqual([['columns', 'second', false], true]);
  builds[0]?.resolve(setNamed('first'));
  await built;
  expect([shown(), opened]).toEqual([['columns', 'second', false], ['first']]);
  const other = build();
  builds[1]?.resolve(setNamed('second'));
  await other;
  expect([shown(), opened]).toEqual([['closed', null, false], ['first', 'second']]);
});

it('says of a set that could not be built what is wrong where it is: in its own dialog, else in a notice', async () => {
  const first = chooseFile();
  reads[0]?.resolve(source('first'));
  await first;
  const own = build();
  builds[0]?.reject(new Failure('not-found', 'No sentence has it.'));
  await own;
  expect([importing.error, importing.canBuild]).toEqual(['No sentence has it.', true]);
  const built = build(), second = chooseFile();
  reads[1]?.resolve(source('second'));
  await second;
  builds[1]?.reject(new Failure('not-found', 'That text is gone.'));
  await built;
  expect([importing.error, notices.list.at(-1)?.message]).toEqual([null, 'That text is gone.']);
});

it('reads what is pasted once at a time, and another way unless another file has come', async () => {
  startPaste('the bank');
  const pasted = readPasted('the bank');
  expect(importing.isBusy).toBe(true);
  reads[0]?.resolve(source('pasted'));
  await pasted;
  const otherWay = readAs('running');
  await readAs('running');
  expect([reads.length, importing.isBusy]).toEqual([2, true]);
  const file = chooseFile();
  reads[2]?.resolve(source('file'));
  await file;
  reads[1]?.resolve(source('otherwise'));
  await otherWay;
  expect(shown()).toEqual(['columns', 'file', false]);
});
