// `npm run -s bench -- neighbours [--json]`: the nearest 200 of 50,000 rows of 384 numbers, exact, through the function that the inspector's list is
// made with; rows in memory, lengths of the rows not known and known.
import { spawnSync } from 'node:child_process';
import { main, root, SetupError } from '../setup/project.mjs';
import { bundle } from './bundle.mjs';
import { machine, print } from './measures.mjs';

await main(async () => {
  const script = await bundle('tools/bench/neighbours-ours.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new SetupError(stderr.trim().split('\n').at(-1));
  print({ machine: machine(), ...JSON.parse(stdout) });
});
