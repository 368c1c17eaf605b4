// `npm start`: sets everything up, then opens the app, or renders one picture with --snapshot FILE.png.
import path from 'node:path';
import { ensureApp } from './setup/ensure.mjs';
import { launchApp } from './setup/launch.mjs';
import { inRoot, main, say } from './setup/project.mjs';
import { hasDisplay } from './setup/system-libraries.mjs';

await main(async () => {
  const args = process.argv.slice(2);
  await ensureApp();
  const at = args.indexOf('--snapshot');
  if (at >= 0 && args[at + 1]) args[at + 1] = path.resolve(process.env.INIT_CWD ?? process.cwd(), args[at + 1]);
  if (at < 0 && !hasDisplay()) {
    const file = inRoot('out/contexture.png');
    say(`no display here, so the main view is rendered into ${path.relative(process.cwd(), file)} instead of a window`);
    args.push('--snapshot', file);
  }
  return launchApp(args);
});
