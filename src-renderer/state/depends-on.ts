/** Names what an effect depends on beside what it uses: reading a state is what makes it a dependency. */
export function dependsOn(...reads: readonly unknown[]): void {
  // The reads happened when the arguments were evaluated.
  if (reads.length === 0) throw new Error('An effect that depends on nothing runs once; say so with onMount.');
}
