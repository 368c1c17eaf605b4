// `npm start`: sets everything up, then opens the app, or renders one picture with --snapshot FILE.png.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureApp } from './setup/ensure.mjs';
import { launchApp } from './setup/launch.mjs';
import { inRoot, main, say, SetupError } from './setup/project.mjs';
import { hasDisplay } from './setup/system-libraries.mjs';

await main(async () => {
  const options = readOptions(process.argv.slice(2));
  await ensureApp();
  if (options.snapshot !== undefined) options.snapshot = path.resolve(process.env.INIT_CWD ?? process.cwd(), options.snapshot);
  else if (!hasDisplay()) {
    options.snapshot = inRoot('out/contexture.png');
    say(`no display here, so the main view is rendered into ${path.relative(process.cwd(), options.snapshot)} instead of a window`);
  }
  return launchApp(Object.entries(options).map(([name, value]) => `--${name}=${value}`));
});

/** `--name value` or `--name=value`; the app itself checks the values. */
function readOptions(args) {
  const names = ['snapshot', 'set', 'model', 'layer', 'theme', 'page', 'user-data-dir'];
  try {
    const { values } = parseArgs({ args, strict: true, options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) });
    return { ...values };
  } catch (error) {
    throw new SetupError(`${error.message} Use: npm start -- [--snapshot FILE.png --set S --model ID --layer N --theme dark|light --page cloud|first-run]`);
  }
}
