import { DEFAULT_PROJECTION } from '@contract/projection';

const d = DEFAULT_PROJECTION;

export const COMMANDS = ['models', 'embed', 'distances', 'project', 'snapshot'] as const;
export type Command = (typeof COMMANDS)[number];

export const PROGRAM_USAGE = `contexture: explore how the vector of a word moves with its context

usage: npm run -s contexture -- COMMAND [options]      (--help after a command explains it)

  models      what is installed
  embed       vectors of words in their sentences, as .npy
  distances   cosine distances between words in their sentences
  project     a map of vectors, as .csv
  snapshot    a picture of the app's view, as .png

Exit codes: 0 done; 1 something failed; 2 wrong usage, or nothing to do.
`;

export const USAGE: Readonly<Record<Command, string>> = {
  models: `usage: contexture models

Lists the installed models: id, kind, layers (layer 0 included), dimensions, parameters counted from the weights, licence.
`,
  embed: `usage: contexture embed --model ID --input FILE --output FILE.npy [options]

Writes float32 [nOccurrences, nLayers, dim] to FILE.npy, and FILE.npy.jsonl with one line a row (text, charStart, charEnd, word, subwords, labels).
Input: .jsonl with {"text","word"} or {"text","charStart","charEnd"} (offsets in UTF-16 units), .csv or .tsv with such columns, or .txt, a sentence a line.
Every occurrence of the word is a row. Lines without it are listed on stderr and left out; exit code 2 when none is left.

  --word W         the word, for lines that name none
  --layers L       all (default), last, or numbers such as 0,2
  --pool P         sub-words to one vector: mean (default), first, last
  --device D       auto (default), cpu, webgpu, cuda
`,
  distances: `usage: contexture distances --model ID [options] "SENTENCE::WORD" "SENTENCE::WORD" ...

Prints the matrix of cosine distances, beside each layer's baseline: the mean distance of two random words of the background sample.

  --layer L        last (default), all, or numbers such as 0,2
  --pool P         mean (default), first, last
  --device D       auto (default), cpu, webgpu, cuda
  --json           one JSON object
`,
  project: `usage: contexture project --input FILE.npy --layer N --output FILE.csv [options]

Writes one line a row: row,x,y[,z]. The same seed gives the same bytes.

  --method M       umap (default) or pca
  --neighbors K    UMAP's n_neighbors (${d.nNeighbors})
  --min-dist X     UMAP's min_dist (${d.minDist})
  --components N   2 or 3 (${d.nComponents})
  --metric M       cosine (default) or euclidean
  --seed S         (${d.seed})
`,
  snapshot: `usage: contexture snapshot FILE.png [options]

Renders the app's view into a picture, 1440 × 900, without a window; sets up Electron on first use.

  --set S          bank (default), run, textbook
  --model ID       default: minilm-l6
  --layer N        default: the last one
  --theme T        dark (default) or light
  --page P         cloud (default) or first-run
`,
};
