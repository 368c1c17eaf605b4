/** Limits of what one message may carry; the readers of files keep to the same ones. */
export const LIMITS = {
  sentenceLength: 20_000,
  nColumns: 100,
  nOccurrences: 200_000,
  pasteLength: 16_000_000,
  pngBytes: 512_000_000,
  svgLength: 64_000_000,
  filmBytes: 512_000_000,
  csvBytes: 512_000_000,
  nChosenRows: 2_000,
  nDroppedFiles: 10_000,
} as const;
