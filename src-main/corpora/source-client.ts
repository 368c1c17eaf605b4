import path from 'node:path';
import { Failure, fromEnvelope } from '@contract/failure';
import type { BuiltSet, Reading, SourceChoice, SourcePreview } from '@contract/source-text';
import { isFromReader, type ReaderChild, type ToReader } from './source-messages';
import { quote } from './source-table';

type Unnumbered<T> = T extends unknown ? Omit<T, 'seq'> : never;

interface Waiting {
  /** What was read, for a message. */
  readonly subject: string;
  readonly resolve: (value: never) => void;
  readonly reject: (error: Failure) => void;
}

/**
 * {@link SourceLibrary} in a process of its own, started with the first request, and again after it has ended: a text that takes all the
 * memory which reading may have ends that process, not the app. @throws Failure as the library throws it, `crashed` when the process ends
 */
export class SourceClient {
  private child: ReaderChild | null = null;
  private nextSeq = 1;
  private readonly waiting = new Map<number, Waiting>();

  constructor(private readonly spawn: () => ReaderChild) {}

  openFile(file: string): Promise<SourcePreview> {
    return this.request({ type: 'open-file', path: file }, quote(path.basename(file)));
  }

  openText(text: string): Promise<SourcePreview> {
    return this.request({ type: 'open-text', text }, 'the pasted text');
  }

  readAs(sourceId: string, reading: Reading): Promise<SourcePreview> {
    return this.request({ type: 'read-as', sourceId, reading }, 'the text');
  }

  build(choice: SourceChoice): Promise<BuiltSet> {
    return this.request({ type: 'build', choice }, 'the text');
  }

  /** Ends the process. */
  dispose(): void {
    this.child?.kill();
  }

  private request<T>(message: Unnumbered<ToReader>, subject: string): Promise<T> {
    const seq = this.nextSeq++;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(seq, { subject, resolve, reject });
      this.ensureChild().postMessage({ ...message, seq });
    });
  }

  private ensureChild(): ReaderChild {
    if (this.child !== null) return this.child;
    const child = this.spawn();
    this.child = child;
    child.on('message', (message) => { this.receive(message); });
    child.on('exit', () => { this.lose(child); });
    return child;
  }

  private receive(message: unknown): void {
    if (!isFromReader(message)) return;
    const waiting = this.waiting.get(message.seq);
    this.waiting.delete(message.seq);
    if (message.ok) waiting?.resolve(message.value as never);
    else waiting?.reject(fromEnvelope(message.error));
  }

  private lose(child: ReaderChild): void {
    if (this.child !== child) return;
    this.child = null;
    const lost = [...this.waiting.values()];
    this.waiting.clear();
    for (const { subject, reject } of lost) {
      reject(new Failure('crashed', `Reading ${subject} stopped: it probably needs more memory than reading may take. Split it into smaller pieces and open them one by one.`));
    }
  }
}
