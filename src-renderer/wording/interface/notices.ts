import { counted } from '../captions';

/** Messages. */
export const noticesWords = {
  // Notices
  closeMessage: 'Close this message',
  // bookmarking
  tooManyBookmarks: (most: number) => `There are ${most.toLocaleString('en')} bookmarks, which is the most. Delete one first.`,
  nameIt: 'Name it',
  // failures
  cancelled: 'Cancelled.',
  // model-jobs
  wentWrong: (message: string) => `Something went wrong: ${message}`,
  // looks
  setNotHere: (place: string, id: string) => `This ${place} shows the sentences “${id}”, which are not here.`,
  modelNotHere: (place: string, id: string) => `This ${place} shows the model “${id}”, which is not here. Import it under “Models…”, or go on to the next ${place}.`,
  // project-along
  noAxisToLayAlong: 'The two groups have the same mean here: there is no axis to lay the map along. Make another axis.',
  // projection
  tsneTooLarge: (most: number, n: number) => `t-SNE is for up to ${most.toLocaleString('en')} points; this set has ${n.toLocaleString('en')}. Choose UMAP or PCA.`,
  tsneTooLargeHere: (most: number, n: number) => `t-SNE is for up to ${most.toLocaleString('en')} points; this set has ${counted(n, 'point')}.`,
  // model-jobs
  modelReady: (name: string) => `${name} is ready.`,
  modelCancelled: (name: string) => `${name}: cancelled.`,
  // models
  modelInUse: 'Another model could not be opened in its place, so it was not removed. Open another model first.',
  modelRemoved: (name: string) => `${name} was removed.`,
  // autosaving
  keptOne: 'What was on screen has been kept.',
  keptMany: (n: number) => `What was on screen in ${n} windows has been kept.`,
  endedUnclosed: (what: string) => `Contexture ended without being closed. ${what}`,
  openKept: 'Open it',
  openKeptMany: 'Open them',
  // sessions
  oneLayerKept: 'The session keeps the layer on screen alone: all layers of this set are too large for one file.',
  saveElsewhere: 'Save elsewhere',
  copyOpened: 'This session is open in another window of Contexture. Here a copy of it was opened: saving asks for a name of its own.',
  computeAnew: 'Compute it anew',
  sessionWithoutModel: (file: string | null, model: string) =>
    `${file === null ? 'The session' : `“${file}”`} was made with ${model}, which is not here: the picture stands, distances and neighbours need the model. Import it under “Models…”.`,
  otherModelHere: (model: string) => `The model “${model}” here is another one than the one the session was made with. The picture is the saved one.`,
  // edit
  setIsRead: 'The sentences are being read. Change them when that is done, or cancel it.',
  // editing
  lastSentence: 'A set has at least one sentence. Keep one, or delete the whole set from the list of sets.',
  // elsewhere
  setDeletedElsewhere: (title: string) => `“${title}” was deleted in another window. It stays on screen here; a change brings it back into the list.`,
  // keeping
  keepAsOwn: 'Keep as a set of its own',
  // view
  tryAgain: 'Try again',
  // keeping
  setDeleted: (title: string) => `Deleted “${title}”.`,
  undo: 'Undo',
  // whole-sets
  setsMade: (n: number, title: string) => `Made ${n} sets of “${title}”; they are in the list of sets.`,
  // comparing
  nothingToCompare: (model: string) => `${model} has one layer, and there is no other model to compare it with. Import one under “Models…”.`,
  // compute-view
  noSuchLayer: (layer: number) => `The flight has no layer ${layer}. Choose the model again.`,
  // remembering
  pageCameBack: 'The window crashed and was opened again. Your sentences and the view are as they were.',
  // start
  noModel: 'There is no model here. Import one, or install the app again.',
  noSuchModel: (id: string, known: string) => `There is no model “${id}” here. Choose one of: ${known}.`,
  // view
  modelStopped: 'The model stopped. Your sentences are safe.',
  restartModel: 'Restart it',
  // about
  newVersion: (version: string) => `Contexture ${version} is there.`,
  showVersion: 'Show it',
  // arrivals
  oneModelAtATime: (name: string) => `Looked at ${name}. Drop one model at a time.`,
  // graphics
  graphicsEnded: 'The graphics process ended, and the picture has not come back. The list on the left shows the same sentences.',
  loadAgain: 'Load the window again',
  // bookmarking, flying: what depends on more than its values
  bookmarked: (name: string, isAlong: boolean) => `Bookmarked as “${name}”.${isAlong ? ' It keeps the map without the axis that it is laid along.' : ''}`,
  flightNeedsTwo: (model: string) => `${model} has one layer here. A flight needs two.`,
  strataNeedTwo: (model: string) => `${model} has one layer here. Strata need two.`,
} as const;
