import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram, isRunning, until, type BuiltProgram } from '../../tools/built-program';

let program: BuiltProgram;
let dir: string;
const inDir = (name: string): string => path.join(dir, name);
const environment = (data: string): NodeJS.ProcessEnv => ({ ...process.env, DISPLAY: '', CONTEXTURE_DATA: inDir(data) });
const contexture = (data: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [program.entry('cli'), ...args], { encoding: 'utf8', cwd: dir, env: environment(data) });

beforeAll(async () => {
  program = await buildProgram({ cli: 'cli/main.ts', importer: 'importing/process.ts' });
  dir = mkdtempSync(path.join(tmpdir(), 'contexture-ended-'));
  const vector = Array.from({ length: 100 }, (_, i) => Math.sin(i).toFixed(5)).join(' ');
  writeFileSync(inDir('large.txt'), Array.from({ length: 150_000 }, (_, i) => `word${i} ${vector}`).join('\n'));
  writeFileSync(inDir('small.txt'), Array.from({ length: 40 }, (_, i) => `word${i} ${i} ${i * i} 1`).join('\n'));
});
afterAll(() => {
  // What a failing test has left.
  if (process.platform === 'linux') for (const pid of [...running('cli'), ...running('importer')]) process.kill(pid, 'SIGKILL');
  program.remove();
  rmSync(dir, { recursive: true, force: true });
});

/** Processes of this program by the file they run (proc(5): the command line, divided by zeros). */
const running = (name: string): number[] => readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).map(Number).filter((pid) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(program.entry(name));
  } catch {
    return false;
  }
});
const stagingOf = (data: string): readonly string[] => (existsSync(inDir(`${data}/models`)) ? readdirSync(inDir(`${data}/models`)).filter((name) => name.startsWith('.')) : []);

interface Import {
  readonly supervisor: ChildProcess;
  readonly command: number;
  readonly importer: number;
  readonly ended: Promise<number | null>;
}

/** Loaded into every process: keeps the import process's event loop from turning any more once it has its work, as long computations do. */
const blocking = `
const { isMainThread } = require('node:worker_threads');
if (isMainThread && process.argv[1]?.endsWith('importer.js')) {
  const { on } = process;
  process.on = (event, listener) => on.call(process, event, event !== 'message' ? listener : (message) => {
    listener(message);
    if (message.method === 'import') setTimeout(() => { require('node:fs').writeFileSync('blocked', ''); for (;;) Math.random(); }, 300);
  });
}
`;

/** A real import of a large file, in the middle of its conversion. */
async function startImport(data: string, isBlocked = false): Promise<Import> {
  if (isBlocked) writeFileSync(inDir('block.cjs'), blocking);
  rmSync(inDir('blocked'), { force: true });
  const env = { ...environment(data), ...(isBlocked ? { NODE_OPTIONS: `--require ${inDir('block.cjs')}` } : {}) };
  const supervisor = spawn(process.execPath, [program.entry('cli'), 'import', 'large.txt'], { cwd: dir, env, stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => { supervisor.once('exit', resolve); });
  const rows = (): boolean => stagingOf(data).some((staging) => readdirSync(inDir(`${data}/models/${staging}`), { recursive: true }).some((name) => String(name).includes('vectors')));
  await until(() => (isBlocked ? existsSync(inDir('blocked')) : rows()) && running('importer').length === 1 && running('cli').length === 2, 'the import is on its way');
  const [importer = 0] = running('importer');
  const command = running('cli').find((pid) => pid !== supervisor.pid) ?? 0;
  return { supervisor, command, importer, ended };
}

describe.skipIf(process.platform !== 'linux')('an import', () => {
  it.each(['the supervisor', 'the command'] as const)('ends when %s is killed, however busy it is, and the next import clears away what it left', async (who) => {
    const data = `killed ${who}`;
    const { supervisor, command, importer, ended } = await startImport(data, true);
    if (who === 'the supervisor') supervisor.kill('SIGKILL');
    else process.kill(command, 'SIGKILL');
    await ended;
    await until(() => !isRunning(importer) && !isRunning(command), 'all processes have ended');
    expect(stagingOf(data)).toHaveLength(1);
    expect(contexture(data, 'import', 'small.txt').stdout).toMatch(/^small: /);
    expect(readdirSync(inDir(`${data}/models`))).toEqual(['small']);
  });

  it.each([['SIGTERM', 143], ['SIGHUP', 129], ['SIGINT', 1]] as const)('that is ended by %s takes its process and its folder along', async (signal, code) => {
    const { supervisor, command, importer, ended } = await startImport(signal);
    supervisor.kill(signal);
    expect(await ended).toBe(code);
    await until(() => !isRunning(importer) && !isRunning(command), 'all processes have ended');
    expect(stagingOf(signal)).toEqual([]);
  });
});

describe('embed', () => {
  it('on a damaged copy of a model ends with 1 and one sentence, and writes nothing', () => {
    expect(contexture('damaged', 'import', path.resolve('src-main/conversion/golden/checkpoints/bert'), '--id', 'tiny').status).toBe(0);
    writeFileSync(inDir('in.txt'), 'The bank.\n');
    const embed = (): ReturnType<typeof contexture> => contexture('damaged', 'embed', '--model', 'tiny', '--input', 'in.txt', '--word', 'bank', '--output', 'out.npy', '--device', 'cpu');
    const folder = inDir('damaged/models/tiny');
    cpSync(folder, inDir('whole'), { recursive: true });
    for (const [name, at, sentence] of [
      ['weights.bin', 4_000, 'contexture: The file weights.bin of bert is damaged: it is not the one that the model came with. Remove the model and import it again.'],
      ['tokenizer.json', 60, 'contexture: The file tokenizer.json of bert is damaged: it is not the one that the model came with. Remove the model and import it again.'],
      ['model.json', 120, `contexture: The model card ${path.join(folder, 'model.json')} is damaged. Remove the model and import it again.`],
    ] as const) {
      const bytes = readFileSync(path.join(folder, name));
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(path.join(folder, name), bytes);
      const { status, stdout, stderr } = embed();
      expect([status, stdout], name).toEqual([1, '']);
      expect(stderr).toContain(sentence);
      expect(stderr.trimEnd()).not.toContain('\n');
      expect([existsSync(inDir('out.npy')), existsSync(inDir('damaged/embeddings'))]).toEqual([false, false]);
      cpSync(inDir('whole'), folder, { recursive: true });
    }
    expect(embed().status).toBe(0);
    expect(existsSync(inDir('out.npy'))).toBe(true);

    writeFileSync(inDir('running.txt'), 'Dr. Smith saw the\nbank. It was the\nbank.\n');
    expect(contexture('damaged', 'embed', '--model', 'tiny', '--input', 'running.txt', '--split', '--word', 'bank', '--output', 'split.npy', '--device', 'cpu').status).toBe(0);
    expect(readFileSync(inDir('split.npy.jsonl'), 'utf8').trim().split('\n').map((row) => (JSON.parse(row) as { text: string }).text)).toEqual(['Dr. Smith saw the bank.', 'It was the bank.']);
  });
});
