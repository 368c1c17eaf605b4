import { openArena, type Arena, type Region } from '@vectors/kernels/arena';
import { vectorAt, type VectorTable } from '@vectors/vector-table';
import { LinearHead } from './linear-head';
import type { LogitLoss } from './logit-loss';
import { softmax } from '@semantics/softmax';

/** Where the parameters of a mix and its head stand in one array: scores `[nLayers]`, head `[nClasses, dim + 1]` (intercept last), the head's own. */
export interface MixLayout {
  readonly head: number;
  readonly own: number;
  readonly size: number;
}

export function mixLayout({ nLayers, dim }: VectorTable, { nClasses, nParameters }: LogitLoss): MixLayout {
  const own = nLayers + nClasses * (dim + 1);
  return { head: nLayers, own, size: own + nParameters };
}

/**
 * Mean product of the layers with each other, `[nLayers, nLayers]`: Σ over rows of hⱼ · hₖ, by rows and columns. Of standardised columns it is
 * how much two layers correlate, and 1 of a layer with itself.
 */
export function layerProducts(table: VectorTable): Float64Array {
  const { nRows, nLayers, dim } = table;
  const products = new Float64Array(nLayers * nLayers);
  for (let row = 0; row < nRows; row++) {
    for (let j = 0; j < nLayers; j++) {
      const a = vectorAt(table, row, j);
      for (let k = 0; k <= j; k++) {
        const b = vectorAt(table, row, k);
        let sum = 0;
        for (let d = 0; d < dim; d++) sum += (a[d] as number) * (b[d] as number);
        products[j * nLayers + k] = (products[j * nLayers + k] as number) + sum / (nRows * dim);
      }
    }
  }
  for (let j = 0; j < nLayers; j++) for (let k = 0; k < j; k++) products[k * nLayers + j] = products[j * nLayers + k] as number;
  return products;
}

export interface Gamma {
  readonly gamma: number;
  /** Its derivative by every weight. */
  readonly slopes: Float64Array;
}

/**
 * The γ at which the mix `γ Σ wⱼ hⱼ` is as large as its layers are: γ² = Σ wⱼ Cⱼⱼ / Σ wⱼ wₖ Cⱼₖ, with C of {@link layerProducts}. Layers that differ cancel
 * each other out, so that γ ≥ 1, and = 1 of one layer alone. Learned freely beside a penalised head γ would have no minimum: twice γ with half the head says
 * the same and costs a quarter of the penalty. Held so, a mix is penalised as one layer is.
 */
export function gammaOf(weights: Float64Array, products: Float64Array): Gamma {
  const n = weights.length;
  const beside = weights.map((_, j) => weights.reduce((sum, weight, k) => sum + weight * (products[j * n + k] as number), 0));
  const own = weights.reduce((sum, weight, j) => sum + weight * (products[j * n + j] as number), 0);
  const all = weights.reduce((sum, weight, j) => sum + weight * (beside[j] as number), 0);
  if (!(all > 0)) return { gamma: 1, slopes: new Float64Array(n) };
  const gamma = Math.sqrt(own / all);
  return { gamma, slopes: weights.map((_, j) => (gamma / 2) * ((products[j * n + j] as number) / own - (2 * (beside[j] as number)) / all)) };
}

/**
 * The loss of a head on a mix of layers, and its gradient by scores, head and the head's own parameters. The mixed rows are made anew at every look:
 * with the kernels that costs `2 n L d + 3 n d K` products, less than logits of every layer (`2 n L d K`).
 */
export class MixObjective {
  private readonly arena: Arena = openArena();
  private readonly layout: MixLayout;
  private readonly products: Float64Array;
  private readonly linear: LinearHead;
  private readonly x: Region<Float32Array>;
  private readonly shares: Region<Float32Array>;
  private readonly mixed: Region<Float32Array>;
  private readonly turned: Region<Float32Array>;
  private readonly byMixed: Region<Float32Array>;
  private readonly byLayer: Region<Float32Array>;

  private isMixed = false;

  constructor(private readonly table: VectorTable, private readonly head: LogitLoss) {
    const { nRows, nLayers, dim } = table;
    const { arena } = this;
    this.layout = mixLayout(table, head);
    this.products = layerProducts(table);
    this.linear = new LinearHead(arena, nRows, dim, head);
    const { width, nLines } = this.linear;
    this.x = arena.float32(nRows * nLayers * width);
    this.shares = arena.float32(2 * nLayers);
    // A row more than there are: the kernel writes two.
    this.mixed = arena.float32((nRows + 1) * width);
    this.turned = arena.float32((nRows + 1) * nLines);
    this.byMixed = arena.float32((nRows + 1) * width);
    this.byLayer = arena.float32(nRows * nLayers);
    const x = this.x.view;
    for (let at = 0; at < nRows * nLayers; at++) x.set(table.values.subarray(at * dim, (at + 1) * dim), at * width);
  }

  /** @param penalty of the squares of head and own parameters, intercepts aside. @returns the mean loss of a row, penalised; its gradient is written */
  value(parameters: Float64Array, gradient: Float64Array, penalty: number): number {
    const { table: { nRows, nLayers }, layout } = this;
    const weights = softmax(parameters.subarray(0, nLayers));
    const { gamma, slopes } = this.gamma(weights);
    // One layer is its own mix, whatever its score.
    if (nLayers > 1 || !this.isMixed) this.mix(weights, gamma);
    const [head, headGradient] = [parameters.subarray(layout.head), gradient.subarray(layout.head)];
    const loss = this.linear.loss(this.mixed, head, headGradient);
    // By γwⱼ; then by wⱼ, through γ too; then by the scores.
    const along = nLayers > 1 ? this.alongLayers() : new Float64Array(1);
    const byGamma = weights.reduce((sum, weight, j) => sum + weight * (along[j] as number), 0);
    const byWeight = weights.map((_, j) => gamma * (along[j] as number) + byGamma * (slopes[j] as number));
    const mean = weights.reduce((sum, weight, j) => sum + weight * (byWeight[j] as number), 0);
    for (let j = 0; j < nLayers; j++) gradient[j] = (weights[j] as number) * ((byWeight[j] as number) - mean) / nRows;
    return this.linear.penalised(loss, head, headGradient, penalty);
  }

  /** The γ of a mix of these rows: {@link gammaOf}. */
  gamma(weights: Float64Array): Gamma {
    return gammaOf(weights, this.products);
  }

  private mix(weights: Float64Array, gamma: number): void {
    const { arena: { kernels }, table: { nRows, nLayers, dim }, linear: { width }, x, mixed, shares } = this;
    shares.view.set(weights.map((weight) => gamma * weight));
    for (let row = 0; row < nRows; row++) kernels.weightedSums(shares.pointer, 2, x.pointer + row * nLayers * width * 4, nLayers, width, mixed.pointer + row * width * 4);
    const view = mixed.view;
    for (let row = 0; row < nRows; row++) view[row * width + dim] = 1;
    this.isMixed = true;
  }

  /** Of every layer, the sum over rows of its vector times the loss's derivative by the mixed row, which the head left as residuals. */
  private alongLayers(): Float64Array {
    const { arena: { kernels }, table: { nRows, nLayers }, head, linear: { width, nLines, w, residuals }, x, turned, byMixed, byLayer } = this;
    const [from, to] = [residuals.view, turned.view];
    for (let k = 0; k < head.nClasses; k++) for (let row = 0; row < nRows; row++) to[row * nLines + k] = from[k * nRows + row] as number;
    kernels.weightedSums(turned.pointer, nRows + (nRows % 2), w.pointer, nLines, width, byMixed.pointer);
    for (let row = 0; row < nRows; row++) kernels.dots(x.pointer + row * nLayers * width * 4, nLayers, byMixed.pointer + row * width * 4, 1, width, byLayer.pointer + row * nLayers * 4, 1);
    const sums = new Float64Array(nLayers);
    const each = byLayer.view;
    for (let row = 0; row < nRows; row++) for (let j = 0; j < nLayers; j++) sums[j] = (sums[j] as number) + (each[row * nLayers + j] as number);
    return sums;
  }
}
