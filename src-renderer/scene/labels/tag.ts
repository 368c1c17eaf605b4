/** A, B, … Z, then AA, AB, …: the letter of the index-th selected occurrence. */
export function tagOf(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : tagOf(Math.floor(index / 26) - 1) + tagOf(index % 26);
}
