import type { CharSpan } from '@contract/occurrence';
import type { ReplacePlan, SentenceLeft } from '../../sets/edits/replacing';
import { counted } from '../captions';

type Plan = Extract<ReplacePlan, { kind: 'plan' }>;

/** A stretch of a sentence that is shown in one way. */
export interface Stretch {
  readonly text: string;
  readonly isTarget: boolean;
  readonly isChanged: boolean;
}

const AROUND = 90;
export const MOST_SHOWN = 50;

/** How many characters two texts have in common at their beginning and, behind that, at their end. */
function shared(a: string, b: string): readonly [head: number, tail: number] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - tail - 1] === b[b.length - tail - 1]) tail += 1;
  // The halves of a character are not told apart.
  if (/[\ud800-\udbff]/.test(a[head - 1] ?? '')) head -= 1;
  if (/[\udc00-\udfff]/.test(a[a.length - tail] ?? '')) tail -= 1;
  return [head, tail];
}

/** One side of a change, with what is not in the other side marked; of a long sentence what stands around that. @param target null: it has none any more */
export function previewOf(text: string, other: string, target: CharSpan | null): readonly Stretch[] {
  const [head, tail] = shared(text, other);
  const end = text.length - tail;
  const from = wholeCharacter(text, Math.max(0, head - AROUND)), to = wholeCharacter(text, Math.min(text.length, end + AROUND, head + 4 * AROUND));
  const cuts = [from, head, end, ...(target === null ? [] : [target.charStart, target.charEnd]), to].filter((cut) => cut >= from && cut <= to).sort((a, b) => a - b);
  const stretches = cuts.slice(1).flatMap((cut, index): Stretch[] => {
    const start = cuts[index] ?? cut;
    if (start === cut) return [];
    return [{ text: text.slice(start, cut), isTarget: target !== null && start >= target.charStart && cut <= target.charEnd, isChanged: start >= head && cut <= end }];
  });
  const plain = (sign: string): Stretch => ({ text: sign, isTarget: false, isChanged: false });
  return [...(from > 0 ? [plain('… ')] : []), ...stretches, ...(to < text.length ? [plain(' …')] : [])];
}

/** No character is cut in two. */
const wholeCharacter = (text: string, at: number): number => (/[\udc00-\udfff]/.test(text[at] ?? '') ? at + 1 : at);

/** What a plan would do, in figures. */
export function planText({ changes, left, occurrences }: Plan): string {
  if (changes.length === 0 && left.length === 0) return 'Nothing is found in these sentences.';
  const nWords = changes.reduce((sum, { nChangedWords }) => sum + nChangedWords, 0);
  const changed = changes.length === 0 ? 'No sentence changes.' : `${counted(changes.length, 'sentence')} ${changes.length === 1 ? 'changes' : 'change'}, with ${counted(occurrences.size, 'occurrence')}${nWords === 0 ? '' : `, of which ${nWords.toLocaleString('en')} ${nWords === 1 ? 'is' : 'are'} another word then`}.`;
  return left.length === 0 ? changed : `${changed} ${counted(left.length, 'sentence')} ${left.length === 1 ? 'stays' : 'stay'} as ${left.length === 1 ? 'it is' : 'they are'}${whyText(left)}.`;
}

function whyText(left: readonly SentenceLeft[]): string {
  const n = (why: SentenceLeft['why']): number => left.reduce((sum, one) => sum + (one.why === why ? one.n : 0), 0);
  const parts = [
    ...(n('changed') === 0 ? [] : [`the word itself would change in ${counted(n('changed'), 'occurrence')}`]),
    ...(n('lost') === 0 ? [] : [`the word would be lost in ${counted(n('lost'), 'occurrence')}`]),
    ...(n('long') === 0 ? [] : [`${counted(n('long'), 'occurrence')} would stand in too long a text`]),
  ];
  return `: ${parts.join('; ')}`;
}

const WHY: Readonly<Record<SentenceLeft['why'], string>> = { changed: 'word would change', lost: 'word would be lost', long: 'too long' };
export const leftText = ({ why }: SentenceLeft): string => WHY[why];

/** How many more there are than are shown; empty: none. */
export const moreText = (n: number): string => (n <= MOST_SHOWN ? '' : `and ${(n - MOST_SHOWN).toLocaleString('en')} more`);
