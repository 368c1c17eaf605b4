import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import { SENTENCE_WEIGHTS, type DenseStep, type ModelCard } from '@contract/model-card';
import { norm } from '@vectors/cosine';

/** What follows the pooling of a whole sentence: `[dim of the last layer]` → `[dim of the model's sentence vectors]`. */
export type SentenceSteps = (pooled: Float32Array) => Float32Array;

type Apply = (vector: Float32Array) => Float32Array;

/** @throws Failure `model` when the file of the dense steps is missing or of another length */
export async function loadSentenceSteps(folder: string, { sentence, name }: Pick<ModelCard, 'sentence' | 'name'>): Promise<SentenceSteps> {
  const steps = sentence?.steps ?? [];
  const weights = new WeightReader(steps.some(({ type }) => type === 'dense') ? await readWeights(folder, name) : new Float32Array());
  const all = steps.map((step): Apply => (step.type === 'normalize' ? scaledToLength1 : denseStep(step, weights)));
  if (!weights.isAtEnd) throw damaged(name);
  return (pooled) => all.reduce((vector, apply) => apply(vector), pooled);
}

/** `activation(W x + b)` and its residual, summed in double precision. */
function denseStep({ nIn, nOut, hasBias, residual, activation }: DenseStep, weights: WeightReader): Apply {
  const matrix = weights.take(nIn * nOut);
  const bias = weights.take(hasBias ? nOut : 0);
  const projection = weights.take(residual === 'projected' ? nIn * nOut : 0);
  const activate = ACTIVATIONS[activation];
  return (x) => Float32Array.from({ length: nOut }, (_, row) => {
    const y = activate(product(matrix, row, x) + (bias[row] ?? 0));
    return residual === 'none' ? y : y + (residual === 'same' ? x[row] as number : product(projection, row, x));
  });
}

const ACTIVATIONS: Readonly<Record<DenseStep['activation'], (x: number) => number>> = {
  identity: (x) => x, tanh: Math.tanh, relu: (x) => Math.max(0, x), sigmoid: (x) => 1 / (1 + Math.exp(-x)), gelu: (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)),
};

/** Numerical Recipes, third edition, section 6.2.2 (erfc by Chebyshev fitting, fractional error below 1.2e-7): enough for float32. */
function erf(x: number): number {
  const z = Math.abs(x);
  const t = 1 / (1 + 0.5 * z);
  const coefficients = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];
  const complement = t * Math.exp(-z * z + coefficients.reduceRight((sum, c) => sum * t + c, 0));
  return x >= 0 ? 1 - complement : complement - 1;
}

function product(matrix: Float32Array, row: number, x: Float32Array): number {
  let sum = 0;
  for (let i = 0, at = row * x.length; i < x.length; i++, at++) sum += (matrix[at] as number) * (x[i] as number);
  return sum;
}

/** A zero vector stays as it is (torch.nn.functional.normalize divides by at least 1e-12). */
function scaledToLength1(vector: Float32Array): Float32Array {
  const length = Math.max(1e-12, norm(vector));
  return vector.map((value) => value / length);
}

async function readWeights(folder: string, name: string): Promise<Float32Array> {
  const bytes = await readFile(path.join(folder, SENTENCE_WEIGHTS)).catch((error: unknown) => {
    throw new Failure('model', `The file ${SENTENCE_WEIGHTS} of ${name} cannot be read. Import the model again.`, String(error));
  });
  if (bytes.byteLength % 4 !== 0) throw damaged(name);
  return new Float32Array(new Uint8Array(bytes).buffer);
}

const damaged = (name: string): Failure => new Failure('model', `The file ${SENTENCE_WEIGHTS} of ${name} does not belong to its card. Import the model again.`);

class WeightReader {
  private at = 0;

  constructor(private readonly values: Float32Array) {}

  /** Fewer where the file ends; its end tells. */
  take(n: number): Float32Array {
    this.at += n;
    return this.values.subarray(this.at - n, this.at);
  }

  get isAtEnd(): boolean {
    return this.at === this.values.length;
  }
}
