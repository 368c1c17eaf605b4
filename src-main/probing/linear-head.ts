import type { Arena, Region } from '@vectors/kernels/arena';
import type { LogitLoss } from './logit-loss';

/** Rows as the kernels read them: the vector, a 1 for the intercept, zeros up to a multiple of four. */
export const headWidth = (dim: number): number => Math.ceil((dim + 1) / 4) * 4;

/** The loss of a linear head on rows, and its gradient, by the kernels' products. */
export class LinearHead {
  readonly width: number;
  /** Classes as the kernels count them: an even number, those beyond have weights of zero and are left out. */
  readonly nLines: number;
  readonly w: Region<Float32Array>;
  /** `[nLines, nRows]`: what {@link loss} leaves, the derivatives by the logits. */
  readonly residuals: Region<Float32Array>;
  private readonly logits: Region<Float32Array>;
  private readonly sums: Region<Float32Array>;

  constructor(private readonly arena: Arena, private readonly nRows: number, private readonly dim: number, private readonly head: LogitLoss) {
    this.width = headWidth(dim);
    this.nLines = head.nClasses + (head.nClasses % 2);
    this.w = arena.float32(this.nLines * this.width);
    this.logits = arena.float32(nRows * this.nLines);
    this.residuals = arena.float32(this.nLines * nRows);
    this.sums = arena.float32(this.nLines * this.width);
  }

  /**
   * @param rows `[nRows, width]`
   * @param parameters `[nClasses, dim + 1]`, the intercept last, then the head's own
   * @returns the sum over rows; the gradient's sum is written
   */
  loss(rows: Region<Float32Array>, parameters: Float64Array, gradient: Float64Array): number {
    const { arena: { kernels }, nRows, dim, head, width, nLines, w, logits, residuals, sums } = this;
    const stride = dim + 1;
    const own = head.nClasses * stride;
    for (let k = 0; k < head.nClasses; k++) w.view.set(parameters.subarray(k * stride, (k + 1) * stride), k * width);
    kernels.dots(rows.pointer, nRows, w.pointer, nLines, width, logits.pointer, nLines);
    const loss = head.loss(logits.view, nLines, residuals.view, parameters.subarray(own), gradient.subarray(own));
    kernels.weightedSums(residuals.pointer, nLines, rows.pointer, nRows, width, sums.pointer);
    for (let k = 0; k < head.nClasses; k++) gradient.set(sums.view.subarray(k * width, k * width + stride), k * stride);
    return loss;
  }

  /** The mean loss of a row with half the penalty of the squares, intercepts aside; the gradient becomes that of it. @param loss what {@link loss} gave, with the same arrays */
  penalised(loss: number, parameters: Float64Array, gradient: Float64Array, penalty: number): number {
    const { nRows, dim, head: { nClasses } } = this;
    const stride = dim + 1;
    let squares = 0;
    for (let at = 0; at < parameters.length; at++) {
      const isIntercept = at < nClasses * stride && at % stride === dim;
      const one = parameters[at] as number;
      if (!isIntercept) squares += one * one;
      gradient[at] = (gradient[at] as number) / nRows + (isIntercept ? 0 : penalty * one);
    }
    return loss / nRows + (penalty / 2) * squares;
  }
}
