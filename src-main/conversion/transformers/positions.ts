import { int, ints } from '../onnx/graph-builder';
import { logBuckets, relativeBuckets } from './relative-positions';
import { inverseFrequencies, type Turns } from './rotary';
import { addNorm } from './norm';
import type { TransformerParts } from './transformer-parts';
import type { Disentangled } from './transformer-spec';

const FLOAT32_MIN = -3.4028234663852886e38;

/** Rows of the table of distances for all pairs of tokens, `[batch, heads, time, time]`: of query i and key j, and of key i and query j. */
export interface DistanceRows extends Disentangled {
  readonly values: string;
  readonly ofQueries: string;
  readonly ofKeys: string;
}

/** What the attention of one block takes. */
export interface BlockPositions {
  /** What is added to query · key: `[batch, 1 or heads, 1 or time, time]`. */
  readonly bias: string;
  readonly turns: Turns | null;
  readonly distanceRows: DistanceRows | null;
}

/** What the attention of several blocks takes alike: who sees whom, and how far apart they stand. Each is worked out once, when the first block asks. */
export class Positions {
  private readonly made = new Map<string, string>();
  private distanceRows: DistanceRows | null = null;

  constructor(private readonly parts: TransformerParts, private readonly ids: string, private readonly mask: string) {}

  of(block: number): BlockPositions {
    return { bias: this.bias(block), turns: this.turns(block), distanceRows: this.distances() };
  }

  private bias(block: number): string {
    const { parts: { spec, graph } } = this;
    const reach = spec.reach?.(block) ?? null;
    return this.once(`bias ${reach ?? 'all'}`, () => {
      const masked = this.maskBias(reach);
      return spec.relativePositions === undefined ? masked : graph.node('Add', [this.relativeBias(spec.relativePositions), masked]);
    });
  }

  private turns(block: number): Turns | null {
    const rotary = this.parts.spec.rotary?.(block);
    if (rotary === undefined) return null;
    const { graph: g } = this.parts;
    const key = `${rotary.theta} ${rotary.dim}`;
    const angles = this.once(`angles ${key}`, () => {
      const places = g.node('Unsqueeze', [g.node('Cast', [this.places()], { to: int(1) }), g.int64([1, 2])]);
      return g.node('Mul', [places, g.float32(inverseFrequencies(rotary))]);
    });
    return { ...rotary, cos: this.once(`cos ${key}`, () => g.node('Cos', [angles])), sin: this.once(`sin ${key}`, () => g.node('Sin', [angles])) };
  }

  private distances(): DistanceRows | null {
    const { disentangled } = this.parts.spec;
    if (disentangled !== undefined) this.distanceRows ??= this.findDistanceRows(disentangled);
    return this.distanceRows;
  }

  private findDistanceRows(about: Disentangled): DistanceRows {
    const { parts, parts: { spec: { dim, nHeads, maxTokens }, graph: g } } = this;
    const table = parts.weight(`${about.table}.weight`, [2 * about.nBuckets, dim]);
    const values = about.norm === null ? table : addNorm(parts, about.norm, table, dim);
    const rowOf = g.int64(logBuckets(maxTokens, about.nBuckets, about.maxDistance));
    const shape = g.node('Concat', [g.node('Shape', [this.ids], { start: int(0), end: int(1) }), g.int64([nHeads]), parts.nTokens(this.ids), parts.nTokens(this.ids)], { axis: int(0) });
    const places = this.places();
    const column = g.node('Unsqueeze', [places, g.int64([1])]);
    const rows = (distances: string): string => g.node('Expand', [g.node('Gather', [rowOf, g.node('Add', [distances, g.int64([maxTokens - 1], [])])]), shape]);
    return { ...about, values, ofQueries: rows(g.node('Sub', [column, places])), ofKeys: rows(g.node('Sub', [places, column])) };
  }

  /** `[1, heads, time, time]`; distances are looked up in one table of them all, which the runtime works out at load. */
  private relativeBias({ name, nBuckets, maxDistance }: { readonly name: string; readonly nBuckets: number; readonly maxDistance: number }): string {
    const { spec: { nHeads, maxTokens }, graph: g } = this.parts;
    const byDistance = g.node('Gather', [this.parts.weight(`${name}.weight`, [nBuckets, nHeads]), g.int64(relativeBuckets(maxTokens, nBuckets, maxDistance))]);
    // Like places(), its nodes in the order that the digests of the models in the box are of.
    const places = g.node('Range', [g.int64([0], []), g.node('Squeeze', [this.parts.nTokens(this.ids)]), g.int64([1], [])]);
    const distances = g.node('Sub', [places, g.node('Unsqueeze', [places, g.int64([1])])]);
    const rows = g.node('Gather', [byDistance, g.node('Add', [distances, g.int64([maxTokens - 1], [])])]);
    return g.node('Unsqueeze', [g.node('Transpose', [rows], { perm: ints([2, 0, 1]) }), g.int64([0])]);
  }

  /** 0 where a token may look, the smallest float where it may not: `[batch, 1, 1 or time, time]`. */
  private maskBias(reach: number | null): string {
    const { parts: { spec: { isCausal, maxTokens }, graph: g } } = this;
    let isSeen = g.node('Cast', [g.node('Unsqueeze', [this.mask, g.int64([1, 2])])], { to: int(9) });
    const isNear = reach !== null && reach < maxTokens - 1;
    if (isCausal || isNear) {
      const places = this.places();
      const column = g.node('Unsqueeze', [places, g.int64([1])]);
      if (isCausal) isSeen = g.node('And', [isSeen, g.node('LessOrEqual', [places, column])]);
      if (isNear) isSeen = g.node('And', [isSeen, g.node('LessOrEqual', [g.node('Abs', [g.node('Sub', [places, column])]), g.int64([reach], [])])]);
    }
    return g.node('Where', [isSeen, g.float32([0], []), g.float32([FLOAT32_MIN], [])]);
  }

  private places(): string {
    return this.once('places', () => this.parts.places(this.ids));
  }

  private once(what: string, make: () => string): string {
    const value = this.made.get(what) ?? make();
    this.made.set(what, value);
    return value;
  }
}
