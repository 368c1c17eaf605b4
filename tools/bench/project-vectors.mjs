// Real contextual vectors for the projection benchmark: words of free text, embedded once by the command line and kept under out/bench/vectors.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inRoot, readOr, run, say, sha256 } from '../setup/project.mjs';
import { occurrencesOf } from './project-text.mjs';

const folder = 'out/bench/vectors';

/**
 * Float32 rows [nOccurrences, layers · dim] of a model, its layers side by side in a row.
 * @returns the file's path; one that holds more rows serves as well, because the first ones are the same
 */
export function vectorsFile(text, model, layers, nOccurrences) {
  mkdirSync(inRoot(folder), { recursive: true });
  const source = { text: sha256(`${text} ${statSync(text).size} ${statSync(text).mtimeMs}`), model: sha256(modelCard(model)) };
  const file = inRoot(folder, `${model}-${layers.join('+')}.f32`);
  const known = JSON.parse(readOr(`${file}.json`, 'null'));
  if (known !== null && known.nRows >= nOccurrences && known.text === source.text && known.model === source.model) return file;
  say(`embedding ${nOccurrences} words of ${basename(text)} with ${model}, layers ${layers.join(', ')} (once)`);
  const [input, output] = ['occurrences.jsonl', 'vectors.npy'].map((name) => inRoot(folder, name));
  writeFileSync(input, occurrencesOf(text, nOccurrences).map((line) => `${JSON.stringify(line)}\n`).join(''));
  // Models with random weights are where the other benchmarks put them.
  const env = { ...process.env, CONTEXTURE_DATA: inRoot('out/bench') };
  run(process.execPath, [inRoot('out/main/cli.js'), 'embed', '--model', model, '--layers', layers.join(','), '--device', 'cpu', '--no-store', '--input', input, '--output', output], { env });
  const npy = readFileSync(output);
  const nHeader = 10 + npy.readUInt16LE(8);
  const [nRows] = /'shape': \((\d+),/u.exec(npy.toString('latin1', 0, nHeader)).slice(1).map(Number);
  if (nRows !== nOccurrences) throw new Error(`${nRows} of ${nOccurrences} words have a vector`);
  writeFileSync(`${file}.part`, npy.subarray(nHeader));
  renameSync(`${file}.part`, file);
  writeFileSync(`${file}.json`, JSON.stringify({ ...source, nRows }));
  for (const path of [input, output, `${output}.jsonl`]) rmSync(path, { force: true });
  return file;
}

function modelCard(model) {
  const card = readOr(inRoot('models', model, 'model.json'), '') || readOr(inRoot('out/bench/models', model, 'model.json'), '');
  if (card === '') throw new Error(`there is no model ${model}`);
  return card;
}
