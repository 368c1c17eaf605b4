// Entry of the reader thread: parsing tens of megabytes must not hold up the main process, which moves the window and passes messages.
import { parentPort } from 'node:worker_threads';
import { toEnvelope } from '@contract/failure';
import { SourceLibrary } from './source-library';
import type { FromReader, ToReader } from './source-messages';

const library = new SourceLibrary();
const send = (message: FromReader): void => { parentPort?.postMessage(message); };

parentPort?.on('message', (message: ToReader) => {
  answer(message).then(
    (value) => { send({ seq: message.seq, ok: true, value }); },
    (error: unknown) => { send({ seq: message.seq, ok: false, error: toEnvelope(error) }); },
  );
});

async function answer(message: ToReader): Promise<Extract<FromReader, { ok: true }>['value']> {
  if (message.type === 'open-file') return library.openFile(message.path);
  return message.type === 'open-text' ? library.openText(message.text) : library.build(message.choice);
}
