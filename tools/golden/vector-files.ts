// `node tools/run-ts.mjs tools/golden/vector-files.ts FOLDER`: writes the files of every golden case of exported vectors into FOLDER/CASE, where tools/golden/vector_files.py reads them.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { goldenCases, goldenFiles } from '../../src-main/exports/vectors/cases.testing';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('the folder is missing');
for (const one of goldenCases()) {
  for (const [name, bytes] of goldenFiles(one)) {
    const file = path.join(folder, one.name, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}
