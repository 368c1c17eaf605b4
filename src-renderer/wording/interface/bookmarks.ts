/** Bookmarks, named selections and the slide show. */
export const bookmarksWords = {
  // BookmarkList
  bookmarks: 'Bookmarks',
  addBookmark: 'Bookmark what is on screen',
  addBookmarkKeys: 'Ctrl D',
  play: 'Play the slide show',
  bookmarksHint: 'A bookmark keeps the view, the camera, the selection, the filter and the colours. Bookmarks play as a slide show.',
  earlier: (name: string) => `Earlier: ${name}`,
  later: (name: string) => `Later: ${name}`,
  nameAndCaption: (name: string) => `Name and caption: ${name}`,
  deleteBookmark: (name: string) => `Delete: ${name}`,
  // NameDialog
  name: 'Name',
  caption: 'Caption, shown below the name in the slide show',
  keep: 'Keep',
  // NamedSelections
  namedSelections: 'Named selections',
  selectNamed: (name: string) => `Select ${name}`,
  renameNamed: (name: string) => `Name: ${name}`,
  deleteNamed: (name: string) => `Delete: ${name}`,
  // SlideShowBar
  slideOf: (at: number, n: number) => `${at} of ${n}`,
  slideBefore: 'Bookmark before',
  slideNext: 'Next bookmark',
  goOn: 'Go on',
  wait: 'Wait',
  waitKeys: 'Space',
  nextSlide: 'Next slide',
  byHand: 'by hand',
  everySeconds: (seconds: string) => `every ${seconds} s`,
  leave: 'Leave the slide show',
  leaveKeys: 'Esc',
  // bookmarking
  nameTitle: 'Name and caption of the bookmark',
  // naming
  nameSelection: 'Name this selection',
  selectionNumber: (n: number) => `selection ${n}`,
  nameOfSelection: 'Name of the selection',
  layer: (layer: number) => `layer ${layer}`,
} as const;
