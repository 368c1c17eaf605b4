import { partText, sizeText } from '@contract/size-text';
import type { ChosenTexts, Concordance, ConcordanceFile, ConcordanceProgress, ConcordanceTarget } from '@contract/source-text';
import { counted } from '../captions';

/** "bank, Banks,": the word forms between commas, each once. */
export const formsIn = (text: string): readonly string[] => [...new Set(text.split(',').map((form) => form.trim()).filter((form) => form !== ''))];

/** "novels: 214 texts, 96 MB; 3 left out", "book.txt: 1.2 MB", "3 texts, 40 kB". */
export function chosenTextsLine({ name, nFiles, nBytes, nLeftOut }: Omit<ChosenTexts, 'handle'>): string {
  const amount = nFiles === 1 && nLeftOut === 0 ? sizeText(nBytes) : `${counted(nFiles, 'text')}, ${sizeText(nBytes)}`;
  return `${name === null ? '' : `${name}: `}${amount}${nLeftOut === 0 ? '' : `; ${nLeftOut.toLocaleString('en')} left out`}`;
}

/** "12 of 60 MB read, 4,312 occurrences so far". */
export const searchProgressLine = ({ nBytes, nTotalBytes, nHits }: ConcordanceProgress): string =>
  `${partText(nBytes, nTotalBytes)} read, ${counted(nHits, 'occurrence')} so far`;

/** Share of the texts that was read, 0…1. */
export const searchFraction = ({ nBytes, nTotalBytes }: ConcordanceProgress): number => (nTotalBytes === 0 ? 1 : nBytes / nTotalBytes);

/** What was looked for, as it stands in a sentence: “go”, “goes” or “went”; of many forms the first three; /go(es)?/. */
export function targetText(target: ConcordanceTarget): string {
  if (target.by === 'pattern') return `/${target.pattern}/`;
  const quoted = target.forms.map((form) => `“${form}”`);
  if (quoted.length > 4) return `${quoted.slice(0, 3).join(', ')} or ${quoted.length - 3} other forms`;
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

/** Longest part of a set's title that says what was looked for. */
const TITLE_CHARS = 40;

/** "bank in novels", "go, goes, went in 3 texts": the title of the set. */
export function foundTitle(target: ConcordanceTarget, where: string): string {
  const what = target.by === 'pattern' ? `/${target.pattern}/` : target.forms.join(', ');
  return `${what.length > TITLE_CHARS ? `${what.slice(0, TITLE_CHARS).trimEnd()}…` : what} in ${where}`;
}

type Counts = Pick<Concordance, 'nHits' | 'files'> & { readonly nShown: number; readonly seed: number };

/** "4,312 occurrences in 3 files; 1,000 drawn with seed 42." */
export function foundLine({ nHits, files, nShown, seed }: Counts): string {
  const nWith = files.filter((file) => file.nHits > 0).length;
  return `${counted(nHits, 'occurrence')} in ${counted(nWith, 'file')}${nShown < nHits ? `; ${nShown.toLocaleString('en')} drawn with seed ${seed}` : ''}.`;
}

/** What to say, and to do, where nothing was found. */
export function nothingFoundLine(target: ConcordanceTarget, isExactCase: boolean, nFiles: number): string {
  const remedy = isExactCase ? 'Search without exact case, or for another form.'
    : target.by === 'pattern' ? 'A pattern is matched within one sentence: make it shorter, or look for word forms.'
      : 'Only whole words are found: add other forms of it, or look for a pattern.';
  return `There is no ${targetText(target)} in ${nFiles === 1 ? 'this file' : `these ${nFiles.toLocaleString('en')} files`}. ${remedy}`;
}

/** "UTF-8, running text, 2 long sentences cut". */
export function fileNotes({ encoding, reading, nCut }: ConcordanceFile): string {
  const how = reading === null ? [] : [reading === 'lines' ? 'a sentence a line' : 'running text'];
  return [encoding, ...how, ...(nCut === 0 ? [] : [`long sentences cut ${counted(nCut, 'time')}`])].join(', ');
}

/** Where an occurrence stands: "a.txt, line 12". */
export const placeText = (labels: Readonly<Record<string, string>>): string => `${labels['file'] ?? ''}, line ${labels['line'] ?? ''}`;
