import { crc32 } from 'node:zlib';

const [END, CENTRAL] = [0x06054b50, 0x02014b50];
const [END_BYTES, CENTRAL_BYTES, LONGEST_COMMENT] = [22, 46, 65_535];

/**
 * The name of an entry whose bytes are not those that were packed, by the CRC-32 in the archive's directory (APPNOTE 4.3.12); null where all are. The
 * library that unpacks does not look. @param entries as unpacked
 */
export function damagedEntry(zip: Uint8Array, entries: Readonly<Record<string, Uint8Array>>): string | null {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.length - END_BYTES;
  while (end >= 0 && end >= zip.length - END_BYTES - LONGEST_COMMENT && view.getUint32(end, true) !== END) end--;
  if (end < 0 || view.getUint32(end, true) !== END) return 'directory';
  const nEntries = view.getUint16(end + 10, true);
  const seen = new Set<string>();
  for (let n = 0, at = view.getUint32(end + 16, true); n < nEntries; n++) {
    if (at + CENTRAL_BYTES > zip.length || view.getUint32(at, true) !== CENTRAL) return 'directory';
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(zip.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameLength));
    // Two of one name: nobody can tell which was meant.
    if (seen.has(name)) return name;
    seen.add(name);
    const bytes = entries[name];
    if (bytes !== undefined && crc32(bytes) !== view.getUint32(at + 16, true)) return name;
    at += CENTRAL_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return null;
}
