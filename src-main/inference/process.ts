// Entry of the inference process (Electron's utilityProcess). Everything it does lies in InferenceService, which the CLI runs in plain Node.
import { toEnvelope } from '@contract/failure';
import { ModelLibrary } from '../models/library';
import { isToInference, type FromInference, type ToInference } from './messages';
import { InferenceService } from './service';

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: FromInference): void;
}

const port = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
const modelsDir = process.argv[2];
if (port === undefined || modelsDir === undefined) throw new Error('The inference process is started by the app, with the models folder as its argument.');

const service = new InferenceService(new ModelLibrary(modelsDir));
const running = new Map<number, AbortController>();

async function answer(message: Extract<ToInference, { type: 'request' }>): Promise<void> {
  const { seq } = message;
  const controller = new AbortController();
  running.set(seq, controller);
  try {
    const value = await service.answer(message.channel, message.request, {
      signal: controller.signal,
      onProgress: (progress) => { port?.postMessage({ type: 'progress', seq, progress }); },
    });
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
