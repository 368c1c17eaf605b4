// `npm run -s bench -- kills`: the tests that kill processes while they save, with 200 kills each in place of a few: sessions, the picture on screen, sets, kept vectors; and 100 each while a model
// is converted and while it is fetched.
import { spawnSync } from 'node:child_process';
import { inRoot, main, root } from '../setup/project.mjs';

const TESTS = ['src-main/ipc/kills.test.ts', 'src-main/inference/cache/embedding-cache.test.ts', 'src-main/faults/import-kills.test.ts'];

await main(() => spawnSync(inRoot('node_modules/.bin/vitest'), ['run', ...TESTS, '-t', 'killed', '--testTimeout', '600000'], {
  cwd: root, stdio: 'inherit', env: { ...process.env, CONTEXTURE_KILLS: '200' },
}).status ?? 1);
