// `npm run -s bench -- verdicts [--json]`: how far the type bar's verdict can be trusted, at each bundled model's best layer, with the vectors of the shipped sets:
// sentences left out one at a time, senses that the set does not have, nonsense, and other languages.
import { spawnSync } from 'node:child_process';
import { main, root, SetupError } from '../setup/project.mjs';
import { bundle } from './bundle.mjs';
import { machine, print } from './measures.mjs';

await main(async () => {
  const script = await bundle('tools/bench/verdicts-ours.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new SetupError(stderr.trim().split('\n').at(-1));
  print({ machine: machine(), ...JSON.parse(stdout) });
});
