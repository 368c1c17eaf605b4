/** Analogies of static models. */
export const askingWords = {
  // Analogy
  queryWord: 'query word',
  anAnalogy: 'An analogy',
  fieldOf: (letter: string) => `${letter} of “A is to B as C is to …”`,
  isToOpen: 'is to …',
  continue: 'Continue',
  nearestBefore: 'Nearest by cosine to',
  nearestAfter: ', of unit vectors:',
  withoutQuery: 'Query words left out',
  asSumGives: 'As the sum gives them',
  queryNote: 'Published results leave the query words out. The sum itself often comes out nearest to one of them.',
  isTo: 'is to',
  as: 'as',
  // continuing
  needsThree: 'An analogy needs three words. Write one in each field.',
} as const;
