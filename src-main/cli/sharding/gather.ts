import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Failure, toEnvelope } from '@contract/failure';
import { readParquetNotes } from '../../corpora/formats/parquet-notes';
import type { Provenance } from '../../exports/vectors/provenance';
import { shardFile, shardOfFile } from './shard';

interface Part {
  readonly name: string;
  readonly provenance: Provenance;
}

/** What a folder of shards is. */
export interface Gathered {
  readonly nShards: number;
  readonly nFound: number;
  readonly nRows: number;
  readonly model: string | null;
  readonly layers: readonly number[];
  readonly dim: number;
  /** Names of the files that are not there. */
  readonly missing: readonly string[];
  readonly wrong: readonly { readonly file: string; readonly why: string }[];
}

/** What has to be the same in all shards of a corpus, and what it is called. */
const SAME: readonly (readonly [what: string, of: (provenance: Provenance) => unknown])[] = [
  ['corpus', ({ shard }) => shard?.corpusSha256],
  ['model', ({ model }) => model.cardSha256],
  ['layers', ({ layers }) => layers],
  ['pooling', ({ pooling }) => pooling],
  ['precision', ({ precision }) => precision ?? 'exact'],
  ['prompt', ({ prompt }) => prompt],
  ['version of the app', ({ appVersion }) => appVersion],
];

/** Looks whether all shards of a corpus are there and belong together. @throws Failure `not-found` for a folder without any */
export async function gatherShards(folder: string): Promise<Gathered> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => shardOfFile(name) !== null).sort();
  const counts = names.map((name) => shardOfFile(name)?.of ?? 0);
  const of = Math.max(0, ...counts);
  if (of === 0) throw new Failure('not-found', `There is no shard in ${folder}. Write them with embed --shard.`);
  const parts: Part[] = [];
  const wrong: { file: string; why: string }[] = [];
  for (const [i, name] of names.entries()) {
    if (counts[i] !== of) wrong.push({ file: name, why: `it is one of ${counts[i] ?? 0} shards, others of ${of}` });
    else await partOf(folder, name).then((part) => { parts.push(part); }, (error: unknown) => { wrong.push({ file: name, why: toEnvelope(error).message }); });
  }
  const [first] = parts;
  for (const { name, provenance } of parts) {
    const other = SAME.find(([, value]) => first !== undefined && JSON.stringify(value(provenance)) !== JSON.stringify(value(first.provenance)));
    if (other !== undefined) wrong.push({ file: name, why: `it has another ${other[0]} than ${first?.name ?? ''}` });
  }
  const here = new Set(names);
  return {
    nShards: of,
    nFound: parts.length,
    nRows: parts.reduce((sum, { provenance }) => sum + provenance.nRows, 0),
    model: first?.provenance.model.id ?? null,
    layers: first?.provenance.layers ?? [],
    dim: first?.provenance.dim ?? 0,
    missing: Array.from({ length: of }, (_, i) => shardFile({ index: i + 1, of })).filter((name) => !here.has(name)),
    wrong,
  };
}

async function partOf(folder: string, name: string): Promise<Part> {
  const { nRows, notes } = await readParquetNotes(path.join(folder, name));
  const text = notes['contexture.provenance'];
  if (text === undefined) throw new Failure('bad-input', 'Contexture did not write it.');
  const provenance = JSON.parse(text) as Provenance;
  const own = shardOfFile(name);
  if (provenance.shard?.index !== own?.index || provenance.shard?.of !== own?.of)
    throw new Failure('bad-input', `It was written as shard ${provenance.shard?.index ?? '?'} of ${provenance.shard?.of ?? '?'}.`);
  if (nRows !== provenance.nRows) throw new Failure('bad-input', `It has ${nRows} rows, and ${provenance.nRows} were written.`);
  return { name, provenance };
}

/** @returns 1 where a shard is missing or another one */
export async function gatherCommand(folder: string, isJson: boolean): Promise<number> {
  const found = await gatherShards(folder);
  const { nShards, nFound, nRows, model, layers, dim, missing, wrong } = found;
  if (isJson) process.stdout.write(`${JSON.stringify(found)}\n`);
  else process.stdout.write(`${nFound} of ${nShards} shards, ${nRows} rows of ${model ?? 'no model'}, ${layers.length} layers × ${dim}\n`);
  for (const name of missing) process.stderr.write(`missing: ${name}\n`);
  for (const { file, why } of wrong) process.stderr.write(`${file}: ${why}\n`);
  return missing.length + wrong.length === 0 ? 0 : 1;
}
