import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { sweepStaging } from '../importing/staging';
import { describeFiles } from '../model-format/model-folder';
import { serve, TestServer } from '../models/download/server.testing';
import { buildProgram, type BuiltProgram } from '../../tools/built-program';
import { bring, importsIn } from './bring-for-kill.testing';

/** `npm run -s bench -- kills` asks for more. */
const N_KILLS = Math.ceil(Number(process.env['CONTEXTURE_KILLS'] ?? 6) / 2);
const golden = path.resolve('src-main/conversion/golden/checkpoints/gpt2');
const FILES = ['config.json', 'tokenizer.json', 'model.safetensors'] as const;

let program: BuiltProgram;
let hub: TestServer;
beforeAll(async () => {
  program = await buildProgram({ child: 'faults/bring-for-kill.testing.ts', importer: 'importing/process.ts' });
  hub = await TestServer.start((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://hub');
    const name = FILES.find((file) => pathname.endsWith(`/${file}`));
    if (pathname.startsWith('/api/')) response.end(JSON.stringify(listing()));
    else if (name !== undefined) serve(request, response, readFileSync(path.join(golden, name)), { delayMs: 40 });
    else response.writeHead(404).end();
  });
});
afterAll(async () => {
  await hub.close();
  program.remove();
});

function listing(): unknown {
  const siblings = FILES.map((rfilename) => {
    const content = readFileSync(path.join(golden, rfilename));
    return {
      rfilename,
      size: content.length,
      blobId: createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex'),
      ...(rfilename.endsWith('.safetensors')
        ? { lfs: { size: content.length, sha256: createHash('sha256').update(content).digest('hex'), pointerSize: 134 } }
        : {}),
    };
  });
  return { sha: 'c'.repeat(40), gated: false, cardData: { license: 'mit' }, siblings };
}

/** Starts to bring the model, and ends the process a while after its first word. @returns its last word */
function killedAfter(ms: number, folder: string, from: string): Promise<string> {
  const child = fork(program.entry('child'), [folder, program.entry('importer'), from], { stdio: 'ignore' });
  let last = '';
  child.on('message', (stage: string) => {
    if (last === '') setTimeout(() => { child.kill('SIGKILL'); }, ms);
    last = stage;
  });
  return new Promise((resolve) => { child.on('exit', () => { resolve(last); }); });
}

const namesIn = (folder: string): string[] => { try { return readdirSync(folder); } catch { return []; } };

it.each([['an import', 350], ['a download with its import', 1_000]] as const)(`${N_KILLS} processes that are killed in %s leave nothing half in the library, and the next one succeeds`, async (what, longestMs) => {
  const random = mulberry32(5);
  const ends: Record<string, number> = {};
  let nResumed = 0;
  for (let kill = 0; kill < N_KILLS; kill++) {
    const folder = mkdtempSync(path.join(tmpdir(), 'contexture-import-kills-'));
    const models = path.join(folder, 'models');
    try {
      const from = what === 'an import' ? golden : hub.url;
      const last = await killedAfter(random() * longestMs, folder, from);
      ends[last] = (ends[last] ?? 0) + 1;
      const { library, imports } = importsIn(folder, program.entry('importer'), hub.url);
      // What bears no dot is there whole.
      for (const id of namesIn(models).filter((name) => !name.startsWith('.'))) expect((await library.card(id)).files).toEqual(await describeFiles(path.join(models, id)));
      if (await library.has('tiny')) { await library.remove('tiny'); ends['there already'] = (ends['there already'] ?? 0) + 1; }
      hub.asked.length = 0;
      await bring(imports, from, () => undefined);
      if (hub.asked.some(({ headers }) => headers.range !== undefined)) nResumed++;
      expect((await library.card('tiny')).files).toEqual(await describeFiles(path.join(models, 'tiny')));
      // The process that converted ends with the one that asked it; what it wrote until then goes with the next sweep.
      await vi.waitFor(async () => {
        await sweepStaging(models);
        expect(namesIn(models)).toEqual(['tiny']);
      }, 10_000);
      if (what !== 'an import') expect(namesIn(path.join(folder, 'downloads'))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  }
  process.stdout.write(`${N_KILLS} killed in ${what}: ${JSON.stringify(ends)}, ${nResumed} taken up where they were\n`);
}, 30_000 + N_KILLS * 10_000);
