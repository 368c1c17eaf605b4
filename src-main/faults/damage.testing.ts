// What a disk, a cable or a cut copy makes of a file; the same for the same seed.
import { randomBelow, type Random } from '@contract/prng';

type Damage = (bytes: Buffer, random: Random) => Buffer;

/** Each changes the bytes, or gives them back where it cannot. */
export const DAMAGES: Readonly<Record<string, Damage>> = {
  'bits turned over': (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let n = 1 + randomBelow(random, 3); n > 0; n--) { const at = randomBelow(random, copy.length); copy[at] = (copy[at] ?? 0) ^ (1 << randomBelow(random, 8)); }
    return copy;
  },
  'cut off': (bytes, random) => bytes.subarray(0, randomBelow(random, bytes.length)),
  'halves exchanged': (bytes) => Buffer.concat([bytes.subarray(bytes.length >> 1), bytes.subarray(0, bytes.length >> 1)]),
  'a block of zeros': (bytes, random) => {
    const copy = Buffer.from(bytes);
    const at = randomBelow(random, copy.length);
    return copy.fill(0, at, Math.min(copy.length, at + 1 + randomBelow(random, 512)));
  },
  'junk appended': (bytes, random) => Buffer.concat([bytes, Buffer.from(Array.from({ length: 1 + randomBelow(random, 200) }, () => randomBelow(random, 256)))]),
};
const KINDS = Object.keys(DAMAGES);

/** @returns the damaged bytes, which differ, and the name of the damage. @param n counts the cases: the kinds come in turn */
export function damagedBytes(bytes: Buffer, n: number, random: Random): { readonly damaged: Buffer; readonly kind: string } {
  const kind = KINDS[n % KINDS.length] ?? '';
  for (;;) {
    const damaged = DAMAGES[kind]?.(bytes, random) ?? bytes;
    if (!damaged.equals(bytes)) return { damaged, kind };
  }
}
