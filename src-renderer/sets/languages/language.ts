import type { Occurrence, PresetSummary } from '@contract/occurrence';

/** A language tag as BCP 47 writes them: "de", "yo", "zh-Hant". */
const TAG = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u;
/** Letters that are written from right to left: the scripts of class R and AL in the Unicode Character Database. */
const RIGHT_TO_LEFT = /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Mandaic}\p{Script=Samaritan}]$/u;

/** The language of a sentence, for fonts and screen readers: its label column `language`, where it holds a language tag. */
export function languageOf({ labels }: Pick<Occurrence, 'labels'>): string | undefined {
  const tag = labels['language'];
  return tag !== undefined && TAG.test(tag) ? tag : undefined;
}

/** Where a text begins to be read, by its first letter, as `dir="auto"` decides for a whole element. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const [letter] = /\p{L}/u.exec(text) ?? [''];
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}

const names = new Intl.DisplayNames(['en'], { type: 'language' });

/** "German"; the tag itself where nobody has a name for it. */
export const languageName = (tag: string): string => (tag === 'mul' ? 'Several languages' : names.of(tag) ?? tag);

/** A preset among others: "bank", "Bank (German)". */
export function presetName({ title, language }: Pick<PresetSummary, 'title' | 'language'>): string {
  return language === null || language === 'mul' ? title : `${title} (${languageName(language)})`;
}

/** The senses of a preset with the dictionary entries that tell them apart, and what to know before trusting it; for its tooltip. */
export function presetTells({ senses, note }: Pick<PresetSummary, 'senses' | 'note'>): string {
  return [...senses.map(({ label, source }) => (source === '' ? label : `${label}: ${source}`)), ...(note === '' ? [] : [note])].join('\n');
}

export interface LanguageGroup {
  readonly language: string;
  readonly name: string;
  readonly presets: readonly PresetSummary[];
}

/** The presets of other languages than English, a group a language, in the order of the presets. */
export function presetsByLanguage(presets: readonly PresetSummary[]): readonly LanguageGroup[] {
  const tags = [...new Set(presets.flatMap(({ language }) => (language === null ? [] : [language])))];
  return tags.map((language) => ({ language, name: languageName(language), presets: presets.filter((preset) => preset.language === language) }));
}
