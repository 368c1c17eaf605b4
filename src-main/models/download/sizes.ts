const units = ['kB', 'MB', 'GB', 'TB'] as const;

/** A size as people read it, in powers of ten: "310 MB", "1.7 GB". */
export function sizeText(nBytes: number): string {
  if (nBytes < 1_000) return `${nBytes} ${nBytes === 1 ? 'byte' : 'bytes'}`;
  const power = Math.min(units.length, Math.floor(Math.log10(nBytes) / 3));
  const value = nBytes / 1_000 ** power;
  // 999,950 bytes and more would read "1000 kB".
  if (value >= 999.5 && power < units.length) return `1 ${units[power] ?? ''}`;
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} ${units[power - 1] ?? ''}`;
}
