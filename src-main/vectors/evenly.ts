/** So many of a list, evenly spaced and in its order; the list itself where it has no more. */
export function evenly<T>(list: readonly T[], n: number): readonly T[] {
  return list.length <= n ? list : Array.from({ length: n }, (_, index) => list[Math.floor((index * list.length) / n)] as T);
}
