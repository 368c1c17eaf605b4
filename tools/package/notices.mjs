// Who wrote what a package carries: `sbom.cdx.json` (CycloneDX, by npm, with the models added) and `THIRD-PARTY.txt` (every licence in full).
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { electronVersion } from '../setup/electron-runtime.mjs';
import { inRoot, root, SetupError } from '../setup/project.mjs';

/** Licences that ask for no more than their text; what has another one is looked at by a person first. */
const ALLOWED = ['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT', 'OFL-1.1', 'PDDL-1.0', 'Python-2.0', 'Unlicense', '(MIT OR CC0-1.0)'];

/** Packages with a licence of their own, which was read: NIST's software licence and HDF5's, both without conditions but their notices. */
const READ = ['h5wasm'];

/** Writes both files into `folder`. @throws SetupError naming packages whose licence is none of the allowed, or whose text is not there */
export function writeNotices(folder) {
  mkdirSync(folder, { recursive: true });
  const shipped = packages();
  const refused = shipped.filter(({ name, licence }) => !ALLOWED.includes(licence) && !READ.includes(name)).map(({ name, licence }) => `${name} (${licence})`);
  if (refused.length > 0) throw new SetupError(`these packages have a licence that nobody has looked at: ${refused.join(', ')}. Look at them and add it to tools/package/notices.mjs, or do without them.`);
  writeFileSync(path.join(folder, 'THIRD-PARTY.txt'), notices(shipped));
  writeFileSync(path.join(folder, 'sbom.cdx.json'), `${JSON.stringify(sbom(), null, 2)}\n`);
  return shipped.length;
}

function npm(...args) {
  // npm exits with 1 for what it only warns of.
  const { stdout } = spawnSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 1e8, shell: process.platform === 'win32' });
  return stdout;
}

/** Every package of `dependencies` and what these need, once a version. */
function packages() {
  const folders = npm('ls', '--omit=dev', '--all', '--parseable').split('\n').filter((folder) => folder.includes('node_modules'));
  return folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
    return { name, version, licence: license, text: files.map((file) => readFileSync(path.join(folder, file), 'utf8').trim()).join('\n\n') };
  }).sort((a, b) => `${a.name}@${a.version}`.localeCompare(`${b.name}@${b.version}`, 'en'));
}

const models = () => readdirSync(inRoot('models'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  .map(({ name }) => JSON.parse(readFileSync(inRoot('models', name, 'model.json'), 'utf8')));

function notices(shipped) {
  const rule = '-'.repeat(78);
  return [
    'Contexture is made with the work of others. Electron and Chromium: LICENSE.electron.txt and LICENSES.chromium.html beside the program.', '',
    'Models', ...models().map(({ name, licence, source }) => `  ${name}: ${licence}. ${source}`), '',
    ...shipped.flatMap(({ name, version, licence, text }) => [rule, `${name} ${version} (${licence})`, '', text === '' ? `No text comes with the package; it names the licence ${licence}.` : text, '']),
  ].join('\n');
}

/** npm's list without what differs from run to run, and with what npm knows nothing of. */
function sbom() {
  const bom = JSON.parse(npm('sbom', '--sbom-format=cyclonedx', '--omit=dev'));
  delete bom.serialNumber;
  delete bom.metadata.timestamp;
  bom.metadata.component.type = 'application';
  // A licence that is in no list is named as its file names it.
  for (const component of bom.components) if (READ.includes(component.name)) component.licenses = [{ license: { name: `see ${component.name} in THIRD-PARTY.txt` } }];
  bom.components.push(
    { type: 'framework', name: 'electron', version: electronVersion(), purl: `pkg:npm/electron@${electronVersion()}`, licenses: [{ license: { id: 'MIT' } }] },
    ...models().map(({ id, name, licence, source, files }) => ({
      type: 'machine-learning-model', name: id, description: `${name}. ${source}`, licenses: [{ license: { id: licence } }],
      properties: Object.entries(files).map(([file, { sha256 }]) => ({ name: `contexture:sha256:${file}`, value: sha256 })),
    })),
  );
  return bom;
}
