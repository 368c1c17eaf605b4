// `npm run -s bench -- concordance|start|embed|fuzz|kept|kills|layers|memory|neighbours|place|project|ray|scale|scene|server|soak|responsiveness [--json] [--runs N]`:
// compared cases, medians of interleaved runs. Not a test: no number here passes or fails, but for `ray` and `server`, whose vectors have to be those of this machine.
import { spawnSync } from 'node:child_process';
import { ensureApp, ensureCommandLine } from './setup/ensure.mjs';
import { withDisplay } from './setup/launch.mjs';
import { inRoot, main, root, SetupError } from './setup/project.mjs';

const benches = {
  concordance: { script: 'tools/bench/concordance.mjs', needsApp: false },
  start: { script: 'tools/bench/start.mjs', needsApp: true },
  embed: { script: 'tools/bench/embed.mjs', needsApp: false },
  fuzz: { script: 'tools/bench/fuzz.mjs', needsApp: false },
  kept: { script: 'tools/bench/kept.mjs', needsApp: true },
  kills: { script: 'tools/bench/kills.mjs', needsApp: false },
  layers: { script: 'tools/bench/layers.mjs', needsApp: true },
  memory: { script: 'tools/bench/memory.mjs', needsApp: true },
  neighbours: { script: 'tools/bench/neighbours.mjs', needsApp: false },
  place: { script: 'tools/bench/place.mjs', needsApp: false },
  project: { script: 'tools/bench/project.mjs', needsApp: false },
  ray: { script: 'tools/scale/ray.mjs', needsApp: false },
  responsiveness: { script: 'tools/bench/responsiveness.mjs', needsApp: true },
  scale: { script: 'tools/scale/scale.mjs', needsApp: false },
  server: { script: 'tools/scale/server.mjs', needsApp: false },
  soak: { script: 'tools/bench/soak.mjs', needsApp: true },
  scene: { script: 'tools/bench/scene.mjs', needsApp: true },
};

await main(async () => {
  const [name, ...rest] = process.argv.slice(2);
  const bench = Object.hasOwn(benches, name ?? '') ? benches[name] : null;
  if (bench === null) throw new SetupError(`usage: npm run -s bench -- ${Object.keys(benches).join('|')} [--json] [--runs N]`);
  if (bench.needsApp) await ensureApp();
  else ensureCommandLine();
  const command = [process.execPath, inRoot(bench.script), ...rest];
  const [program, ...args] = bench.needsApp ? withDisplay(command) : command;
  return spawnSync(program, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
});
