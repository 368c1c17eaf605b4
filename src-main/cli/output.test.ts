import { linkSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkOutputFolder, checkOutputs, isPlainOutput, writeOutputs } from './output';

const fresh = (): string => mkdtempSync(path.join(tmpdir(), 'contexture-output-'));

describe('checkOutputs', () => {
  it('refuses the input itself, under whatever name', async () => {
    const folder = fresh();
    const [input, link, twin, copy] = ['in.jsonl', 'link', 'twin', 'copy'].map((name) => path.join(folder, name)) as [string, string, string, string];
    writeFileSync(input, 'x');
    writeFileSync(copy, 'x');
    symlinkSync(input, link);
    linkSync(input, twin);
    for (const output of [input, link, twin]) await expect(checkOutputs([output], input)).rejects.toThrow(`${output} is the input itself.`);
    await checkOutputs([copy, path.join(folder, 'new')], input);
    await checkOutputs(['/dev/null'], '/dev/null/no').catch(() => { throw new Error('a device is no input'); });
  });

  it('refuses a folder and a folder that is not there', async () => {
    const folder = fresh();
    mkdirSync(path.join(folder, 'sub'));
    await expect(checkOutputs([path.join(folder, 'sub')], 'in')).rejects.toThrow('is a folder');
    await expect(checkOutputs([path.join(folder, 'no/a')], 'in')).rejects.toThrow('does not exist');
  });
});

describe('writeOutputs', () => {
  it('takes its signal listeners away again, and says what could not be written', async () => {
    const folder = fresh();
    const count = (): number => ['SIGINT', 'SIGTERM', 'SIGHUP'].reduce((sum, signal) => sum + process.listenerCount(signal), 0);
    const before = count();
    await writeOutputs([[path.join(folder, 'a'), '1'], [path.join(folder, 'b'), '2']]);
    expect([readFileSync(path.join(folder, 'a'), 'utf8'), readdirSync(folder), count()]).toEqual(['1', ['a', 'b'], before]);
    await expect(writeOutputs([[path.join(folder, 'no/a'), '1']])).rejects.toMatchObject({ code: 'io', message: expect.stringContaining('no/a could not be written.') as unknown });
    expect(count()).toBe(before);
  });
});

describe('an output that is a folder', () => {
  it('is made where it is not there, and used where it is', async () => {
    const folder = fresh();
    const output = path.join(folder, 'out');
    const files = [[path.join(output, 'a'), '1'], [path.join(output, 'b'), [Buffer.from('2'), Buffer.from('3')]]] as const;
    for (let i = 0; i < 2; i++) {
      await checkOutputFolder(output, files.map(([file]) => file), 'in');
      await writeOutputs(files, output);
    }
    expect([readdirSync(output), readFileSync(path.join(output, 'b'), 'utf8')]).toEqual([['a', 'b'], '23']);
  });

  it('is not left behind empty, nor with some of its files', async () => {
    const folder = fresh();
    const output = path.join(folder, 'out');
    await expect(writeOutputs([[path.join(output, 'a'), '1'], [path.join(output, 'no/b'), '2']], output)).rejects.toMatchObject({ code: 'io' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused where it is a file, holds the input, or has nowhere to lie', async () => {
    const folder = fresh();
    const input = path.join(folder, 'metadata.tsv');
    writeFileSync(input, 'x');
    await expect(checkOutputFolder(input, [], 'in')).rejects.toThrow('is no folder. This format writes several files: name a folder as --output.');
    await expect(checkOutputFolder(folder, [input], input)).rejects.toThrow('is the input itself');
    await expect(checkOutputFolder(path.join(folder, 'no/out'), [], 'in')).rejects.toThrow('does not exist');
  });
});

it.skipIf(process.platform === 'win32')('knows beside which outputs a second file can lie', async () => {
  const folder = fresh();
  expect(await Promise.all([path.join(folder, 'new.npy'), '/dev/null', '/dev/stdout', '/dev/fd/1'].map(isPlainOutput))).toEqual([true, false, false, false]);
});
