/** The list of actions. */
export const paletteWords = {
  // PaletteDialog
  everyAction: 'Every action by its name',
  whatToDo: 'What to do',
  whatToDoHint: 'What to do: a set, a model, a layer, an action',
  actions: 'Actions',
  nothingFound: 'Nothing here is called that. Try fewer letters.',
} as const;
