/** Pointers are byte offsets into the arena's memory, multiples of 16 unless said otherwise. */
export interface DotKernels {
  /** out[i × outStride + j] = aᵢ · bⱼ; `width` floats a row, a multiple of 4. */
  readonly dots: (a: number, na: number, b: number, nb: number, width: number, out: number, outStride: number) => void;
  /** out[i × outStride + j] = |aᵢ − bⱼ|². */
  readonly squares: (a: number, na: number, b: number, nb: number, width: number, out: number, outStride: number) => void;
  /** The same of rows of 16-bit whole numbers; `na` and `nb` are rounded up to multiples of 4 and 2. */
  readonly wordDots: (a: number, na: number, b: number, nb: number, width: number, out: number, outStride: number) => void;
  /** out[j] = query · rowⱼ of rows of 16-bit whole numbers, as 32-bit ones; `n` is rounded up to a multiple of 4. */
  readonly wordLine: (query: number, rows: number, n: number, width: number, out: number) => void;
  /** Lengths of rows of floats, and the rows scaled to `unit` and rounded to 16 bits: see line.as.ts. */
  readonly unitWords: (rows: number, n: number, width: number, unit: number, lengths: number, out: number) => void;
  /** out[j × width + c] = Σᵢ weights[j × m + i] × x[i × width + c]; `l`, the lines of weights, is even. */
  readonly weightedSums: (weights: number, l: number, x: number, m: number, width: number, out: number) => void;
}

/** The layout's descent; points are four floats each. */
export interface LayoutKernels {
  /** One epoch for the heads `from` to `to` − 1: see layout.as.ts. */
  layoutEpoch(
    heads: number, ends: number, offsets: number, tails: number, periods: number, next: number, nextNegative: number, states: number,
    attraction: number, repulsion: number, nEnds: number, from: number, to: number, epoch: number, learningRate: number, rate: number,
  ): void;
  /** Each of n points goes `share` of the way to its target; one with NaN in its target stays. */
  pullTowards(points: number, targets: number, n: number, share: number): void;
}

/** Lists of nearest rows: see neighbours.as.ts. */
export interface NeighbourKernels {
  keepPairs(
    values: number, stride: number, factor: number, half: number, scales: number, aStart: number, na: number, bStart: number, nb: number,
    indices: number, distances: number, counts: number, worst: number, nCached: number,
  ): void;
  closeLists(n: number, indices: number, distances: number, counts: number, nCached: number): void;
  keepRows(values: number, stride: number, factor: number, offset: number, na: number, bStart: number, nb: number, indices: number, distances: number, nCached: number): void;
  refine(a: number, na: number, rows: number, width: number, isCosine: number, candidates: number, nCached: number, indices: number, distances: number, k: number): void;
}

/** Pairs of rows of a set: see pairs.as.ts. */
export interface PairKernels {
  centredWords(rows: number, n: number, width: number, mean: number, step: number, out: number): void;
  /** Returns the number of hits. */
  scanPairs(
    values: number, stride: number, na: number, n: number, factor: number, half: number, sentences: number, groups: number, classes: number, voters: number,
    any: number, voting: number, slack: number, hits: number, sums: number,
  ): number;
}

/** What the compiled module exports; the kernels' own comments in the *.as.ts files say what each does. */
export interface KernelExports extends DotKernels, NeighbourKernels, PairKernels, LayoutKernels {
  readonly memory: WebAssembly.Memory;
  heapBase(): number;
}
