/** Label columns whose names in files are short for a term. */
const TERMS: Readonly<Record<string, string>> = { upos: 'part of speech' };

/** What a label column is called in a sentence: "part of speech" for `upos`, else its own name. */
export const labelName = (title: string): string => (Object.hasOwn(TERMS, title) ? TERMS[title] ?? title : title);
