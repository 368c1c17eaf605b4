/** Whether a row holds NaN or an infinity. */
export function hasNotFinite(row: Float32Array): boolean {
  for (let d = 0; d < row.length; d++) if ((row[d] as number) - (row[d] as number) !== 0) return true;
  return false;
}
