import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { buildProgram, type BuiltProgram } from '../../tools/built-program';
import { SetStore } from '../sets/set-store';
import { Autosave } from '../sessions/autosave';
import { readSession } from '../sessions/session-file';

/** `npm run -s bench -- kills` asks for 200. */
const N_KILLS = Number(process.env['CONTEXTURE_KILLS'] ?? 16);
const LONGEST_MS = 120;

let program: BuiltProgram;
let folder: string;
beforeAll(async () => { program = await buildProgram({ child: 'ipc/kills.testing.ts' }); });
afterAll(() => { program.remove(); });

/** Starts the child and ends it a while after its first word. @returns by kind, the last that it had told to be on the disk */
function killedAfter(ms: number): Promise<Map<string, number>> {
  const safe = new Map<string, number>();
  const child = fork(program.entry('child'), [folder], { stdio: 'ignore' });
  child.on('message', ({ what, n }: { what: string; n: number }) => {
    if (safe.size === 0) setTimeout(() => { child.kill('SIGKILL'); }, ms);
    safe.set(what, n);
  });
  return new Promise((resolve) => { child.on('exit', () => { resolve(safe); }); });
}

it(`of ${N_KILLS} processes that are killed while they save, every one leaves the last session, picture and set whole`, async () => {
  const random = mulberry32(8);
  let nMidway = 0;
  for (let kill = 0; kill < N_KILLS; kill++) {
    folder = mkdtempSync(path.join(tmpdir(), 'contexture-kills-'));
    try {
      const safe = await killedAfter(random() * LONGEST_MS);
      if (readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.tmp'))) nMidway++;
      const saved = await readSession(path.join(folder, 'lecture.contexture'));
      // What was told was on the disk; one more may have come since.
      const isNext = (found: number, told: number): void => { expect([told, told + 0.5, told + 1]).toContain(found); };
      isNext(Number(saved.document.filter.query), safe.get('saved') ?? 0);
      expect(saved.view.set.title).toBe(saved.document.filter.query);
      const autosave = new Autosave(folder, '0.1.0');
      if (safe.has('kept')) {
        const kept = await autosave.recover();
        isNext(Number(kept.document.filter.query), safe.get('kept') ?? 0);
        expect(kept.view.set.title).toBe(String(Math.floor(Number(kept.document.filter.query))));
      }
      const { sets, problem } = await new SetStore(path.join(folder, 'sets')).list();
      expect(problem).toBeNull();
      if (safe.has('set')) isNext(Number(sets[0]?.title), safe.get('set') ?? 0);
      // The next start clears away what the killed one had begun beside the picture on screen.
      expect(readdirSync(folder).filter((name) => name.startsWith('.autosave'))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  process.stdout.write(`${N_KILLS} kills, ${nMidway} of them in the middle of a write\n`);
  expect(nMidway).toBeGreaterThan(0);
}, 30_000 + N_KILLS * 2_000);
