import { expect, it } from 'vitest';
import { marked } from '../../sets/set.testing';
import { withSenseAlone } from './embedding';
import { Held } from './held';

it('sends no label but the sense', () => {
  const occurrence = marked('the |bank| of');
  expect(withSenseAlone({ ...occurrence, labels: { sense: 'river', notes: 'long' } }).labels).toEqual({ sense: 'river' });
  expect(withSenseAlone({ ...occurrence, labels: { notes: 'long' } }).labels).toEqual({});
});

it('asks once for what is still held, again for what failed, and apart for what is another', async () => {
  const held = new Held<Float32Array>();
  let nAsked = 0;
  const ask = (): Promise<Float32Array> => { nAsked += 1; return nAsked === 1 ? Promise.reject(new Error('away')) : Promise.resolve(Float32Array.of(nAsked)); };
  await expect(held.of('a', ask)).rejects.toThrow('away');
  const first = await held.of('a', ask);
  expect(await held.of('a', ask)).toBe(first);
  expect(await held.of('b', ask)).not.toBe(first);
  expect(nAsked).toBe(3);
});
