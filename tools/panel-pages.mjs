// `npm run panels`: every state of the page, in both themes, as a picture in out/panels. `npm run panels -- [--size 1100x700] NAME…` makes those alone, in windows of that size.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { electronExecutable, ensureElectron } from './setup/electron-runtime.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { inRoot, main, say, SetupError } from './setup/project.mjs';
import { hasDisplay } from './setup/system-libraries.mjs';

const folder = inRoot('out/panels');

await main(async () => {
  const { values: { size }, positionals: wanted } = parseArgs({ options: { size: { type: 'string', default: '1440x900' } }, allowPositionals: true });
  const [width, height] = size.split('x').map(Number);
  if (!(width > 0 && height > 0)) throw new SetupError(`--size is a width and a height, such as 1100x700; got ${size}`);
  ensurePackages();
  await ensureElectron();
  if (!hasDisplay() || electronExecutable() === null) throw new SetupError('pictures need a display. Run it under xvfb-run -a -s "-screen 0 1600x1000x24".');
  const { openPage } = await import('./setup/page-window.mjs');
  const { page, close } = await openPage('src-renderer/dev', [], { width, height });
  try {
    const names = await page.waitForFunction(() => window.panelStates).then((found) => found.jsonValue());
    const unknown = wanted.filter((name) => !names.includes(name));
    if (unknown.length > 0) throw new SetupError(`there is no state ${unknown.join(', ')}. There are ${names.join(', ')}.`);
    mkdirSync(folder, { recursive: true });
    for (const name of wanted.length > 0 ? wanted : names) await takePictures(page, name);
    say(`pictures are in ${path.relative(process.cwd(), folder)}`);
  } finally {
    await close();
  }
});

async function takePictures(page, name) {
  for (const theme of ['dark', 'light']) {
    await page.evaluate((hash) => { location.hash = hash; }, `state=${name}&theme=${theme}`);
    await page.waitForFunction(([state, shown]) => document.documentElement.dataset.state === state && document.documentElement.dataset.theme === shown, [name, theme]);
    // Labels and camera come to rest.
    await page.waitForTimeout(700);
    await page.screenshot({ path: path.join(folder, `${name}-${theme}.png`) });
  }
}
