// `npm run -s bench -- start [--json] [--runs N]`: compared cases, medians of interleaved runs. Not a test: no number here passes or fails.
import { spawnSync } from 'node:child_process';
import { ensureApp } from './setup/ensure.mjs';
import { inRoot, main, root, SetupError } from './setup/project.mjs';
import { hasDisplay } from './setup/system-libraries.mjs';

const benches = { start: 'tools/bench/start.mjs' };

await main(async () => {
  const [name, ...rest] = process.argv.slice(2);
  const script = Object.hasOwn(benches, name ?? '') ? benches[name] : null;
  if (script === null) throw new SetupError(`usage: npm run -s bench -- ${Object.keys(benches).join('|')} [--json] [--runs N]`);
  await ensureApp();
  const command = [process.execPath, inRoot(script), ...rest];
  const [program, ...args] = hasDisplay() ? command : ['xvfb-run', '-a', '-s', '-screen 0 1440x900x24', ...command];
  return spawnSync(program, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
});
