/** Aligned columns of plain text with a header; numbers (cells that start with a digit or a minus) stand to the right. Ends with a line break. */
export function plainTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const isNumeric = header.map((_, column) => rows.length > 0 && rows.every((row) => /^-?\d/.test(row[column] ?? '')));
  const line = (cells: readonly string[]): string => cells.map((cell, column) => {
    const width = widths[column] ?? 0;
    return isNumeric[column] === true ? cell.padStart(width) : cell.padEnd(width);
  }).join('  ').trimEnd();
  return `${[header, ...rows].map(line).join('\n')}\n`;
}
