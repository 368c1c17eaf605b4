// Entry of the inference process (Electron's utilityProcess). Everything it does lies in InferenceService, which the CLI runs in plain Node.
import { constants, setPriority } from 'node:os';
import type { EmbedProgress } from '@contract/embedding';
import { toEnvelope } from '@contract/failure';
import { ModelLibrary } from '../models/library';
import { isToInference, type FromInference, type ToInference } from './messages';
import { parseProcessOptions } from './process-options';
import { InferenceService } from './service';

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: FromInference): void;
}

// The window comes first: whoever works with it should not feel that ten thousand sentences run. Threads that onnxruntime starts later inherit this.
try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // Not every system lets a process lower its own priority; the work is the same.
}

const port = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
if (port === undefined) throw new Error('The inference process is started by the app.');

const { bundledModelsDir, userModelsDir, ...options } = parseProcessOptions(process.argv[2]);
const service = new InferenceService(new ModelLibrary(bundledModelsDir, userModelsDir), options);
const running = new Map<number, AbortController>();

/** Progress that comes faster than anybody can read would only fill the channel; what ends a stage always passes. */
const minIntervalMs = 50;

function progressOf(seq: number): (progress: EmbedProgress) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - last < minIntervalMs && progress.stage === 'embed' && progress.nDone !== progress.nTotal) return;
    last = now;
    port?.postMessage({ type: 'progress', seq, progress });
  };
}

async function answer(message: Extract<ToInference, { type: 'request' }>): Promise<void> {
  const { seq } = message;
  const controller = new AbortController();
  running.set(seq, controller);
  try {
    const value = await service.answer(message.channel, message.request, { signal: controller.signal, onProgress: progressOf(seq) });
    port?.postMessage({ type: 'result', seq, value });
  } catch (error) {
    port?.postMessage({ type: 'error', seq, error: toEnvelope(error) });
  } finally {
    running.delete(seq);
  }
}

port.on('message', ({ data }) => {
  if (!isToInference(data)) return;
  if (data.type === 'cancel') running.get(data.seq)?.abort();
  else void answer(data);
});
