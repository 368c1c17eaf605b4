import type { Claim, ClaimSentence } from './claim';

const sentence = (letter: string, marked: string): ClaimSentence => {
  const charStart = marked.indexOf('|');
  const charEnd = marked.indexOf('|', charStart + 1) - 1;
  return { letter, text: marked.replaceAll('|', ''), charStart, charEnd };
};

const [RIVER, MONEY, SHORE] = [sentence('A', 'I sat by the river |bank|'), sentence('B', 'I went to the |bank| to deposit money'), sentence('G', 'We walked along the |shore|')];
const RUNS = [
  sentence('C', 'I went for a |run| this morning.'), sentence('D', 'There was a |run| on the bank.'),
  sentence('E', 'She has a |run| in her stockings.'), sentence('F', 'The program takes a long time to |run|.'),
];

/** What the textbook behind the app says of meaning in vectors, in its order; its figures are those of the model that it names. */
export const TEXTBOOK_CLAIMS: readonly Claim[] = [
  {
    id: 'shore', measure: 'distances', sentences: [RIVER, MONEY, SHORE], nearer: [0, 2], farther: [0, 1], names: ['bank–shore', 'bank–bank'],
    statement: [{ word: 'bank' }, { plain: ' by the river is nearer to ' }, { word: 'shore' }, { plain: ' than to the ' }, { word: 'bank' }, { plain: ' with money.' }],
    source: 'The textbook', sourceModel: 'BERT base', sourceModelId: 'bert-base-uncased', sourceFigures: [{ name: 'bank–bank', value: 0.349 }, { name: 'bank–shore', value: 0.218 }],
  },
  {
    id: 'run', measure: 'vectors', sentences: RUNS, wanted: 'all',
    statement: [{ plain: 'Four meanings of ' }, { word: 'run' }, { plain: ' are four vectors.' }], source: 'The textbook', sourceModel: null, sourceFigures: [],
  },
  {
    id: 'static', measure: 'vectors', sentences: RUNS, wanted: 'one',
    statement: [{ plain: 'GloVe has one vector for all four ' }, { word: 'run' }, { plain: '.' }], source: 'The textbook', sourceModel: 'GloVe', sourceFigures: [{ name: 'vectors', value: 1 }],
  },
  {
    id: 'form-yields', measure: 'form-yields',
    statement: [{ plain: 'Lower layers know the form, upper layers the sense.' }], source: 'The textbook', sourceModel: null, sourceFigures: [],
  },
  {
    id: 'last-is-not-best', measure: 'last-is-not-best',
    statement: [{ plain: 'The last layer is not always the best.' }], source: 'The textbook', sourceModel: null, sourceFigures: [],
  },
];

/** All sentences that the claims speak of, each once, as occurrences of the textbook set stand in it. */
export const CLAIM_SENTENCES: readonly ClaimSentence[] = [RIVER, MONEY, ...RUNS, SHORE];
