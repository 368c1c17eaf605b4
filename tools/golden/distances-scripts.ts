// `node tools/run-ts.mjs tools/golden/distances-scripts.ts FOLDER`: writes the Python script of every case into FOLDER/scripts, and its checkpoint into FOLDER/models,
// where tools/golden/distances_scripts.py runs it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { layOut, measureCase, SCRIPT_CASES } from '../../src-main/conformance/script-cases';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('the folder is missing');
const [scripts, models] = [path.join(folder, 'scripts'), path.join(folder, 'models')];
for (const dir of [scripts, models]) mkdirSync(dir, { recursive: true });
for (const one of SCRIPT_CASES) {
  const dir = mkdtempSync(path.join(tmpdir(), 'contexture-script-'));
  writeFileSync(path.join(scripts, `${one.name}.py`), (await measureCase(one, dir)).script);
  rmSync(dir, { recursive: true });
  layOut(one, models);
}
