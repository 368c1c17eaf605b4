import { expect, it } from 'vitest';
import { readHostile } from './read-hostile.testing';
import { READERS } from './readers.testing';

/** `npm run -s bench -- fuzz` reads 550 a reader, each reader in a process of its own, whose memory it measures. */
const N_FILES = 30;

it.each(READERS.map((reader) => [reader.name, reader] as const))('hostile files are read or refused, within two seconds: %s', async (_, reader) => {
  const { bugs, nRefused, slowestMs } = await readHostile(reader, N_FILES);
  expect(bugs).toEqual([]);
  if (reader.leavesOut !== true) expect(nRefused).toBeGreaterThan(N_FILES / 10);
  expect(slowestMs).toBeLessThan(2_000);
});
