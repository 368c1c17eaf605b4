import type { ProjectionParameters } from '@contract/projection';
import { openArena, type Arena, type Region } from '@vectors/kernels/arena';
import { sampledEdges, type SampledEdges } from './edges';
import type { Graph } from './fuzzy-union';
import type { Curve } from './fit-ab';
import { fillGradient, TABLE_LENGTH } from './gradient';

export interface LayoutParameters extends Pick<ProjectionParameters, 'nComponents' | 'negativeSampleRate' | 'repulsionStrength' | 'seed'>, Curve {
  readonly nEpochs: number;
  /** Of the first epoch; falls evenly towards 0. 1 unless given. */
  readonly learningRate?: number;
}

export interface LayoutOptions {
  /** Several layouts may share one arena; their memory is the arena's owner's to release. */
  readonly arena?: Arena;
  /**
   * `[m, nComponents]`: points that never move. The graph's tails and the negative samples then number these, and only the heads move,
   * each exactly as it would alone.
   */
  readonly fixed?: Float32Array;
  /** `[n]`: what each head's random stream is keyed with, in place of its number. */
  readonly seeds?: Uint32Array;
}

/** A layout under way, in UMAP's own units. */
export interface Layout {
  readonly n: number;
  readonly nComponents: number;
  readonly nEpochs: number;
  /** Epochs done. */
  readonly epoch: number;
  /** Goes on for some milliseconds, at most to the end of the epoch; says whether it got there. Nothing happens after the last one. */
  advance(): boolean;
  /** To the end of the present epoch. */
  runEpoch(): void;
  /**
   * Moves every point the share `strength` × the present learning rate (at most all) of the way to its target. Targets are another layout
   * of as many points, or coordinates `[n, nComponents]`; NaN pulls nothing. For between two epochs.
   */
  pull(targets: Layout | Float32Array, strength: number): void;
  /** A copy, `[n, nComponents]`. */
  coordinates(): Float32Array<ArrayBuffer>;
}

/** Floats a point in memory. */
const STRIDE = 4;
/** Moves between two chances to pause: about 5 ms. */
const MOVES_A_SLICE = 300_000;

/** @param start `[n, nComponents]`, in UMAP's own units. */
export function openLayout(graph: Graph, start: Float32Array, parameters: LayoutParameters, options: LayoutOptions = {}): Layout {
  return new DescentLayout(graph.n, sampledEdges(graph, parameters.nEpochs), start, parameters, options);
}

/** A whole run: yields after each slice, with the layout as it stands (null before it does), and returns the final coordinates. */
export function* layoutSteps(
  graph: Graph,
  start: Float32Array,
  parameters: LayoutParameters,
  options: LayoutOptions = {},
): Generator<{ done: number; total: number; layout: Layout | null }, Float32Array> {
  const edges = sampledEdges(graph, parameters.nEpochs);
  yield { done: 0, total: parameters.nEpochs, layout: null };
  const layout = new DescentLayout(graph.n, edges, start, parameters, options);
  while (layout.epoch < layout.nEpochs) {
    layout.advance();
    yield { done: layout.epoch, total: layout.nEpochs, layout };
  }
  return layout.coordinates();
}

class DescentLayout implements Layout {
  readonly n: number;
  readonly nComponents: number;
  readonly nEpochs: number;
  epoch = 0;
  private head = 0;
  private readonly headsASlice: number;
  private readonly nEnds: number;
  private readonly learningRate: number;
  private readonly rate: number;
  private readonly arena: Arena;
  readonly points: Region<Float32Array>;
  private readonly ends: Region<Float32Array>;
  private targets: Region<Float32Array> | null = null;
  private readonly regions: Readonly<Record<'offsets' | 'tails' | 'periods' | 'next' | 'nextNegative' | 'states' | 'attraction' | 'repulsion', number>>;

  constructor(n: number, edges: SampledEdges, start: Float32Array, parameters: LayoutParameters, { arena = openArena(), fixed, seeds }: LayoutOptions) {
    const { nComponents, nEpochs, negativeSampleRate } = parameters;
    this.n = n;
    this.nComponents = nComponents;
    this.nEpochs = nEpochs;
    this.learningRate = parameters.learningRate ?? 1;
    this.rate = negativeSampleRate;
    this.arena = arena;
    this.nEnds = fixed === undefined ? n : fixed.length / nComponents;
    this.points = this.placed(start);
    this.ends = fixed === undefined ? this.points : this.placed(fixed);
    const next = copied(arena.float32(edges.periods.length), edges.periods);
    const nextNegative = divided(arena.float32(edges.periods.length), edges.periods, Math.max(negativeSampleRate, 1e-9));
    const attraction = arena.float32(TABLE_LENGTH), repulsion = arena.float32(TABLE_LENGTH);
    fillGradient(parameters, parameters.repulsionStrength, attraction.view, repulsion.view);
    this.regions = {
      offsets: copied(arena.int32(n + 1), edges.offsets).pointer, tails: copied(arena.int32(edges.tails.length), edges.tails).pointer,
      periods: copied(arena.float32(edges.periods.length), edges.periods).pointer, next: next.pointer, nextNegative: nextNegative.pointer,
      states: copied(arena.uint32(n), randomStates(n, parameters.seed, seeds)).pointer, attraction: attraction.pointer, repulsion: repulsion.pointer,
    };
    let moves = 0;
    for (let edge = 0; edge < edges.periods.length; edge++) moves += (1 + negativeSampleRate) / (edges.periods[edge] as number);
    this.headsASlice = Math.max(1, Math.floor(n * Math.min(1, MOVES_A_SLICE / Math.max(1, moves))));
  }

  advance(): boolean {
    if (this.epoch >= this.nEpochs) return true;
    const { offsets, tails, periods, next, nextNegative, states, attraction, repulsion } = this.regions;
    const to = Math.min(this.n, this.head + this.headsASlice);
    this.arena.kernels.layoutEpoch(
      this.points.pointer, this.ends.pointer, offsets, tails, periods, next, nextNegative, states, attraction, repulsion, this.nEnds,
      this.head, to, this.epoch + 1, this.rateNow(), this.rate,
    );
    this.head = to;
    if (to < this.n) return false;
    this.head = 0;
    this.epoch++;
    return true;
  }

  runEpoch(): void {
    while (!this.advance());
  }

  pull(targets: Layout | Float32Array, strength: number): void {
    const share = Math.min(1, strength * this.rateNow());
    if (targets instanceof DescentLayout && targets.arena === this.arena) {
      this.arena.kernels.pullTowards(this.points.pointer, targets.points.pointer, this.n, share);
      return;
    }
    this.targets ??= this.arena.float32(this.n * STRIDE);
    this.place(targets instanceof Float32Array ? targets : targets.coordinates(), this.targets);
    this.arena.kernels.pullTowards(this.points.pointer, this.targets.pointer, this.n, share);
  }

  coordinates(): Float32Array<ArrayBuffer> {
    const { view } = this.points;
    const { nComponents } = this;
    const out = new Float32Array(this.n * nComponents);
    for (let point = 0; point < this.n; point++) for (let axis = 0; axis < nComponents; axis++) out[point * nComponents + axis] = view[point * STRIDE + axis] as number;
    return out;
  }

  private rateNow(): number {
    return this.learningRate * (1 - this.epoch / this.nEpochs);
  }

  private placed(coordinates: Float32Array): Region<Float32Array> {
    return this.place(coordinates, this.arena.float32((coordinates.length / this.nComponents) * STRIDE));
  }

  private place(coordinates: Float32Array, region: Region<Float32Array>): Region<Float32Array> {
    const { view } = region;
    const { nComponents } = this;
    for (let point = 0; point * STRIDE < view.length; point++) for (let axis = 0; axis < nComponents; axis++) view[point * STRIDE + axis] = coordinates[point * nComponents + axis] as number;
    return region;
  }
}

function copied<View extends { set(values: ArrayLike<number>): void }>(region: Region<View>, values: ArrayLike<number>): Region<View> {
  region.view.set(values);
  return region;
}

function divided(region: Region<Float32Array>, values: Float32Array, divisor: number): Region<Float32Array> {
  const { view } = region;
  for (let index = 0; index < values.length; index++) view[index] = (values[index] as number) / divisor;
  return region;
}

/** One state a head, never 0: the finaliser of MurmurHash3 (Appleby 2011) over the seed and the head's key. */
function randomStates(n: number, seed: number, keys: Uint32Array | undefined): Uint32Array {
  const states = new Uint32Array(n);
  for (let head = 0; head < n; head++) {
    let state = seed ^ Math.imul((keys?.[head] ?? head) + 1, 0x9e3779b1);
    state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    states[head] = (state ^ (state >>> 16)) >>> 0 || 1;
  }
  return states;
}
