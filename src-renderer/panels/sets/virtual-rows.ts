/** Upper edge of every row in px and, last, the height of them all: `[n + 1]`. */
export function rowOffsets(n: number, heightOf: (index: number) => number): Float64Array {
  const offsets = new Float64Array(n + 1);
  for (let index = 0; index < n; index++) offsets[index + 1] = (offsets[index] as number) + heightOf(index);
  return offsets;
}

/** Indices `[first, end)` of the rows that touch the window `[top, top + height)`, with `margin` rows more on either side. */
export function visibleRange(offsets: Float64Array, top: number, height: number, margin = 6): { readonly first: number; readonly end: number } {
  const n = offsets.length - 1;
  const first = rowAtOffset(offsets, top);
  const end = rowAtOffset(offsets, top + height) + 1;
  return { first: Math.max(0, first - margin), end: Math.min(n, end + margin) };
}

/** Row that holds the position `y`; the last one below the end. */
export function rowAtOffset(offsets: Float64Array, y: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle + 1] ?? Infinity) <= y) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, Math.min(low, offsets.length - 2));
}
