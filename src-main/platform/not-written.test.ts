import { describe, expect, it } from 'vitest';
import { notWritten } from './not-written';

describe('what could not be written', () => {
  it.each([['ENOSPC', 'the disk is full'], ['EACCES', 'you may not write there'], ['EROFS', 'can only be read']])('is told in plain words: %s', (code, words) => {
    const { code: kind, message, detail } = notWritten('The picture', '/pictures/bank.png', Object.assign(new Error(`${code}: no`), { code }));
    expect(kind).toBe('io');
    expect(message).toMatch(new RegExp(`^The picture could not be saved in /pictures: .*${words}`));
    expect(message).not.toContain(code);
    expect(detail).toContain(code);
  });

  it('has words for what it does not know', () => {
    expect(notWritten('The picture', '/a/b.png', 'odd').message).toBe('The picture could not be saved in /a: the system refused it. Choose another place and try again.');
  });
});
