// `npm run -s bench -- fuzz`: the tests on generated damage with all their cases in place of a third: tokenizer files, model folders, and all that the app keeps.
import { spawnSync } from 'node:child_process';
import { inRoot, main, root } from '../setup/project.mjs';

const TESTS = ['src-main/tokenizers/hostile-tokenizer.test.ts', 'src-main/conversion/hostile-folders.test.ts', 'src-main/model-format/whole-folder.test.ts', 'src-main/faults/damage.test.ts'];

await main(() => spawnSync(inRoot('node_modules/.bin/vitest'), ['run', ...TESTS, '--testTimeout', '600000'], {
  cwd: root, stdio: 'inherit', env: { ...process.env, CONTEXTURE_FUZZ: 'full' },
}).status ?? 1);
