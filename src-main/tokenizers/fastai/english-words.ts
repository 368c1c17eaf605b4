/**
 * Words as spaCy's English tokenizer cuts them (spacy.lang.en, spacy.tokenizer), for text that fastai's rules have lower-cased: between white space, affixes are
 * taken off from both ends, then what is left is cut at infixes. Left out: addresses of the web, emoticons, and exceptions that only capitals reach.
 */

/** `[from, to)` in the text. */
export type WordRange = readonly [number, number];

const QUOTES = '\'"”“`‘´’‚,„»«「」『』（）〔〕【】《》〈〉〈〉⟦⟧';
const MARKS = '…,:;!?¿؟¡()\\[\\]{}<>_#*&。？！，、；：～·।،۔؛٪';
const CURRENCY = '\\p{Sc}';
const UNITS = 'km²|km³|km|m²|m³|m|dm²|dm³|dm|cm²|cm³|cm|mm²|mm³|mm|ha|µm|nm|yd|in|ft|kg|g|mg|µg|t|lb|oz|m/s|km/h|mph|hpa|pa|mbar|mb|kb|gb|tb|t|%';
const PREFIX = new RegExp(`^(?:[§%=—–]|\\+(?!\\d)|\\.\\.+|[${MARKS}${QUOTES}]|${CURRENCY}|\\p{So})`, 'u');
const SUFFIX = new RegExp([
  '\\.\\.+$', `[${MARKS}${QUOTES}]$`, '\\p{So}$', "['’]s$", '[—–]$', '(?<=\\d)\\+$', '(?<=°[fck])\\.$', `(?<=\\d)${CURRENCY}$`, `(?<=\\d)(?:${UNITS})$`,
  `(?<=[\\d\\p{Ll}\\p{Lo}%²\\-+${MARKS}${QUOTES}])\\.$`, '(?<=\\p{Lu}\\p{Lu})\\.$',
].join('|'), 'u');
const INFIX = new RegExp([
  '\\.\\.+|…', '\\p{So}', '(?<=\\d)[+\\-*^](?=[\\d-])', `(?<=[\\p{Ll}\\p{Lo}${QUOTES}])\\.(?=[\\p{Lu}${QUOTES}])`, '(?<=\\p{L}),(?=\\p{L})',
  '(?<=[\\p{L}\\d])(?:---?|——|[-–—~])(?=\\p{L})', '(?<=[\\p{L}\\d])[:<>=/](?=\\p{L})',
].join('|'), 'gu');

const S = "['’]?";
const PERSON = 'i|you|he|she|it|we|they';
const QUESTION = 'who|what|when|where|why|how|there|that|this|these|those';
/** Every group is a word. */
const CONTRACTIONS: readonly RegExp[] = [
  new RegExp(`^(i)(${S}m)$`), new RegExp(`^(i)(${S}m)(a)$`),
  new RegExp(`^(${PERSON}|${QUESTION})(${S}ll|${S}d)(${S}ve)?$`),
  new RegExp(`^(i|you|we|they|${QUESTION})(${S}ve)$`), new RegExp(`^(you|we|they|${QUESTION})(${S}re)$`),
  new RegExp(`^(he|she|it|${QUESTION})(${S}s)$`),
  new RegExp(`^(ca|could|do|does|did|had|may|might|must|need|ought|sha|should|wo|would)(n${S}t)(${S}ve)?$`),
  new RegExp(`^(could|might|must|should|would)(${S}ve)$`), new RegExp(`^(ai|are|is|was|were|have|has|dare)(n${S}t)$`),
  /^(can)(not)$/, /^(gon)(na)$/, /^(got)(ta)$/, /^(let)(['’]s)$/, /^(y['’]?)(all)$/, /^(c['’]m)(on)$/, /^(not)(['’]?ve)$/, /^(how)(['’]d)(['’]?y)$/,
  /^(1[0-2]|[1-9])(am|pm|a\.m\.|p\.m\.)$/,
];
/** Words of their own that a rule above would cut. */
const OWN_WORDS = new Set(['ill', 'its', 'hell', 'shell', 'shed', 'were', 'well', 'whore']);
/** Kept whole with their marks. */
const WHOLE = /^(?:[a-zäöüαß]\.|a\.m\.|p\.m\.|e\.g\.|i\.e\.|co\.|vs\.|v\.s\.|v\.|o['’]clock|ma['’]am|ol['’]|lovin['’]|havin['’]|doin['’]|goin['’]|nothin['’]|nuthin['’]|somethin['’]|['’](?:cause|cos|coz|cuz|bout|em|ll|nuff|d|s|m|re|ve)|and\/or|w\/o|c\+\+)$/;

/** Every character but white space is in one word; a run of white space beyond a single space is a word too, as spaCy has it. */
export function englishWords(text: string): readonly WordRange[] {
  const words: WordRange[] = [];
  for (const { index, 0: chunk } of text.matchAll(/[^\s]+|\s+/gu)) {
    if (!/^\s/u.test(chunk)) cut(chunk, index, words);
    else if (chunk.length > 1 || chunk !== ' ') words.push([index + (chunk.startsWith(' ') ? 1 : 0), index + chunk.length]);
  }
  return words.filter(([from, to]) => to > from);
}

function cut(chunk: string, at: number, words: WordRange[]): void {
  let [from, to] = [0, chunk.length];
  const behind: WordRange[] = [];
  const put = (start: number, end: number): void => { words.push([at + start, at + end]); };
  while (from < to) {
    const rest = chunk.slice(from, to);
    const special = specialCut(rest);
    if (special !== null) {
      for (const length of special) {
        put(from, from + length);
        from += length;
      }
      break;
    }
    const prefix = PREFIX.exec(rest)?.[0].length ?? 0;
    if (prefix > 0) {
      put(from, from + prefix);
      from += prefix;
      if (from < to && specialCut(chunk.slice(from, to)) !== null) continue;
    }
    const suffix = from < to ? SUFFIX.exec(chunk.slice(from, to))?.[0].length ?? 0 : 0;
    if (suffix > 0) behind.unshift([at + to - suffix, at + to]);
    to -= suffix;
    if (prefix > 0 || suffix > 0) continue;
    for (const infix of chunk.slice(from, to).matchAll(INFIX)) {
      const start = to - rest.length + infix.index;
      if (start > from) put(from, start);
      put(start, start + infix[0].length);
      from = start + infix[0].length;
    }
    if (from < to) put(from, to);
    break;
  }
  words.push(...behind);
}

/** Lengths of the parts of a chunk with a rule of its own; null where it has none. */
function specialCut(chunk: string): readonly number[] | null {
  if (OWN_WORDS.has(chunk)) return [chunk.length];
  if (WHOLE.test(chunk)) return [chunk.length];
  for (const pattern of CONTRACTIONS) {
    const found = pattern.exec(chunk);
    if (found !== null) return found.slice(1).flatMap((part: string | undefined) => (part === undefined ? [] : [part.length]));
  }
  return null;
}
