// `npm run -s bench -- place [--json]`: what `contexture place` is worth on a fifth of the sentences of the word sets, held out by a fixed rule, and how many sentences of a sense that the set does not have it calls outside;
// at each word's best layer (chosen on the other four fifths) and at the last one.
import { spawnSync } from 'node:child_process';
import { main, root, SetupError } from '../setup/project.mjs';
import { bundle } from './bundle.mjs';
import { machine, print } from './measures.mjs';

await main(async () => {
  const script = await bundle('tools/bench/place-ours.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new SetupError(stderr.trim().split('\n').at(-1));
  print({ machine: machine(), ...JSON.parse(stdout) });
});
