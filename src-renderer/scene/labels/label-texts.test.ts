import { expect, it } from 'vitest';
import type { SceneTokens } from '../types';
import { contextText } from './label-texts';

const tokens = { ink: '#000', ink2: '#333' } as SceneTokens;

it('sets the runs of a context from left to right, those of a text read from the right in the other order', () => {
  const shown = (context: Parameters<typeof contextText>[0]): string[] => contextText(context, null, tokens).runs.map(({ text }) => text);
  expect(shown({ before: 'the muddy ', word: 'bank', after: ' of it' })).toEqual(['the muddy ', 'bank', ' of it']);
  expect(shown({ before: 'شربنا من ', word: 'عين', after: ' باردة', isFromRight: true })).toEqual(['باردة ', 'عين', ' شربنا من']);
  expect(contextText({ before: '', word: 'عين', after: '', lang: 'ar' }, null, tokens).lang).toBe('ar');
});
