import { createHash } from 'node:crypto';
import { FORM_LEAST_USES, type NearestForms, type NearForm } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { shapeOf, type ModelCard } from '@contract/model-card';
import { mixedTable } from '@probing/mixed-table';
import { meanOf, nearestToVector } from '@semantics/neighbours';
import { evenly } from '@vectors/evenly';
import type { VectorTable } from '@vectors/vector-table';
import { foldWord } from '../../tokenizers/fold';
import { tokenizeWords } from '../../tokenizers/word-tokenizer';
import { modelDigest } from '../cache/embedding-cache';
import { requireGoing } from '../cooperate';
import type { PooledTarget, Target } from '../pooling/jobs';
import { readTargets } from '../pooling/read-targets';
import type { EmbedHooks } from './embed';
import type { SetTools } from './embed-set';
import type { StoredEmbedding } from './embedding-store';
import { requireLayer, requireRow } from './set-queries';

/** So many of a set's own sentences are read beside the sample at most, evenly taken. */
const MOST_OWN_SENTENCES = 1_000;

/** A word form of the sample, case folded, and every place where it stands. */
export interface SampledForm {
  /** As it is first written there, letters small. */
  readonly form: string;
  readonly uses: readonly Target[];
}

/** Forms with a letter that occur at least {@link FORM_LEAST_USES} times in the sentences, in the order in which they first stand there. */
export function formsOfSample(sentences: readonly string[]): SampledForm[] {
  const found = new Map<string, { readonly form: string; readonly uses: Target[] }>();
  for (const text of new Set(sentences)) {
    for (const { form, charStart, charEnd } of tokenizeWords(text)) {
      if (!/\p{L}/u.test(form)) continue;
      const folded = foldWord(form);
      const one = found.get(folded) ?? { form: form.toLowerCase(), uses: [] };
      one.uses.push({ text, charStart, charEnd });
      found.set(folded, one);
    }
  }
  return [...found.values()].filter(({ uses }) => uses.length >= FORM_LEAST_USES);
}

/** Mean vectors of word forms, `[nForms, nLayers, dim]`; the row of a form without any vector is zero. */
interface FormMeans {
  readonly key: string;
  readonly forms: readonly SampledForm[];
  readonly table: VectorTable;
}

/** Word forms by the mean of their vectors over a sample of text: computed once for a model and a sample, on disk for the next time, the last ones in memory. */
export class FormSpace {
  private last: FormMeans | null = null;

  constructor(private readonly tools: SetTools) {}

  /**
   * The forms nearest by cosine distance to the mean of some rows at a layer, exact, nearest first; the rows' own forms are left out. Forms come from
   * the sample's sentences, with `isWithSet` from the set's own too.
   * @throws Failure `bad-request` for vectors of whole sentences and for static models, whose words have a table of their own; `cancelled`, and as the model does
   */
  async nearest(entry: StoredEmbedding, card: ModelCard,
    { rows, layer, k, isWithSet }: { readonly rows: readonly number[]; readonly layer: number; readonly k: number; readonly isWithSet: boolean },
    sample: readonly string[], hooks: EmbedHooks): Promise<NearestForms> {
    if (entry.summary.pooling === 'sentence') throw new Failure('bad-request', 'Whole sentences have no word forms beside them. Compare words instead.');
    if (card.kind === 'static') throw new Failure('bad-request', `“${card.id}” has one vector for each word: its nearest words are read from its table.`);
    requireLayer(entry, layer);
    for (const row of rows) requireRow(row, entry.table.nRows);
    const { occurrences } = entry.request;
    const own = isWithSet ? evenly([...new Set(occurrences.map(({ text }) => text))], MOST_OWN_SENTENCES) : [];
    const sentences = [...new Set([...sample, ...own])];
    const { forms, table } = await this.meansOf(entry, card, sentences, hooks);
    const at = entry.mix === undefined ? table : mixedTable(table, entry.mix, card);
    const centre = new Set(rows.map((row) => occurrences[row]).flatMap((one) => (one === undefined ? [] : [foldWord(one.text.slice(one.charStart, one.charEnd)), foldWord(one.word)])));
    const left = new Set([...forms.keys()].filter((index) => centre.has(foldWord(forms[index]?.form ?? ''))));
    const found = nearestToVector(at, layer, meanOf(entry.table, layer, rows), k, left);
    return {
      nForms: forms.length - left.size, nSentences: sentences.length,
      nearest: found.map(({ row, distance }): NearForm => ({ form: forms[row]?.form ?? '', nUses: forms[row]?.uses.length ?? 0, distance })),
    };
  }

  private async meansOf({ summary, request }: StoredEmbedding, card: ModelCard, sentences: readonly string[], hooks: EmbedHooks): Promise<FormMeans> {
    const { pooling } = summary;
    const model = modelDigest(card);
    const sample = createHash('sha256').update(JSON.stringify(sentences)).digest('hex');
    const key = `${model} ${pooling} ${sample}`;
    if (this.last?.key === key) return this.last;
    const forms = formsOfSample(sentences);
    const { nLayers, dim } = shapeOf(card, pooling);
    const width = nLayers * dim;
    const values = new Float32Array(forms.length * width);
    const keys = forms.map(({ form }) => createHash('sha256').update(JSON.stringify(['mean of a form', pooling, sample, form])).digest());
    const cached = new Set<number>();
    await this.tools.cache?.read(model, keys, width, (indices, row) => {
      for (const index of indices) { cached.add(index); values.set(row, index * width); }
    });
    requireGoing(hooks.signal);
    if (cached.size < forms.length) {
      values.set(await this.computed(card, request.device, forms, { pooling, width }, hooks));
      const writer = this.tools.cache?.openWriter(model) ?? null;
      await writer?.add(keys.map((one, index) => ({ key: one, values: values.slice(index * width, (index + 1) * width) })));
      await writer?.finish();
    }
    this.last = { key, forms, table: { values, nRows: forms.length, nLayers, dim } };
    return this.last;
  }

  /** Sums in double precision; an occurrence without a vector counts for nothing. */
  private computed({ id }: ModelCard, device: StoredEmbedding['request']['device'], forms: readonly SampledForm[],
    { pooling, width }: Pick<PooledTarget, 'pooling'> & { readonly width: number }, { signal, onProgress }: EmbedHooks): Promise<Float32Array> {
    const targets = forms.flatMap(({ uses }, form) => uses.map((use) => ({ ...use, pooling, form })));
    onProgress?.({ stage: 'load-model', nDone: 0, nTotal: targets.length });
    return this.tools.queue.long(id, device, signal, async ({ encoder }, pause) => {
      const sums = new Float64Array(forms.length * width);
      const counts = new Uint32Array(forms.length);
      let nDone = 0;
      await readTargets(encoder, targets, {
        planned: ({ isMissing }) => { if (isMissing) nDone++; },
        vector: (index, vector) => {
          const { form } = targets[index] as (typeof targets)[number];
          for (let d = 0, to = form * width; d < width; d++, to++) sums[to] = (sums[to] as number) + (vector[d] as number);
          counts[form] = (counts[form] as number) + 1;
          nDone++;
        },
        batchRead: () => { onProgress?.({ stage: 'embed', nDone, nTotal: targets.length }); },
      }, { signal, pause, fallBack: async ({ message }) => (await this.tools.encoders.giveUp(id, message)).encoder });
      return Float32Array.from(sums, (sum, at) => sum / Math.max(1, counts[Math.floor(at / width)] as number));
    });
  }
}
