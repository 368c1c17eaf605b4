// What `electron [switches] [-r module] <folder> [arguments]` runs first in a runtime that came without Electron's own default app.
// An ES module with top-level await: the app's main module must run before `ready` is emitted.
import { app } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const preloads = [];
let target = null;
const words = process.argv.slice(1);
while (words.length > 0 && target === null) {
  const word = words.shift();
  if (word === '--version' || word === '-v') {
    process.stdout.write(`v${process.versions.electron}\n`);
    process.exit(0);
  } else if (word === '-r' || word === '--require') preloads.push(words.shift());
  else if (!word.startsWith('-')) target = path.resolve(word);
}
if (target === null) {
  process.stderr.write('electron: name the folder of an app\n');
  process.exit(2);
}

process.defaultApp = true;
if (preloads.length > 0) Module._preloadModules(preloads);

const manifestFile = path.join(target, 'package.json');
if (existsSync(manifestFile)) {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  app.name = manifest.productName ?? manifest.name ?? app.name;
  if (manifest.version) app.setVersion(manifest.version);
  app.setAppPath(target);
  // An explicit --user-data-dir (tests, several profiles) wins over the default.
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', path.join(app.getPath('appData'), app.name));
}

try {
  await import(pathToFileURL(Module._resolveFilename(target, null, true)).href);
} catch (error) {
  process.stderr.write(`The app could not be loaded.\n${error?.stack ?? error}\n`);
  process.exit(1);
}
