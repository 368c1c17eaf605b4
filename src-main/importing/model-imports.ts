import path from 'node:path';
import { Failure } from '@contract/failure';
import type { InstalledModel } from '@contract/model-card';
import type { CatalogueEntry, DownloadPlan, DownloadSource, ImportChoice, ImportPreview } from '@contract/model-import';
import type { WorkerPort } from '@contract/rpc';
import { runOnce } from '@rpc/run-once';
import { SENTENCES, type ImportHooks, type ImportMethods } from './import-job';
import { requireRoom } from './import-room';
import type { ModelLibrary } from '../models/library';
import { readBackgroundSentences } from '../platform/background-sentences';
import { publish, sweepStaging, withStaging } from './staging';

/** A finished download, ready to be imported. */
export interface FetchedModel {
  /** A folder, or one file of static vectors. */
  readonly folder: string;
  readonly name: string;
  readonly id: string;
  readonly licence: string;
  readonly sourceText: string;
}

/** What fetches; see `download/`. */
export interface Downloads {
  catalogue(): readonly CatalogueEntry[];
  plan(source: DownloadSource): Promise<DownloadPlan>;
  fetch(source: DownloadSource, options: ImportHooks & { readonly nMaxWords?: number | null }): Promise<FetchedModel>;
  discard(source: DownloadSource): Promise<void>;
}

export interface ImportOptions {
  readonly modelsDir: string;
  /** `assets/background.txt`. */
  readonly sampleFile: string;
  readonly spawn: () => WorkerPort;
}

type Text = Pick<ImportChoice, 'id' | 'name' | 'licence' | 'nMaxWords'> & { readonly source: string; readonly madeBy: string };

/** Brings models into the library: from a folder or file, or by a download. A model appears whole, checked and measured, or not at all. */
export class ModelImports {
  private readonly inProgress = new Set<string>();

  constructor(private readonly library: ModelLibrary, private readonly downloads: Downloads, private readonly options: ImportOptions) {}

  /** What lies at a path. @throws Failure with the exact reason when nothing that can be imported does. */
  async inspect(file: string, hooks: Pick<ImportHooks, 'signal'> = {}): Promise<ImportPreview> {
    const preview = await runOnce<ImportMethods, 'inspect'>(this.options.spawn, SENTENCES, 'inspect', { path: file }, hooks);
    return { ...preview, id: await this.freeId(preview.id) };
  }

  /** @throws Failure with the exact reason; nothing is left behind then. */
  import({ path: file, id, name, licence, nMaxWords }: ImportChoice, hooks: ImportHooks): Promise<InstalledModel> {
    return this.bring(file, { id, name, licence, nMaxWords, source: `Imported from “${path.basename(file)}”.`, madeBy: 'contexture import' }, hooks);
  }

  catalogue(): readonly CatalogueEntry[] {
    return this.downloads.catalogue();
  }

  plan(source: DownloadSource): Promise<DownloadPlan> {
    return this.downloads.plan(source);
  }

  /** Fetches, verifies and imports. What was fetched is kept for another try until the model is in the library. */
  async download(source: DownloadSource, nMaxWords: number | null, hooks: ImportHooks): Promise<InstalledModel> {
    const fetched = await this.downloads.fetch(source, { ...hooks, nMaxWords });
    const id = await this.freeId(fetched.id);
    const model = await this.bring(fetched.folder, {
      id, name: fetched.name, licence: fetched.licence, nMaxWords, source: fetched.sourceText, madeBy: 'contexture download',
    }, hooks);
    await this.downloads.discard(source);
    return model;
  }

  private async bring(file: string, text: Text, hooks: ImportHooks): Promise<InstalledModel> {
    const { modelsDir, sampleFile, spawn } = this.options;
    const { nMaxWords, ...cardText } = text;
    const { id } = cardText;
    if (await this.library.has(id) || this.inProgress.has(id)) throw new Failure('bad-input', `There is a model “${id}” already. Choose another short name, or remove that one first.`);
    this.inProgress.add(id);
    try {
      const sample = await readBackgroundSentences(sampleFile);
      await sweepStaging(modelsDir);
      await requireRoom(text.name, modelsDir, file);
      await withStaging(modelsDir, id, async (dir) => {
        const outDir = path.join(dir, id);
        await runOnce<ImportMethods, 'import'>(spawn, SENTENCES, 'import', { path: file, outDir, nMaxWords, text: cardText, sample }, { onEvent: hooks.onProgress, signal: hooks.signal });
        await publish(outDir, path.join(modelsDir, id));
      });
      return await this.library.installed(id);
    } finally {
      this.inProgress.delete(id);
    }
  }

  /** The id itself, or with the first number behind it that is free. */
  private async freeId(id: string): Promise<string> {
    for (let n = 1; ; n += 1) {
      const candidate = n === 1 ? id : `${id}-${n}`;
      if (!await this.library.has(candidate)) return candidate;
    }
  }
}
