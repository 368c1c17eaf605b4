import { beforeEach, describe, expect, it, vi } from 'vitest';
import { channels, type Channels, type Envelope } from '@contract/channels';
import { Failure } from '@contract/failure';
import { RoadEnd } from '@rpc/road';

type Invoked = (event: unknown, message: unknown) => Promise<Envelope<unknown>>;

const handle = vi.hoisted(() => vi.fn<(wire: string, invoked: Invoked) => void>());
const on = vi.hoisted(() => vi.fn<(wire: string, opened: (event: unknown) => void) => void>());
vi.mock('electron', () => ({ ipcMain: { handle, on } }));
const { IpcRouter } = await import('./router');
type Served = NonNullable<ReturnType<Parameters<InstanceType<typeof IpcRouter>['serve']>[0]>>;

const onBug = vi.fn();
const trusted = { sender: {} };
const closedPage = {};
/** Further events of the app's own page. */
const believed = new Set<unknown>();

/** Serves every channel by one answer, some by their own; returns what the page would call, by channel. */
function served(own: Partial<Served> = {}): Map<string, Invoked> {
  const answer = vi.fn(() => 'answered');
  const handlers = { ...Object.fromEntries(Object.keys(channels).map((name) => [name, answer])), ...own } as unknown as Served;
  new IpcRouter((event) => event === (trusted as unknown) || believed.has(event), onBug).serve((page) => (page === (closedPage as unknown) ? undefined : handlers));
  return new Map(handle.mock.calls);
}

beforeEach(() => { vi.clearAllMocks(); });

describe('the router', () => {
  it('serves every channel of the table, once', () => {
    served();
    expect(handle.mock.calls.map(([wire]) => wire)).toEqual(Object.values(channels).map(({ wire }) => wire));
  });

  it.each(Object.keys(channels) as (keyof Channels)[])('lets neither strangers nor malformed messages to %s', async (name) => {
    const handler = vi.fn();
    const invoked = served({ [name]: handler }).get(channels[name].wire);
    expect(await invoked?.({}, null)).toMatchObject({ ok: false, error: { code: 'bad-request', message: expect.stringContaining('own page') as string } });
    expect(await invoked?.(trusted, { nothing: 'of the kind' })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(handler).not.toHaveBeenCalled();
    expect(onBug).not.toHaveBeenCalled();
  });

  it('hands on what the guard has read, and wraps the answer', async () => {
    const openPreset = vi.fn<Served['openPreset']>(() => { throw new Failure('not-found', 'There is none.'); });
    const removeModel = vi.fn<Served['removeModel']>(() => Promise.resolve(null));
    const invoked = served({ openPreset, removeModel });
    expect(await invoked.get('models:remove')?.(trusted, { id: 'm' })).toEqual({ ok: true, value: null });
    expect(removeModel).toHaveBeenCalledWith({ id: 'm' });
    expect(await invoked.get('sets:preset')?.(trusted, { id: 'x' })).toEqual({ ok: false, error: { code: 'not-found', message: 'There is none.' } });
    expect(onBug).not.toHaveBeenCalled();
  });

  it('asks the window that a message comes from, and none that is closed', async () => {
    const late = { sender: closedPage };
    believed.add(late);
    expect(await served().get('models:list')?.(late, null)).toMatchObject({ ok: false, error: { message: expect.stringContaining('its window is closed') as string } });

    handle.mockClear();
    const [one, other] = [{}, {}];
    const answers = new Map([[one, vi.fn(() => 'of one')], [other, vi.fn(() => 'of the other')]]);
    new IpcRouter(() => true, onBug).serve((page) => ({ listModels: answers.get(page) }) as unknown as Served);
    const invoked = new Map(handle.mock.calls).get('models:list');
    expect([await invoked?.({ sender: other }, null), await invoked?.({ sender: one }, null)]).toEqual([{ ok: true, value: 'of the other' }, { ok: true, value: 'of one' }]);
  });

  it('tells of a bug', async () => {
    const bug = new TypeError('no');
    const invoked = served({ listModels: () => Promise.reject(bug) });
    expect(await invoked.get('models:list')?.(trusted, null)).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(onBug).toHaveBeenCalledWith('models:list', bug);
  });

  describe('and the road', () => {
    const page = {};
    const fromPage = { sender: page };

    /** The page's end of a road that it has opened. */
    function roadOf(sender: object, isTrusted = true): RoadEnd {
      const { port1, port2 } = new MessageChannel();
      const port = {
        postMessage: (message: unknown) => { port1.postMessage(message); },
        on: (name: string, listen: (event: unknown) => void) => { if (name === 'message') port1.on('message', (data: unknown) => { listen({ data }); }); },
        start: () => undefined,
      };
      const event = { sender, ports: [port] };
      if (isTrusted) believed.add(event);
      on.mock.lastCall?.[1](event);
      return new RoadEnd({ post: (message) => { port2.postMessage(message); }, onMessage: (listener) => { port2.on('message', listener); } });
    }

    it('takes large requests by it, guards them, and answers by it; others go as before', async () => {
      believed.add(fromPage);
      const layer = vi.fn<Served['layer']>(() => ({ nRows: 1 }) as never);
      const invoked = served({ layer });
      const road = roadOf(page);
      const request = { key: 'k', layer: 0, rowStart: 0, rowEnd: 1 };
      const answer = await invoked.get('inference:layer')?.(fromPage, road.send(request));
      expect(layer).toHaveBeenCalledWith(request);
      expect(answer).toEqual({ ok: true, value: { load: 1 } });
      expect(await road.take({ load: 1 })).toEqual({ nRows: 1 });
      expect(await invoked.get('inference:layer')?.(fromPage, road.send({ ...request, layer: -1 }))).toMatchObject({ ok: false, error: { code: 'bad-request' } });
      expect(await invoked.get('models:remove')?.(fromPage, road.send({ id: 'm' }))).toMatchObject({ ok: false, error: { code: 'bad-request' } });
      expect(layer).toHaveBeenCalledTimes(1);
    });

    it('lets nothing overtake what is still on it', async () => {
      believed.add(fromPage);
      const order: string[] = [];
      const invoked = served({ layer: () => { order.push('layer'); return {} as never; }, cancel: () => { order.push('cancel'); return null; } });
      const road = roadOf(page);
      const layer = invoked.get('inference:layer')?.(fromPage, { load: 1 });
      const cancel = invoked.get('inference:cancel')?.(fromPage, { seq: 1 });
      await Promise.race([cancel, new Promise((resolve) => { setTimeout(resolve, 20); })]);
      expect(order).toEqual([]);
      road.send({ key: 'k', layer: 0, rowStart: 0, rowEnd: 1 });
      await Promise.all([layer, cancel]);
      expect(order).toEqual(['layer', 'cancel']);
      // One that never comes holds nobody longer than the road lasts.
      const lost = invoked.get('inference:layer')?.(fromPage, { load: 7 });
      const after = invoked.get('inference:cancel')?.(fromPage, { seq: 1 });
      roadOf(page);
      expect(await lost).toMatchObject({ ok: false, error: { code: 'bad-request' } });
      expect(await after).toEqual({ ok: true, value: null });
    });

    it('opens none for strangers, and takes nothing from a page that has none', async () => {
      const other = { sender: {} };
      believed.add(other);
      const invoked = served();
      const road = roadOf(other.sender, false);
      expect(await invoked.get('inference:layer')?.(other, road.send({ key: 'k', layer: 0, rowStart: 0, rowEnd: 1 }))).toMatchObject({
        ok: false,
        error: { message: expect.stringContaining('has no road') as string },
      });
      // By itself it is answered by itself.
      expect(await invoked.get('inference:layer')?.(other, { key: 'k', layer: 0, rowStart: 0, rowEnd: 1 })).toEqual({ ok: true, value: 'answered' });
    });
  });
});
