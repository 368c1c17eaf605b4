import path from 'node:path';
import type { WorkerPort } from '@contract/rpc';
import type { BuiltSet, Reading, SourceChoice, SourcePreview } from '@contract/source-text';
import { RpcClient } from '@rpc/client';
import type { SourceMethods } from './source-messages';
import { quote } from './source-table';

/** @param subject what was read */
const stopped = (subject: string): string => `Reading ${subject} stopped: it probably needs more memory than reading may take. Split it into smaller pieces and open them one by one.`;

/**
 * {@link SourceLibrary} in a process of its own, started with the first request, and again after it has ended: a text that takes all the
 * memory which reading may have ends that process, not the app. @throws Failure as the library throws it, `crashed` when the process ends
 */
export class SourceClient {
  private readonly reader: RpcClient<SourceMethods>;

  constructor(open: () => WorkerPort) {
    this.reader = new RpcClient<SourceMethods>(open, { sentences: { cancelled: 'Reading was cancelled.', crashed: stopped('the text') }, cancelGraceMs: 0 });
  }

  openFile(file: string): Promise<SourcePreview> {
    return this.reader.request('open-file', { path: file }, { crashed: stopped(quote(path.basename(file))) });
  }

  openText(text: string): Promise<SourcePreview> {
    return this.reader.request('open-text', { text }, { crashed: stopped('the pasted text') });
  }

  readAs(sourceId: string, reading: Reading): Promise<SourcePreview> {
    return this.reader.request('read-as', { sourceId, reading });
  }

  build(choice: SourceChoice): Promise<BuiltSet> {
    return this.reader.request('build', choice);
  }

  /** Ends the process. */
  dispose(): void {
    this.reader.dispose();
  }
}
