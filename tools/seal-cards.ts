// `node tools/run-ts.mjs tools/seal-cards.ts [ID…]`: gives the bundled models' cards the digest of their content anew, and touches nothing else in them.
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ModelCard } from '../src-main/contract/model-card';
import { CARD_FILE, cardJson } from '../src-main/conversion/model-folder';
import { atomicWrite } from '../src-main/platform/atomic-write';

const models = path.resolve('models');
const wanted = process.argv.slice(2);
const ids = wanted.length > 0 ? wanted : (await readdir(models, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
for (const id of ids) {
  const file = path.join(models, id, CARD_FILE);
  await atomicWrite(file, cardJson(JSON.parse(await readFile(file, 'utf8')) as ModelCard));
  process.stdout.write(`${id}: sealed\n`);
}
