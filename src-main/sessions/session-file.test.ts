import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { mulberry32, randomBelow } from '@contract/prng';
import { sessionForTests } from '@contract/sessions/session.testing';
import { readSession, writeSession } from './session-file';

const folder = mkdtempSync(join(tmpdir(), 'contexture-session-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
const path = join(folder, 'lecture.contexture');

async function written(): Promise<Buffer> {
  await writeSession(path, sessionForTests(), '0.1.0');
  return readFileSync(path);
}

const broken = (content: Uint8Array): string => {
  const file = join(folder, 'broken.contexture');
  writeFileSync(file, content);
  return file;
};

/** The archive with another head. */
function withHead(bytes: Uint8Array, change: (head: Record<string, unknown>) => unknown): Uint8Array {
  const entries = unzipSync(bytes);
  return zipSync({ ...entries, 'session.json': strToU8(JSON.stringify(change(JSON.parse(strFromU8(entries['session.json'] ?? new Uint8Array())) as Record<string, unknown>))) });
}

describe('a session file', () => {
  it('is read as it was written, and written alike twice', async () => {
    const bytes = await written();
    expect(await readSession(path)).toEqual(sessionForTests());
    expect((await written()).equals(bytes)).toBe(true);
  });

  it('is an archive that other programs can open: numbers lie in files of their own, little-endian', async () => {
    const entries = unzipSync(await written());
    const head = JSON.parse(strFromU8(entries['session.json'] ?? new Uint8Array())) as { format: string; version: number; session: { view: { vectors: { $array: string } } } };
    expect([head.format, head.version]).toEqual(['contexture-session', 2]);
    const bytes = entries[`arrays/${head.session.view.vectors.$array}`];
    expect(bytes === undefined ? [] : [...new Float32Array(bytes.slice().buffer)]).toEqual([...sessionForTests().view.vectors]);
  });

  it('of version 1, as the app wrote it, opens with no bookmarks and no named selections', async () => {
    const { document, view, sets } = await readSession(new URL('golden/version-1.contexture', import.meta.url).pathname);
    expect([document.bookmarks, document.named, sets]).toEqual([[], [], []]);
    expect([view.set.id, view.layer, document.selected.rows.length]).toEqual(['textbook', 2, 2]);
    // Written again it is one of today's.
    await writeSession(path, { document, view, left: null, sets }, '0.1.0');
    expect(await readSession(path)).toEqual({ document, view, left: null, sets });
  });

  it('whose version is 1 but whose head is none of a session is damaged, not repaired', async () => {
    const bytes = await written();
    for (const session of [null, [], 'x', { document: null }]) await expect(readSession(broken(withHead(bytes, (head) => ({ ...head, version: 1, session }))))).rejects.toThrow('damaged');
  });

  it('of a newer version is refused politely, and what is none is told so', async () => {
    const bytes = await written();
    await expect(readSession(broken(withHead(bytes, (head) => ({ ...head, version: 3 }))))).rejects.toThrow('saved by a newer version of Contexture');
    for (const version of [0, 1.5, '1', null]) await expect(readSession(broken(withHead(bytes, (head) => ({ ...head, version }))))).rejects.toThrow('is no session');
    for (const content of [new Uint8Array(), strToU8('{}'), zipSync({ 'a.txt': strToU8('x') }), bytes.subarray(0, bytes.length - 30)])
      await expect(readSession(broken(content))).rejects.toThrow(/is no session|damaged/u);
    await expect(readSession(join(folder, 'absent.contexture'))).rejects.toThrow();
    await expect(readSession(folder)).rejects.toThrow();
  });

  it('whose numbers are missing, cut off or of another kind is damaged', async () => {
    const bytes = await written();
    const entries = unzipSync(bytes);
    const some = Object.keys(entries).find((name) => name.endsWith('.f32')) ?? '';
    const without = Object.fromEntries(Object.entries(entries).filter(([name]) => name !== some));
    await expect(readSession(broken(zipSync(without)))).rejects.toMatchObject({ code: 'bad-input', detail: expect.stringContaining('are not in it') as string });
    await expect(readSession(broken(zipSync({ ...entries, [some]: (entries[some] ?? new Uint8Array()).subarray(1) })))).rejects.toMatchObject({
      detail: expect.stringContaining('are cut off') as string,
    });
    await expect(
      readSession(broken(withHead(bytes, (head) => JSON.parse(JSON.stringify(head).replace(/\d+\.f32/u, '../../x.f32'))))),
    ).rejects.toMatchObject({ detail: expect.stringContaining('are not in it') as string });
  });

  it('never ends in anything but a session or a refusal, whichever bytes are changed', async () => {
    const bytes = await written();
    const random = mulberry32(11);
    let nRead = 0;
    for (let round = 0; round < 400; round++) {
      const copy = Uint8Array.from(bytes);
      for (let flip = 0; flip <= randomBelow(random, 4); flip++) copy[randomBelow(random, copy.length)] = randomBelow(random, 256);
      const cut = round % 4 === 0 ? copy.subarray(0, randomBelow(random, copy.length)) : copy;
      const outcome = await readSession(broken(cut)).then(() => 'read', (error: unknown) => (error as { code?: string }).code);
      expect(['read', 'bad-input', 'too-large']).toContain(outcome);
      if (outcome === 'read') nRead++;
    }
    expect(nRead).toBeLessThan(400);
  });
});
