// `npm run dev`: sets everything up as `npm start` does, then runs the app on Vite's server: a change of the page is taken over in place, one of the main process restarts it.
import { spawn } from 'node:child_process';
import { electronExecutable } from './setup/electron-runtime.mjs';
import { forgetBuild } from './setup/build.mjs';
import { ensureRuntime } from './setup/ensure.mjs';
import { isUnsandboxed } from './setup/launch.mjs';
import { inRoot, main, root, SetupError } from './setup/project.mjs';
import { hasDisplay } from './setup/system-libraries.mjs';

await main(async () => {
  if (!hasDisplay()) throw new SetupError('npm run dev needs a display. For pictures without one, use npm start -- --snapshot FILE.png.');
  await ensureRuntime();
  // What is written to out/main here asks for Vite's server: the next `npm start` has to build.
  forgetBuild();
  const switches = [...(isUnsandboxed() ? ['--noSandbox'] : []), '--', ...process.argv.slice(2)];
  // So that a stack of the main process names the source's lines.
  const nodeOptions = [process.env.NODE_OPTIONS ?? '', '--enable-source-maps'].join(' ').trim();
  const child = spawn(process.execPath, [inRoot('node_modules/electron-vite/bin/electron-vite.js'), 'dev', '--watch', '-c', 'electron.config.ts', ...switches], {
    cwd: root, stdio: 'inherit', env: { ...process.env, ELECTRON_EXEC_PATH: electronExecutable(), NODE_OPTIONS: nodeOptions },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => { child.on('close', (code, signal) => resolve(code ?? (signal ? 1 : 0))); });
});
