import { Worker } from 'node:worker_threads';
import { Failure, fromEnvelope } from '@contract/failure';
import type { BuiltSet, SourceChoice, SourcePreview } from '@contract/source-text';
import type { FromReader, ToReader } from './source-messages';

type Unnumbered<T> = T extends unknown ? Omit<T, 'seq'> : never;

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Failure) => void;
}

/** {@link SourceLibrary} on a thread of its own, started with the first request. Throws what the library throws. */
export class SourceClient {
  private worker: Worker | null = null;
  private nextSeq = 1;
  private readonly waiting = new Map<number, Waiting>();

  constructor(private readonly entry: string) {}

  openFile(path: string): Promise<SourcePreview> {
    return this.request({ type: 'open-file', path });
  }

  openText(text: string): Promise<SourcePreview> {
    return this.request({ type: 'open-text', text });
  }

  build(choice: SourceChoice): Promise<BuiltSet> {
    return this.request({ type: 'build', choice });
  }

  private request<T>(message: Unnumbered<ToReader>): Promise<T> {
    const seq = this.nextSeq++;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(seq, { resolve, reject });
      this.ensureWorker().postMessage({ ...message, seq });
    });
  }

  private ensureWorker(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = new Worker(this.entry);
    this.worker = worker;
    // It must not keep the process alive on its own.
    worker.unref();
    worker.on('message', (message: FromReader) => {
      const waiting = this.waiting.get(message.seq);
      this.waiting.delete(message.seq);
      if (message.ok) waiting?.resolve(message.value as never);
      else waiting?.reject(fromEnvelope(message.error));
    });
    worker.on('error', (error) => { this.lose(new Failure('internal', 'The text could not be read. Open it again.', String(error))); });
    worker.on('exit', () => { this.lose(new Failure('internal', 'Reading was stopped. Open the text again.')); });
    return worker;
  }

  private lose(failure: Failure): void {
    this.worker = null;
    const lost = [...this.waiting.values()];
    this.waiting.clear();
    for (const waiting of lost) waiting.reject(failure);
  }
}
