import type { Reading } from '@contract/source-text';
import { linesOf } from './formats/lines';

/** As many lines, and of each as many characters, as show how a text is written. */
const N_LINES = 2_000;
const N_CHARS = 4_000;
/** Share of the lines that must speak for running text. */
const ENOUGH = 1 / 3;

const CLOSING = '["”’»)\\]|]{0,3}';
const FINAL = new RegExp(`[.!?…:।。！？؟]${CLOSING}$`, 'u');
/** A sentence ends and another begins; after a word of three letters or more, which few abbreviations are. */
const INNER_END = new RegExp(`(?:[\\p{L}\\p{M}]{3}[.!?…]${CLOSING}\\s{1,4}["“„‘«(¿¡|]{0,3}\\p{Lu}|[।؟]\\s{1,4}\\S|[。！？][”’」』）]{0,2}[\\p{L}“「])`, 'u');
const TITLE = /\b(?:Mrs|Prof|Capt|Gen|Rev|Sen|Gov|Messrs|Mme|Mlle|Sra|etc|Inc|Fig|Vol)\. /gu;
const LOWER = /^["“„‘«(]{0,3}\p{Ll}/u;
const HAS_MARK = /\|[^\s|][^|]*\|/u;

/**
 * Whether a text is a sentence a line or running text: several sentences in many lines, or many lines that break off and go on in a small letter.
 * Lines with |bars| are sentences. Only the beginning is looked at.
 * @param text newlines unified to LF
 */
export function recogniseReading(text: string): Reading {
  let [nLines, nFilled, nSeveral, nWrapped, nPairs, nEnds, nMarked] = [0, 0, 0, 0, 0, 0, 0];
  let startsLower = false;
  let before: string | null = null;
  for (const { content } of linesOf(text)) {
    if (++nLines > 2 * N_LINES || nFilled === N_LINES) break;
    const line = content.length > 2 * N_CHARS ? content.slice(0, N_CHARS) + content.slice(-N_CHARS) : content.trim();
    if (line === '') {
      before = null;
      continue;
    }
    if (nFilled++ === 0) startsLower = LOWER.test(line);
    const hasInner = INNER_END.test(line.replace(TITLE, ' '));
    if (hasInner) nSeveral++;
    if (hasInner || FINAL.test(line)) nEnds++;
    if (HAS_MARK.test(line)) nMarked++;
    if (before !== null) {
      nPairs++;
      if (!FINAL.test(before) && LOWER.test(line)) nWrapped++;
    }
    before = line;
  }
  if (nFilled === 0 || nMarked > nFilled / 2) return 'lines';
  if (nSeveral >= nFilled * ENOUGH) return 'running';
  // Text in small letters without any full stops is one sentence a line all the same.
  return nPairs > 0 && nWrapped >= nPairs * ENOUGH && nEnds >= nFilled / 20 && !startsLower ? 'running' : 'lines';
}
