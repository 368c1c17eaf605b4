import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepStaging, withStaging } from './staging';

const deadPid = 2 ** 22 + 1;
const ago = (ms: number): Date => new Date(Date.now() - ms);
const hour = 3_600_000;
let data: string;
let modelsDir: string;
let other: ChildProcess;

beforeAll(() => { other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' }); });
afterAll(() => { other.kill('SIGKILL'); });
beforeEach(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'contexture-staging-'));
  modelsDir = path.join(data, 'models');
});

async function folder(name: string, changed = new Date()): Promise<void> {
  await mkdir(path.join(modelsDir, name, 'inner'), { recursive: true });
  await utimes(path.join(modelsDir, name), changed, changed);
}

describe('what a killed process left', () => {
  it('is swept away; live work and models stay', async () => {
    for (const name of [`.import-${deadPid}-x`, `.removed-x-${deadPid}-1`, `.import-${process.pid}-y`, `.import-${other.pid}-z`, `.removed-z-${other.pid}-1`, 'kept']) await folder(name);
    await sweepStaging(modelsDir);
    expect((await readdir(modelsDir)).sort()).toEqual([`.import-${process.pid}-y`, `.import-${other.pid}-z`, `.removed-z-${other.pid}-1`, 'kept'].sort());
  });

  it('is swept away also when another process, or this one, has its number by now', async () => {
    // Without /proc only the age of a day tells.
    const before = ago(existsSync('/proc/self/stat') ? hour : 25 * hour);
    for (const name of [`.import-${other.pid}-x`, `.import-${process.pid}-y`, `.removed-x-${other.pid}-1`]) await folder(name, before);
    await sweepStaging(modelsDir);
    expect(await readdir(modelsDir)).toEqual([]);
  });

  it('includes settings that were never put in their place, once they are a day old', async () => {
    await mkdir(data, { recursive: true });
    const files = { old: '.settings.json.0123456789ab.tmp', devices: '.devices.json.0123456789ab.tmp', fresh: '.settings.json.ba9876543210.tmp', others: '.settings.json.tmp' };
    for (const name of Object.values(files)) await writeFile(path.join(data, name), '{}');
    for (const name of [files.old, files.devices, files.others]) await utimes(path.join(data, name), ago(25 * hour), ago(25 * hour));
    await sweepStaging(modelsDir);
    expect((await readdir(data)).sort()).toEqual([files.fresh, files.others].sort());
  });

  it('does not hinder one’s own work', async () => {
    await withStaging(modelsDir, 'mine', async (dir) => {
      await sweepStaging(modelsDir);
      expect(existsSync(dir)).toBe(true);
    });
    expect(await readdir(modelsDir)).toEqual([]);
  });
});
