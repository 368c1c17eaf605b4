import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sessionForTests } from '@contract/sessions/session.testing';
import type { SavedSession } from '@contract/sessions/saved-session';
import { LateVectors } from './late-vectors';
import { OpenSession } from './open-session';
import { beginSession, readSession, writeSession } from './session-file';

const N = 4, DIM = 100_000;

/** A flight of three layers of 1.6 MB, of which the second is shown. */
function flight(): SavedSession {
  const { view, ...rest } = sessionForTests();
  const { map } = view;
  if (map.kind !== 'cloud') throw new Error('a cloud is wanted');
  const stops = [0, 1, 2].map((layer) => ({ map, vectors: Float32Array.from({ length: N * DIM }, (_, index) => layer + index / 8), ghosts: null }));
  const steps = [0, 1].map(() => new Float32Array(N));
  const { summary } = view, [nearest = new Int32Array(N), contrast] = [summary.nearest.ofLayer[0], summary.contrast?.[0]];
  if (contrast === undefined) throw new Error('a contrast is wanted');
  return {
    ...rest, left: null, view: {
      ...view, layer: 1, mode: 'flight', vectors: stops[1]?.vectors ?? view.vectors, ghosts: null, journey: { stops, steps, residuals: [0, 0], unfounded: null },
      summary: { ...summary, dim: DIM, nLayers: 3, senseRecall: [0.5, 0.5, 1], nearest: { rows: summary.nearest.rows, ofLayer: [nearest, nearest, nearest] }, contrast: [contrast, contrast, contrast] },
    },
  };
}

const isLayer = (array: Float32Array, layer: number): boolean => array.every((value, index) => value === layer + index / 8) && array.length === N * DIM;

let folder: string, file: string;
const session = flight();
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'contexture-unread-'));
  file = path.join(folder, 'lecture.contexture');
  await writeSession(file, session, '0.1.0');
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

/** The same with the SHA-256 of its large arrays in their places, as far as they are vectors. */
function withDigests({ view: { vectors, journey, ...view }, ...session }: SavedSession): unknown {
  const of = (array: Float32Array): string => createHash('sha256').update(array).digest('hex');
  return { ...session, view, vectors: of(vectors), journey: journey === null ? null : { ...journey, stops: journey.stops.map((stop) => ({ ...stop, vectors: of(stop.vectors) })) } };
}

/** Changes one of the numbers of a layer. */
function damage(layer: number): void {
  const bytes = readFileSync(file), { buffer, byteLength } = session.view.journey?.stops[layer]?.vectors ?? new Float32Array(0);
  const at = bytes.indexOf(Buffer.from(buffer, 0, byteLength));
  expect(at).toBeGreaterThan(0);
  bytes.writeUInt8(bytes.readUInt8(at + 1_000_000) ^ 1, at + 1_000_000);
  writeFileSync(file, bytes);
}

describe('the vectors of layers that are not on screen', () => {
  it('are read after the picture, and are then what was saved', async () => {
    const { session: begun, unread } = await beginSession(file);
    const of = (layer: number): Float32Array => begun.view.journey?.stops[layer]?.vectors ?? new Float32Array(0);
    expect(unread?.arrays.map((array) => [of(0), of(1), of(2)].findIndex((one) => one === array))).toEqual([0, 2]);
    expect([of(0)[9], of(1)[9], begun.view.vectors === of(1)]).toEqual([0, 1 + 9 / 8, true]);
    for (const layer of [2, 0]) expect(isLayer(await unread?.read(of(layer)) ?? of(layer), layer)).toBe(true);
    await unread?.close();
    expect(withDigests(await readSession(file))).toEqual(withDigests(session));
  });

  it('are named where they are damaged, and the picture stands; where the picture is, the session is refused', async () => {
    damage(2);
    await expect(readSession(file)).rejects.toThrow('damaged');
    const opened = new OpenSession('0.1.0'), late = new LateVectors();
    const { late: id } = await late.part(await opened.open(file));
    expect(isLayer(await late.take(id ?? 0, 0), 0)).toBe(true);
    await expect(late.take(id ?? 0, 2)).rejects.toMatchObject({
      code: 'bad-input', message: expect.stringMatching(/^Layer 2 .*“lecture\.contexture” is a damaged session/u) as unknown, detail: expect.stringMatching(/^“arrays\/\d+\.f32” is not what was saved$/u) as unknown,
    });
    await late.forget();
    damage(1);
    await expect(opened.open(file)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('damaged') as unknown });
    await opened.leave();
  });

  it.skipIf(process.platform === 'win32')('are those of the file that was opened, whatever takes its place', async () => {
    const late = new LateVectors();
    const { late: id } = await late.part(await beginSession(file));
    await writeSession(file, sessionForTests(), '0.1.0');
    expect(isLayer(await late.take(id ?? 0, 2), 2)).toBe(true);
    await late.forget();
    expect(await readSession(file)).toEqual(sessionForTests());
  });
});
