/** The letter of the n-th selected occurrence, from 0: A … Z, AA, AB, … */
export function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}

/** Letters of the selected rows that have no vector in the model shown. */
export function lettersOfMissing(rows: readonly number[], missing: readonly number[]): string[] {
  const without = new Set(missing);
  return rows.flatMap((row, index) => (without.has(row) ? [letterOf(index)] : []));
}
