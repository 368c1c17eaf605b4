import { expect, it } from 'vitest';
import { promiseText, sentText, servedText } from './server';

it('says what a server has of a model', () => {
  expect((['same', 'other', 'unnamed', 'absent'] as const).map(servedText)).toEqual([
    'The same files as here', 'Other files under this name: export it again with contexture serve-export',
    'It does not say which files it has: serve a folder that contexture serve-export wrote', 'Not there',
  ]);
});

it('says who can read what goes to a server', () => {
  expect(sentText({ host: 'https://gpu:8000', isOpen: false })).toBe('https://gpu:8000 gets the word-piece ids of your sentences, from which they can be read. Texts and labels themselves stay on this computer.');
  expect(sentText({ host: 'http://gpu:8000', isOpen: true })).toMatch(/The connection is not encrypted: others on the way can read them, too\.$/u);
});

it('promises nothing that is not so', () => {
  expect(promiseText(null, false, false)).toBe('Nothing leaves this computer');
  expect(promiseText(null, false, true)).toBe('Sentences and vectors stay on this computer.');
  expect(promiseText(null, true, false)).toBe('A server read sentences; now they stay on this computer.');
  expect(promiseText('https://gpu', true, true)).toBe('https://gpu reads your sentences as word pieces');
});
