import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { distancesScript } from '@contract/distances-script/distances-script';
import { distanceHead, distancesTable } from '@contract/distances-script/distances-table';
import type { Pooling } from '@contract/embedding';
import { shapeOf, type ModelCard } from '@contract/model-card';
import { distanceMatrices } from '@semantics/distances';
import { convertModel } from '../conversion/convert';
import { loadEncoder } from '../inference/encoders/load-encoder';
import { embedTargets } from '../inference/sets/embed';

/** A tiny checkpoint whose distances are measured here and printed by the script in Python. */
export interface ScriptCase {
  readonly name: string;
  /** Under `src-main/conversion/golden`; laid over each other where there are several. */
  readonly folders: readonly string[];
  readonly pooling: Pooling;
}

const FAMILIES = [
  'albert', 'bert', 'deberta-v2', 'deberta-v2-own-keys', 'distilbert', 'electra', 'gemma2', 'gemma3-text', 'gpt-neox', 'gpt-neox-in-turn', 'gpt2', 'llama', 'mistral', 'modernbert', 'mpnet', 'qwen2', 'qwen3', 'roberta', 'xlm-roberta',
];
const SENTENCES = ['cls', 'lasttoken', 'max', 'mean_sqrt_len_tokens', 'normalized', 'prompt-apart-weightedmean', 'prompt-pooled', 'short', 'weightedmean'];

const word = (name: string, pooling: Pooling): ScriptCase => ({ name: pooling === 'mean' ? name : `${name}-${pooling}`, folders: [`checkpoints/${name}`], pooling });
export const SCRIPT_CASES: readonly ScriptCase[] = [
  ...FAMILIES.map((name) => word(name, 'mean')), word('roberta', 'first'), word('gpt2', 'last'), word('bert', 'sentence'),
  ...SENTENCES.map((kind): ScriptCase => ({ name: `sentence-${kind}`, folders: ['sentence-transformers/base', `sentence-transformers/${kind}`], pooling: 'sentence' })),
];

/** What Python, a tokenizer or an editor could read otherwise; each short enough to be read at once as bytes. */
const ITEMS = ([
  ['the bank, a bank.', 'bank'],
  ['a "bank" \\n \'x\' """y"""', 'x'],
  ['😀 naïve the bank', 'naïve'],
  ['עבר \u202ebank\u202c', 'bank'],
  ['a\tb\nc\u00a0bank\u2028d', 'bank'],
  ['e\u0301 \ud83d bankbank', 'bankbank'],
  ['東 👩\u200d👧 bank', '👩\u200d👧'],
  // WordPiece drops it: there is no vector.
  ['a \u200b bank', '\u200b'],
] as const).map(([text, form]) => ({ text, charStart: text.indexOf(form), charEnd: text.indexOf(form) + form.length }));

const golden = path.resolve('src-main/conversion/golden');

/** Puts the checkpoint of a case where its script looks for it, in `dir` under the name of the case. */
export function layOut({ name, folders }: ScriptCase, dir: string): string {
  const source = path.join(dir, name);
  for (const folder of folders) cpSync(path.join(golden, folder), source, { recursive: true });
  if (name === 'modernbert') withSmallIds(path.join(source, 'config.json'));
  return source;
}

/** Unnamed, the ids of ModernBERT's special tokens lie beyond a small vocabulary, and transformers refuses it. */
function withSmallIds(file: string): void {
  const config = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...config, pad_token_id: 0, bos_token_id: 0, eos_token_id: 0, cls_token_id: 0, sep_token_id: 0 }));
}

/** The case converted and run here: its script, and the table of its distances. @param dir for the checkpoint and its model folder */
export async function measureCase(of: ScriptCase, dir: string): Promise<{ readonly script: string; readonly table: string }> {
  const { name, pooling } = of;
  const out = path.join(dir, `${name}-out`);
  const card = await convertModel(layOut(of, dir), out, { id: name, name, licence: 'MIT', source: `Imported from “${name}”.`, madeBy: 'vitest' }, { precision: 'source' }) as ModelCard;
  const encoder = await loadEncoder(out, card, 'cpu');
  try {
    const { values, subwords, missing } = await embedTargets(encoder, ITEMS, pooling);
    const { nLayers, dim } = shapeOf(card, pooling);
    const k = ITEMS.length;
    const distances = distanceMatrices({ values, nRows: k, nLayers, dim }, [...ITEMS.keys()], new Set(missing));
    const layers = Array.from({ length: nLayers }, (_, layer) => ({
      layer,
      head: distanceHead(`layer ${layer}`, layer === 0 ? 0.5 : null, pooling),
      distance: (i: number, j: number) => distances[(layer * k + i) * k + j] ?? Number.NaN,
    }));
    const items = ITEMS.map((item, i) => ({ ...item, name: String.fromCharCode(65 + i), subwords: subwords[i] ?? [] }));
    const prompt = pooling === 'sentence' && card.sentence?.defaultPrompt !== undefined ? card.sentence.prompts?.[card.sentence.defaultPrompt] ?? '' : '';
    return { script: distancesScript({ model: card, pooling, prompt, layers, items }), table: distancesTable(items.map((item) => item.name), layers) };
  } finally {
    await encoder.release();
  }
}
