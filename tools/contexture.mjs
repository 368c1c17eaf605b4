// `npm run -s contexture -- COMMAND`: the command line, set up on first use.
import { spawnSync } from 'node:child_process';
import { ensureCommandLine } from './setup/ensure.mjs';
import { inRoot, main } from './setup/project.mjs';

await main(() => {
  ensureCommandLine();
  const result = spawnSync(process.execPath, [inRoot('out/main/cli.js'), ...process.argv.slice(2)], { stdio: 'inherit', cwd: process.env.INIT_CWD ?? process.cwd() });
  return result.status ?? 1;
});
