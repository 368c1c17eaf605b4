// `npm run -s bench -- server [--json] [--model ID] [--set NAME]`: MLServer, a real server of the Open Inference Protocol, runs a model that serve-export wrote; vectors of a preset
// from there beside those of this machine. It fails where they differ by more than 1e-5 of their length, where a model of another digest is not refused, where a server that goes
// away is not told of or its work is not done here. Words a second are printed for 1, 8 and 32 batches in flight, and for as many as the command finds right, over HTTP and gRPC.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { argument, machine, print, rounded } from '../bench/measures.mjs';
import { ensureServerPython } from '../bench/python.mjs';
import { inRoot, main, say, SetupError } from '../setup/project.mjs';
import { startMlserver } from './mlserver.mjs';

const maxDifference = 1e-5;

const contexture = (...args) => spawnSync(process.execPath, [inRoot('out/main/cli.js'), ...args], { encoding: 'utf8' });

function done(...args) {
  const started = performance.now();
  const { status, stderr } = contexture(...args);
  if (status !== 0) throw new SetupError(`contexture ${args.join(' ')}: ${stderr.trim()}`);
  return { ms: performance.now() - started, stderr };
}

/** The numbers of a float32 .npy as embed writes it, and how many make a vector. */
function readNpy(file) {
  const bytes = readFileSync(file);
  const nHeader = bytes.readUInt16LE(8);
  const shape = /'shape': \(([^)]*)\)/.exec(bytes.subarray(10, 10 + nHeader).toString('latin1'))[1].split(',').filter((part) => part.trim() !== '').map(Number);
  return { values: new Float32Array(Uint8Array.from(bytes.subarray(10 + nHeader)).buffer), shape };
}

/** The longest difference of two vectors, over the length of the first; and the largest of two numbers. */
function differences(ours, theirs) {
  const dim = ours.shape.at(-1);
  if (ours.shape.join() !== theirs.shape.join()) throw new SetupError(`${ours.shape.join(' × ')} vectors here, ${theirs.shape.join(' × ')} from the server`);
  let [relative, largest] = [0, 0];
  for (let start = 0; start < ours.values.length; start += dim) {
    let [difference, length] = [0, 0];
    for (let i = start; i < start + dim; i++) {
      const by = Math.abs(ours.values[i] - theirs.values[i]);
      if (!(by < Infinity)) throw new SetupError('a vector holds what is no number');
      largest = Math.max(largest, by);
      difference += by ** 2;
      length += ours.values[i] ** 2;
    }
    relative = Math.max(relative, Math.sqrt(difference / Math.max(length, 1e-12)));
  }
  return { relative, largest };
}

const secondsOf = (stderr) => Number(/ in ([\d.]+) s on /.exec(stderr)?.[1] ?? NaN);

async function refused(python, folder, model, embed) {
  const file = path.join(folder, model, 'model-settings.json');
  const settings = JSON.parse(readFileSync(file, 'utf8'));
  settings.parameters.extra.metadata.contexture_model_sha256 = '0'.repeat(64);
  writeFileSync(file, JSON.stringify(settings));
  const server = await startMlserver(python, folder, model);
  try {
    const { status, stderr } = contexture(...embed('other.npy'), '--server', server.url);
    if (status !== 1 || !stderr.includes('is another model')) throw new SetupError(`another model was not refused: ${stderr.trim()}`);
    return stderr.trim().split('\n').at(-1);
  } finally {
    await server.end();
  }
}

/** Embeds while the server is ended: that is said once, this machine computes the rest, and all vectors are those of this machine. */
async function gone(server, output, args, here) {
  const child = spawn(process.execPath, [inRoot('out/main/cli.js'), ...args, '--server', server.url], { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (part) => {
    stderr += part;
    // The check is done, the sentences come next.
    if (stderr.includes('two fixed sentences')) void server.end();
  });
  const status = await new Promise((resolve) => { child.once('exit', resolve); });
  const said = stderr.split('\n').filter((line) => line.includes('the rest is computed on this machine'));
  if (status !== 0 || said.length !== 1 || !existsSync(output)) throw new SetupError(`a server that is gone was not told of, or its work was not done here (${status}): ${stderr.trim()}`);
  const { relative } = differences(readNpy(here), readNpy(output));
  if (!(relative <= maxDifference)) throw new SetupError(`vectors computed in two places differ by ${relative.toExponential(1)} of their length, more than ${maxDifference}`);
  return { said: said[0], relativeDifference: rounded(relative, 2), device: JSON.parse(readFileSync(`${output}.json`, 'utf8')).device };
}

/** Words a second here and from the server, by how many batches are on their way at once. */
function throughput(ways, embed, nWords) {
  const rate = (...args) => rounded(nWords / secondsOf(done(...embed('rate.npy'), ...args).stderr));
  const from = (url) => ({ inFlight: Object.fromEntries([1, 8, 32].map((n) => [n, rate('--server', url, '--in-flight', String(n))])), asItFinds: rate('--server', url) });
  return { nWords, here: rate('--device', 'cpu'), ...Object.fromEntries(Object.entries(ways).map(([way, url]) => [way, from(url)])), unit: 'words a second; the server has this machine’s processors, too' };
}

/** As JSON, the keys of objects in their order: a map of the protocol has none. */
const inOrder = (value) => JSON.stringify(value, (_, part) => (typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort()) : part));

/** What Triton's own messages make of the configuration for it, held against the model: names and sizes as MLServer tells them. */
async function tritonConfig(python, folder, model, served) {
  const { status, stdout, stderr } = spawnSync(python, [inRoot('tools/scale/check_triton_config.py'), path.join(folder, model, 'config.pbtxt')], { encoding: 'utf8' });
  if (status !== 0) throw new SetupError(`Triton's messages refuse config.pbtxt: ${stderr.trim().split('\n').at(-1)}`);
  const config = JSON.parse(stdout);
  const told = (tensors) => tensors.map(({ name, datatype, shape }) => [name, `TYPE_${datatype}`, shape]);
  const expected = { inputs: told(served.inputs), outputs: told(served.outputs), parameters: served.parameters, maxBatchSize: 0, isJoiningRequests: false, name: model, backend: 'onnxruntime' };
  for (const [key, value] of Object.entries(expected)) {
    if (inOrder(config[key]) !== inOrder(value)) throw new SetupError(`config.pbtxt has as ${key} ${JSON.stringify(config[key])}, the model ${JSON.stringify(value)}`);
  }
  return `read by tritonclient's ModelConfig: ${config.inputs.length} inputs, ${config.outputs.length} outputs as the model has them; Triton itself did not run`;
}

await main(async () => {
  const [model, set] = [argument('model', 'minilm-l6'), argument('set', 'bank')];
  const python = ensureServerPython();
  const work = mkdtempSync(path.join(tmpdir(), 'contexture-server-'));
  const at = (name) => path.join(work, name);
  const input = inRoot('assets/presets', `${set}.jsonl`);
  const embed = (output) => ['embed', '--model', model, '--input', input, '--output', at(output), '--no-store'];
  try {
    done('serve-export', model, at('served'), '--for', 'mlserver');
    done('serve-export', model, at('triton'), '--for', 'triton');
    const here = done(...embed('here.npy'), '--device', 'cpu');
    const server = await startMlserver(python, at('served'), model);
    const result = { machine: machine(), model, set };
    try {
      const ways = { http: server.url, grpc: server.grpcUrl };
      result.vectors = { shape: readNpy(at('here.npy')).shape, allowed: maxDifference };
      result.seconds = { here: secondsOf(here.stderr), transport: 'HTTP: tensors as JSON, MLServer 1.7.1 has no binary extension; gRPC: as bytes' };
      for (const [way, url] of Object.entries(ways)) {
        const there = done(...embed(`${way}.npy`), '--server', url);
        if (!there.stderr.startsWith(`contexture: ${url} gets `) || !there.stderr.includes(` on the server ${url}\n`)) throw new SetupError(`it was not the server that computed: ${there.stderr.trim()}`);
        const { relative, largest } = differences(readNpy(at('here.npy')), readNpy(at(`${way}.npy`)));
        if (!(relative <= maxDifference)) throw new SetupError(`vectors over ${way} differ by ${relative.toExponential(1)} of their length, more than ${maxDifference}`);
        result.vectors[way] = { largestDifference: rounded(largest, 2), relativeDifference: rounded(relative, 2) };
        result.seconds[way] = secondsOf(there.stderr);
        say(`${set} with ${model}: vectors over ${way} differ by ${relative.toExponential(1)} of their length`);
      }
      result.triton = await tritonConfig(python, at('triton'), model, await fetch(`${server.url}/v2/models/${model}`).then((answer) => answer.json()));
      const [few, long] = [at('few.txt'), at('long.txt')];
      const repeated = (n) => readFileSync(input, 'utf8').trim().split('\n').flatMap((line) => Array.from({ length: n }, (_, i) => `${JSON.parse(line).text.replaceAll(/\s+/g, ' ')} ${i}`)).join('\n');
      const embedText = (text) => (output) => ['embed', '--model', model, '--input', text, '--word', set, '--output', at(output), '--no-store'];
      writeFileSync(few, repeated(4));
      result.throughput = throughput(ways, embedText(few), 4 * readNpy(at('here.npy')).shape[0]);
      say(`words a second: ${JSON.stringify(result.throughput)}`);
      writeFileSync(long, repeated(20));
      done(...embedText(long)('long-here.npy'), '--device', 'cpu');
      result.gone = await gone(server, at('gone.npy'), embedText(long)('gone.npy'), at('long-here.npy'));
    } finally {
      await server.end();
    }
    result.otherModel = await refused(python, at('served'), model, embed);
    print(result);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
});
