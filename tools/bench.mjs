// `npm run -s bench -- start [--json] [--runs N]`: compared cases, medians of interleaved runs. Not a test: no number here passes or fails.
import { spawnSync } from 'node:child_process';
import { ensureApp } from './setup/ensure.mjs';
import { withDisplay } from './setup/launch.mjs';
import { inRoot, main, root, SetupError } from './setup/project.mjs';

const benches = { start: 'tools/bench/start.mjs' };

await main(async () => {
  const [name, ...rest] = process.argv.slice(2);
  const script = Object.hasOwn(benches, name ?? '') ? benches[name] : null;
  if (script === null) throw new SetupError(`usage: npm run -s bench -- ${Object.keys(benches).join('|')} [--json] [--runs N]`);
  await ensureApp();
  const [program, ...args] = withDisplay([process.execPath, inRoot(script), ...rest]);
  return spawnSync(program, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
});
