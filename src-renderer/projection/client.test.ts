import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECTION, type ProjectionParameters, type SweepCell } from '@contract/projection';
import type { ToWorker } from '@contract/rpc';
import { pageOf, type WebWorker } from '@rpc/transports/web-worker';
import { ProjectionClient, type RowSource } from './client';
import { project } from '@projection/project';
import type { Rows } from '@vectors/rows';
import { blobs } from '@projection/blobs.testing';
import type { Order, Work } from './messages';
import { serveProjections } from './serve';

/** The real service behind a port without a thread; `isDeaf` ones never answer, like a worker inside one long step. */
class LocalPort implements WebWorker {
  onmessage: WebWorker['onmessage'] = null;
  onerror: WebWorker['onerror'] = null;
  isTerminated = false;
  readonly received: ToWorker[] = [];
  private readonly scope: { postMessage: (data: unknown) => void; onmessage: ((event: MessageEvent) => void) | null } = {
    postMessage: (data) => { if (!this.isTerminated) this.onmessage?.({ data: structuredClone(data) } as MessageEvent); },
    onmessage: null,
  };
  constructor(private readonly isDeaf = false) {
    serveProjections(pageOf(this.scope));
  }
  postMessage(message: ToWorker, transfer: Transferable[]): void {
    const copy = structuredClone(message, { transfer });
    this.received.push(copy);
    if (!this.isDeaf) this.scope.onmessage?.({ data: copy } as MessageEvent);
  }
  terminate(): void {
    this.isTerminated = true;
  }
}

/** Counts how often the rows are asked for. */
class TestSource implements RowSource {
  readonly nExtra = 0;
  nReads = 0;
  constructor(private readonly rows: Rows) {}
  get n(): number { return this.rows.n; }
  get dim(): number { return this.rows.dim; }
  readonly read = (): Float32Array => {
    this.nReads++;
    return this.rows.values.slice();
  };
}

const source = (n = 30, dim = 6, seed = 1): TestSource => new TestSource(blobs(n, dim, 2, 0.5, seed));
const PCA: ProjectionParameters = { ...DEFAULT_PROJECTION, method: 'pca' };
const QUICK: ProjectionParameters = { ...DEFAULT_PROJECTION, nNeighbors: 8, nEpochs: 40 };
const works = (port: LocalPort): Work<Order['kind']>[] => port.received.flatMap((message) => (message.type === 'request' ? [message.value as Work<Order['kind']>] : []));
/** What a port was sent, one after the other. */
const kinds = (port: LocalPort): string[] => port.received.flatMap((message) => {
  if (message.type === 'cancel') return ['cancel'];
  const { forget, load, order } = message.value as Work<Order['kind']>;
  return [...forget.map(() => 'forget'), ...load.map(() => 'load'), order.kind];
});

/** A client whose first worker may be deaf, and the ports it opened. */
function opened(isFirstDeaf = false): { client: ProjectionClient; ports: LocalPort[] } {
  const ports: LocalPort[] = [];
  const client = new ProjectionClient(() => {
    const port = new LocalPort(isFirstDeaf && ports.length === 0);
    ports.push(port);
    return port;
  });
  return { client, ports };
}

describe('ProjectionClient', () => {
  it('makes the map that the engine makes, and sends the rows once for many maps', async () => {
    const { client, ports } = opened();
    const rows = source();
    const map = await client.project(rows, QUICK);
    expect(map.coordinates).toEqual(project({ ...blobs(30, 6, 2, 0.5, 1), nExtra: 0, parameters: QUICK }).coordinates);
    await client.project(rows, PCA);
    expect(rows.nReads).toBe(1);
    expect(kinds(ports[0] as LocalPort)).toEqual(['load', 'project', 'project']);
  });

  it('has the worker forget the rows least recently used where there are too many', async () => {
    const { client, ports } = opened();
    // Rows whose size is claimed, not held: 3 × 160 MB are beyond what is kept.
    const large = [1, 2, 3].map((seed) => Object.defineProperty(source(30, 6, seed), 'dim', { value: 4_000_000 / 3 }));
    for (const one of large) await client.project(one, PCA).catch(() => null);
    expect(kinds(ports[0] as LocalPort)).toEqual(['load', 'project', 'load', 'project', 'forget', 'load', 'project']);
    await client.project(large[0] as TestSource, PCA).catch(() => null);
    expect((large[0] as TestSource).nReads).toBe(2);
  });

  it('reports progress and previews of a longer map', async () => {
    const { client } = opened();
    const stages = new Set<string>();
    const previews: Float32Array[] = [];
    await client.project(source(400, 32), { ...DEFAULT_PROJECTION, nEpochs: 5_000 }, null, { onProgress: ({ stage }) => stages.add(stage), onPreview: (coordinates) => previews.push(coordinates) });
    expect(stages).toContain('layout');
    expect(previews.length).toBeGreaterThan(0);
    for (const preview of previews) expect(preview).toHaveLength(1_200);
  });

  it('goes on from an earlier map, whose picture it keeps', async () => {
    const { client } = opened();
    const before = await client.project(source(60), QUICK);
    const after = await client.project(source(57), QUICK, { coordinates: before.coordinates, unit: before.unit, ids: Int32Array.from({ length: 57 }, (_, row) => row) });
    const moved = Array.from({ length: 57 }, (_, row) => Math.hypot(...[0, 1, 2].map((axis) => (after.coordinates[row * 3 + axis] as number) - (before.coordinates[row * 3 + axis] as number))));
    expect(moved.reduce((sum, one) => sum + one, 0) / 57).toBeLessThan(0.1);
  });

  it('sweeps, a cell as soon as it is there', async () => {
    const { client } = opened();
    const seen: SweepCell[] = [];
    const cells = await client.sweep(source(60), QUICK, [5, 10], [0, 0.5], { onCell: (cell) => seen.push(cell) });
    expect(seen.map(({ nNeighbors, minDist }) => [nNeighbors, minDist])).toEqual([[5, 0], [5, 0.5], [10, 0], [10, 0.5]]);
    expect(cells.map(({ coordinates }) => coordinates)).toEqual(seen.map(({ coordinates }) => coordinates));
  });

  it('aligns layers', async () => {
    const { client } = opened();
    const { slices, meanResiduals } = await client.align([source(60), source(60, 6, 2)], QUICK);
    expect(slices.map(({ n }) => n)).toEqual([60, 60]);
    expect(meanResiduals).toHaveLength(1);
  });

  it('places new rows into a map that the worker keeps ready', async () => {
    const { client, ports } = opened();
    const rows = source(60);
    const map = await client.project(rows, QUICK);
    const added = blobs(2, 6, 2, 0.5, 1).values;
    const both = await client.place(rows, map, added.slice());
    const first = await client.place(rows, map, added.slice(0, 6));
    expect(both).toHaveLength(6);
    expect(both.slice(0, 3)).toEqual(first);
    const sent = works(ports[0] as LocalPort).flatMap(({ order }) => (order.kind === 'place' ? [order.map !== null] : []));
    expect(sent).toEqual([true, false]);
    // Another map makes the worker drop what it had ready.
    await client.project(rows, PCA);
    expect(await client.place(rows, map, added.slice(0, 6))).toEqual(first);
  });

  it('carries failures across', async () => {
    const { client } = opened();
    await expect(client.project(source(7, 4), DEFAULT_PROJECTION)).rejects.toMatchObject({ code: 'bad-input', message: 'Too few points for a map: 16 needed, you have 7.' });
    await expect(client.project(source(), PCA)).resolves.toMatchObject({ n: 30 });
  });

  it('rejects at once on abort and replaces a worker that does not listen, which gets the rows anew', async () => {
    const { client, ports } = opened(true);
    const abort = new AbortController();
    const rows = source();
    const first = client.project(rows, PCA, null, { signal: abort.signal });
    const second = client.project(rows, PCA);
    abort.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await expect(second).resolves.toMatchObject({ n: 30 });
    expect(ports.map((port) => port.isTerminated)).toEqual([true, false]);
    expect(rows.nReads).toBe(2);
  });

  it('keeps a worker that stops when asked', async () => {
    const { client, ports } = opened();
    const abort = new AbortController();
    const long = client.project(source(200, 32), { ...DEFAULT_PROJECTION, nEpochs: 5_000 }, null, { signal: abort.signal, onProgress: () => { abort.abort(); } });
    await expect(long).rejects.toMatchObject({ code: 'cancelled' });
    await expect(client.project(source(), PCA)).resolves.toMatchObject({ n: 30 });
    expect(kinds(ports[0] as LocalPort)).toEqual(['load', 'project', 'cancel', 'load', 'project']);
  });

  it('drops a queued order without touching the running one', async () => {
    const { client, ports } = opened();
    const abort = new AbortController();
    const running = client.project(source(), PCA);
    const queued = client.project(source(), PCA, null, { signal: abort.signal });
    abort.abort();
    await expect(queued).rejects.toMatchObject({ code: 'cancelled' });
    await expect(running).resolves.toMatchObject({ n: 30 });
    expect(kinds(ports[0] as LocalPort)).toEqual(['load', 'project']);
  });

  it('says so when the worker dies, and starts another', async () => {
    const { client, ports } = opened(true);
    const lost = client.project(source(), PCA);
    (ports[0] as LocalPort).onerror?.({ message: 'out of memory' } as ErrorEvent);
    await expect(lost).rejects.toMatchObject({ code: 'crashed' });
    await expect(client.project(source(), PCA)).resolves.toMatchObject({ n: 30 });
  });

  it('takes no orders once closed', async () => {
    const { client } = opened(true);
    const waiting = client.project(source(), PCA);
    client.dispose();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await expect(client.project(source(), PCA)).rejects.toMatchObject({ code: 'internal' });
  });
});
