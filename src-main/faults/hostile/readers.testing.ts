// Every reader of files that somebody else may have made, with good files to mutate and a grammar of its own.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Random } from '@contract/prng';
import { sessionForTests } from '@contract/sessions/session.testing';
import { convertModel } from '../../conversion/convert';
import { inspectModel } from '../../conversion/inspect';
import { word2vecBinary } from '../../conversion/word-vectors/files.testing';
import { concordance } from '../../corpora/concordance/concordance';
import { openSourceFile } from '../../corpora/formats/read-source';
import { readLessonFile } from '../../lessons/lesson-file';
import { readSession, writeSession } from '../../sessions/session-file';
import { readSetFile, setText } from '../../sets/set-file';
import { set } from '../writers.testing';
import { jsonBytes, madeBinary, madeJson, madeProtobuf, madeSafetensors, madeSession, madeText, madeTorch } from './made-files.testing';

export interface Reader {
  readonly name: string;
  /** Lays out what stands around the file in an empty folder. @returns the file that is made hostile, and its good contents */
  readonly prepare: (folder: string) => Promise<{ readonly file: string; readonly good: readonly Buffer[] }>;
  readonly made: (random: Random) => Buffer;
  /** Whether it leaves out by name what it cannot read, and goes on. */
  readonly leavesOut?: true;
  /** Reads it as the app does. @throws Failure, or what is a bug; also where what was read cannot be right */
  readonly read: (folder: string, file: string) => Promise<void>;
}

const golden = path.resolve('src-main/conversion/golden');
const text = { id: 'tiny', name: 'Tiny', licence: 'MIT', source: 'Made by a test.', madeBy: 'vitest' };
const right = (is: boolean, what: string): void => { if (!is) throw new Error(`what was read is not right: ${what}`); };

async function readSource(_: string, file: string): Promise<void> {
  const { table } = await openSourceFile(file, null);
  right(table.rows.length > 0 && table.rows.every(({ cells }) => cells.length === table.columns.length && cells.every((cell) => cell === null || !/[\0\p{Surrogate}]/u.test(cell))), 'cells');
}

async function readConcordance(folder: string): Promise<void> {
  const { set: found, nHits } = await concordance({ paths: [folder], target: { by: 'forms', forms: ['bank'] }, isExactCase: false, nMost: 50, seed: 1, reading: null }, 'own-1');
  // A joiner or a soft hyphen within a word does not make it another one.
  right(
    nHits >= found.occurrences.length &&
      found.occurrences.every(
        ({ text: sentence, charStart, charEnd }) =>
          sentence
            .slice(charStart, charEnd)
            .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
            .toLowerCase() === 'bank',
      ),
    'occurrences',
  );
}

async function convert(folder: string, source: string): Promise<void> {
  const out = path.join(path.dirname(folder), 'converted');
  try {
    await inspectModel(source);
    const card = await convertModel(source, out, text, { precision: 'source', nMaxWords: 1_000 });
    right(card.nLayers > 0 && card.dim > 0 && Object.keys(card.files).length > 0, 'card');
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

const source = (ending: string, good: readonly string[], made: Reader['made'] = (random) => madeText(random)): Reader =>
  ({ name: ending, prepare: (folder) => Promise.resolve({ file: path.join(folder, `a.${ending}`), good: good.map((one) => Buffer.from(one)) }), made, read: readSource });

const model = (name: string, from: string, file: string, made: Reader['made']): Reader => ({
  name,
  prepare: (folder) => {
    cpSync(path.join(golden, from), folder, { recursive: true });
    return Promise.resolve({ file: path.join(folder, file), good: [readFileSync(path.join(golden, from, file))] });
  },
  made, read: (folder) => convert(folder, folder),
});
const words = (name: string, file: string, good: readonly Buffer[], made: Reader['made']): Reader =>
  ({ name, prepare: (folder) => Promise.resolve({ file: path.join(folder, file), good }), made, read: convert });

const TABLE = 'text,word,sense\r\n"The bank, he said, ""pays"".",bank,money\r\n"two\nlines of bank",bank,\r\nStraße,straße,x\r\n';
const CONLLU = '# text = The bank paid.\n1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\t_\n2\tbank\tbank\tNOUN\t_\t_\t3\tnsubj\t_\t_\n3\tpaid\tpay\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n';
const JSONL = '{"text":"The bank paid 😀.","word":"bank","sense":"money","n":1}\n{"text":"My bank","charStart":3,"charEnd":7}\n';
const PARQUETS = ['none-1', 'snappy-1', 'gzip-2', 'zstd-1', 'brotli-1', 'lz4-1'].map((name) => readFileSync(`src-main/corpora/formats/golden/${name}.parquet`));
const TENSORS = ['bert.embeddings.word_embeddings.weight', 'bert.encoder.layer.0.attention.self.query.weight', 'embeddings.LayerNorm.bias', '__metadata__', ''];
const TOKENIZER_KEYS = ['version', 'model', 'type', 'vocab', 'merges', 'BPE', 'Unigram', 'WordPiece', 'ByteLevel', 'pre_tokenizer', 'normalizer', 'post_processor', 'added_tokens', 'Sequence', 'pretokenizers', 'Split', 'pattern', 'Regex', '(a+)+$', 'content', 'id', 'special'];
const PAGE_KEYS = ['title', 'stations', 'text', 'question', 'look', 'sets', 'document', 'view', 'left', 'set', 'occurrences', 'charStart', 'charEnd', 'word', 'labels', 'vectors', '$array', '0.f32', '1.i32', 'camera', 'map', 'rows'];

export const READERS: readonly Reader[] = [
  source('txt', ['He sat by the |bank|.\nThe Bank — “bank” 银行 — paid 😀.\n\nStraße, cafe\u0301, bank’s.\n', 'It was late. The bank had closed, and Mr. Smith\nwent home. He owed the bank a lot.\n\nNobody knew.\n']),
  source('csv', [TABLE]), source('tsv', [TABLE.replaceAll(',', '\t')]), source('jsonl', [JSONL, `[${JSONL.trim().replace('\n', ',')}]`]), source('conllu', [CONLLU.repeat(3)]),
  { name: 'parquet', prepare: (folder) => Promise.resolve({ file: path.join(folder, 'a.parquet'), good: PARQUETS }),
    made: (random) => madeBinary(random, [0x50, 0x41, 0x52, 0x31], [40, 0, 0, 0, 0x50, 0x41, 0x52, 0x31]), read: readSource },
  {
    name: 'concordance of a folder', leavesOut: true, made: (random) => madeText(random), read: readConcordance,
    prepare: (folder) => {
      mkdirSync(path.join(folder, 'deeper'));
      for (const [name, content] of [['a.txt', 'The bank.'], ['deeper/b.jsonl', JSONL], ['c.conllu', CONLLU]] as const) writeFileSync(path.join(folder, name), content);
      return Promise.resolve({
        file: path.join(folder, 'deeper/d.txt'),
        good: [
          Buffer.from('The bank paid. A Bank is one.\n'.repeat(20)),
          Buffer.from('\ufeffUne bank.', 'utf16le'),
          Buffer.from('la bank d\xe9t\xe9', 'latin1'),
        ],
      });
    },
  },
  words('word vectors as text', 'a.txt', [Buffer.from('the 0.1 0.2 0.3\nof 0.4 -0.5 6e-1\nbank 1 2 3\n'), Buffer.from('2 3\nthe 1 2 3\nof 4 5 6\n')], (random) => madeText(random)),
  words('word vectors as word2vec', 'a.bin', [word2vecBinary([['the', 1, 2, 3], ['of', 4, 5, 6], ['bank', 7, 8, 9]])], (random) => madeBinary(random, [...Buffer.from('3 3\n')])),
  words('word vectors of fastText', 'a.bin', [readFileSync('src-main/conversion/word-vectors/golden/skipgram.bin')], (random) => madeBinary(random, [0xba, 0x16, 0x4f, 0x2f, 12, 0, 0, 0])),
  model('safetensors', 'checkpoints/bert', 'model.safetensors', (random) => madeSafetensors(random, TENSORS)),
  model('pytorch .bin', 'checkpoints/distilbert', 'pytorch_model.bin', madeTorch),
  model('ELMo weights (HDF5)', 'elmo-clips', 'weights.hdf5', (random) => madeBinary(random, [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, 0, 8, 8, 0])),
  model('onnx', 'checkpoints/onnx-bert', 'model.onnx', (random) => madeProtobuf(random)),
  model('tokenizer.json', 'checkpoints/gpt2', 'tokenizer.json', (random) => jsonBytes(madeJson(random, TOKENIZER_KEYS))),
  model('config.json', 'checkpoints/bert', 'config.json', (random) => jsonBytes(madeJson(random, ['model_type', 'bert', 'hidden_size', 'num_hidden_layers', 'vocab_size', 'architectures', 'BertModel']))),
  {
    name: 'session', made: (random) => madeSession(random, PAGE_KEYS), read: async (_, file) => { right((await readSession(file)).view.set.occurrences.length > 0, 'set'); },
    prepare: async (folder) => {
      const file = path.join(folder, 'a.contexture');
      await writeSession(file, sessionForTests(), '0.1.0');
      return { file, good: [readFileSync(file)] };
    },
  },
  {
    name: 'lesson', made: (random) => jsonBytes({ format: 'contexture-lesson', version: 1, title: madeJson(random, PAGE_KEYS), stations: madeJson(random, PAGE_KEYS), sets: [] }),
    read: async (_, file) => { right((await readLessonFile(file)).stations.length > 0, 'stations'); },
    prepare: (folder) => Promise.resolve({ file: path.join(folder, 'a.lesson.json'), good: [readFileSync('assets/lessons/one-vector-to-many.lesson.json')] }),
  },
  {
    name: 'kept set', made: (random) => jsonBytes({ version: 1, set: madeJson(random, PAGE_KEYS) }), read: async (_, file) => { right((await readSetFile(file, 'own-1')).occurrences.length > 0, 'occurrences'); },
    prepare: (folder) => Promise.resolve({ file: path.join(folder, 'own-1.json'), good: [Buffer.from(setText(set('mine')))] }),
  },
];
