import { spawn } from 'node:child_process';
import { electronExecutable } from './electron-runtime.mjs';
import { root, say } from './project.mjs';
import { hasDisplay } from './system-libraries.mjs';

/** As root Chromium refuses to start sandboxed, so the sandbox is off there and that is said. */
export function isUnsandboxed() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  say('running as root: Chromium runs without its sandbox. Use an ordinary account for daily work.');
  return true;
}

/**
 * Starts the app and resolves to its exit code. Without a display it runs under Xvfb.
 */
export function launchApp(args) {
  const switches = isUnsandboxed() ? ['--no-sandbox'] : [];
  const command = [electronExecutable(), ...switches, root, ...args];
  const [program, ...rest] = withDisplay(command);
  const child = spawn(program, rest, { stdio: ['ignore', 'inherit', 'pipe'] });
  child.stderr.on('data', (chunk) => process.stderr.write(withoutNoise(chunk.toString())));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => { child.on('close', (code, signal) => resolve(code ?? (signal ? 1 : 0))); });
}

/** The command itself, or under Xvfb where there is no display. The screen is larger than the window: a window that fills it is cut by a pixel. */
export const withDisplay = (command) => (hasDisplay() ? command : ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24', ...command]);

/** Chromium tells of every bus and driver that a plain machine lacks; those lines help nobody. */
const withoutNoise = (text) => text.split(/(?<=\n)/).filter((line) => !/^\[\d+:\d+\/[\d.]+:(ERROR|WARNING|INFO):/.test(line)).join('');
