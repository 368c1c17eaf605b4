// `npm run -s contexture -- COMMAND`: the command line, set up on first use.
import { pathToFileURL } from 'node:url';
import { ensureCommandLine } from './setup/ensure.mjs';
import { inRoot, main } from './setup/project.mjs';

await main(async () => {
  ensureCommandLine();
  if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  // In this process: it takes the signals as they come, and sets the exit code.
  await import(pathToFileURL(inRoot('out/main/cli.js')).href);
});
