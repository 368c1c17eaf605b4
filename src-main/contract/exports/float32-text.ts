/** A decimal number that reads back as the same float32, also where it is read in double precision and then rounded; −0, NaN and infinities as JavaScript writes and reads them. */
export function float32Text(value: number): string {
  if (Object.is(value, -0)) return '-0';
  // 0.1 rather than 0.100000001. The shortest text of every number would take five times as long.
  const short = Math.round(value * 1e6) / 1e6;
  if (Math.abs(value) < 2 ** 24 && Math.fround(short) === value) return String(short);
  // Nine digits tell any two float32 apart (IEEE 754-2019, 5.12.2).
  return value.toPrecision(9);
}
