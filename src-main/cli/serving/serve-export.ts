import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import { canonicalCard, type ModelCard, type ModelKind } from '@contract/model-card';
import { scanOnnx } from '../../conversion/foreign-onnx/scan-onnx';
import { modelDigest } from '../../inference/cache/embedding-cache';
import { GRAPH_FILES } from '../../model-format/graph-names';
import { CARD_FILE } from '../../model-format/model-folder';
import { requireWhole } from '../../model-format/whole-folder';
import type { ModelLibrary } from '../../models/library';
import { notWritten } from '../../platform/not-written';
import { CommandArguments, UsageError } from '../arguments';
import { mlserverRepository } from './mlserver';
import { SERVED_GRAPH_FILE, TARGETS, type ExportFacts, type RepositoryPlan, type ServingTarget } from './repository';
import { servedGraph } from './served-graph';
import { tritonRepository } from './triton';

export interface ServeExportOptions {
  readonly model: string;
  readonly folder: string;
  readonly target: ServingTarget;
}

const REPOSITORIES: Readonly<Record<ServingTarget, (facts: ExportFacts) => RepositoryPlan>> = { triton: tritonRepository, mlserver: mlserverRepository };

/** Why a server cannot have a model; null where it can. */
const REASONS: Readonly<Record<ModelKind, string | null>> = {
  bert: null,
  gpt: null,
  elmo: 'it is two graphs with work between them, word forms first and then the sentence, and a server runs one',
  ulmfit: 'it is a graph for each direction with work between them, and a server runs one',
  static: 'it is a table that vectors are looked up in, and there is nothing that a server could compute',
};

/**
 * Writes an installed transformer as a folder that a server of the Open Inference Protocol reads; whole or not at all, and over nothing that is there.
 * @throws Failure `bad-input` for a model of another kind or a folder that is there, `model` for damaged files, `cancelled`, `io`
 */
export async function serveExportCommand(options: ServeExportOptions, library: Pick<ModelLibrary, 'card' | 'folder'>, signal: AbortSignal): Promise<number> {
  const card = await library.card(options.model);
  const reason = REASONS[card.kind];
  if (reason !== null) throw new Failure('bad-input', `${card.name} cannot be exported for a server: ${reason}. Choose a transformer; “models” lists what is installed.`);
  const folder = path.resolve(options.folder);
  await requireFree(folder);
  const source = await library.folder(card.id);
  await requireWhole(source, card);
  const { plan, copies } = planOf(card, source, options.target);
  await writeWhole(folder, async (staging) => {
    for (const [file, text] of Object.entries(plan.texts)) {
      await mkdir(path.dirname(path.join(staging, file)), { recursive: true });
      await writeFile(path.join(staging, file), text);
    }
    for (const [from, to] of copies) {
      if (signal.aborted) throw new Failure('cancelled', 'The export was cancelled; nothing was written.');
      await mkdir(path.dirname(path.join(staging, to)), { recursive: true });
      await copyFile(path.join(source, from), path.join(staging, to), constants.COPYFILE_FICLONE);
    }
  });
  process.stderr.write(`contexture: ${card.name} for ${options.target} in ${options.folder}; its README.md has the commands that start it\n`);
  return 0;
}

/** The command of these arguments. @throws UsageError */
export function serveExportGiven(args: readonly string[], library: ModelLibrary, signal: AbortSignal): Promise<number> {
  const given = CommandArguments.read('serve-export', args, ['for'], [], 2);
  const [model, folder] = given.positionals;
  if (model === undefined || folder === undefined) throw new UsageError('an ID and a FOLDER are needed', 'serve-export');
  given.required('for');
  return serveExportCommand({ model, folder, target: given.choice('for', TARGETS, 'triton') }, library, signal);
}

/** Which file of the model goes where: graph and weights for the server, all else beside it. */
function planOf(card: ModelCard, source: string, target: ServingTarget): { readonly plan: RepositoryPlan; readonly copies: readonly (readonly [string, string])[] } {
  const summary = scanOnnx(path.join(source, GRAPH_FILES.encoder));
  const stranger = summary.externalFiles.find((name) => !Object.hasOwn(card.files, name));
  if (stranger !== undefined) throw new Failure('model', `The graph of ${card.name} names weights in “${stranger}”, which its card does not. Remove the model and import it again.`);
  const served = [[GRAPH_FILES.encoder, SERVED_GRAPH_FILE], ...summary.externalFiles.map((name) => [name, name])] as const;
  const plan = REPOSITORIES[target]({
    id: card.id,
    name: card.name,
    licence: card.licence,
    graph: servedGraph(summary),
    files: Object.fromEntries(served.map(([from = '', to = '']) => [to, card.files[from]?.sha256 ?? ''])),
    modelSha256: modelDigest(card),
    cardSha256: createHash('sha256').update(canonicalCard(card)).digest('hex'),
  });
  const isServed = new Set(served.map(([from]) => from));
  const beside = [CARD_FILE, ...Object.keys(card.files).filter((name) => !isServed.has(name))];
  return { plan, copies: [...served.map(([from = '', to = '']) => [from, `${plan.graphFolder}/${to}`] as const), ...beside.map((name) => [name, `${plan.besideFolder}/${name}`] as const)] };
}

/** Also a dangling link is in the way. @throws Failure `bad-input` */
async function requireFree(folder: string): Promise<void> {
  if (await lstat(folder).then(() => true, () => false)) throw new Failure('bad-input', `${folder} is there already, and nothing is written over it. Name a folder that is not there.`);
  const parent = path.dirname(folder);
  if (!(await stat(parent).then((found) => found.isDirectory(), () => false))) throw new Failure('bad-input', `The folder ${parent} does not exist. Make it, or choose another one.`);
}

async function writeWhole(folder: string, write: (staging: string) => Promise<void>): Promise<void> {
  let staging: string | null = null;
  try {
    staging = await mkdtemp(path.join(path.dirname(folder), `.${path.basename(folder)}-`));
    await write(staging);
    // mkdtemp makes folders that only their owner may read.
    await chmod(staging, 0o755);
    await requireFree(folder);
    await rename(staging, folder);
  } catch (error) {
    if (staging !== null) await rm(staging, { recursive: true, force: true });
    throw error instanceof Failure ? error : notWritten('The export', folder, error);
  }
}
