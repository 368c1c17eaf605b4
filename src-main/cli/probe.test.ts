import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import type { LayerMeasures } from '@contract/layers/layer-measures';
import { PROBE_DEFAULTS, PROBED_PROPERTIES } from '@contract/layers/probes';
import { buildSet } from '../corpora/build-set';
import { readEmbedInput } from '../corpora/embed-input';
import { readSourceFile } from '../corpora/formats/read-source';
import { PresetLibrary } from '../corpora/preset-library';
import { InferenceService } from '../inference/process/service';
import { ModelLibrary } from '../models/library';
import { probeCommand, type ProbeCommandOptions } from './probe';

const MODEL = 'glove-100d';
const VERBS = ['walked', 'jumped', 'talked', 'Opened'];
const NOUNS = ['rivers', 'house', 'garden', 'Bridges'];
const PLACES = ['north', 'south', 'east', 'west', 'town', 'sea'];

/** A small table: every form in six sentences; sense, part of speech, and a label that one sentence alone has. */
const lines = [...VERBS, ...NOUNS].flatMap((form, i) => PLACES.map((place, at) => JSON.stringify({
  text: `${form} in the ${place} of it.`, charStart: 0, charEnd: form.length, word: form, sense: i % 2 === 0 ? 'a' : 'b', upos: i < 4 ? 'VERB' : 'NOUN', odd: at === 0 && i === 0 ? 'odd' : 'even',
})));

interface Printed {
  readonly layers: readonly LayerMeasures[];
  readonly tasks: Readonly<Record<string, { readonly refusal: string } | { readonly baselines: unknown; readonly leftOut: unknown }>>;
  readonly mix?: { readonly label: string };
}

const inference = new InferenceService(new ModelLibrary(path.resolve('models')));
const file = path.join(mkdtempSync(path.join(tmpdir(), 'contexture-probe-')), 'table.jsonl');
writeFileSync(file, lines.join('\n'));

async function probed(model: string, mix: ProbeCommandOptions['mix'], more: Partial<ProbeCommandOptions> = {}): Promise<Printed> {
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await probeCommand(
      { model, set: file, word: null, every: null, mix, pool: 'mean', device: 'cpu', folds: PROBE_DEFAULTS.nFolds, seed: PROBE_DEFAULTS.seed, json: true, ...more },
      { library: new ModelLibrary(path.resolve('models')), presets: new PresetLibrary(path.resolve('assets/presets')), inference, backgroundFile: path.resolve('assets/background.txt'), signal: new AbortController().signal },
    );
    return JSON.parse(String(printed.mock.calls.at(-1)?.[0])) as Printed;
  } finally {
    printed.mockRestore();
  }
}

it('prints the numbers that the app shows, for senses, label columns and what the letters say', async () => {
  const { layers, tasks } = await probed(MODEL, null);
  const { occurrences } = await readEmbedInput(file, null, 'lines', null);
  const { key } = await inference.embed({ modelId: MODEL, pooling: 'mean', device: 'cpu', occurrences });
  expect(Object.keys(tasks).sort()).toEqual([...PROBED_PROPERTIES, 'odd', 'upos'].sort());
  for (const [name, task] of Object.entries(tasks)) {
    const target = PROBED_PROPERTIES.find((property) => property === name) ?? occurrences.map(({ labels }) => labels[name] ?? null);
    const answer = await inference.answer('inference:probe', { seq: 1, key, target }, {});
    expect(answer, name).toEqual('refusal' in task ? task : { ...task, byLayer: layers.map(({ probes }) => probes[name]) });
  }
  expect(tasks['odd']).toEqual({ refusal: '5 folds need two labels in 5 sentences or more each; one of the 2 here has as many.' });
  expect(layers[0]?.probes['upos']?.macro).toBe(1);
});

it('prints the learned mix that the app shows', async () => {
  const { mix, tasks } = await probed('minilm-l6', { label: 'upos', isWhole: false });
  const { occurrences } = await readEmbedInput(file, null, 'lines', null);
  const { key } = await inference.embed({ modelId: 'minilm-l6', pooling: 'mean', device: 'cpu', occurrences });
  const answer = await inference.answer('inference:learn-mix', { seq: 1, key, target: occurrences.map(({ labels }) => labels['upos'] ?? null), head: 'logistic' }, {});
  expect({ label: 'upos', ...answer }).toEqual({ ...tasks['upos'], ...mix });
  expect(answer).toMatchObject({ head: 'logistic', weights: Array.from({ length: 7 }, () => expect.any(Number) as number), bestLayers: Array.from({ length: 5 }, () => expect.any(Number) as number) });
});

/** Forms of two parts of speech each, which their place in the sentence tells apart. */
const treebank = Array.from({ length: 40 }, (_, i) => {
  const [first, second] = [['light', 'set'], ['play', 'watch']].map((forms) => forms[i % 2] ?? '');
  const words = i % 4 < 2 ? [['They', 'PRON'], [first, 'VERB'], ['the', 'DET'], [second, 'NOUN']] : [['The', 'DET'], [first, 'NOUN'], ['will', 'AUX'], [second, 'VERB'], ['here', 'ADV']];
  return [...words, [`${PLACES[i % 6] ?? ''}${i}`, 'PROPN'], ['.', 'PUNCT']].map(([form = '', upos = ''], at) => [at + 1, form, form.toLowerCase(), upos, '_', '_', '_', '_', '_', '_'].join('\t')).join('\n');
});

it('prints the mix with a CRF that the app shows of the same sentences of a treebank', async () => {
  const treebankFile = path.join(path.dirname(file), 'treebank.conllu');
  writeFileSync(treebankFile, `${treebank.join('\n\n')}\n\n`);
  const every = { nMost: 200_000, nSentences: 30, seed: PROBE_DEFAULTS.seed };
  const { mix, tasks } = await probed('minilm-l6', { label: 'upos', isWhole: true }, { set: treebankFile, every });
  const { set: { occurrences } } = buildSet(await readSourceFile(treebankFile), { sourceId: '1', textColumn: 'text', target: { by: 'every', ...every }, labelColumns: [], senseColumn: null }, 'own-1');
  expect(new Set(occurrences.map(({ text }) => text)).size).toBe(30);
  const { key } = await inference.embed({ modelId: 'minilm-l6', pooling: 'mean', device: 'cpu', occurrences });
  const answer = await inference.answer('inference:learn-mix', { seq: 1, key, target: occurrences.map(({ labels }) => labels['upos'] ?? null), head: 'crf' }, {});
  expect({ label: 'upos', ...answer }).toEqual({ ...tasks['upos'], ...mix });
  expect(answer).toMatchObject({ head: 'crf', bestLayers: Array.from({ length: 5 }, () => expect.any(Number) as number) });
});
