/** How threads look, on the graphics device and in vector pictures. */
export const THREAD_LOOK = {
  /** Steps along one thread: smooth at the sharpest bundling on a full screen; in a crowd nobody sees the corners of one. */
  nSteps: 26, nStepsCrowded: 14, crowd: 400,
  /** Opacity of a thread that is not emphasised, in dark and light themes. */
  baseDark: 0.46, baseLight: 0.5,
} as const;

/** Up to this many threads each has its full strength; more share it, so that bundles do not burn out. */
const FULL_STRENGTH = 120;

/** Share of its strength that each of so many threads or trails has. */
export const threadStrength = (count: number): number => Math.min(1, (FULL_STRENGTH / Math.max(1, count)) ** 0.6);
