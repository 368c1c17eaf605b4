// Entry of the inference process (Electron's utilityProcess). Everything it does lies in InferenceService, which the CLI runs in plain Node.
import { constants, setPriority } from 'node:os';
import { toEnvelope } from '@contract/failure';
import { ModelLibrary } from '../../models/library';
import { Answering } from './answering';
import type { FromInference } from './messages';
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
const service = new InferenceService(new ModelLibrary(bundledModelsDir, userModelsDir), options, (failure) => { port.postMessage({ type: 'problem', seq: 0, error: toEnvelope(failure) }); });
const answering = new Answering(service, (message) => { port.postMessage(message); });
port.on('message', ({ data }) => { answering.receive(data); });
