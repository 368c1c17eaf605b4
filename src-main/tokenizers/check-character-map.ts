import type { JsonNode } from './json-node';

const LEAF = 2 ** 31;

/**
 * A map of characters as SentencePiece keeps it: the length of a table, the table (a double-array trie whose keys are UTF-8), and the texts that its
 * leaves point to, each closed by a zero. The library follows it unchecked.
 * @throws Failure('model') naming the key.
 */
export function checkCharacterMap(node: JsonNode): void {
  const bytes = bytesOf(node);
  const nTable = bytes.length < 4 ? 0 : new DataView(bytes.buffer).getUint32(0, true);
  if (nTable === 0 || nTable % 4 !== 0 || 4 + nTable > bytes.length) throw node.refuse('is cut off');
  const units = new DataView(bytes.buffer, 4, nTable);
  const text = bytes.subarray(4 + nTable);
  if (!isText(text)) throw node.refuse('holds bytes that are no text');
  walk(units, (place) => {
    if (place >= text.length || ((text[place] ?? 0) & 0xc0) === 0x80) throw node.refuse('points outside itself');
  }, () => node.refuse('points outside itself'));
}

/** Visits every unit that a text can lead to. */
function walk(units: DataView, onLeaf: (place: number) => void, refuse: () => Error): void {
  const nUnits = units.byteLength / 4;
  const unitAt = (i: number): number => units.getUint32(4 * i, true);
  const seen = new Uint8Array(nUnits);
  const waiting = [0];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const unit = unitAt(at);
    const base = (at ^ ((unit >>> 10) << ((unit & 0x200) >>> 6))) >>> 0;
    if ((base | 0xff) >= nUnits) throw refuse();
    if ((unit & 0x100) !== 0 && at !== 0) onLeaf(unitAt(base) % LEAF);
    for (let byte = 1; byte < 256; byte++) {
      const child = base ^ byte;
      if (seen[child] === 1 || (unitAt(child) & 0x800000ff) >>> 0 !== byte) continue;
      seen[child] = 1;
      waiting.push(child);
    }
  }
}

function bytesOf(node: JsonNode): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(node.string()), (character) => character.charCodeAt(0));
  } catch {
    throw node.refuse('is not a character map');
  }
}

function isText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
