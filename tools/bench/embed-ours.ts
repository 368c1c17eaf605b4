// The app's side of `npm run -s bench -- embed`: commands as JSON lines on stdin, one JSON line as the answer to each.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Provider } from '../../src-main/contract/embedding';
import type { Background } from '../../src-main/contract/model-card';
import type { Occurrence } from '../../src-main/contract/occurrence';
import { convertModel } from '../../src-main/conversion/convert';
import { mergeCard, writeCard } from '../../src-main/model-format/model-folder';
import { ELEMENT_TYPES, decodeModel } from '../../src-main/model-format/onnx-messages';
import { embedTargets } from '../../src-main/inference/sets/embed';
import { loadEncoder } from '../../src-main/inference/encoders/load-encoder';
import { InferenceService } from '../../src-main/inference/process/service';
import { ModelLibrary } from '../../src-main/models/library';
import { benchSentences } from './sentences';

type Command =
  | { readonly do: 'convert'; readonly source: string; readonly id: string }
  /** Writes what the other side needs to know of the set, and of the model's weights. */
  | { readonly do: 'describe'; readonly id: string; readonly out: string }
  | { readonly do: 'devices' }
  | { readonly do: 'load'; readonly id: string; readonly device: Provider }
  | { readonly do: 'embed'; readonly stride: number; readonly save: string | null }
  | { readonly do: 'one'; readonly stride: number }
  | { readonly do: 'edited'; readonly times: number; readonly stride: number }
  | { readonly do: 'tokenize' }
  | { readonly do: 'reopen'; readonly stride: number };

const root = process.cwd();
const work = join(root, 'out/bench');
const library = new ModelLibrary(join(root, 'models'), join(work, 'models'));
const sentences = benchSentences(root);
let service = new InferenceService(library);
let model: { readonly id: string; readonly device: Provider } | null = null;
let nRuns = 0;

const every = (stride: number): readonly Occurrence[] => sentences.filter((_, i) => i % stride === 0);
/** A service keeps what it has embedded; another name of the target makes a set a new one. */
const anew = (set: readonly Occurrence[]): readonly Occurrence[] => { nRuns++; return set.map((one) => ({ ...one, word: `${one.word} ${nRuns}` })); };

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function loaded(): { readonly modelId: string; readonly device: Provider; readonly pooling: 'mean' } {
  if (model === null) throw new Error('no model is loaded');
  return { modelId: model.id, device: model.device, pooling: 'mean' };
}

async function answer(command: Command): Promise<unknown> {
  switch (command.do) {
    case 'convert': {
      mkdirSync(join(work, 'models'), { recursive: true });
      const text = { id: command.id, name: command.id, licence: 'random weights', source: 'tools/bench/random_bert.py', madeBy: 'npm run -s bench -- embed' };
      const card = await convertModel(command.source, join(work, 'models', command.id), text, { precision: 'float32' });
      await writeCard(join(work, 'models', command.id), mergeCard(card, unmeasured(card.nLayers)));
      return { nParameters: card.nParameters };
    }
    case 'describe': return describe(command.id, command.out);
    case 'devices': return service.answer('inference:devices', null as never, {});
    case 'load': {
      model = { id: command.id, device: command.device };
      service = new InferenceService(library);
      const ms = await timed(() => service.embed({ ...loaded(), occurrences: sentences.slice(0, 64) }));
      return { ms };
    }
    case 'embed': {
      const occurrences = anew(every(command.stride));
      const started = performance.now();
      const { key, device, missing } = await service.embed({ ...loaded(), occurrences });
      const ms = performance.now() - started;
      if (missing.length > 0) throw new Error(`${missing.length} targets have no vector`);
      if (command.save !== null) writeFileSync(command.save, new Uint8Array(service.stored(key).table.values.buffer));
      return { n: occurrences.length, ms, device };
    }
    case 'one': {
      const set = every(command.stride);
      const ms = await timed(async () => { for (const one of anew(set)) await service.embed({ ...loaded(), occurrences: [one] }); });
      return { n: set.length, ms };
    }
    case 'edited': {
      const { key } = await service.embed({ ...loaded(), occurrences: every(command.stride) });
      const ms: number[] = [];
      for (let i = 0; i < command.times; i++) {
        const one = sentences[(i * 37 + 300) % sentences.length] as Occurrence;
        const text = `${one.text} Or so he said ${i} times.`;
        ms.push(await timed(() => service.place({ key, layer: 1, text, word: one.word, k: 10 })));
      }
      return { ms };
    }
    case 'tokenize': {
      const tokenize = await freshTokenizer(loaded().modelId);
      const started = performance.now();
      await tokenize(sentences.map(({ text }) => text));
      return { n: sentences.length, ms: performance.now() - started };
    }
    case 'reopen': return reopen(every(command.stride));
  }
}

/** A card is complete only with what the model does to words in general; of random weights nobody asks. */
function unmeasured(nLayers: number): Background {
  const zeros = Array.from({ length: nLayers }, () => 0);
  return { sampleSha256: '0'.repeat(64), nOccurrences: 2, nPairs: 1, seed: 0, ghostR2: null, meanCosine: { mean: zeros, first: zeros, last: zeros, sentence: zeros } };
}

/** The tokenizer of a model that has tokenized nothing yet. */
async function freshTokenizer(id: string): Promise<(texts: readonly string[]) => Promise<unknown>> {
  const encoder = await loadEncoder(await library.folder(id), await library.card(id), 'cpu');
  await embedTargets(encoder, [{ text: 'A first sentence.', charStart: 0, charEnd: 1 }], 'mean');
  return (texts) => encoder.tokenizer.tokenize(texts);
}

/** A set that was embedded before, opened by a process that has not seen it: everything comes from the embedding cache. */
async function reopen(occurrences: readonly Occurrence[]): Promise<{ readonly n: number; readonly ms: number; readonly newMs: number; readonly nCached: number }> {
  const embeddingsDir = mkdtempSync(join(work, 'embeddings-'));
  try {
    const request = { ...loaded(), occurrences };
    const first = new InferenceService(library, { embeddingsDir });
    await first.embed({ ...request, occurrences: sentences.slice(0, 8) });
    const newMs = await timed(() => first.embed(request));
    const again = new InferenceService(library, { embeddingsDir });
    const started = performance.now();
    const { nCached } = await again.embed(request);
    return { n: occurrences.length, ms: performance.now() - started, newMs, nCached };
  } finally {
    rmSync(embeddingsDir, { recursive: true, force: true });
  }
}

/** As numpy calls them. */
const TYPE_NAMES: Readonly<Record<number, string>> = { [ELEMENT_TYPES.float16]: 'float16', [ELEMENT_TYPES.int8]: 'int8' };

async function describe(id: string, out: string): Promise<{ readonly nLayers: number; readonly dim: number }> {
  const [folder, card] = [await library.folder(id), await library.card(id)];
  const encoder = await loadEncoder(folder, card, 'cpu');
  const codePoints = (text: string): number => [...text].length;
  const tokenized = await encoder.tokenizer.tokenize(sentences.map(({ text }) => text));
  const set = sentences.map(({ text, charStart, charEnd }, row) => {
    const { pieces } = tokenized[row] ?? { pieces: [] };
    const touched = pieces.flatMap((piece, i) => (piece.charEnd > charStart && piece.charStart < charEnd ? [i] : []));
    return {
      // Python counts code points.
      text, start: codePoints(text.slice(0, charStart)), end: codePoints(text.slice(0, charEnd)),
      words: pieces.map(({ piece }) => piece), from: touched[0], to: (touched.at(-1) ?? -1) + 1,
    };
  });
  await encoder.release();
  const tensors = readdirSync(folder)
    .filter((name) => name.endsWith('.onnx'))
    .flatMap((name) => decodeModel(readFileSync(join(folder, name))).graph.initializer)
    .flatMap(({ name, dims, dataType, externalData = [] }) => {
      const field = (key: string): string | undefined => externalData.find((pair) => pair.key === key)?.value;
      const location = field('location');
      return location === undefined
        ? []
        : [{ name, shape: dims, type: TYPE_NAMES[dataType] ?? 'float32', file: join(folder, location), offset: Number(field('offset')) }];
    });
  writeFileSync(out, JSON.stringify({ folder, set, tensors }));
  return { nLayers: card.nLayers, dim: card.dim };
}

for await (const line of createInterface({ input: process.stdin })) {
  const reply = await answer(JSON.parse(line) as Command).then(
    (value) => ({ value }),
    (error: unknown) => ({ error: error instanceof Error ? `${error.message} ${'detail' in error ? String(error.detail) : ''}` : String(error) }),
  );
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
