import { describe, expect, it } from 'vitest';
import { serverAddress, tokenOf } from './server-address';

describe('the address of a server', () => {
  it.each([
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000', false], ['https://gpu.example/', 'https://gpu.example', false], ['http://gpu.example:8000', 'http://gpu.example:8000', true],
    ['https://gpu.example/models/', 'https://gpu.example/models', false], ['http://[::1]:8000', 'http://[::1]:8000', false],
  ])('%s is shown as %s', (text, host, isOpen) => { expect(serverAddress(text, null)).toMatchObject({ host, isOpen }); });

  it.each([['gpu.example:8000', 'no address'], ['ftp://gpu.example', 'no address'], ['', 'no address'], ['https://me:secret@gpu.example', 'A name or password'], ['https://gpu.example/?a=b', 'more than an address']])('is not %j', (text, message) => {
    expect(() => serverAddress(text, null)).toThrow(message);
    expect(() => serverAddress(text, null)).not.toThrow('secret');
  });

  it('takes a token where nobody on the way can read it', () => {
    expect(() => serverAddress('http://gpu.example', 'abc')).toThrow('in the open');
    expect(serverAddress('https://gpu.example', 'abc').token).toBe('abc');
    expect(serverAddress('http://localhost:8000', 'abc').token).toBe('abc');
  });

  it('has a token of one line, which no message repeats', () => {
    expect(tokenOf(' abc-1.2_3=\n', 'token.txt')).toBe('abc-1.2_3=');
    for (const text of ['', 'a b', 'a\nb', 'ü', 'abc\r\nx: y']) expect(() => tokenOf(text, 'token.txt')).toThrow('token.txt holds no token');
  });
});
