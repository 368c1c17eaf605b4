import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '@contract/failure';
import { lesson as lessonGuard } from '@contract/channels/lessons';
import { mulberry32 } from '@contract/prng';
import { DEFAULT_SETTINGS } from '@contract/settings';
import { sessionForTests } from '@contract/sessions/session.testing';
import { EmbeddingCache } from '../inference/cache/embedding-cache';
import { rowsFrom } from '../inference/cache/embedding-cache.testing';
import { KnownDevices } from '../inference/devices/known-devices';
import { lessonText, readLessonFile } from '../lessons/lesson-file';
import { SettingsStore } from '../platform/settings-store';
import { Autosave } from '../sessions/autosave';
import { readSession, writeSession } from '../sessions/session-file';
import { SetStore } from '../sets/set-store';
import { rounds } from '../../tools/rounds';
import { damagedBytes } from './damage.testing';
import { set } from './writers.testing';

/** What comes of a damaged file. `other`: read as another value that is as good as any, in a file that may be written by hand and so bears no seal. */
type Outcome = 'equal' | 'refused' | 'rebuilt' | 'other';

let folder = '';
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'contexture-damage-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const counts: Record<string, Record<Outcome, number>> = {};
afterAll(() => {
  const total = Object.values(counts).reduce((sum, outcomes) => sum + Object.values(outcomes).reduce((a, b) => a + b, 0), 0);
  process.stdout.write(`${total} damaged files: ${JSON.stringify(counts)}\n`);
});

/** Damages a file in many ways; each time `outcome` looks what comes of it, and throws where that is wrong. */
async function eachDamage(what: string, nCases: number, file: string, outcome: (damaged: Buffer) => Promise<Outcome>): Promise<Record<Outcome, number>> {
  const good = readFileSync(file);
  const random = mulberry32(nCases + what.length);
  const found = { equal: 0, refused: 0, rebuilt: 0, other: 0 };
  counts[what] = found;
  for (let n = 0; n < rounds(nCases); n++) {
    const { damaged, kind } = damagedBytes(good, n, random);
    writeFileSync(file, damaged);
    const began = performance.now();
    found[await outcome(damaged).catch((error: unknown) => { throw new Error(`${what}, case ${n}, ${kind}`, { cause: error }); })]++;
    expect(performance.now() - began).toBeLessThan(2_000);
  }
  writeFileSync(file, good);
  return found;
}

/** Equal to the good value, or refused by a Failure that names the file; anything else is thrown. */
async function equalOrRefused(read: () => Promise<unknown>, good: unknown, name: string): Promise<Outcome> {
  try {
    expect(await read()).toEqual(good);
    return 'equal';
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.message).toContain(`“${name}”`);
    expect(error.message).toMatch(/^[^\n]+[.:] [A-Z][^\n]+\.$/u);
    return 'refused';
  }
}

describe('damaged files', () => {
  it.each(['rows', 'keys'])('of cached vectors (%s) give the rows that are whole and no wrong one, and the others are cached again', async (suffix) => {
    const model = 'a'.repeat(64);
    const all = rowsFrom(0, 24, 16);
    const found = async (): Promise<ReadonlySet<number>> => {
      const rows = new Set<number>();
      await new EmbeddingCache(folder).read(model, all.map(({ key }) => key), 16, (indices, values) => { for (const index of indices) { expect([...values]).toEqual([...all[index]?.values ?? []]); rows.add(index); } });
      return rows;
    };
    const cache = async (rows: typeof all): Promise<void> => { const writer = new EmbeddingCache(folder).openWriter(model); await writer.add(rows); await writer.finish(); };
    await cache(all);
    const [name = ''] = readdirSync(path.join(folder, model)).filter((one) => one.endsWith(suffix));
    const outcomes = await eachDamage(`cache ${suffix}`, 300, path.join(folder, model, name), async () => {
      const whole = await found();
      if (whole.size === all.length) return 'equal';
      await cache(all.filter((_, index) => !whole.has(index)));
      expect((await found()).size).toBe(all.length);
      for (const other of readdirSync(path.join(folder, model))) if (!other.startsWith(name.split('.')[0] ?? '')) rmSync(path.join(folder, model, other));
      return 'rebuilt';
    });
    expect(outcomes.rebuilt).toBeGreaterThan(outcomes.equal);
  });

  it('of sessions are read as they were or refused by name', async () => {
    const file = path.join(folder, 'lecture.contexture');
    await writeSession(file, sessionForTests(), '0.1.0');
    const outcomes = await eachDamage('session', 400, file, () => equalOrRefused(() => readSession(file), sessionForTests(), 'lecture.contexture'));
    expect([outcomes.refused > outcomes.equal, outcomes.equal > 0]).toEqual([true, true]);
  });

  it.each(['autosave.contexture', 'autosave.contexture.document.json'])('of what was on screen (%s) are recovered as they were, or without what changed last, or refused by name', async (name) => {
    const kept = sessionForTests();
    const last = { ...kept.document, filter: { ...kept.document.filter, query: 'river' } };
    const left = path.join(folder, name.replace('autosave', 'recovered'));
    await new Autosave(folder, '0.1.0').keep(kept);
    const first = new Autosave(folder, '0.1.0');
    await first.keep(kept);
    await first.keepDocument(last);
    const autosave = new Autosave(folder, '0.1.0');
    expect(await autosave.recover()).toEqual({ ...kept, document: last });
    await eachDamage(name, 150, left, async () => equalOrRefused(async () => {
      const { document, ...rest } = await autosave.recover();
      // A file that was written anew is not the one that the small file is of.
      expect([last, kept.document]).toContainEqual(document);
      return { ...rest, document: last };
    }, { ...kept, document: last }, 'recovered.contexture'));
  });

  it('of kept sets are read as they were or named and left alone', async () => {
    const store = new SetStore(folder);
    const mine = set('mine');
    await store.save(mine);
    const file = path.join(folder, `${mine.id}.json`);
    const outcomes = await eachDamage('kept set', 300, file, async (damaged) => {
      const { sets, problem } = await store.list();
      expect([sets.length, problem === null]).toEqual(problem === null ? [1, true] : [0, false]);
      expect(problem ?? `“${mine.id}.json”`).toContain(`“${mine.id}.json”`);
      expect(readFileSync(file).equals(damaged)).toBe(true);
      return equalOrRefused(() => store.open(mine.id), mine, `${mine.id}.json`);
    });
    expect(outcomes.refused).toBeGreaterThan(outcomes.equal);
  });

  it('of settings are read as valid ones, or put aside, said and begun anew', async () => {
    const file = path.join(folder, 'settings.json');
    const store = new SettingsStore(file);
    store.update({ theme: 'dark', zoom: 1.25, setId: 'textbook' });
    await store.flushed();
    const good = store.current;
    const outcomes = await eachDamage('settings', 200, file, (damaged) => {
      const { current, problem } = new SettingsStore(file);
      if (problem === null) return Promise.resolve(JSON.stringify(current) === JSON.stringify(good) ? 'equal' : 'other');
      expect(current).toEqual(DEFAULT_SETTINGS);
      expect(problem.message).toContain(file);
      expect(readFileSync(path.join(folder, 'settings.damaged.json')).equals(damaged)).toBe(true);
      return Promise.resolve('refused');
    });
    expect(outcomes.refused).toBeGreaterThan(outcomes.equal + outcomes.other);
  });

  it('of devices.json are read as they were or forgotten: the check is made again', async () => {
    const file = path.join(folder, 'devices.json');
    const pair = { model: 'm'.repeat(64), provider: 'webgpu', adapter: 'A GPU 1.2.3' } as const;
    const verdict = { state: 'refused', reason: 'It computes other vectors.', speedup: 2.5 } as const;
    await new KnownDevices(file, '1.0.0').remember(pair, verdict);
    const outcomes = await eachDamage('devices.json', 200, file, async () => {
      const devices = new KnownDevices(file, '1.0.0');
      const found = await devices.find(pair);
      if (found !== null) { expect(found).toMatchObject(verdict); return 'equal'; }
      await devices.remember(pair, verdict);
      expect(await new KnownDevices(file, '1.0.0').find(pair)).toMatchObject(verdict);
      return 'rebuilt';
    });
    expect(outcomes.rebuilt).toBeGreaterThan(outcomes.equal);
  });

  it('of lessons are read as valid ones or refused by name', async () => {
    const good = JSON.parse(readFileSync('assets/lessons/one-vector-to-many.lesson.json', 'utf8')) as Awaited<ReturnType<typeof readLessonFile>>;
    const lesson = { title: good.title, stations: good.stations, sets: [] };
    const file = path.join(folder, 'mine.lesson.json');
    writeFileSync(file, lessonText(lesson));
    const outcomes = await eachDamage('lesson', 200, file, async () => {
      const read: { value?: unknown } = {};
      const outcome = await equalOrRefused(async () => { read.value = await readLessonFile(file); return lesson; }, lesson, 'mine.lesson.json');
      if (outcome === 'refused') return outcome;
      lessonGuard(read.value, 'lesson');
      return JSON.stringify(read.value) === JSON.stringify(lesson) ? 'equal' : 'other';
    });
    expect(outcomes.refused).toBeGreaterThan(outcomes.other);
  });
});
