// One model's life in a process of its own: idle → loaded and run → released → another model. Prints resident memory after each, in bytes, as JSON.
// Arguments: MODEL OTHER-MODEL
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { embedTargets } from '../../src-main/inference/sets/embed';
import { loadEncoder } from '../../src-main/inference/encoders/load-encoder';
import { ModelLibrary } from '../../src-main/models/library';
import { benchSentences } from './sentences';

const [id = '', other = ''] = process.argv.slice(2);
const root = process.cwd();
const library = new ModelLibrary(join(root, 'models'), join(root, 'out/bench/models'));
const targets = benchSentences(root).slice(0, 32);

async function resident(): Promise<number> {
  // What JavaScript no longer uses is not what is asked for.
  (globalThis as { readonly gc?: () => void }).gc?.();
  await sleep(300);
  return process.memoryUsage().rss;
}

let loadMs = 0;
const use = async (modelId: string): Promise<{ release: () => Promise<void> }> => {
  const started = performance.now();
  const encoder = await loadEncoder(await library.folder(modelId), await library.card(modelId), 'cpu');
  loadMs = performance.now() - started;
  await embedTargets(encoder, targets, 'mean');
  return encoder;
};

// onnxruntime itself, its threads and the JavaScript around it are part of the idle process: another model ran before.
const small = await use(other);
await small.release();
const idle = await resident();
const encoder = await use(id);
const loadMsOfIt = loadMs;
const loaded = await resident();
const peak = process.resourceUsage().maxRSS * 1024;
await encoder.release();
const released = await resident();
await use(other);
const afterOther = await resident();
const { nParameters } = await library.card(id);
process.stdout.write(`${JSON.stringify({ weightBytes: 4 * nParameters, loadMs: loadMsOfIt, idle, loaded, peak, released, afterOther })}\n`);
