import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Commands that take a signal as a request to clear up. While native code computes they do not see it; all others are ended by the system itself. */
const SUPERVISED: readonly (string | undefined)[] = ['import', 'download', 'embed'];

export const isSupervised = (words: readonly string[]): boolean => SUPERVISED.includes(words[0]) && !words.includes('--help') && !words.includes('-h');

/** The process id of the supervisor that started this process; null where none did. Children of this process are not told of it. */
export function takeSupervisor(): number | null {
  const mark = Number(process.env['CONTEXTURE_SUPERVISOR']);
  delete process.env['CONTEXTURE_SUPERVISOR'];
  // A mark that was passed on by others is nobody's.
  return mark === process.ppid ? mark : null;
}

/**
 * Runs a command in a process of its own and stays free to end it: the first Ctrl+C is the command's, which gives up what it does; the second ends it whatever it does,
 * and with it its import process, which does not outlive it. What else asks to end is passed on.
 * @returns the exit code: the command's, or 128 and the number of the signal that ended it
 */
export function supervise(entry: string, words: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [...process.execArgv.filter((option) => !option.startsWith('--inspect')), entry, ...words], {
    stdio: 'inherit',
    env: { ...process.env, CONTEXTURE_SUPERVISOR: String(process.pid) },
  });
  let ending: NodeJS.Signals | null = null;
  process.on('SIGINT', () => {
    // A terminal has sent it to the command as well, who makes no difference between one and two. On Windows passing it on would end it.
    if (ending !== null) child.kill('SIGKILL');
    else if (process.platform !== 'win32') child.kill('SIGINT');
    ending ??= 'SIGINT';
  });
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      ending = signal;
      child.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => { resolve(exitCode(code, signal, ending)); });
  });
}

function exitCode(code: number | null, signal: NodeJS.Signals | null, ending: NodeJS.Signals | null): number {
  // After Ctrl+C a command may end in its own way, as it may fail otherwise; SIGTERM and SIGHUP are told of.
  if (code !== null && (ending === null || ending === 'SIGINT' || code === 0)) return code;
  const by = ending ?? signal;
  return by === null ? 1 : 128 + constants.signals[by];
}
