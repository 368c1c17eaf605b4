import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '@contract/failure';
import type { Digest } from './digest';
import type { RemoteFile } from './remote-file';
import { noise, serve, TestServer, type Tricks } from './server.testing';
import { transfer, type TransferOptions } from './transfer';
import { UndiciFetcher } from './undici-fetcher';

const content = noise(3_000_000);
const other = noise(3_000_000, 2);
const sha256 = (bytes: Buffer): Digest => ({ algorithm: 'sha256', hex: createHash('sha256').update(bytes).digest('hex') });
// Long enough for a busy machine; the tests of stalls have less patience.
const patience = { stallTimeoutMs: 20_000, nAttempts: 4, backOffMs: 5, nMaxWaitMs: 30 };
const impatience = { ...patience, stallTimeoutMs: 800, nAttempts: 2 };

let folder: string;
const servers: TestServer[] = [];

beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'contexture-transfer-')); });
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  rmSync(folder, { recursive: true, force: true });
});

async function start(handler: (request: IncomingMessage, response: ServerResponse, nth: number) => void): Promise<TestServer> {
  const server = await TestServer.start(handler);
  servers.push(server);
  return server;
}

/** A server of the content whose tricks differ from request to request; the last ones stay. */
const tricky = (...tricks: readonly Tricks[]): Promise<TestServer> => start((request, response, nth) => { serve(request, response, content, tricks[nth] ?? tricks.at(-1)); });

const remote = (server: TestServer, digest: Digest | null = sha256(content), nBytes = content.length): RemoteFile => ({ name: 'weights.bin', url: `${server.url}/weights.bin`, nBytes, digest });

function options(more: Partial<TransferOptions> = {}): TransferOptions {
  return {
    fetcher: new UndiciFetcher({}), patience, bearer: null, wanted: { host: 'the server', name: 'a model', isHub: false, hasToken: false },
    signal: new AbortController().signal, nBytesBetweenSyncs: 500_000, onBytes: () => undefined, onHashed: () => undefined, ...more,
  };
}

const failure = (promise: Promise<unknown>): Promise<Failure> => promise.then(() => { throw new Error('It did not fail.'); }, (error: unknown) => {
  if (error instanceof Failure) return error;
  throw error;
});
const arrived = (): Buffer => readFileSync(path.join(folder, 'weights.bin'));
const ranges = (server: TestServer): (string | undefined)[] => server.asked.map(({ headers }) => headers.range);

/** Fetches until the first cut, and gives up there: what a process leaves that was ended. */
async function cutRun(server: TestServer, digest: Digest | null = sha256(content)): Promise<void> {
  await failure(transfer(remote(server, digest), folder, options({ patience: { ...patience, nAttempts: 1 } })));
  expect(existsSync(path.join(folder, 'weights.bin'))).toBe(false);
  expect(statSync(path.join(folder, 'weights.bin.part')).size).toBeGreaterThan(0);
}

describe('a transfer from an honest server', () => {
  it('leaves the file alone in its folder', async () => {
    const seen: number[] = [];
    const server = await tricky({});
    expect(await transfer(remote(server), folder, options({ onBytes: (nBytes) => seen.push(nBytes) }))).toBe('published');
    expect(arrived().equals(content)).toBe(true);
    expect(readdirSync(folder)).toEqual(['weights.bin']);
    expect(seen.at(-1)).toBe(content.length);
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]?.headers['accept-encoding']).toBe('identity');
  });

  it('asks for nothing when the file is here, and anew when it was altered', async () => {
    const server = await tricky({});
    await transfer(remote(server), folder, options());
    await transfer(remote(server), folder, options());
    expect(server.asked).toHaveLength(1);
    writeFileSync(path.join(folder, 'weights.bin'), other);
    await transfer(remote(server), folder, options());
    expect(server.asked).toHaveLength(2);
    expect(arrived().equals(content)).toBe(true);
  });

  it.each([
    ['md5', createHash('md5').update(content).digest('hex')],
    ['git-sha1', createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex')],
  ] as const)('checks %s', async (algorithm, hex) => {
    const server = await tricky({});
    expect(await transfer(remote(server, { algorithm, hex }), folder, options())).toBe('published');
    const wrong = { algorithm, hex: hex.replace(/./g, (digit) => (digit === '0' ? '1' : '0')) };
    expect((await failure(transfer(remote(server, wrong), folder, options()))).message).toContain('is not the one published');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes an empty file', async () => {
    const server = await tricky({});
    await transfer({ ...remote(server, sha256(Buffer.alloc(0)), 0), url: `${server.url}/empty` }, folder, options());
    expect(arrived().length).toBe(0);
  });
});

describe('a connection that breaks', () => {
  it('is taken up where it was cut, in the same run', async () => {
    const server = await tricky({ cutAfter: 1_000_000 }, { cutAfter: 800_000 }, {});
    await transfer(remote(server), folder, options());
    expect(arrived().equals(content)).toBe(true);
    const [first, second, third] = ranges(server);
    expect(first).toBeUndefined();
    expect(second).toMatch(/^bytes=[1-9]\d*-$/);
    expect(Number(third?.slice(6, -1))).toBeGreaterThan(Number(second?.slice(6, -1)));
    expect(server.asked[1]?.headers['if-range']).toBe('"v1"');
  });

  it('is taken up by a later run, which reads again what is here', async () => {
    const server = await tricky({ cutAfter: 2_000_000 }, {});
    await cutRun(server);
    const hashed: number[] = [];
    await transfer(remote(server), folder, options({ onHashed: (nBytes) => hashed.push(nBytes) }));
    expect(arrived().equals(content)).toBe(true);
    expect(ranges(server)[1]).toBe(`bytes=${hashed.at(-1) ?? 0}-`);
    expect(readdirSync(folder)).toEqual(['weights.bin']);
  });

  it('is given up after tries that bring nothing, and what has arrived stays', async () => {
    const server = await tricky({ cutAfter: 1_500_000 }, { cutAfter: 0 });
    const error = await failure(transfer(remote(server), folder, options()));
    expect(error.code).toBe('io');
    expect(error.message).toContain('What has arrived is kept');
    expect(server.asked).toHaveLength(patience.nAttempts);
    expect(existsSync(path.join(folder, 'weights.bin.part'))).toBe(true);
  });

  it('counts a stall as a cut', async () => {
    const server = await tricky({ stallAfter: 1_000_000 }, {});
    await transfer(remote(server), folder, options({ patience: { ...impatience, nAttempts: 4 } }));
    expect(arrived().equals(content)).toBe(true);
    expect(ranges(server)[1]).toMatch(/^bytes=[1-9]/);
  });

  it('says so when the server never answers', async () => {
    const server = await start(() => undefined);
    expect((await failure(transfer(remote(server), folder, options({ patience: impatience })))).message).toContain('does not answer');
    expect(server.asked).toHaveLength(2);
  });

  it('says so when nobody listens', async () => {
    const server = await tricky({});
    const file = remote(server);
    await server.close();
    servers.pop();
    expect((await failure(transfer(file, folder, options({ patience: { ...patience, nAttempts: 2 } })))).message).toContain('does not take connections');
  });
});

describe('a server that lies', () => {
  it.each([['shorter', 1_000_000], ['longer', 4_000_000]])('is refused at once when it offers something %s', async (_, length) => {
    const server = await start((request, response) => { serve(request, response, noise(length)); });
    const error = await failure(transfer(remote(server), folder, options()));
    expect(error.message).toContain('were announced');
    expect(server.asked).toHaveLength(1);
  });

  it('is cut off when it sends more than it should, without end', async () => {
    let nSent = 0;
    const server = await start((_, response) => {
      response.writeHead(200, { etag: '"v1"' });
      const more = (): void => {
        nSent += 65_536;
        if (!response.destroyed) response.write(noise(65_536), () => setImmediate(more));
      };
      more();
    });
    const error = await failure(transfer(remote(server), folder, options()));
    expect(error.message).toContain('sent more of weights.bin');
    expect(readdirSync(folder)).toEqual([]);
    expect(nSent).toBeGreaterThan(content.length);
  });

  it('is not believed when it ends early without a length', async () => {
    const server = await start((request, response) => { serve(request, response, content.subarray(0, 1_000_000), { length: null, ignoresRange: true }); });
    const error = await failure(transfer(remote(server), folder, options()));
    expect(error.message).toContain('ended weights.bin at 1.0 MB of 3.0 MB');
    expect(existsSync(path.join(folder, 'weights.bin'))).toBe(false);
  });

  it('is not believed when it announces the length and closes early', async () => {
    const server = await start((request, response) => { serve(request, response, content.subarray(0, 1_000_000), { length: content.length, ignoresRange: true }); });
    await failure(transfer(remote(server), folder, options({ patience: impatience })));
    expect(existsSync(path.join(folder, 'weights.bin'))).toBe(false);
  });

  it('is found out by one wrong byte; nothing is left', async () => {
    const wrong = Buffer.from(content);
    wrong[1_234_560] = (wrong[1_234_560] ?? 0) ^ 1;
    const server = await start((request, response) => { serve(request, response, wrong); });
    const error = await failure(transfer(remote(server), folder, options()));
    expect(error.message).toContain('arrived damaged: its SHA-256');
    expect(error.detail).toContain(sha256(content).hex);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is found out when it sends another range than was asked for', async () => {
    const server = await start((request, response, nth) => {
      if (nth === 1) response.writeHead(206, { etag: '"v1"', 'content-range': `bytes 0-2999999/3000000`, 'content-length': 3_000_000 }).end(content);
      else serve(request, response, content, nth === 0 ? { cutAfter: 1_000_000 } : {});
    });
    await transfer(remote(server), folder, options());
    expect(arrived().equals(content)).toBe(true);
    expect(ranges(server)[2]).toBeUndefined();
  });

  it('is refused when it packs what it sends', async () => {
    const server = await tricky({ headers: { 'content-encoding': 'gzip' } });
    expect((await failure(transfer(remote(server), folder, options()))).message).toContain('packed (gzip)');
  });
});

describe('a content that changes between two runs', () => {
  it('is fetched whole when the server minds If-Range', async () => {
    const server = await start((request, response, nth) => { serve(request, response, nth === 0 ? other : content, nth === 0 ? { cutAfter: 2_000_000, etag: '"old"' } : {}); });
    await cutRun(server);
    await transfer(remote(server), folder, options());
    expect(server.asked[1]?.headers['if-range']).toBe('"old"');
    expect(server.asked).toHaveLength(2);
    expect(arrived().equals(content)).toBe(true);
  });

  it('is fetched whole when the server ignores If-Range, because the ETag is another one', async () => {
    const server = await start((request, response, nth) => { serve(request, response, nth === 0 ? other : content, nth === 0 ? { cutAfter: 2_000_000, etag: '"old"' } : { ignoresIfRange: true }); });
    await cutRun(server, null);
    expect(await transfer(remote(server, null), folder, options())).toBe('length');
    expect(ranges(server).slice(1)).toEqual([expect.stringMatching(/^bytes=/), undefined]);
    expect(arrived().equals(content)).toBe(true);
  });

  it('is fetched whole when no ETag and no digest could tell', async () => {
    const server = await start((request, response, nth) => { serve(request, response, nth === 0 ? other : content, nth === 0 ? { cutAfter: 2_000_000, etag: null } : { etag: null }); });
    await cutRun(server, null);
    await transfer(remote(server, null), folder, options());
    expect(arrived().equals(content)).toBe(true);
  });

  it('is found out by the digest when no ETag tells', async () => {
    const server = await start((request, response, nth) => { serve(request, response, nth === 0 ? other : content, nth === 0 ? { cutAfter: 2_000_000, etag: null } : { etag: null }); });
    await cutRun(server);
    expect((await failure(transfer(remote(server), folder, options()))).message).toContain('arrived damaged');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('compares a weak ETag, though it is not sent in If-Range', async () => {
    const server = await start((request, response, nth) => { serve(request, response, content, nth === 0 ? { cutAfter: 2_000_000, etag: 'W/"v1"' } : { etag: 'W/"v1"' }); });
    await cutRun(server, null);
    await transfer(remote(server, null), folder, options());
    expect(server.asked[1]?.headers['if-range']).toBeUndefined();
    expect(server.asked).toHaveLength(2);
    expect(arrived().equals(content)).toBe(true);
  });

  it('forgets the part when another length or digest is wanted', async () => {
    const server = await start((request, response, nth) => { serve(request, response, nth === 0 ? other : content, nth === 0 ? { cutAfter: 2_000_000 } : {}); });
    await cutRun(server, sha256(other));
    await transfer(remote(server), folder, options());
    expect(ranges(server)[1]).toBeUndefined();
    expect(arrived().equals(content)).toBe(true);
  });

  it('begins anew with a damaged sidecar', async () => {
    const server = await tricky({ cutAfter: 2_000_000 }, {});
    await cutRun(server);
    writeFileSync(path.join(folder, 'weights.bin.transfer.json'), '{"url": 7');
    await transfer(remote(server), folder, options());
    expect(ranges(server)[1]).toBeUndefined();
    expect(arrived().equals(content)).toBe(true);
  });
});

describe('a server without ranges', () => {
  it('is asked for the whole when it sends the whole', async () => {
    const server = await tricky({ cutAfter: 2_000_000 }, { ignoresRange: true });
    await transfer(remote(server), folder, options());
    expect(arrived().equals(content)).toBe(true);
    expect(server.asked).toHaveLength(2);
  });

  it('is asked without a range after 416', async () => {
    const server = await start((request, response, nth) => {
      if (nth === 1) response.writeHead(416, { 'content-range': 'bytes */10' }).end();
      else serve(request, response, content, nth === 0 ? { cutAfter: 2_000_000 } : {});
    });
    await transfer(remote(server), folder, options());
    expect(ranges(server)[2]).toBeUndefined();
    expect(arrived().equals(content)).toBe(true);
  });
});

describe('an answer without content', () => {
  it.each([[401, 'io'], [403, 'io'], [404, 'not-found'], [410, 'not-found'], [400, 'io'], [416, 'io']])('%d ends the transfer at once', async (status, code) => {
    const server = await start((_, response) => { response.writeHead(status).end('no'); });
    const error = await failure(transfer(remote(server), folder, options()));
    expect(error.code).toBe(code);
    expect(error.message).toContain(String(status));
    expect(server.asked).toHaveLength(1);
  });

  it.each([408, 429, 500, 502, 503])('%d is tried again, and what follows is taken', async (status) => {
    const server = await start((request, response, nth) => {
      if (nth < 2) response.writeHead(status, { 'retry-after': '0' }).end();
      else serve(request, response, content);
    });
    await transfer(remote(server), folder, options());
    expect(server.asked).toHaveLength(3);
    expect(arrived().equals(content)).toBe(true);
  });

  it('429 for ever ends it, without waiting as long as the server would like', async () => {
    const server = await start((_, response) => { response.writeHead(429, { 'retry-after': '86400' }).end(); });
    expect((await failure(transfer(remote(server), folder, options()))).message).toContain('429');
    expect(server.asked).toHaveLength(patience.nAttempts);
  });
});

describe('a file whose digest nobody has published', () => {
  const md5 = createHash('md5').update(content);
  const hex = md5.copy().digest('hex');
  const base64 = md5.copy().digest('base64');
  const linked = { 'x-linked-etag': `"${sha256(content).hex}"` };
  const headers: readonly (readonly [string, Tricks])[] = [
    ['the ETag of S3', { etag: `"${hex}"`, headers: { server: 'AmazonS3' } }], ['content-md5', { headers: { 'content-md5': base64 } }],
    ['x-goog-hash', { headers: { 'x-goog-hash': `crc32c=AAAAAA==,md5=${base64}` } }], ['x-linked-etag', { headers: linked }],
    ['x-amz-checksum-sha256', { headers: { 'x-amz-checksum-sha256': Buffer.from(sha256(content).hex, 'hex').toString('base64') } }],
  ];

  it.each(headers)('is checked by %s', async (_, tricks) => {
    const good = await tricky(tricks);
    expect(await transfer(remote(good, null), folder, options())).toBe('stated');
    const bad = await start((request, response) => { serve(request, response, other, tricks); });
    expect((await failure(transfer(remote(bad, null), folder, options()))).message).toContain('is not the one stated by the server');
  });

  it('is checked by what was stated first when it is taken up', async () => {
    const server = await start((request, response, nth) => { serve(request, response, nth === 0 ? content : other, nth === 0 ? { cutAfter: 2_000_000, headers: linked } : {}); });
    await cutRun(server, null);
    expect((await failure(transfer(remote(server, null), folder, options()))).message).toContain('arrived damaged');
  });

  it.each([
    ['another server’s', { etag: `"${'0'.repeat(32)}"` }], ['one of an upload in parts', { etag: `"${'0'.repeat(32)}-45"`, headers: { server: 'AmazonS3' } }],
    ['one of an encrypted object', { etag: `"${'0'.repeat(32)}"`, headers: { server: 'AmazonS3', 'x-amz-server-side-encryption': 'aws:kms' } }],
  ])('is not measured by an ETag that is no MD5: %s', async (_, tricks) => {
    expect(await transfer(remote(await tricky(tricks), null), folder, options())).toBe('length');
  });

  it('is known again by the digest taken when it arrived', async () => {
    const server = await tricky({});
    await transfer(remote(server, null), folder, options());
    expect(await transfer(remote(server, null), folder, options())).toBe('length');
    expect(server.asked).toHaveLength(1);
    writeFileSync(path.join(folder, 'weights.bin'), other);
    await transfer(remote(server, null), folder, options());
    expect(server.asked).toHaveLength(2);
  });
});

describe('a redirect', () => {
  it('is followed, also in a chain and when it is taken up', async () => {
    const server = await start((request, response, nth) => {
      if (request.url === '/weights.bin') response.writeHead(302, { location: '/one' }).end();
      else if (request.url === '/one') response.writeHead(307, { location: `${server.url}/two` }).end();
      else serve(request, response, content, nth === 2 ? { cutAfter: 1_000_000 } : {});
    });
    await transfer(remote(server), folder, options());
    expect(server.asked.map(({ url }) => url)).toEqual(['/weights.bin', '/one', '/two', '/weights.bin', '/one', '/two']);
    expect(ranges(server)[5]).toMatch(/^bytes=[1-9]/);
    expect(arrived().equals(content)).toBe(true);
  });

  it('in a circle is refused', async () => {
    const server = await start((_, response) => { response.writeHead(302, { location: '/weights.bin' }).end(); });
    expect((await failure(transfer(remote(server), folder, options()))).message).toContain('in a circle');
    expect(server.asked.length).toBeLessThan(20);
  });

  it('never carries the token to another host', async () => {
    const cdn = await tricky({});
    const server = await start((_, response) => { response.writeHead(302, { location: `${cdn.url}/weights.bin` }).end(); });
    await transfer(remote(server), folder, options({ bearer: { origin: server.url, token: 'secret' } }));
    expect(server.asked[0]?.headers.authorization).toBe('Bearer secret');
    expect(cdn.asked[0]?.headers.authorization).toBeUndefined();
    expect(arrived().equals(content)).toBe(true);
  });

  it.each(['http://models.example/weights.bin', 'file:///etc/passwd', 'http://127.0.0.1.example/x', 'https://name:word@models.example/x'])('to %s is refused', async (location) => {
    const server = await start((_, response) => { response.writeHead(302, { location }).end(); });
    expect((await failure(transfer(remote(server), folder, options()))).message).toContain('refused');
    expect(server.asked).toHaveLength(1);
  });

  it('to nowhere is refused', async () => {
    const server = await start((_, response) => { response.writeHead(302).end(); });
    expect((await failure(transfer(remote(server), folder, options()))).message).toContain('redirects to nowhere');
  });
});

describe('a cancel', () => {
  it('keeps the part, and the next run takes it up', async () => {
    const server = await tricky({ stallAfter: 2_000_000 }, {});
    const cancel = new AbortController();
    const error = await transfer(remote(server), folder, options({ signal: cancel.signal, onBytes: (nBytes) => { if (nBytes >= 1_500_000) cancel.abort(); } })).catch((thrown: unknown) => thrown);
    expect(error).toBe(cancel.signal.reason);
    expect(cancel.signal.aborted).toBe(true);
    const here = statSync(path.join(folder, 'weights.bin.part')).size;
    expect(here).toBeGreaterThanOrEqual(1_500_000);
    await transfer(remote(server), folder, options());
    expect(ranges(server)[1]).toBe(`bytes=${here}-`);
    expect(arrived().equals(content)).toBe(true);
  });

  it('ends a wait between two tries', async () => {
    const server = await start((_, response) => { response.writeHead(503, { 'retry-after': '3600' }).end(); });
    const cancel = new AbortController();
    const run = transfer(remote(server), folder, options({ signal: cancel.signal, patience: { ...patience, backOffMs: 3_600_000, nMaxWaitMs: 3_600_000 } }));
    while (server.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    cancel.abort();
    await expect(run).rejects.toBe(cancel.signal.reason);
  });
});
