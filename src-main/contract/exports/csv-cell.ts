/** RFC 4180: quotes around what holds a comma, a quote or a new line. So has an empty text, which is not a missing one. */
export const csvCell = (text: string | null): string => (text === null ? '' : text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
