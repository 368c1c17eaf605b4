// Entry of the reader process (Electron's utilityProcess): parsing tens of megabytes must neither hold up the main process, which moves the window and
// passes messages, nor end it for lack of memory.
import { toEnvelope } from '@contract/failure';
import { SourceLibrary } from './source-library';
import type { FromReader, ToReader } from './source-messages';

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: FromReader): void;
}

const port = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
if (port === undefined) throw new Error('The reader process is started by the app.');

let library: SourceLibrary | null = null;

// Both ends are this program's own: the form was checked where the message was made.
port.on('message', ({ data }) => {
  const message = data as ToReader;
  answer(message).then(
    (value) => { port.postMessage({ seq: message.seq, ok: true, value }); },
    (error: unknown) => { port.postMessage({ seq: message.seq, ok: false, error: toEnvelope(error) }); },
  );
});

async function answer(message: ToReader): Promise<Extract<FromReader, { ok: true }>['value']> {
  // As many as there were messages before, there may be ids of a reader that has ended.
  library ??= new SourceLibrary(message.seq - 1);
  if (message.type === 'open-file') return library.openFile(message.path);
  if (message.type === 'read-as') return library.readAs(message.sourceId, message.reading);
  return message.type === 'open-text' ? library.openText(message.text) : library.build(message.choice);
}
