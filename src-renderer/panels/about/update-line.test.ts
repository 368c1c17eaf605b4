import { expect, it } from 'vitest';
import { updateLine } from './update-line';

it('says what the look for a version found', () => {
  const newer = { kind: 'newer', version: '1.0.0', nBytes: 317_400_000 } as const;
  expect(updateLine('rest', null, '0.1.0')).toBe('');
  expect(updateLine('checking', newer, '0.1.0')).toBe('Asking for the list of versions…');
  expect(updateLine('rest', { kind: 'current' }, '0.1.0')).toBe('0.1.0 is the newest version.');
  expect(updateLine('rest', newer, '0.1.0')).toBe('Version 1.0.0 is there, 317 MB.');
  expect(updateLine('rest', { ...newer, nBytes: null }, '0.1.0')).toBe('Version 1.0.0 is there.');
  expect(updateLine('fetched', newer, '0.1.0')).toMatch(/arrived whole/);
});
