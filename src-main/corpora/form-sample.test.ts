import { expect, it } from 'vitest';
import { readBackgroundSentences } from '../platform/background-sentences';
import { formSample } from './form-sample';
import { PresetLibrary } from './preset-library';

it('has the background sentences first, then those of every bundled set in English, each once', async () => {
  const background = await readBackgroundSentences('assets/background.txt');
  const presets = new PresetLibrary('assets/presets');
  const sample = await formSample(background, presets);
  expect(sample.slice(0, background.length)).toEqual(background);
  expect(new Set(sample).size).toBe(sample.length);
  for (const { id, language } of await presets.list()) expect(sample.includes((await presets.open(id)).occurrences[0]?.text ?? ''), id).toBe(language === null);
  expect(sample.length).toBeGreaterThan(4 * background.length);
});
