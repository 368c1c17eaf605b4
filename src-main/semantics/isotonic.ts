/** One step of a rising staircase: from `score` on, `nRight` of `n` cases were right. */
export interface CalibratedStep {
  readonly score: number;
  readonly nRight: number;
  readonly n: number;
}

/**
 * Isotonic regression of right and wrong on a score, by pooling adjacent violators (Ayer et al. 1955; as a calibration: Zadrozny & Elkan 2002).
 * @returns steps with rising scores and shares; equal scores are one step
 */
export function isotonicSteps(cases: readonly { readonly score: number; readonly isRight: boolean }[]): CalibratedStep[] {
  const steps: CalibratedStep[] = [];
  for (const { score, isRight } of [...cases].sort((a, b) => a.score - b.score)) {
    const last = steps.at(-1);
    if (last?.score === score) steps[steps.length - 1] = { score, n: last.n + 1, nRight: last.nRight + (isRight ? 1 : 0) };
    else steps.push({ score, n: 1, nRight: isRight ? 1 : 0 });
  }
  const pooled: CalibratedStep[] = [];
  for (const step of steps) {
    let next = step;
    for (let before = pooled.at(-1); before !== undefined && before.nRight * next.n >= next.nRight * before.n; before = pooled.at(-1)) {
      pooled.pop();
      next = { score: before.score, n: before.n + next.n, nRight: before.nRight + next.nRight };
    }
    pooled.push(next);
  }
  return pooled;
}

/** The step that a score stands on: below the first it is the first; undefined without any. */
export const stepAt = (steps: readonly CalibratedStep[], score: number): CalibratedStep | undefined => steps.findLast((one) => one.score <= score) ?? steps[0];

/** How probable it is that a case of this score is right: the share of its step, with one right and one wrong case added, so that a few cases never make certainty. */
export function calibrated(steps: readonly CalibratedStep[], score: number): number {
  const step = stepAt(steps, score);
  return step === undefined ? 0.5 : (step.nRight + 1) / (step.n + 2);
}
