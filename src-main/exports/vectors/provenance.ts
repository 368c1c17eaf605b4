import { createHash } from 'node:crypto';
import type { EmbeddingSummary, Pooling } from '@contract/embedding';
import { canonicalCard, type ModelCard, type SentencePooling } from '@contract/model-card';

/** Where vectors come from: everything that has to be the same for them to be the same. No date and no duration: the same run gives the same bytes. */
export interface Provenance {
  readonly app: 'Contexture';
  readonly appVersion: string;
  readonly model: ProvenanceModel;
  /** Numbers of the layers that were taken, 0 the context-free input; of sentences that go through dense steps there is one, 0. */
  readonly layers: readonly number[];
  readonly dim: number;
  readonly pooling: Pooling;
  /** How `layers` were made into one vector; absent where they are written as they are. */
  readonly mix?: ProvenanceMix;
  /** What was read before every whole sentence; null where nothing was. */
  readonly prompt: { readonly name: string; readonly text: string } | null;
  /** What computed them; null where nothing had to be computed. */
  readonly device: string | null;
  /** How products with the model's weights were computed; absent: exactly, in float32. */
  readonly precision?: 'int8';
  /** Rows that are written. */
  readonly nRows: number;
  /** Rows of the run, where more were computed than are written; absent: those that are written. */
  readonly nRun?: number;
  /** Rows of the run that had been computed before, by whatever device, and were read from the embedding cache. */
  readonly nCached: number;
  /** Which part of a corpus this is; absent for what is no part. */
  readonly shard?: ProvenanceShard;
  readonly values: 'float32';
  /** What charStart and charEnd count. */
  readonly offsets: 'UTF-16 code units';
}

/** `index` from 1. */
export interface ProvenanceShard {
  readonly index: number;
  readonly of: number;
  /** Over the names and contents of all files of the corpus. */
  readonly corpusSha256: string;
  readonly nFiles: number;
}

/** Layers added with weights that sum to 1, times `gamma`; or, where there are none, one behind another. */
export interface ProvenanceMix {
  /** As many as the layers; null: one behind another. */
  readonly weights: readonly number[] | null;
  readonly gamma: number;
  /** Of the dimensions of every layer. */
  readonly half: 'both' | 'forward' | 'backward';
}

export interface ProvenanceModel extends Pick<ModelCard, 'id' | 'name' | 'kind' | 'architecture' | 'nLayers' | 'source' | 'licence' | 'recurrent'> {
  /** Of the canonical card, which holds the digests of all files of the model. */
  readonly cardSha256: string;
  /** SHA-256 by file name. */
  readonly files: Readonly<Record<string, string>>;
  /** Longest input in sub-words, special tokens included; null where there is no limit. */
  readonly maxTokens: number | null;
  readonly sentence: Pick<SentencePooling, 'mode' | 'maxTokens' | 'steps'> | null;
}

/** What one run was, as far as its model's card does not say it. */
export interface RunFacts {
  readonly appVersion: string;
  readonly layers: readonly number[];
  readonly dim: number;
  readonly pooling: Pooling;
  /** As in the contract's `EmbedRequest`; null: what the model reads by itself. */
  readonly prompt: string | null;
  readonly device: string | null;
  readonly precision?: 'int8';
  readonly nRows: number;
  readonly nCached: number;
  readonly mix?: ProvenanceMix;
  readonly nRun?: number;
  readonly shard?: ProvenanceShard;
}

export function provenanceOf(card: ModelCard, { appVersion, layers, dim, pooling, prompt, device, precision, nRows, nCached, mix, nRun, shard }: RunFacts): Provenance {
  const { id, name, kind, architecture, nLayers, source, licence, maxTokens, recurrent, sentence } = card;
  const files = Object.fromEntries(Object.entries(card.files).sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, { sha256 }]) => [file, sha256]));
  return {
    app: 'Contexture',
    appVersion,
    model: {
      id,
      name,
      kind,
      architecture,
      nLayers,
      source,
      licence,
      cardSha256: createHash('sha256').update(canonicalCard(card)).digest('hex'),
      files,
      maxTokens: maxTokens ?? null,
      ...(recurrent === undefined ? {} : { recurrent }),
      sentence: sentence === undefined ? null : { mode: sentence.mode, maxTokens: sentence.maxTokens, steps: sentence.steps },
    },
    layers,
    dim,
    pooling,
    ...(mix === undefined ? {} : { mix }),
    prompt: pooling === 'sentence' ? promptOf(sentence, prompt) : null,
    device,
    ...(precision === undefined ? {} : { precision }),
    nRows,
    ...(nRun === undefined ? {} : { nRun }),
    nCached,
    ...(shard === undefined ? {} : { shard }),
    values: 'float32',
    offsets: 'UTF-16 code units',
  };
}

/** Of a run: a row is missing, was read from the cache, or was computed. */
export const computedBy = ({ nCached, missing, nOccurrences, device, precision }: ComputedSummary): Pick<RunFacts, 'device' | 'precision' | 'nCached'> =>
  ({ device: nCached + missing.length === nOccurrences ? null : device.label, ...(precision === undefined ? {} : { precision }), nCached });

type ComputedSummary = Pick<EmbeddingSummary, 'nCached' | 'missing' | 'nOccurrences' | 'device' | 'precision'>;

function promptOf(sentence: SentencePooling | undefined, asked: string | null): Provenance['prompt'] {
  const name = asked ?? sentence?.defaultPrompt ?? '';
  const text = Object.hasOwn(sentence?.prompts ?? {}, name) ? sentence?.prompts?.[name] ?? '' : '';
  return text === '' ? null : { name, text };
}
