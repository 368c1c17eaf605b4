import path from 'node:path';
import { layersText } from '@contract/layers/layers-text';
import { Failure } from '@contract/failure';
import type { InstalledModel } from '@contract/model-card';
import type { DownloadPlan, DownloadSource } from '@contract/model-import';
import type { ModelImports } from '../importing/model-imports';
import type { ModelLibrary } from '../models/library';
import { showImportProgress } from './progress';
import { plainTable } from './table';

export interface ImportCommandOptions {
  readonly path: string;
  readonly id: string | null;
  readonly name: string | null;
  readonly licence: string | null;
  readonly nMaxWords: number | null;
}

/** Brings a folder or a file into the user's library. */
export async function importCommand(options: ImportCommandOptions, imports: ModelImports, signal: AbortSignal): Promise<number> {
  const preview = await imports.inspect(path.resolve(options.path), { signal });
  process.stderr.write(`contexture: ${preview.description}, ${megabytes(preview.nBytes)}\n`);
  const model = await imports.import({
    path: preview.path, id: options.id ?? preview.id, name: options.name ?? preview.name,
    licence: options.licence ?? preview.licence ?? 'not stated', nMaxWords: options.nMaxWords,
  }, { signal, onProgress: showImportProgress });
  return done(model);
}

/** Fetches an entry of the catalogue, or `org/name` of the Hugging Face hub, and imports it. */
export async function downloadCommand(name: string, nMaxWords: number | null, isOnlyAsked: boolean, imports: ModelImports, signal: AbortSignal): Promise<number> {
  const source = sourceOf(name, imports);
  const plan = await imports.plan(source);
  showPlan(plan);
  if (isOnlyAsked) return 0;
  return done(await imports.download(source, nMaxWords, { signal, onProgress: showImportProgress }));
}

export function catalogueCommand(imports: ModelImports): number {
  const rows = imports.catalogue().map((entry) => [entry.id, entry.name, megabytes(entry.nBytes), entry.licence, entry.host]);
  process.stdout.write(plainTable(['id', 'name', 'download', 'licence', 'from'], rows));
  return 0;
}

export async function removeCommand(id: string, library: ModelLibrary): Promise<number> {
  await library.remove(id);
  process.stdout.write(`removed ${id}\n`);
  return 0;
}

function sourceOf(name: string, imports: ModelImports): DownloadSource {
  if (imports.catalogue().some((entry) => entry.id === name)) return { by: 'catalogue', id: name };
  if (name.includes('/')) return { by: 'hub', name };
  throw new Failure('not-found', `“${name}” is not in the catalogue. Run “catalogue” to see it, or name a model of the Hugging Face hub as org/name.`);
}

function showPlan(plan: DownloadPlan): void {
  const here = plan.nBytesHere > 0 ? `, ${megabytes(plan.nBytesHere)} of it here` : '';
  process.stderr.write(`contexture: ${plan.name} (${plan.licence}), ${megabytes(plan.nBytes)} from ${plan.host}${here}; ${megabytes(plan.nFreeBytes)} free\n`);
  if (plan.checkedBy === 'length') process.stderr.write('contexture: no digest is published for these files; their length and structure are checked\n');
  for (const file of plan.files) process.stderr.write(`  ${file.name}  ${megabytes(file.nBytes)}\n`);
}

function done(model: InstalledModel): number {
  process.stdout.write(`${model.id}: ${model.name}, ${layersText(model)}, ${model.nParameters.toLocaleString('en-GB')} parameters\n`);
  return 0;
}

const megabytes = (nBytes: number): string => (nBytes < 1e5 ? `${(nBytes / 1e3).toFixed(1)} kB` : nBytes < 1e9 ? `${(nBytes / 1e6).toFixed(1)} MB` : `${(nBytes / 1e9).toFixed(2)} GB`);
