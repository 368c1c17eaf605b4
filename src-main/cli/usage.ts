import { DEFAULT_PROJECTION } from '@contract/projection';
import { SERVE_EXPORT_USAGE } from './serving/usage';
import { GATHER_USAGE } from './sharding/usage';
import { SPEED_USAGE } from './speed/speed-usage';

const d = DEFAULT_PROJECTION;

export const COMMANDS = [
  'models', 'import', 'catalogue', 'download', 'remove', 'concordance', 'embed', 'gather', 'serve-export', 'distances', 'trace', 'place', 'induce', 'analogy',
  'probe', 'compare-models', 'speed', 'project', 'snapshot',
] as const;
export type Command = (typeof COMMANDS)[number];

/** @param isPackaged an installed program has a name of its own */
export const programUsage = (isPackaged: boolean): string => `contexture: explore how the vector of a word moves with its context

usage: ${isPackaged ? 'contexture' : 'npm run -s contexture --'} COMMAND [options]      (--help after a command explains it)

  models          what is installed
  import          bring in a model from a folder or a file
  catalogue       models that can be downloaded
  download        fetch a model of the catalogue or the Hugging Face hub, and import it
  remove          take an imported model out of the library
  concordance     sentences with a word, out of texts of any size
  embed           vectors of words in their sentences, as .npy, .csv, Parquet or for the Embedding Projector
  gather          whether all shards of a corpus are there and belong together
  serve-export    a model as a folder for Triton or MLServer
  distances       cosine distances between words in their sentences
  trace           the way of one word from its sentence to its vectors
  place           which sense a new sentence has, by a labelled set
  induce          senses found without labels, as clusters
  analogy         a is to b as c is to …, by static vectors
  probe           what every layer knows of a set
  compare-models  what every model is and knows, measured
  speed           what products in 8 bits gain in words a second, and what they cost
  project         a map of vectors, as .csv
  snapshot        a picture of the app's view, as .png

Exit codes: 0 done; 1 something failed; 2 wrong usage, or nothing to do.
`;

export const USAGE: Readonly<Record<Command, string>> = {
  models: `usage: contexture models

Lists the installed models: id, kind, layers (layer 0 included), dims, the side of a word that context comes from, tokenizer, parameters counted from the weights, size, origin, licence.
`,
  import: `usage: contexture import PATH [options]

Converts a model once into the app's own form, checks it by a run, measures its baselines, and files it in the user's library.
PATH: a Hugging Face folder (BERT, DistilBERT, ELECTRA, RoBERTa, XLM-R, GPT-2; also sentence-transformers), an ELMo
folder (options.json and weights.hdf5), a ULMFiT folder (one or two .pth of fastai, or the same as .safetensors, and
itos.pkl; “bwd” or “backward” in a name: the backward model), a folder or .onnx file with hidden states as outputs and
its tokenizer files, or one file of static vectors (GloVe .txt, word2vec .txt or .bin, fastText .vec or .bin; also
.gz).

  --id ID          the short name to file it under
  --name NAME      the name to show
  --licence L      where the files do not say it
  --words N        static vectors: keep only the first N word forms
`,
  catalogue: `usage: contexture catalogue

Lists the models that the app knows where to fetch. Asks no server.
`,
  download: `usage: contexture download NAME [options]

NAME: an id of the catalogue, or org/name of the Hugging Face hub. Fetches (resuming an earlier try), verifies the digests, and imports.
HTTPS_PROXY, NO_PROXY, HF_ENDPOINT and HF_TOKEN are honoured.

  --words N        static vectors: keep only the first N word forms
  --plan           only ask the server what would be fetched
`,
  remove: `usage: contexture remove ID

Removes an imported model. Bundled ones stay.
`,
  concordance: `usage: contexture concordance FOLDER|FILE (--word W [--forms W,W] | --pattern RE) (--output SET.jsonl | --format kwic) [options]

Searches whole books or folders of texts (.txt, .jsonl, .conllu; UTF-8, UTF-16, Latin-1) in a stream, sentence by sentence, and writes the sentences found as a set:
text, word, charStart, charEnd, file, line. Says on stderr how many there are in which file, and what was left out and why.

  --word W         a word form; whole words, whatever their case
  --forms W,W      word forms, such as bank,banks,banked
  --pattern RE     a regular expression as RE2 reads it; a match inside a word stands for the whole word
  --exact-case     only as it is written here
  --sample N       most occurrences, drawn at random where there are more (1,000)
  --seed S         of the sample (42)
  --reading R      of .txt files: auto (default), lines (a sentence a line) or running (cut into sentences)
  --format F       jsonl (default), or kwic: lines “left | word | right” on stdout
`,
  embed: `usage: contexture embed --model ID --input FILE --output FILE [options]

Writes the vectors of words in their sentences, float32, and where they come from: model and its digest, layers, pooling, prompt, device, and a paragraph for the methods of a paper.

  --format npy        (default) FILE: [nOccurrences, nLayers, dim]; FILE.jsonl: a line a row (text, charStart, charEnd, word, subwords, labels); FILE.json: where they come from
  --format csv        FILE: a line a row and layer: text, charStart, charEnd, word, labels, layer, dim_0 …; FILE.json: where they come from
  --format parquet    FILE: the same columns, a list of numbers in layer_N for every layer; where they come from is in the file's own metadata
  --format projector  FILE: a folder for the TensorFlow Embedding Projector: vectors.tsv, metadata.tsv, projector_config.json, provenance.json; one layer alone

Input: .jsonl with {"text","word"} or {"text","charStart","charEnd"} (offsets in UTF-16 units), .csv or .tsv with such columns, .txt, a sentence a line,
or .conllu, a treebank: its words carry lemma, upos, xpos, feats and deprel as labels (heads, enhanced dependencies and empty nodes are not read).
Every occurrence of the word is a row. Lines without it are listed on stderr and left out; exit code 2 when none is left.

  --word W         the word, for lines that name none; of a treebank a form or a lemma
  --every-token    of a treebank: every word, punctuation aside
  --sample N       so many of them, drawn by --seed S (42)
  --sentences N    so many sentences instead, with all their words
  --split          the .txt is running text: join its lines and split them into sentences
  --layers L       all (default), last, or numbers such as 0,2
  --pool P         sub-words to one vector: mean (default), first, last; sentence: the whole sentence
  --prompt NAME    --pool sentence: one of the model's prompts, or "" for none; default: what the model reads by itself
  --device D       auto (default), cpu, webgpu, cuda, dml, coreml
  --precision P    exact (default) or int8: products in 8 bits, faster and a little off; transformers on the CPU alone; see speed
  --no-store       neither read nor keep vectors in the embedding store
  --server URL     a server of the Open Inference Protocol v2 computes (see serve-export): it gets word-piece ids, texts and labels stay; as with --no-store;
                   http, https, or grpc, grpcs; where it goes away in the middle, this machine computes the rest. --token-file F: its token, in a file of one line; --in-flight N: batches at once
  --shard I/N      one part of a corpus, the I-th of N from 1, for many processes or computers: --input is a file, a folder, or a folder with a pattern
                   such as 'corpus/*.parquet'; every N-th occurrence is written to OUTPUT/part-I-of-N.parquet, with corpus_file and corpus_line
`,
  gather: GATHER_USAGE,
  'serve-export': SERVE_EXPORT_USAGE,
  distances: `usage: contexture distances --model ID [options] "SENTENCE::WORD" "SENTENCE::WORD" ...

Prints the matrix of cosine distances, beside each layer's baseline: the mean distance of two random words of the background sample.

  --layer L        last (default), all, or numbers such as 0,2
  --pool P         mean (default), first, last
  --device D       auto (default), cpu, webgpu, cuda, dml, coreml
  --json           one JSON object
  --python         a Python script that prints the same with transformers and torch; not for ELMo, static vectors and ONNX graphs
`,
  trace: `usage: contexture trace --model ID [options] "SENTENCE::WORD"

Prints what the model reads of the sentence (pieces, ids, places), which rows make the word's vector and with what weight, whether the store has it, the device,
and the length of the vector at every layer. A sentence that is too long for the model has several runs.

  --pool P         mean (default), first, last, sentence
  --device D       auto (default), cpu, webgpu, cuda, dml, coreml
  --json           one JSON object
`,
  place: `usage: contexture place --model ID --set FILE|NAME [options] "SENTENCE::WORD" ...

Says which sense of the set each sentence has: that of most of the eight nearest labelled occurrences, where the spread within senses is divided out (Fisher's discriminant with
Ledoit and Wolf's shrinkage). Confidence: how often verdicts with as clear a lead are right, learned on the set's own sentences, each judged without its fifth of the set.
Outside: farther from its sense than nine of ten sentences that belong. neighbours: the eight nearest in the original space, by cosine distance.
NAME: a bundled set, as probe names them. FILE: as embed reads it, with a column “sense”. WORD: as it stands in the sentence, or the set's word in any form that the set has of it.

  --layer L        best (default: where the nearest occurrence has the same sense most often), last, or a number
  --word W         the word, for lines of the file that name none
  --pool P         mean (default), first, last
  --device D       auto (default), cpu, webgpu, cuda, dml, coreml
  --json           an array: text, word, charStart, charEnd, layer, sense, votes, confidence, outside, distance, usual, neighbours
`,
  induce: `usage: contexture induce --model ID --set FILE|NAME [options]

Clusters the occurrences of a set by the cosine of their vectors, and names each cluster by the words that its sentences have and the others have not (Monroe, Colaresi & Quinn 2008).
Where the set has senses, says how well the clusters agree with them, beside a random grouping of the same sizes: adjusted Rand index, homogeneity,
completeness, V-measure; what is in no cluster counts as one more group.
NAME: a bundled set, as probe names them. FILE: as embed reads it.

  --layer L        last (default) or a number
  --method M       kmeans (default; k-means++ of unit vectors, the best of ten starts) agglomerative (average linkage), or hdbscan
                   (by density, clusters of 5 or more; finds their number, and leaves noise in none)
  --clusters K     how many; default: the number from 2 to 10 with the greatest silhouette
  --output F.jsonl writes the rows with a column cluster
  --word W         the word, for lines of the file that name none; of a treebank a form or a lemma
  --pool P         mean (default), first, last, sentence
  --device D       auto (default), cpu, webgpu, cuda, dml, coreml
  --seed S         of the starts (42)
  --json           one JSON object
`,
  analogy: `usage: contexture analogy --model ID A B C [options]

"A is to B as C is to …": the words of a static model nearest by cosine to B − A + C, of unit vectors (3CosAdd; Mikolov, Yih & Zweig 2013; Levy & Goldberg 2014). Without A, B and C themselves,
as those papers have it; the arithmetic itself often gives one of them.

  --with-query-words   leaves them in, and marks them
  --count K            how many words, 1 to 200 (10)
  --json               one JSON object
`,
  probe: `usage: contexture probe --model ID --set FILE|NAME [options]

Prints for every layer: the mean cosine of random words; self-similarity, similarity within a sentence and the variance that one vector explains (Ethayarajh 2019), raw and less
the same of random words; with senses their silhouette and the leave-one-out 1-nearest-neighbour accuracy; linear probes (multinomial logistic regression) for the senses, every
other label of the set, the written form, its ending and its first letter. Beside them what needs no vector, and the mean of the context words' static vectors.
NAME: a bundled set: bank, run, textbook, spring, light, bat, match, bark, pitch, cell, charge, discharge, culture; for multilingual models de-bank, de-schloss, de-ziehen, es-banco,
es-carta, es-gato, fr-vol, fr-livre, fr-avocat, zh-da, zh-hua, ar-ayn, yo-oko, mul-bank. FILE: as embed reads it; all its label columns are probed.

  --word W         the word, for lines of the file that name none; of a treebank a form or a lemma
  --every-token    of a treebank: every word, punctuation aside
  --sample N       so many of them, drawn by the seed
  --sentences N    so many sentences instead, with all their words
  --mix LABEL      also learns ELMo's mix of layers for a label (Peters et al. 2018): weights of the layers and a linear head together, beside the last layer and
                   the best single one, which is chosen for each fold by the others; folds 3 or more. The label: one that is probed, such as sense, upos or form.
                   Where all words of the sentences are rows (--every-token without --sample), the head is a linear-chain CRF
  --pool P         mean (default), first, last, sentence
  --device D       auto (default), cpu, webgpu, cuda, dml, coreml
  --folds K        2 to 20 (5); a sentence lies in one fold whole
  --seed S         of folds, random words, intervals and samples (42)
  --json           one JSON object, with 95 % intervals
`,
  'compare-models': `usage: contexture compare-models --set FILE|NAME [options]

Prints a table, one row a model: whether context moves a word's vector at all, parameters counted from the weights, how often the nearest occurrence of the set has the same sense
(leave-one-out, macro, beside chance), steps that wait for one another, milliseconds of one sentence against its length (8 to 256 words, medians of 7 runs, fitted as a line and as a
power law), and the reach: how far away a changed word still moves the target's vector, left and right apart, on twelve fixed sentences. A move counts where it is more than the same
sentence moves in another batch. NAME: a bundled set, as probe names them. FILE: as embed reads it, with a column “sense”.

  --model ID       may be given several times; default: all that are installed
  --layer L        of the reach: last (default), a number, or best (where the nearest occurrence has the same sense most often)
  --word W         the word, for lines of the file that name none
  --device D       auto (default), cpu, webgpu, cuda, dml, coreml
  --json           one JSON object, with the reach of every layer and all times
`,
  speed: SPEED_USAGE,
  project: `usage: contexture project --input FILE.npy --layer L --output FILE.csv [options]

Writes one line a row: row,x,y[,z],distortion; the same seed gives the same bytes. Distortion: the share of a row's 15 nearest neighbours that are not among
its nearest in the map. Says on stderr how far the map can be trusted.

  --layer L        a number or last; all, or numbers such as 0,3,6: one map a layer, laid together, with the columns layer and residual
  --alignment X    how strongly neighbouring layers pull each other's points, 0 to 1 (0.5)
  --place FILE     places the rows of another .npy into the finished map; column placed
  --method M       umap (default), umap-js (the reference engine), pca, tsne
  --neighbors K    n_neighbors (${d.nNeighbors})
  --min-dist X     min_dist (${d.minDist})
  --spread X       (${d.spread})
  --local-connectivity X      (${d.localConnectivity})
  --set-op-mix-ratio X        1 union, 0 intersection (${d.setOpMixRatio})
  --negative-sample-rate N    (${d.negativeSampleRate})
  --repulsion-strength X      (${d.repulsionStrength})
  --epochs N       n_epochs (500 up to 10,000 rows, 200 beyond; of layers laid together all rows count)
  --init I         pca (default), spectral, random
  --pca N          reduce the rows to N principal components first
  --perplexity X   t-SNE only (${d.perplexity})
  --components N   2 or 3 (${d.nComponents})
  --metric M       cosine (default) or euclidean
  --seed S         (${d.seed})
`,
  snapshot: `usage: contexture snapshot FILE.png [options]

Renders the app's view into a picture, 1440 × 900, without a window; sets up Electron on first use.

  --set S          bank (default) or another bundled set, as probe names them
  --model ID       default: minilm-l6
  --layer N        default: the last one
  --theme T        dark (default) or light
  --page P         cloud (default), flight, strata, compare or first-run
`,
};
