/** Affinities count this many times in the early epochs, so that groups gather before they spread (van der Maaten & Hinton 2008, section 3.4; the value of van der Maaten 2014). */
const EXAGGERATION = 12;
const LEAST_LEARNING_RATE = 50;
const EARLY_MOMENTUM = 0.5, LATE_MOMENTUM = 0.8;
/** A coordinate whose gradient keeps its direction moves faster, one that swings slower (Jacobs 1988). */
const GAIN_STEP = 0.2, GAIN_SHRINK = 0.8, LEAST_GAIN = 0.01;

export interface Descent {
  /** `[n, nComponents]`, moved in place. */
  readonly points: Float64Array;
  /** One epoch over every pair. */
  epoch(exaggerated: boolean): void;
}

/**
 * Gradient descent on t-SNE's Kullback–Leibler divergence with momentum and gains, exact: every pair counts.
 * The learning rate is n / exaggeration / 4, at least 50, as scikit-learn's `auto` (Belkina et al. 2019).
 * @param affinities `[n, n]`, symmetric, of sum 1. @param points the start, `[n, nComponents]`.
 */
export function openDescent(affinities: Float64Array, points: Float64Array, n: number, nComponents: number): Descent {
  const learningRate = Math.max(LEAST_LEARNING_RATE, n / EXAGGERATION / 4);
  const attraction = new Float64Array(points.length), repulsion = new Float64Array(points.length);
  const steps = new Float64Array(points.length), gains = new Float64Array(points.length).fill(1);
  return {
    points,
    epoch(exaggerated) {
      const sum = addForces(affinities, points, n, nComponents, attraction, repulsion);
      const exaggeration = exaggerated ? EXAGGERATION : 1;
      const momentum = exaggerated ? EARLY_MOMENTUM : LATE_MOMENTUM;
      for (let index = 0; index < points.length; index++) {
        const gradient = 4 * (exaggeration * (attraction[index] as number) - (repulsion[index] as number) / sum);
        const step = steps[index] as number, gain = gains[index] as number;
        gains[index] = gradient * step < 0 ? gain + GAIN_STEP : Math.max(gain * GAIN_SHRINK, LEAST_GAIN);
        steps[index] = momentum * step - learningRate * (gains[index] as number) * gradient;
        (points[index] as number) += steps[index] as number;
      }
      centre(points, n, nComponents);
    },
  };
}

/**
 * With the Student kernel w = 1 / (1 + |yᵢ − yⱼ|²): attraction Σ pᵢⱼ w (yᵢ − yⱼ), repulsion Σ w² (yᵢ − yⱼ), both `[n, nComponents]`.
 * Returns Σ w over all ordered pairs, by which the repulsion is still to be divided.
 */
function addForces(affinities: Float64Array, points: Float64Array, n: number, nComponents: number, attraction: Float64Array, repulsion: Float64Array): number {
  attraction.fill(0);
  repulsion.fill(0);
  const apart = new Float64Array(nComponents);
  let sum = 0;
  for (let row = 1; row < n; row++) {
    for (let other = 0; other < row; other++) {
      let squared = 0;
      for (let axis = 0; axis < nComponents; axis++) {
        const along = (points[row * nComponents + axis] as number) - (points[other * nComponents + axis] as number);
        apart[axis] = along;
        squared += along * along;
      }
      const weight = 1 / (1 + squared);
      sum += weight;
      const pull = (affinities[row * n + other] as number) * weight, push = weight * weight;
      for (let axis = 0; axis < nComponents; axis++) {
        const along = apart[axis] as number;
        (attraction[row * nComponents + axis] as number) += pull * along;
        (attraction[other * nComponents + axis] as number) -= pull * along;
        (repulsion[row * nComponents + axis] as number) += push * along;
        (repulsion[other * nComponents + axis] as number) -= push * along;
      }
    }
  }
  return 2 * sum;
}

function centre(points: Float64Array, n: number, nComponents: number): void {
  for (let axis = 0; axis < nComponents; axis++) {
    let sum = 0;
    for (let row = 0; row < n; row++) sum += points[row * nComponents + axis] as number;
    for (let row = 0; row < n; row++) (points[row * nComponents + axis] as number) -= sum / n;
  }
}
