// `npm run -s bench -- place [--json]`: what `contexture place` is worth on a fifth of the sentences of the word sets, held out by a fixed rule, and
// how many sentences of a sense that the set does not have it calls outside;
// at each word's best layer (chosen on the other four fifths) and at the last one. `points`: how soon a typed sentence stands in the map, and how far
// from its own point a known one lands; `--points` measures that alone.
import { spawnSync } from 'node:child_process';
import { main, root, SetupError } from '../setup/project.mjs';
import { bundle } from './bundle.mjs';
import { machine, print } from './measures.mjs';

async function measured(file) {
  const script = await bundle(file);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new SetupError(stderr.trim().split('\n').at(-1));
  return JSON.parse(stdout);
}

await main(async () => {
  const verdicts = process.argv.includes('--points') ? {} : await measured('tools/bench/place-ours.ts');
  print({ machine: machine(), ...verdicts, points: await measured('tools/bench/place-points.ts') });
});
