import { Failure } from '@contract/failure';
import type { HttpResponse } from './http';

/** Reads a short answer whole. @throws Failure `too-large` as soon as it is longer than it may be, and what the body throws */
export async function readBounded(response: HttpResponse, nMaxBytes: number, host: string): Promise<Uint8Array> {
  const tooLarge = (): Failure => new Failure('too-large', `${host} answered with more than can be sensible. Check the name and the mirror that is set.`);
  try {
    if ((response.headers.integer('content-length') ?? 0) > nMaxBytes) throw tooLarge();
    const parts: Uint8Array[] = [];
    let nBytes = 0;
    for await (const part of response.body) {
      nBytes += part.length;
      if (nBytes > nMaxBytes) throw tooLarge();
      parts.push(part);
    }
    return Buffer.concat(parts);
  } finally {
    response.close();
  }
}
