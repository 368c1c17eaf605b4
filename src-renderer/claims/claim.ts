import type { CharSpan } from '@contract/occurrence';

/** A sentence that a claim speaks of; its letter stands in the card, the list and the scene. */
export interface ClaimSentence extends CharSpan {
  readonly letter: string;
  readonly text: string;
}

/** A part of a statement; words that a speaker could say are bold. */
export type StatementPart = { readonly plain: string } | { readonly word: string };

/** A figure that the source gives, always with the model that it belongs to. */
export interface SourceFigure {
  readonly name: string;
  readonly value: number;
}

interface ClaimText {
  readonly id: string;
  readonly statement: readonly StatementPart[];
  readonly source: string;
  /** The model whose figures the source gives. */
  readonly sourceModel: string | null;
  /** Id of that model in the catalogue of downloads; absent where it is bundled. */
  readonly sourceModelId?: string;
  readonly sourceFigures: readonly SourceFigure[];
}

/**
 * A statement of a text about meaning in vectors, in a form that can be tested.
 * `distances`: of its sentences (by their places) the first pair is nearer than the second; `vectors`: its sentences have as many vectors as they are, or one;
 * `form-yields`: on the set that is open, neighbours share the form less at the top than at layer 0, and the sense more at some layer above it;
 * `last-is-not-best`: on the set that is open, some layer before the last recalls the senses better.
 */
export type Claim = ClaimText & (SentenceTest | { readonly measure: 'form-yields' | 'last-is-not-best' });
export type SentenceClaim = ClaimText & SentenceTest;

type SentenceTest =
  | {
      readonly measure: 'distances';
      readonly sentences: readonly ClaimSentence[];
      readonly nearer: readonly [number, number];
      readonly farther: readonly [number, number];
      readonly names: readonly [nearer: string, farther: string];
    }
  | { readonly measure: 'vectors'; readonly sentences: readonly ClaimSentence[]; readonly wanted: 'all' | 'one' };

/** What one model gives for a claim about sentences, layer by layer; layer 0 of a model with context is never judged. */
export interface Measured {
  readonly modelName: string;
  readonly nLayers: number;
  /** Of each side of the test a value a layer; it holds where the second is larger. */
  readonly sides: readonly [readonly number[], readonly number[]];
}

/** A smaller difference is a tie, and a tie does not hold. */
export const TIE = 0.005;

export interface LayerVerdict {
  readonly kind: 'holds' | 'holds-at' | 'does-not-hold';
  /** Of every layer; null where it is not judged. */
  readonly marks: readonly (boolean | null)[];
  /** The layer with the widest margin among those where it holds; null where there is none. */
  readonly bestLayer: number | null;
}

/** At which layers the second side exceeds the first by more than a tie. */
export function layerVerdictOf({ nLayers, sides: [small, large] }: Measured): LayerVerdict {
  const margins = Array.from({ length: nLayers }, (_, layer) => (large[layer] ?? Number.NaN) - (small[layer] ?? Number.NaN));
  const marks = margins.map((margin, layer) => (layer === 0 && nLayers > 1 ? null : margin > TIE));
  const judged = marks.filter((mark) => mark !== null);
  const held = judged.filter(Boolean).length;
  const kind = held === 0 ? 'does-not-hold' : held === judged.length ? 'holds' : 'holds-at';
  const holding = marks.flatMap((mark, layer) => (mark === true ? [layer] : []));
  const bestLayer = holding.reduce<number | null>((best, layer) => (best === null || (margins[layer] ?? 0) > (margins[best] ?? 0) ? layer : best), null);
  return { kind, marks, bestLayer };
}

/** A claim about layers, on one set. */
export interface WholeVerdict {
  readonly holds: boolean;
  /** "form 1.00 to .79, sense .31 to .96": the numbers that it rests on. */
  readonly figures: string;
}

/** What comes of a claim in one model. */
export type Outcome =
  | { readonly kind: 'by-layer'; readonly measured: Measured; readonly verdict: LayerVerdict }
  | { readonly kind: 'whole'; readonly verdict: WholeVerdict }
  /** `why` ends "Not tested: ". */
  | { readonly kind: 'untested'; readonly why: string };
