import type { SentenceSet } from '@contract/occurrence';

const known = new WeakMap<SentenceSet, string>();

/** A short name of a set's sentences and targets, the same whatever their labels (cyrb53, 53 bits, and the number of rows). */
export function textsKey(set: SentenceSet): string {
  const key = known.get(set) ?? keyOf(set);
  known.set(set, key);
  return key;
}

function keyOf({ occurrences }: SentenceSet): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  const add = (unit: number): void => {
    a = Math.imul(a ^ unit, 2_654_435_761);
    b = Math.imul(b ^ unit, 1_597_334_677);
  };
  const addText = (text: string): void => {
    for (let at = 0; at < text.length; at++) add(text.charCodeAt(at));
    add(0x110000);
  };
  for (const { text, charStart, charEnd, word } of occurrences) {
    addText(text);
    addText(word);
    add(charStart);
    add(charEnd);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  return `${occurrences.length}:${4_294_967_296 * (2_097_151 & b) + (a >>> 0)}`;
}
