// Models of published shapes with random weights, for what bundled models are too small to show. Made once, under out/bench.
import { existsSync } from 'node:fs';
import { inRoot, run, say } from '../setup/project.mjs';

const RANDOM_BERTS = {
  'bert-base': { nBlocks: 12, dim: 768, nHeads: 12 },
};

/** The Hugging Face folder of a random model. */
function hubFolder(id, python) {
  const folder = inRoot('out/bench/checkpoints', id);
  if (!existsSync(inRoot('out/bench/checkpoints', id, 'tokenizer.json'))) {
    say(`making ${id} with random weights`);
    const { nBlocks, dim, nHeads } = RANDOM_BERTS[id];
    run(python, [inRoot('tools/bench/random_bert.py'), folder, String(nBlocks), String(dim), String(nHeads), inRoot('models/minilm-l6/tokenizer.json')]);
  }
  return folder;
}

/** Converts it with the app's own converter, as an import would. */
export async function convertRandom(id, python, ours) {
  const source = hubFolder(id, python);
  if (!existsSync(inRoot('out/bench/models', id, 'model.json'))) await ours.ask({ do: 'convert', source, id });
  return source;
}

/** An ELMo of the published large shape, converted likewise. */
export async function convertRandomElmo(id, python, ours) {
  const source = inRoot('out/bench/checkpoints', id);
  if (!existsSync(inRoot('out/bench/checkpoints', id, 'options.json'))) {
    say(`making ${id} with random weights`);
    run(python, [inRoot('tools/bench/random_elmo.py'), source]);
  }
  if (!existsSync(inRoot('out/bench/models', id, 'model.json'))) await ours.ask({ do: 'convert', source, id });
}
