import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import { sizeText } from '@contract/size-text';
import { digestName, type Digest } from './digest';
import { openFollowing, type Bearer } from './follow';
import { Interrupted, type Fetcher, type HttpResponse } from './http';
import { checkFinished, PartFile, type CheckedBy, type PartOptions } from './part-file';
import type { RemoteFile } from './remote-file';
import { gaveUp, pause, waitMs, type Patience } from './retry';
import { statedDigest } from './stated-digest';
import { answerFailure, type Wanted } from './status';

export interface TransferOptions extends PartOptions {
  readonly fetcher: Fetcher;
  readonly patience: Patience;
  readonly bearer: Bearer | null;
  readonly wanted: Wanted;
  /** Bytes of this file that are here; goes down when it is begun anew. */
  readonly onBytes: (nBytes: number) => void;
}

/** A try that brings less than this counts as one that brought nothing. */
const nBytesOfProgress = 1_000_000;

/**
 * Fetches one file into the folder, taking up what is there of it. The file appears whole and verified, or not at all; after a cut or a cancel its part stays.
 * @throws Failure: `io` (the network, the server, a wrong digest or length, the disk), `not-found`; the signal's reason when aborted
 */
export async function transfer(remote: RemoteFile, folder: string, options: TransferOptions): Promise<CheckedBy> {
  const finished = await checkFinished(folder, remote, options);
  if (finished !== null) {
    options.onBytes(remote.nBytes);
    return finished;
  }
  await rm(path.join(folder, remote.name), { force: true });
  const part = await PartFile.open(folder, remote, options);
  try {
    await receiveAll(part, remote, options);
    const checkedBy = await verify(part, remote);
    await part.publish();
    return checkedBy;
  } finally {
    await part.close();
  }
}

async function receiveAll(part: PartFile, remote: RemoteFile, options: TransferOptions): Promise<void> {
  const { patience, signal, wanted, onBytes } = options;
  onBytes(part.nBytes);
  for (let nFailed = 0; part.nBytes < remote.nBytes;) {
    const before = part.nBytes;
    try {
      await receive(part, remote, options);
    } catch (error) {
      // Should this fail too, the first error says more, and less is taken up.
      await part.sync().catch(() => undefined);
      if (!(error instanceof Interrupted)) throw error;
      nFailed = part.nBytes - before >= nBytesOfProgress ? 1 : nFailed + 1;
      if (nFailed >= patience.nAttempts) throw gaveUp(error, wanted.host);
      await pause(waitMs(nFailed, error.retryAfterMs, patience), signal);
    }
  }
}

/** One request. Ends when the file is complete; throws otherwise. */
async function receive(part: PartFile, remote: RemoteFile, options: TransferOptions): Promise<void> {
  let response = await ask(part, remote, options, part.nBytes);
  try {
    if (part.nBytes > 0 && !continues(response, part, remote)) {
      // Another content, or a server without ranges: a whole answer is taken as it is, anything else is asked for again.
      if (response.status !== 200) {
        response.close();
        response = await ask(part, remote, options, 0);
      }
      await begin(response, part, remote, options);
    } else if (part.nBytes === 0) {
      await begin(response, part, remote, options);
    }
    for await (const chunk of response.body) {
      if (part.nBytes + chunk.length > remote.nBytes) {
        await part.remove();
        throw new Failure('io', `${options.wanted.host} sent more of ${remote.name} than the ${sizeText(remote.nBytes)} it announced. What had arrived was deleted; try again later.`);
      }
      await part.append(chunk);
      options.onBytes(part.nBytes);
    }
  } finally {
    response.close();
  }
  if (part.nBytes < remote.nBytes) throw new Interrupted(`${options.wanted.host} ended ${remote.name} at ${sizeText(part.nBytes)} of ${sizeText(remote.nBytes)}`);
}

async function ask(part: PartFile, remote: RemoteFile, options: TransferOptions, nSkip: number): Promise<HttpResponse> {
  // A weak ETag may not stand in If-Range (RFC 9110, 13.1.5); the answer's own is compared anyway.
  const ifRange = part.etag !== null && !part.etag.startsWith('W/') ? { 'if-range': part.etag } : {};
  const { fetcher, bearer, signal, patience, wanted } = options;
  const response = await openFollowing(fetcher, {
    url: remote.url, signal, stallTimeoutMs: patience.stallTimeoutMs, headers: nSkip > 0 ? { range: `bytes=${nSkip}-`, ...ifRange } : {},
  }, bearer);
  if (response.status === 200 || (nSkip > 0 && (response.status === 206 || response.status === 416))) return response;
  response.close();
  throw answerFailure(response, wanted);
}

/** Whether an answer is the rest of what is here: the range that was asked for, of the same content. */
function continues({ status, headers }: HttpResponse, part: PartFile, remote: RemoteFile): boolean {
  if (status !== 206 || (headers.get('content-encoding') ?? 'identity') !== 'identity') return false;
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '');
  if (range === null || Number(range[1]) !== part.nBytes || Number(range[3]) !== remote.nBytes) return false;
  const etag = headers.get('etag');
  // A server that ignores If-Range sends the rest of another content, but its ETag tells. Without one only a digest can tell.
  return etag === null || part.etag === null ? (remote.digest ?? part.stated) !== null : etag === part.etag;
}

async function begin({ headers }: HttpResponse, part: PartFile, remote: RemoteFile, { wanted, onBytes }: TransferOptions): Promise<void> {
  const encoding = headers.get('content-encoding') ?? 'identity';
  const announced = headers.integer('content-length');
  if (encoding === 'identity' && announced !== null && announced !== remote.nBytes) {
    throw new Failure('io', `${wanted.host} offers ${remote.name} with ${sizeText(announced)} where ${sizeText(remote.nBytes)} were announced. It may have been replaced; look it up again.`, `${announced} and ${remote.nBytes} bytes`);
  }
  if (encoding !== 'identity') throw new Failure('io', `${wanted.host} sends ${remote.name} packed (${encoding.slice(0, 40)}) although that was not asked for. Try without the mirror or proxy that is set.`);
  await part.begin(headers.get('etag'), statedDigest(headers));
  onBytes(0);
}

async function verify(part: PartFile, remote: RemoteFile): Promise<CheckedBy> {
  const expected: Digest | null = remote.digest ?? part.stated;
  if (expected === null) return 'length';
  const found = part.digest(expected.algorithm);
  if (found?.hex === expected.hex) return remote.digest === null ? 'stated' : 'published';
  await part.remove();
  const whose = remote.digest === null ? 'stated by the server' : 'published';
  throw new Failure('io', `${remote.name} arrived damaged: its ${digestName(expected.algorithm)} is not the one ${whose}. It was deleted; try again, and if it happens again, check the mirror or proxy that is set.`,
    `expected ${expected.hex}, found ${found?.hex ?? 'none'}`);
}
