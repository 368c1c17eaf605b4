/** First byte that the compiled module leaves free. */
export function heapBase(): usize {
  return __heap_base;
}
