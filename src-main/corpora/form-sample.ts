import type { PresetLibrary } from './preset-library';

/**
 * Sentences that word forms are counted in: the background sample has too few forms to be near anything (527 that occur three times, 1,788 with these), so
 * those of the bundled sets in English come after it.
 */
export async function formSample(background: readonly string[], presets: PresetLibrary): Promise<string[]> {
  const sets = await Promise.all((await presets.list()).flatMap(({ id, language }) => (language === null ? [presets.open(id)] : [])));
  return [...new Set([...background, ...sets.flatMap(({ occurrences }) => occurrences.map(({ text }) => text))])];
}
