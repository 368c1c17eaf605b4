const PART_CHARACTERS = 2 ** 18;

/** Lines joined to parts that are worth a write each, in UTF-8. */
export function* inParts(lines: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let part = '';
  for (const line of lines) {
    part += line;
    if (part.length < PART_CHARACTERS) continue;
    yield encoder.encode(part);
    part = '';
  }
  if (part !== '') yield encoder.encode(part);
}
