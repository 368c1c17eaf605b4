// `node tools/run-ts.mjs tools/measure-background.ts [--add-missing] [ID…]`: measures the bundled models on assets/background.txt and writes `background`
// into their cards and the ghost maps beside them. With --add-missing only what a card lacks is measured, and nothing but the card is written.
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { POOLINGS } from '../src-main/contract/embedding';
import type { ModelCard } from '../src-main/contract/model-card';
import { cardJson } from '../src-main/model-format/model-folder';
import { measureBackground, measurePairs } from '../src-main/inference/sets/background';
import type { Encoder } from '../src-main/inference/runtime/encoder';
import { ghostBytes, GHOST_FILES } from '../src-main/inference/sets/ghost';
import { loadEncoder } from '../src-main/inference/encoders/load-encoder';
import { atomicWrite, atomicWriteAll } from '../src-main/platform/atomic-write';

const modelsDir = path.resolve('models');
const sample = await readFile('assets/background.txt');
const sentences = sample.toString('utf8').split('\n').filter((line) => line.trim() !== '');
const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');

const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const ids = wanted.length > 0 ? wanted : (await readdir(modelsDir, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
for (const id of ids) {
  const folder = path.join(modelsDir, id);
  const card = JSON.parse(await readFile(path.join(folder, 'model.json'), 'utf8')) as ModelCard;
  const encoder = await loadEncoder(folder, card, 'cpu');
  if (options.includes('--add-missing')) await addMissing(folder, card, encoder);
  else await measure(folder, card, encoder);
  await encoder.release();
}

async function measure(folder: string, card: ModelCard, encoder: Encoder): Promise<void> {
  const { background, ghostMaps } = await measureBackground(encoder, sentences, { ghosts: true, onStage: (stage) => { console.log(`${card.id}: ${stage}`); } });
  const file = path.join(folder, 'model.json');
  const measured: ModelCard = { ...card, background: { sampleSha256: sha256(sample), ...background } };
  if (ghostMaps.length === 0) await atomicWrite(file, cardJson(measured));
  else {
    // Many wide maps would outweigh what they are for.
    const form = card.nLayers * card.dim * card.dim > 4_000_000 ? 'int8' : 'half';
    const name = GHOST_FILES[form];
    const bytes = ghostBytes(ghostMaps, form);
    const files = { ...card.files, [name]: { sha256: sha256(bytes), nBytes: bytes.byteLength } };
    await atomicWriteAll([[path.join(folder, name), bytes], [file, cardJson({ ...measured, files })]]);
  }
  report(card.id, measured);
}

/** The sample must be the one that the card was measured on: values of two samples do not stand side by side. */
async function addMissing(folder: string, card: ModelCard, encoder: Encoder): Promise<void> {
  const { background } = card;
  if (background.sampleSha256 !== sha256(sample)) throw new Error(`${card.id} was measured on another sample; measure it whole`);
  const { meanCosine: known, quantiles } = background as Partial<typeof background>;
  const poolings = quantiles === undefined ? POOLINGS : POOLINGS.filter((pooling) => known?.[pooling] === undefined || (quantiles as Partial<typeof quantiles>)[pooling] === undefined);
  if (poolings.length === 0) {
    console.log(`${card.id}: nothing is missing`);
    return;
  }
  const pairs = await measurePairs(encoder, sentences, poolings, { onStage: (stage) => { console.log(`${card.id}: ${stage}`); } });
  const added = <K extends 'meanCosine' | 'quantiles'>(key: K) => Object.fromEntries([...pairs].map(([pooling, of]) => [pooling, of[key]]));
  // What a card has stays: devices differ in the last digits.
  const measured = { ...card, background: { ...background, meanCosine: { ...added('meanCosine'), ...known }, quantiles: { ...added('quantiles'), ...quantiles } } } as ModelCard;
  await atomicWrite(path.join(folder, 'model.json'), cardJson(measured));
  report(card.id, measured);
}

function report(id: string, { background: { meanCosine, ghostR2 } }: ModelCard): void {
  const row = (values: readonly number[]): string => values.map((value) => value.toFixed(3)).join(' ');
  for (const pooling of POOLINGS) console.log(`${id}: mean cosine, ${pooling}: ${row(meanCosine[pooling])}`);
  console.log(`${id}: ghost R² ${ghostR2 === null ? 'not fitted' : row(ghostR2)}`);
}
