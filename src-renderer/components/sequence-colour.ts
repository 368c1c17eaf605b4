const N_STEPS = 6;

/** CSS colour of a place on the ramp, 0…1: the seven `--seq` tokens, mixed between neighbours as the scene mixes them. */
export function sequenceColour(value: number): string {
  const at = Math.max(0, Math.min(1, value)) * N_STEPS;
  const step = Math.min(N_STEPS - 1, Math.floor(at));
  return `color-mix(in srgb, var(--seq-${step + 1}) ${Math.round((at - step) * 100)}%, var(--seq-${step}))`;
}
