// `node tools/run-ts.mjs tools/measure-background.ts [ID…]`: measures the bundled models on assets/background.txt
// and writes `background` into their cards and the ghost maps beside them.
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ModelCard } from '../src-main/contract/model-card';
import { parseElmoOptions } from '../src-main/conversion/elmo-options';
import { toFloat16 } from '../src-main/conversion/float16';
import { measureBackground } from '../src-main/inference/background';
import { BertEncoder } from '../src-main/inference/bert-encoder';
import { ElmoEncoder } from '../src-main/inference/elmo-encoder';
import type { Encoder } from '../src-main/inference/encoder';
import { GHOST_FILE } from '../src-main/inference/ghost';
import { StaticEncoder } from '../src-main/inference/static-encoder';
import { atomicWrite } from '../src-main/platform/atomic-write';

const modelsDir = path.resolve('models');
const sample = await readFile('assets/background.txt');
const sentences = sample.toString('utf8').split('\n').filter((line) => line.trim() !== '');
const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');

const wanted = process.argv.slice(2);
const ids = wanted.length > 0 ? wanted : (await readdir(modelsDir, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
for (const id of ids) {
  const folder = path.join(modelsDir, id);
  const card = JSON.parse(await readFile(path.join(folder, 'model.json'), 'utf8')) as ModelCard;
  const encoder = await load(folder, card);
  const { background, ghostMaps } = await measureBackground(encoder, sentences, (stage) => { console.log(`${id}: ${stage}`); });
  await encoder.release();
  const files = { ...card.files };
  if (ghostMaps.length > 0) {
    const bytes = Buffer.concat(ghostMaps.flatMap(({ weights, intercept }) => [weights, intercept].map((part) => Buffer.from(toFloat16(part).buffer))));
    await atomicWrite(path.join(folder, GHOST_FILE), bytes);
    files[GHOST_FILE] = { sha256: sha256(bytes), nBytes: bytes.byteLength };
  }
  const measured: ModelCard = { ...card, files, background: { sampleSha256: sha256(sample), ...background } };
  await atomicWrite(path.join(folder, 'model.json'), `${JSON.stringify(measured, null, 2)}\n`);
  console.log(`${id}: mean cosine ${background.meanCosine.mean.map((value) => value.toFixed(3)).join(' ')}; ghost R² ${background.ghostR2.map((value) => value.toFixed(3)).join(' ')}`);
}

async function load(folder: string, card: ModelCard): Promise<Encoder> {
  if (card.kind === 'static') return StaticEncoder.load(folder, card);
  if (card.kind === 'bert') return BertEncoder.load(folder, card, 'cpu');
  const options = parseElmoOptions(await readFile(path.join(folder, 'options.json'), 'utf8'));
  return ElmoEncoder.load(folder, card, options);
}
