/** The window: what its regions are called, and the parts that all panels use. */
export const windowWords = {
  // App
  sentenceSets: 'Sentence sets',
  widthOfSets: 'Width of the sentence panel',
  claimsAndSelection: 'Claims and selection',
  widthOfSelection: 'Width of the selection panel',
  // Dialog
  close: 'Close',
  // Resizer
  resizeHint: 'Drag to resize, double-click to reset',
} as const;
