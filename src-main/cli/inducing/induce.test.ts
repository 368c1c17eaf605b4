import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { CLUSTERINGS, INDUCE_SEED, type Clustering, type InducedSenses } from '@contract/layers/induced-senses';
import { readEmbedInput } from '../../corpora/embed-input';
import { PresetLibrary } from '../../corpora/preset-library';
import { InferenceService } from '../../inference/process/service';
import { ModelLibrary } from '../../models/library';
import { induceCommand } from './induce';

const MODEL = 'glove-100d';
const FORMS = { move: ['walked', 'jumped', 'ran', 'climbed', 'hopped', 'marched'], place: ['river', 'lake', 'ocean', 'stream', 'creek', 'shore'] };

/** Forms of two kinds, each in two sentences; one kind alone is said to be old. */
const lines = Object.entries(FORMS).flatMap(([sense, forms]) => forms.flatMap((form) => ['there', 'yonder'].map((where) =>
  JSON.stringify({ text: `${form} ${where} ${sense === 'move' ? 'quickly' : 'deeply'}`, charStart: 0, charEnd: form.length, word: form, sense }))));

const folder = mkdtempSync(path.join(tmpdir(), 'contexture-induce-'));
const [file, output] = [path.join(folder, 'kinds.jsonl'), path.join(folder, 'found.jsonl')];
writeFileSync(file, lines.join('\n'));
const inference = new InferenceService(new ModelLibrary(path.resolve('models')));

async function printed(method: Clustering, json: boolean): Promise<string> {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await induceCommand(
      { model: MODEL, set: file, word: null, layer: 'last', pool: 'mean', device: 'cpu', method, k: null, seed: INDUCE_SEED, output: json ? null : output, json },
      { library: new ModelLibrary(path.resolve('models')), presets: new PresetLibrary(path.resolve('assets/presets')), inference, signal: new AbortController().signal },
    );
    return String(written.mock.calls.at(-1)?.[0]);
  } finally {
    written.mockRestore();
  }
}

interface Printed extends Pick<InducedSenses, 'silhouette' | 'tried' | 'scores'> {
  readonly k: number;
  readonly nNoise: number;
  readonly clusters: readonly { readonly words: readonly string[]; readonly n: number }[];
  readonly rows: readonly { readonly cluster: number }[];
}

it.each(CLUSTERINGS)('finds with %s what the app finds', async (method) => {
  const found = JSON.parse(await printed(method, true)) as Printed;
  const { occurrences } = await readEmbedInput(file, null, 'lines', null);
  const { key, nLayers } = await inference.embed({ modelId: MODEL, pooling: 'mean', device: 'cpu', occurrences });
  const answer = await inference.answer('inference:induce', { seq: 1, key, layer: nLayers - 1, method, nClusters: null, seed: INDUCE_SEED, rows: null }, {});
  expect(found.rows.map(({ cluster }) => cluster)).toEqual([...answer.clusters]);
  expect(found.clusters.map(({ words }) => words)).toEqual(answer.words);
  expect(found.nNoise).toBe(answer.clusters.filter((cluster) => cluster < 0).length);
  expect({ silhouette: found.silhouette, tried: found.tried, scores: found.scores }).toEqual({ silhouette: answer.silhouette, tried: answer.tried, scores: answer.scores });
  expect(found.scores).toMatchObject({ n: lines.length, nSenses: 2 });
  expect(await inference.answer('inference:describe-clusters', { key, clusters: [...answer.clusters] }, {})).toEqual({ words: answer.words, scores: answer.scores });
});

it('says how far the clusters agree beside chance, and writes them by name', async () => {
  const text = await printed('agglomerative', false);
  expect(text).toMatch(/Beside the 24 labelled senses \(in brackets: a random grouping of the same sizes, mean\): adjusted Rand index \d\.\d{3} \(0\.000\), V-measure \d\.\d{3} \(0\.\d{3}\)/u);
  const rows = readFileSync(output, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { readonly cluster: string });
  expect(rows).toHaveLength(24);
  expect(rows[0]?.cluster).toMatch(/^1 /u);
});
