import { describe, expect, it } from 'vitest';
import { serverAddress, tokenOf } from './server-address';

describe('the address of a server', () => {
  it.each([
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000', false], ['https://gpu.example/', 'https://gpu.example', false], ['http://gpu.example:8000', 'http://gpu.example:8000', true],
    ['https://gpu.example/models/', 'https://gpu.example/models', false], ['http://[::1]:8000', 'http://[::1]:8000', false],
    ['grpcs://gpu.example:8001', 'grpcs://gpu.example:8001', false], ['grpc://gpu.example:8001', 'grpc://gpu.example:8001', true], ['grpc://[::1]:8001/', 'grpc://[::1]:8001', false],
  ])('%s is shown as %s', (text, host, isOpen) => { expect(serverAddress(text, null)).toMatchObject({ host, isOpen }); });

  it.each([['gpu.example:8000', 'no address'], ['ftp://gpu.example', 'no address'], ['', 'no address'], ['https://me:secret@gpu.example', 'A name or password'], ['https://gpu.example/?a=b', 'more than an address'],
    ['grpcs://gpu.example', 'host and port alone'], ['grpc://gpu.example:8001/models', 'host and port alone'], ['grpc:gpu.example', 'no address'], ['unix:/run/grpc', 'no address']])('is not %j', (text, message) => {
    expect(() => serverAddress(text, null)).toThrow(message);
    expect(() => serverAddress(text, null)).not.toThrow('secret');
  });

  it('takes a token where nobody on the way can read it', () => {
    expect(() => serverAddress('http://gpu.example', 'abc')).toThrow('in the open');
    expect(() => serverAddress('grpc://gpu.example:8001', 'abc')).toThrow('begins with grpcs');
    expect(serverAddress('grpcs://gpu.example:8001', 'abc').token).toBe('abc');
    expect(serverAddress('https://gpu.example', 'abc').token).toBe('abc');
    expect(serverAddress('http://localhost:8000', 'abc').token).toBe('abc');
  });

  it('has a token of one line, which no message repeats', () => {
    expect(tokenOf(' abc-1.2_3=\n', 'token.txt')).toBe('abc-1.2_3=');
    for (const text of ['', 'a b', 'a\nb', 'ü', 'abc\r\nx: y']) expect(() => tokenOf(text, 'token.txt')).toThrow('token.txt holds no token');
  });
});
