import type { CatalogueEntry } from '@contract/model-import';
import type { Digest } from './digest';

/** A file of a catalogue entry at a fixed address. */
export interface CatalogueFile {
  readonly name: string;
  readonly url: string;
  /** As its publisher gives it; null where none is published. Then the length, what the server states, and the checks of the import are all there is. */
  readonly digest: Digest | null;
}

export interface CatalogueItem extends CatalogueEntry {
  /** Where it comes from, for the model card. */
  readonly origin: string;
  /** A model of the hub, of which the sizes and digests are asked when a download is planned; or files at fixed addresses. */
  readonly from: { readonly by: 'hub'; readonly name: string } | { readonly by: 'files'; readonly files: readonly CatalogueFile[] };
  /** Of static vectors: what they unpack to. */
  readonly vectors?: { readonly nWords: number; readonly dim: number };
}

const hubHost = 'huggingface.co';

// Sizes of the hub's models: the sum of the files that an import needs, from the listings of the repositories (`/tree/main`).
const hubModels: readonly CatalogueItem[] = [
  {
    id: 'bert-base-uncased', name: 'BERT base, uncased', description: 'English, 12 blocks, 768 wide; small letters only.', licence: 'Apache-2.0', nBytes: 441_200_000,
    host: hubHost, isStatic: false, from: { by: 'hub', name: 'google-bert/bert-base-uncased' }, origin: 'BERT (Devlin et al. 2019).',
  },
  {
    id: 'bert-base-multilingual-cased', name: 'Multilingual BERT, cased', description: '104 languages, 12 blocks, 768 wide.', licence: 'Apache-2.0', nBytes: 717_000_000,
    host: hubHost, isStatic: false, from: { by: 'hub', name: 'google-bert/bert-base-multilingual-cased' }, origin: 'Multilingual BERT (Devlin et al. 2019).',
  },
  {
    id: 'biobert-base-cased', name: 'BioBERT base, cased', description: 'English of biomedical papers, 12 blocks, 768 wide.', licence: 'Apache-2.0 (of the authors’ repository; the hub states none)', nBytes: 436_000_000,
    host: hubHost, isStatic: false, from: { by: 'hub', name: 'dmis-lab/biobert-base-cased-v1.2' }, origin: 'BioBERT 1.2 (Lee et al. 2020).',
  },
  {
    id: 'gpt2', name: 'GPT-2', description: 'English, 12 blocks, 768 wide; a word sees only what stands before it.', licence: 'MIT', nBytes: 551_000_000,
    host: hubHost, isStatic: false, from: { by: 'hub', name: 'openai-community/gpt2' }, origin: 'GPT-2 (Radford et al. 2019).',
  },
  {
    id: 'all-minilm-l6-v2', name: 'all-MiniLM-L6-v2', description: 'English sentences, 6 blocks, 384 wide; a sentence-transformers model.', licence: 'Apache-2.0', nBytes: 91_600_000,
    host: hubHost, isStatic: false, from: { by: 'hub', name: 'sentence-transformers/all-MiniLM-L6-v2' }, origin: 'all-MiniLM-L6-v2 (sentence-transformers).',
  },
];

/** A model of the hub, `[id, name, description, licence, million bytes, repository, origin]`. */
type HubRow = readonly [id: string, name: string, description: string, licence: string, megabytes: number, repository: string, origin: string];

// Sizes are approximate: of bge from bge-model.com, of e5, gte and all-mpnet from the table in the model card of thenlper/gte-small; of the others counted
// here, parameters times the bytes of each (Qwen3-Embedding 595.8 million and SmolLM2 134.5 million in bfloat16, ModernBERT 149.7 million in float32).
// A plan asks the hub for the exact ones.
const laterHubRows: readonly HubRow[] = [
  ['bge-small-en-v1.5', 'BGE small', 'English sentences, 12 blocks, 384 wide.', 'MIT', 133, 'BAAI/bge-small-en-v1.5', 'BGE 1.5 (Xiao et al. 2023).'],
  ['bge-base-en-v1.5', 'BGE base', 'English sentences, 12 blocks, 768 wide.', 'MIT', 438, 'BAAI/bge-base-en-v1.5', 'BGE 1.5 (Xiao et al. 2023).'],
  ['bge-large-en-v1.5', 'BGE large', 'English sentences, 24 blocks, 1,024 wide.', 'MIT', 1340, 'BAAI/bge-large-en-v1.5', 'BGE 1.5 (Xiao et al. 2023).'],
  ['e5-small-v2', 'E5 small', 'English sentences, 12 blocks, 384 wide.', 'MIT', 130, 'intfloat/e5-small-v2', 'E5 (Wang et al. 2022).'],
  ['e5-base-v2', 'E5 base', 'English sentences, 12 blocks, 768 wide.', 'MIT', 440, 'intfloat/e5-base-v2', 'E5 (Wang et al. 2022).'],
  ['e5-large-v2', 'E5 large', 'English sentences, 24 blocks, 1,024 wide.', 'MIT', 1340, 'intfloat/e5-large-v2', 'E5 (Wang et al. 2022).'],
  ['gte-small', 'GTE small', 'English sentences, 12 blocks, 384 wide.', 'MIT', 70, 'thenlper/gte-small', 'GTE (Li et al. 2023).'],
  ['gte-base', 'GTE base', 'English sentences, 12 blocks, 768 wide.', 'MIT', 220, 'thenlper/gte-base', 'GTE (Li et al. 2023).'],
  ['all-mpnet-base-v2', 'all-mpnet-base-v2', 'English sentences, 12 blocks, 768 wide, in full precision; a sentence-transformers model.', 'Apache-2.0', 440, 'sentence-transformers/all-mpnet-base-v2', 'all-mpnet-base-v2 (sentence-transformers).'],
  ['modernbert-base', 'ModernBERT base', 'English and code, 22 blocks, 768 wide; most blocks look only near.', 'Apache-2.0', 599, 'answerdotai/ModernBERT-base', 'ModernBERT (Warner et al. 2024).'],
  ['deberta-v3-base', 'DeBERTa v3 base', 'English, 12 blocks, 768 wide; attention looks at distances between words.', 'MIT', 371, 'microsoft/deberta-v3-base', 'DeBERTa v3 (He et al. 2021).'],
  ['qwen3-embedding-0.6b', 'Qwen3 Embedding 0.6B', 'More than 100 languages, 28 blocks, 1,024 wide; a word sees only what stands before it.', 'Apache-2.0', 1192, 'Qwen/Qwen3-Embedding-0.6B', 'Qwen3 Embedding (Zhang et al. 2025).'],
  ['smollm2-135m', 'SmolLM2 135M', 'English, 30 blocks, 576 wide; a word sees only what stands before it.', 'Apache-2.0', 269, 'HuggingFaceTB/SmolLM2-135M', 'SmolLM2 (Ben Allal et al. 2025).'],
];

const laterHubModels = laterHubRows.map(([id, name, description, licence, megabytes, repository, origin]): CatalogueItem => ({
  id, name, description, licence, nBytes: megabytes * 1e6, host: hubHost, isStatic: false, from: { by: 'hub', name: repository }, origin,
}));

const elmoHost = 'allennlp.s3.amazonaws.com';

/** The published models of Peters et al. 2018: https://allennlp.org/elmo. No digests are published. */
function elmo(id: string, name: string, layout: string, description: string, nBytes: number): CatalogueItem {
  const file = (local: string, remote: string): CatalogueFile => ({ name: local, url: `https://${elmoHost}/models/elmo/${layout}/elmo_${layout}_${remote}`, digest: null });
  return {
    id, name, description, nBytes, host: elmoHost, isStatic: false, licence: 'not stated for the weights (the code of AllenNLP is Apache-2.0)',
    from: { by: 'files', files: [file('options.json', 'options.json'), file('weights.hdf5', 'weights.hdf5')] }, origin: 'ELMo (Peters et al. 2018), AllenNLP.',
  };
}

// Sizes: four bytes for each of the 13.6, 28.0 and 93.6 million parameters that allennlp.org/elmo names; the original one is known to have 374,434,792 bytes.
const elmoModels: readonly CatalogueItem[] = [
  elmo('allennlp-elmo-small', 'ELMo, small', '2x1024_128_2048cnn_1xhighway', 'English, 2 biLSTM layers, 256 wide.', 54_400_000),
  elmo('allennlp-elmo-medium', 'ELMo, medium', '2x2048_256_2048cnn_1xhighway', 'English, 2 biLSTM layers, 512 wide.', 112_000_000),
  elmo('allennlp-elmo-original', 'ELMo, original', '2x4096_512_2048cnn_2xhighway', 'English news of 2011, 2 biLSTM layers, 1,024 wide.', 374_435_128),
  elmo('allennlp-elmo-5.5b', 'ELMo, original, 5.5B words', '2x4096_512_2048cnn_2xhighway_5.5B', 'English Wikipedia and news of 2008–2012, 2 biLSTM layers, 1,024 wide.', 374_400_000),
];

interface Vectors {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly licence: string;
  readonly origin: string;
  /** In gensim-data, and the ending that tells what is packed in it. */
  readonly release: string;
  readonly ending: string;
  readonly nBytes: number;
  readonly md5: string;
  readonly nWords: number;
  readonly dim: number;
}

/** A release of gensim-data; sizes, MD5 sums and licences from its `list.json` (github.com/piskvorky/gensim-data). */
function vectors({ release, ending, md5, nWords, dim, ...entry }: Vectors): CatalogueItem {
  const url = `https://github.com/RaRe-Technologies/gensim-data/releases/download/${release}/${release}.gz`;
  return {
    ...entry, host: 'github.com', isStatic: true, vectors: { nWords, dim },
    from: { by: 'files', files: [{ name: `${release}${ending}.gz`, url, digest: { algorithm: 'md5', hex: md5 } }] },
  };
}

const glove = { licence: 'PDDL 1.0', origin: 'GloVe 6B (Pennington et al. 2014), from gensim-data.', ending: '.txt', nWords: 400_000 } as const;

const staticVectors: readonly CatalogueItem[] = [
  vectors({
    ...glove, id: 'glove-6b-100d', name: 'GloVe 6B, 100 wide', description: '400,000 English word forms of Wikipedia 2014 and Gigaword 5, small letters only.',
    release: 'glove-wiki-gigaword-100', nBytes: 134_300_434, md5: '40ec481866001177b8cd4cb0df92924f', dim: 100,
  }),
  vectors({
    ...glove, id: 'glove-6b-300d', name: 'GloVe 6B, 300 wide', description: '400,000 English word forms of Wikipedia 2014 and Gigaword 5, small letters only.',
    release: 'glove-wiki-gigaword-300', nBytes: 394_362_229, md5: '29e9329ac2241937d55b852e8284e89b', dim: 300,
  }),
  vectors({
    id: 'word2vec-googlenews', name: 'word2vec GoogleNews', description: '3 million English words and phrases of Google News, 300 wide.',
    licence: 'not stated for the vectors', origin: 'word2vec GoogleNews (Mikolov et al. 2013), from gensim-data.',
    release: 'word2vec-google-news-300', ending: '.bin', nBytes: 1_743_563_840, md5: 'a5e5354d40acb95f9ec66d5977d140ef', nWords: 3_000_000, dim: 300,
  }),
  vectors({
    id: 'fasttext-wiki-news', name: 'fastText wiki-news', description: '1 million English word forms of Wikipedia 2017 and news, 300 wide; no vectors for unknown words.',
    licence: 'CC BY-SA 3.0', origin: 'fastText wiki-news (Mikolov et al. 2018), from gensim-data.',
    release: 'fasttext-wiki-news-subwords-300', ending: '.vec', nBytes: 1_005_007_116, md5: 'de2bb3a20c46ce65c9c131e1ad9a77af', nWords: 999_999, dim: 300,
  }),
];

/** Known models. The sizes of the hub's and of ELMo are about right; a plan asks the server. */
export const CATALOGUE: readonly CatalogueItem[] = [...hubModels, ...laterHubModels, ...elmoModels, ...staticVectors];
