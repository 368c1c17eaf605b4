import { mkdtempSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEFAULT_PROJECTION } from '@contract/projection';
import { buildProgram, type BuiltProgram } from '../../tools/built-program';
import { npyHeader } from '../exports/vectors/npy';
import { projectCommand, type ProjectOptions } from './project';

let program: BuiltProgram;
let dir: string;
const inDir = (name: string): string => path.join(dir, name);

beforeAll(async () => {
  program = await buildProgram({ 'projection-worker': 'cli/projection-worker.ts' });
  dir = mkdtempSync(path.join(tmpdir(), 'contexture-project-'));
  writeFileSync(inDir('in.npy'), Buffer.concat([npyHeader([30, 6]), new Uint8Array(Float32Array.from({ length: 180 }, (_, i) => Math.sin(i * i)).buffer)]));
});
afterAll(() => {
  program.remove();
  rmSync(dir, { recursive: true, force: true });
});

const options = (output: string, workerFile: string): ProjectOptions => ({
  input: inDir('in.npy'), layers: '0', output: inDir(output), place: inDir('in.npy'), alignment: null, parameters: { ...DEFAULT_PROJECTION, method: 'pca' }, workerFile,
});

it('writes the map that its thread has made, and the rows placed into it', async () => {
  expect(await projectCommand(options('out.csv', program.entry('projection-worker')))).toBe(0);
  expect(readFileSync(inDir('out.csv'), 'utf8').trim().split('\n')).toHaveLength(61);
});

it.each([
  ['ends', 'process.exit(0);', undefined],
  ['throws', 'throw new Error("out of room");', 'out of room'],
])('says so when its thread %s without an answer, and writes nothing', async (_how, text, detail) => {
  writeFileSync(inDir('ended.cjs'), text);
  await expect(projectCommand(options('none.csv', inDir('ended.cjs')))).rejects.toMatchObject({ code: 'crashed', message: expect.stringContaining('Nothing was written') as unknown, detail });
  expect(existsSync(inDir('none.csv'))).toBe(false);
});
