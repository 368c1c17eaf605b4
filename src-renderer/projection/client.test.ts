import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECTION } from '@contract/projection';
import { ProjectionClient, type ProjectionPort } from './client';
import { blobs } from './core/test-blobs';
import type { ProjectionReply, ProjectionRequest } from './messages';
import { serveProjections } from './serve';

/** The real service behind a port without a thread; `isDeaf` ones never answer, like a worker inside one long step. */
class LocalPort implements ProjectionPort {
  onmessage: ProjectionPort['onmessage'] = null;
  onerror: ProjectionPort['onerror'] = null;
  isTerminated = false;
  readonly received: ProjectionRequest[] = [];
  private readonly serve = serveProjections((data) => {
    if (!this.isTerminated) this.onmessage?.({ data: structuredClone(data) } as MessageEvent<ProjectionReply>);
  });
  constructor(private readonly isDeaf = false) {}
  postMessage(message: ProjectionRequest, transfer: Transferable[]): void {
    const copy = structuredClone(message, { transfer });
    this.received.push(copy);
    if (!this.isDeaf) this.serve(copy);
  }
  terminate(): void {
    this.isTerminated = true;
  }
}

const rows = blobs(30, 6, 2, 0.5, 1);
const job = { ...rows, parameters: { ...DEFAULT_PROJECTION, method: 'pca' as const } };

describe('ProjectionClient', () => {
  it('returns the map and leaves the caller its rows', async () => {
    const client = new ProjectionClient(() => new LocalPort());
    const { coordinates, quality } = await client.project(job);
    expect(coordinates).toHaveLength(90);
    expect(quality?.k).toBe(14);
    expect(rows.values.byteLength).toBe(30 * 6 * 4);
  });

  it('reports progress of a longer map', async () => {
    const client = new ProjectionClient(() => new LocalPort());
    const stages = new Set<string>();
    await client.project({ ...blobs(150, 32, 2, 0.5, 2), parameters: DEFAULT_PROJECTION }, { onProgress: (step) => stages.add(step.stage) });
    expect(stages).toContain('layout');
  });

  it('carries failures across', async () => {
    const client = new ProjectionClient(() => new LocalPort());
    await expect(client.project({ ...blobs(7, 4, 2, 0.5, 3), parameters: DEFAULT_PROJECTION })).rejects.toMatchObject({ code: 'bad-input', message: 'Too few points for a map: 16 needed, you have 7.' });
    await expect(client.project(job)).resolves.toMatchObject({ n: 30 });
  });

  it('rejects at once on abort and replaces a worker that does not listen', async () => {
    const ports: LocalPort[] = [];
    const client = new ProjectionClient(() => {
      ports.push(new LocalPort(ports.length === 0));
      return ports[ports.length - 1] as LocalPort;
    });
    const abort = new AbortController();
    const first = client.project(job, { signal: abort.signal });
    const second = client.project(job);
    abort.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await expect(second).resolves.toMatchObject({ n: 30 });
    expect(ports.map((port) => port.isTerminated)).toEqual([true, false]);
  });

  it('keeps a worker that stops when asked', async () => {
    const port = new LocalPort();
    const client = new ProjectionClient(() => port);
    const abort = new AbortController();
    const long = client.project({ ...blobs(200, 32, 2, 0.5, 4), parameters: DEFAULT_PROJECTION }, { signal: abort.signal, onProgress: () => abort.abort() });
    await expect(long).rejects.toMatchObject({ code: 'cancelled' });
    await expect(client.project(job)).resolves.toMatchObject({ n: 30 });
    expect(port.received.map((message) => message.kind)).toEqual(['project', 'cancel', 'project']);
  });

  it('drops a queued job without touching the running one', async () => {
    const port = new LocalPort();
    const client = new ProjectionClient(() => port);
    const abort = new AbortController();
    const running = client.project(job);
    const queued = client.project(job, { signal: abort.signal });
    abort.abort();
    await expect(queued).rejects.toMatchObject({ code: 'cancelled' });
    await expect(running).resolves.toMatchObject({ n: 30 });
    expect(port.received).toHaveLength(1);
  });

  it('says so when the worker dies, and starts another', async () => {
    const ports: LocalPort[] = [];
    const client = new ProjectionClient(() => {
      ports.push(new LocalPort(ports.length === 0));
      return ports[ports.length - 1] as LocalPort;
    });
    const lost = client.project(job);
    (ports[0] as LocalPort).onerror?.({ message: 'out of memory' } as ErrorEvent);
    await expect(lost).rejects.toMatchObject({ code: 'crashed' });
    await expect(client.project(job)).resolves.toMatchObject({ n: 30 });
  });

  it('takes no jobs once closed', async () => {
    const client = new ProjectionClient(() => new LocalPort(true));
    const waiting = client.project(job);
    client.dispose();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await expect(client.project(job)).rejects.toMatchObject({ code: 'internal' });
  });
});
