import { EventEmitter } from 'node:events';
import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ModelCard } from '@contract/model-card';
import type { ImportProgress } from '@contract/model-import';
import { cardJson } from '../model-format/model-folder';
import type { FromWorker, ToWorker } from '@contract/rpc';
import { overUtilityProcess, type UtilityChild } from '@rpc/transports/utility-process';
import type { ImportJob } from './import-job';
import { ModelLibrary } from '../models/library';
import { ModelImports, type Downloads } from './model-imports';

type Unnumbered<T> = T extends unknown ? Omit<T, 'seq'> : never;
type Asked = { readonly type: 'inspect'; readonly path: string } | ({ readonly type: 'import' } & ImportJob);
type Work = (job: Asked, report: (message: Unnumbered<FromWorker>) => void, exit: () => void) => void;

/** A child that does what the test says. */
class FakeChild extends EventEmitter implements UtilityChild {
  constructor(private readonly work: Work) { super(); }
  postMessage(message: ToWorker): void {
    if (message.type !== 'request') return;
    const { seq, method, value } = message;
    setImmediate(() => { this.work({ type: method, ...value as object } as Asked, (report) => { this.emit('message', { ...report, seq }); }, () => { this.kill(); }); });
  }
  kill(): boolean {
    setImmediate(() => { this.emit('exit', 0); });
    return true;
  }
}

const cardOf = (id: string): string => cardJson({
  id, name: id, kind: 'bert', architecture: 'bert', nLayers: 1, dim: 2, nParameters: 3, licence: 'MIT', source: 's', madeBy: 'm', tokenizer: 'wordpiece', files: {},
  background: { sampleSha256: 'c'.repeat(64), nOccurrences: 1, nPairs: 1, seed: 1, meanCosine: { mean: [0], first: [0], last: [0], sentence: [0] }, ghostR2: null },
} as ModelCard);
const finish: Work = (job, report) => {
  if (job.type !== 'import') return;
  void (async () => {
    await mkdir(job.outDir);
    await writeFile(path.join(job.outDir, 'model.json'), cardOf(job.text.id));
    report({ type: 'event', event: { stage: 'convert', nDone: 1, nTotal: 2, unit: 'tensors' } });
    report({ type: 'result', value: JSON.parse(cardOf(job.text.id)) as unknown });
  })();
};

const choice = { path: '/somewhere/bert-x', name: 'Bert X', id: 'bert-x', licence: 'MIT', nMaxWords: null };
let modelsDir: string;
let library: ModelLibrary;
const noDownloads: Downloads = {
  catalogue: () => [], plan: () => Promise.reject(new Error('unused')), fetch: () => Promise.reject(new Error('unused')), discard: () => Promise.resolve(),
};
const importsOf = (work: Work, downloads: Downloads = noDownloads): ModelImports =>
  new ModelImports(library, downloads, { modelsDir, sampleFile: path.resolve('assets/background.txt'), spawn: () => overUtilityProcess(new FakeChild(work)) });

beforeEach(async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'contexture-imports-'));
  modelsDir = path.join(root, 'models');
  library = new ModelLibrary(path.join(root, 'bundled'), modelsDir);
});

describe('an import', () => {
  it('appears whole, with progress on the way', async () => {
    const seen: ImportProgress[] = [];
    const model = await importsOf(finish).import(choice, { onProgress: (progress) => seen.push(progress) });
    expect(model).toMatchObject({ id: 'bert-x', isBundled: false });
    expect(await readdir(modelsDir)).toEqual(['bert-x']);
    expect(seen).toEqual([{ stage: 'convert', nDone: 1, nTotal: 2, unit: 'tensors' }]);
  });

  it('leaves nothing behind when it fails, and passes the reason on', async () => {
    const fail: Work = (_job, report) => { report({ type: 'error', error: { code: 'model', message: 'The weights lack "x".' } }); };
    await expect(importsOf(fail).import(choice, {})).rejects.toThrow('The weights lack "x".');
    expect(await readdir(modelsDir)).toEqual([]);
  });

  it('leaves nothing behind when its process crashes after it has written', async () => {
    const crash: Work = (job, _report, exit) => {
      if (job.type === 'import') void mkdir(job.outDir).then(exit);
    };
    await expect(importsOf(crash).import(choice, {})).rejects.toMatchObject({ code: 'crashed' });
    expect(await readdir(modelsDir)).toEqual([]);
  });

  it('is killed by cancel', async () => {
    const controller = new AbortController();
    const hang: Work = () => { controller.abort(); };
    await expect(importsOf(hang).import(choice, { signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' });
    expect(await readdir(modelsDir)).toEqual([]);
  });

  it('refuses a name that is taken, also while the other import is still running', async () => {
    const imports = importsOf(finish);
    const [first, second] = await Promise.allSettled([imports.import(choice, {}), imports.import(choice, {})]);
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
    await expect(imports.import(choice, {})).rejects.toThrow(/already/);
    expect(await readdir(modelsDir)).toEqual(['bert-x']);
  });

  it('proposes a free name', async () => {
    const preview: Work = (job, report) => {
      report({ type: 'result', value: { path: job.path, name: 'Bert X', id: 'bert-x', description: 'BERT', isStatic: false, nWords: null, nBytes: 1, licence: null } });
    };
    await importsOf(finish).import(choice, {});
    expect((await importsOf(preview).inspect('/somewhere/bert-x')).id).toBe('bert-x-2');
  });
});

describe('a download', () => {
  it('keeps what was fetched until the model is in the library', async () => {
    const discarded: unknown[] = [];
    const downloads: Downloads = {
      ...noDownloads,
      fetch: () => Promise.resolve({ folder: '/fetched', name: 'Fetched', id: 'fetched', licence: 'MIT', sourceText: 'from a test' }),
      discard: (source) => { discarded.push(source); return Promise.resolve(); },
    };
    const source = { by: 'catalogue', id: 'x' } as const;
    const fail: Work = (_job, report) => { report({ type: 'error', error: { code: 'model', message: 'No.' } }); };
    await expect(importsOf(fail, downloads).download(source, null, {})).rejects.toThrow('No.');
    expect(discarded).toEqual([]);
    expect((await importsOf(finish, downloads).download(source, null, {})).id).toBe('fetched');
    expect(discarded).toEqual([source]);
  });
});
