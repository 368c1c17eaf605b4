// `npm run screenshots`: the README's pictures, rendered by the real app, so that they cannot go stale.
import path from 'node:path';
import { mkdirSync } from 'node:fs';
import { ensureApp } from './setup/ensure.mjs';
import { launchApp } from './setup/launch.mjs';
import { inRoot, main, say } from './setup/project.mjs';

const pictures = {
  'cloud-dark.png': ['--set', 'bank', '--theme', 'dark'],
  'cloud-light.png': ['--set', 'bank', '--theme', 'light'],
  'run-dark.png': ['--set', 'run', '--theme', 'dark'],
  'run-light.png': ['--set', 'run', '--theme', 'light'],
  'minilm-dark.png': ['--set', 'bank', '--model', 'minilm-l6', '--theme', 'dark'],
  'elmo-dark.png': ['--set', 'bank', '--model', 'elmo-medium', '--layer', '2', '--theme', 'dark'],
  'glove-dark.png': ['--set', 'bank', '--model', 'glove-100d', '--theme', 'dark'],
  'glove-light.png': ['--set', 'bank', '--model', 'glove-100d', '--theme', 'light'],
  'textbook-dark.png': ['--set', 'textbook', '--theme', 'dark'],
  'flight-dark.png': ['--set', 'bank', '--page', 'flight', '--theme', 'dark'],
  'flight-light.png': ['--set', 'run', '--page', 'flight', '--theme', 'light'],
  'strata-light.png': ['--set', 'bank', '--page', 'strata', '--theme', 'light'],
  'strata-dark.png': ['--set', 'bank', '--model', 'elmo-medium', '--page', 'strata', '--theme', 'dark'],
  'compare-dark.png': ['--set', 'bank', '--page', 'compare', '--theme', 'dark'],
  'compare-light.png': ['--set', 'spring', '--model', 'elmo-medium', '--page', 'compare', '--theme', 'light'],
  'first-run-light.png': ['--page', 'first-run', '--theme', 'light'],
  'first-run-dark.png': ['--page', 'first-run', '--theme', 'dark'],
};

await main(async () => {
  await ensureApp();
  const wanted = process.argv.slice(2);
  mkdirSync(inRoot('assets/screenshots'), { recursive: true });
  for (const [name, args] of Object.entries(pictures)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const file = inRoot('assets/screenshots', name);
    const code = await launchApp(['--snapshot', file, ...args]);
    if (code !== 0) return code;
    say(path.relative(process.cwd(), file));
  }
  return 0;
});
