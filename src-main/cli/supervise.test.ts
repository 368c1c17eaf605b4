import { spawn, type ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram, isRunning, until, type BuiltProgram } from '../../tools/built-program';
import { isSupervised } from './supervise';

let program: BuiltProgram;
beforeAll(async () => { program = await buildProgram({ fixture: 'cli/supervise.testing.ts' }); });
afterAll(() => { program.remove(); });

interface Run {
  readonly supervisor: ChildProcess;
  /** The process id of what is supervised. */
  readonly pid: number;
  readonly ended: Promise<number | null>;
}

async function start(deed: string): Promise<Run> {
  const supervisor = spawn(process.execPath, [program.entry('fixture'), deed], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => { supervisor.once('exit', resolve); });
  const pid = await new Promise<number>((resolve) => { supervisor.stdout.once('data', (chunk: Buffer) => { resolve(Number(chunk.toString())); }); });
  return { supervisor, pid, ended };
}
const moment = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 700); });

describe.skipIf(process.platform === 'win32')('a supervised command', () => {
  it('that blocks lives on after the first Ctrl+C and ends at the second, with 130', async () => {
    const { supervisor, pid, ended } = await start('block');
    supervisor.kill('SIGINT');
    await moment();
    expect([isRunning(pid), supervisor.exitCode]).toEqual([true, null]);
    supervisor.kill('SIGINT');
    expect(await ended).toBe(130);
    await until(() => !isRunning(pid), 'the command has ended');
  });

  it('gives up in its own way at the first Ctrl+C, also when the terminal sends it to both', async () => {
    const { supervisor, pid, ended } = await start('obey');
    process.kill(pid, 'SIGINT');
    supervisor.kill('SIGINT');
    expect(await ended).toBe(1);
  });

  it.each([['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const)('without a mind of its own ends at once by %s, with %i', async (signal, code) => {
    const { supervisor, pid, ended } = await start('wait');
    supervisor.kill(signal);
    expect(await ended).toBe(code);
    expect(isRunning(pid)).toBe(false);
  });

  it('passes its exit code on', async () => {
    const supervisor = spawn(process.execPath, [program.entry('fixture'), 'end'], { stdio: 'ignore' });
    expect(await new Promise((resolve) => { supervisor.once('exit', resolve); })).toBe(7);
  });

  it('does not outlive its supervisor, even while it blocks', async () => {
    const { supervisor, pid, ended } = await start('block');
    supervisor.kill('SIGKILL');
    await ended;
    await until(() => !isRunning(pid), 'the command has ended');
  });

  it('that was ended by others tells of it', async () => {
    const { pid, ended } = await start('block');
    process.kill(pid, 'SIGKILL');
    expect(await ended).toBe(137);
  });
});

describe('supervision', () => {
  it('is for the commands that clear up before they end', () => {
    expect([['import', 'x'], ['embed'], ['download', 'x']].map(isSupervised)).toEqual([true, true, true]);
    expect([['models'], ['project'], ['distances'], ['embed', '--help'], []].map(isSupervised)).toEqual([false, false, false, false, false]);
  });
});
