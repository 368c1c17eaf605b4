const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** The unit in which `nBytes` reads best, and the power of a thousand it stands for; a value that rounds up to 1,000 moves to the next. */
function powerOf(nBytes: number): number {
  let power = 0;
  while (power < UNITS.length - 1 && Math.round(nBytes / 1000 ** power) >= 1000) power += 1;
  return power;
}

/** One decimal below ten, none above and none of bytes. */
function inUnit(nBytes: number, power: number): string {
  const value = nBytes / 1000 ** power;
  return power === 0 || Math.round(value * 10) >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1);
}

/** "440 MB", "1.2 GB": decimal units, as disks and hubs count. */
export function sizeText(nBytes: number): string {
  const power = powerOf(nBytes);
  return nBytes === 1 ? '1 byte' : `${inUnit(nBytes, power)} ${UNITS[power] ?? ''}`;
}

/** "210 of 440 MB": both in the unit of the whole. */
export function partText(nDone: number, nTotal: number): string {
  const power = powerOf(nTotal);
  return `${nDone === 0 ? '0' : inUnit(nDone, power)} of ${inUnit(nTotal, power)} ${UNITS[power] ?? ''}`;
}
