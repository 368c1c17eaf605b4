// `npm run -s bench -- ray [--json] [--large N]`: embed_ray.py on two Ray nodes of this machine, beside `contexture embed --shard`. It fails where a vector differs by more than 1e-5 of its
// length, where a run whose worker was killed gives other rows or vectors, where the concordance finds what the app does not, where what is drawn depends on the split, and where a
// strange folder is taken.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundle } from '../bench/bundle.mjs';
import { argument, machine, print, rounded } from '../bench/measures.mjs';
import { ensureRayPython } from '../bench/python.mjs';
import { inRoot, main, say, SetupError } from '../setup/project.mjs';
import { embedRay, secondsOf } from './embed-ray.mjs';
import { startRayCluster } from './ray-cluster.mjs';
import { corpusOf, oddTexts, words } from './ray-corpus.mjs';
import { compared, rowsOf } from './ray-rows.mjs';

const maxDifference = 1e-5;
const model = 'minilm-l6';
const nOccurrences = 1_000;

function contexture(...args) {
  const { status, stderr } = spawnSync(process.execPath, [inRoot('out/main/cli.js'), ...args], { encoding: 'utf8' });
  if (status !== 0) throw new SetupError(`contexture ${args.join(' ')}: ${stderr.trim()}`);
  return stderr;
}

const work = mkdtempSync(path.join(tmpdir(), 'contexture-ray-'));
const at = (...names) => path.join(work, ...names);

async function done(context, name, args, during) {
  const result = await embedRay(context, ['--model', at('served'), '--output', at(name), '--file-mib', '1', ...args], during);
  if (result.status !== 0) throw new SetupError(`embed_ray.py ${args.join(' ')} (${result.status}): ${result.said}`);
  return result;
}

/** Kills the process of one actor once the first vectors are written. @returns which, and how many files there were */
async function killOne(cluster, name, isDone) {
  const written = () => readdirSync(work).filter((folder) => folder.startsWith(`.${name}-`)).flatMap((folder) => {
    try {
      return readdirSync(at(folder, 'vectors')).filter((file) => file.endsWith('.parquet'));
    } catch {
      return [];
    }
  });
  for (let nFiles = 0; !isDone(); await sleep(50)) {
    nFiles = written().length;
    if (nFiles === 0) continue;
    const actors = cluster.actors();
    const nNodes = new Set(actors.map(({ parent }) => parent)).size;
    if (actors.length !== 2 || nNodes !== 2) throw new SetupError(`the two nodes have ${actors.length} actors on ${nNodes} of them`);
    process.kill(actors[0].pid, 'SIGKILL');
    return { pid: actors[0].pid, nFiles };
  }
  throw new SetupError('the work was done before a worker could be killed');
}

async function concordance(context) {
  const lines = new Set(readFileSync(at('corpus.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line).text));
  writeFileSync(at('texts.jsonl'), [...lines, ...oddTexts].map((text) => `${JSON.stringify({ text })}\n`).join(''));
  writeFileSync(at('words.txt'), `${words.join('\n')}\n`);
  const place = ({ word, text, charStart, charEnd }) => JSON.stringify([word, text, charStart, charEnd]);
  const { status, stdout, stderr } = spawnSync(process.execPath, [await bundle('tools/scale/find-ours.ts'), at('texts.jsonl'), at('words.txt')], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new SetupError(`the app's finder: ${stderr.trim()}`);
  const expected = stdout.trim().split('\n');
  const args = ['--input', at('texts.jsonl'), '--words', at('words.txt'), '--layers', 'last'];
  await done(context, 'found', [...args, '--actors', '2']);
  const found = await rowsOf(at('found'));
  const placed = new Set(found.map(place));
  const others = expected.filter((one) => !placed.has(one));
  if (others.length > 0 || placed.size !== new Set(expected).size)
    throw new SetupError(`the concordance has ${placed.size} places, the app's finder ${new Set(expected).size}; it lacks ${others.slice(0, 3).join(' and ')}`);
  const draw = ['--most', '5', '--seed', '7'];
  await done(context, 'drawn-2', [...args, ...draw, '--actors', '2']);
  await done(context, 'drawn-1', [...args, ...draw, '--actors', '1', '--batch', '16']);
  const [one, two] = await Promise.all(['drawn-1', 'drawn-2'].map(async (name) => (await rowsOf(at(name))).map(place).sort()));
  if (one.join('\n') !== two.join('\n')) throw new SetupError('what is drawn depends on how the corpus is split');
  const nExpected = words.reduce((sum, word) => sum + Math.min(5, [...placed].filter((key) => JSON.parse(key)[0] === word).length), 0);
  if (one.length !== nExpected || one.some((key) => !placed.has(key))) throw new SetupError(`${one.length} occurrences were drawn, ${nExpected} were to be`);
  return { nTexts: lines.size + oddTexts.length, nWords: words.length, nFound: placed.size, asTheApp: true, nDrawn: one.length, sameInEverySplit: true };
}

/** What has to be refused, and a part of the sentence that does it. */
async function refusals(context) {
  for (const [name, file] of [['damaged', 'tokenizer.json'], ['other-card', 'model.json']]) {
    cpSync(at('served'), at(name), { recursive: true });
    const damaged = at(name, model, 'contexture', file);
    writeFileSync(damaged, readFileSync(damaged, 'utf8').replace(/\d(?=[^\d]*$)/, (digit) => String((Number(digit) + 1) % 10)));
  }
  // The last number of the card is in its own digest, which does not count: its name does.
  const card = at('other-card', model, 'contexture/model.json');
  writeFileSync(card, readFileSync(card, 'utf8').replace('MiniLM L6', 'MiniLM L7'));
  writeFileSync(at('strange.jsonl'), `${JSON.stringify({ text: 'a bank', start: 2, end: 6 })}\n`);
  const plain = ['--model', at('served'), '--input', at('corpus.jsonl'), '--output', at('refused')];
  const cases = [
    ['is not the file that serve-export wrote', [...plain, '--model', at('damaged')]],
    ['is not the card that serve-export wrote', [...plain, '--model', at('other-card')]],
    ['is no folder of one model that serve-export wrote', [...plain, '--model', inRoot('models', model)]],
    ['--pool sentence', [...plain, '--pool', 'sentence']],
    ['no columns of targets that are known here', [...plain, '--input', at('strange.jsonl')]],
    ['the model has the layers 0 to 6', [...plain, '--layers', '7']],
  ];
  for (const [sentence, args] of cases) {
    const { status, said } = await embedRay(context, args);
    if (status !== 1 || !said.includes(sentence)) throw new SetupError(`${args.join(' ')} was not refused by “${sentence}” (${status}): ${said}`);
  }
  return cases.map(([sentence]) => sentence);
}

await main(async () => {
  const python = ensureRayPython();
  let cluster = null;
  try {
    const nLarge = Number(argument('large', '8000'));
    writeFileSync(at('corpus.jsonl'), corpusOf(nOccurrences));
    writeFileSync(at('large.jsonl'), corpusOf(nLarge));
    contexture('serve-export', model, at('served'), '--for', 'mlserver');
    const shard = (input, output) => secondsOf(contexture('embed', '--model', model, '--input', at(input), '--output', at(output), '--shard', '1/1', '--no-store', '--device', 'cpu'));
    const ours = { seconds: shard('corpus.jsonl', 'app'), large: shard('large.jsonl', 'app-large') };
    say(`contexture embed --shard: ${nOccurrences} occurrences in ${ours.seconds} s, ${nLarge} in ${ours.large} s`);
    cluster = await startRayCluster(python, work);
    const context = { python, env: cluster.env };
    const two = ['--input', at('corpus.jsonl'), '--actors', '2', '--batch', '32'];
    const first = await done(context, 'first', two);
    const [app, rows] = await Promise.all([rowsOf(at('app')), rowsOf(at('first'))]);
    const vectors = compared(app, rows);
    say(`two nodes: ${rows.length} rows in ${first.seconds} s; vectors differ by ${vectors.relative.toExponential(1)} of their length`);
    if (!(vectors.relative <= maxDifference)) throw new SetupError(`vectors differ by ${vectors.relative.toExponential(1)} of their length, more than ${maxDifference}`);
    let killed = null;
    const after = await done(context, 'killed', two, async (isDone) => { killed = await killOne(cluster, 'killed', isDone); });
    const rowsAfter = await rowsOf(at('killed'));
    const same = compared(rows, rowsAfter);
    const nFiles = readdirSync(at('killed')).filter((file) => file.endsWith('.parquet')).length;
    if (same.relative !== 0) throw new SetupError(`after a worker was killed vectors differ by ${same.relative.toExponential(1)} of their length`);
    say(`process ${killed.pid} killed after ${killed.nFiles} of ${nFiles} files: the same ${rowsAfter.length} rows and vectors, in ${after.seconds} s`);
    const large = await done(context, 'large', ['--input', at('large.jsonl'), '--actors', '2']);
    say(`two nodes: ${nLarge} occurrences in ${large.seconds} s`);
    const whole = compared(await rowsOf(at('app-large')), await rowsOf(at('large')));
    if (!(whole.relative <= maxDifference)) throw new SetupError(`of ${nLarge}, vectors differ by ${whole.relative.toExponential(1)} of their length`);
    // Null where the machine was so busy with something else that more took less.
    const steady = (seconds, secondsLarge) => (secondsLarge > seconds ? rounded((nLarge - nOccurrences) / (secondsLarge - seconds)) : null);
    const result = {
      machine: machine(), model, layers: 7,
      vectors: { n: rows.length, largestDifference: rounded(vectors.largest, 2), relativeDifference: rounded(vectors.relative, 2), allowed: maxDifference },
      killed: { afterFiles: killed.nFiles, ofFiles: nFiles, rows: rowsAfter.length, equalToTheLastBit: true, seconds: after.seconds },
      wordsASecond: {
        embed: rounded(nOccurrences / ours.seconds), ray: rounded(nOccurrences / first.seconds), embedLarge: rounded(nLarge / ours.large), rayLarge: rounded(nLarge / large.seconds),
        raySteady: steady(first.seconds, large.seconds), embedSteady: steady(ours.seconds, ours.large),
        unit: `words/s; ${nOccurrences} and ${nLarge} occurrences; embed: 1 process, all cores; ray: 2 nodes, an actor of 1 core on each; steady: the difference of the two runs`,
      },
      seconds: { ray: first.seconds, rayWhole: rounded(first.wholeSeconds), rayLarge: large.seconds, rayLargeWhole: rounded(large.wholeSeconds), embed: ours.seconds, embedLarge: ours.large },
      concordance: await concordance(context),
      refused: await refusals(context),
    };
    print(result);
  } finally {
    await cluster?.end();
    rmSync(work, { recursive: true, force: true });
  }
});
