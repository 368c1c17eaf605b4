import { beforeEach, describe, expect, it, vi } from 'vitest';
import { channels, type Channels, type Envelope } from '@contract/channels';
import { Failure } from '@contract/failure';

type Invoked = (event: unknown, message: unknown) => Promise<Envelope<unknown>>;

const handle = vi.hoisted(() => vi.fn<(wire: string, invoked: Invoked) => void>());
vi.mock('electron', () => ({ ipcMain: { handle } }));
const { IpcRouter } = await import('./router');
type Served = Parameters<InstanceType<typeof IpcRouter>['serve']>[0];

const onBug = vi.fn();
const trusted = {};

/** Serves every channel by one answer, some by their own; returns what the page would call, by channel. */
function served(own: Partial<Served> = {}): Map<string, Invoked> {
  const answer = vi.fn(() => 'answered');
  const handlers = { ...Object.fromEntries(Object.keys(channels).map((name) => [name, answer])), ...own } as unknown as Served;
  new IpcRouter((event) => event === (trusted as unknown), onBug).serve(handlers);
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

  it('tells of a bug', async () => {
    const bug = new TypeError('no');
    const invoked = served({ listModels: () => Promise.reject(bug) });
    expect(await invoked.get('models:list')?.(trusted, null)).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(onBug).toHaveBeenCalledWith('models:list', bug);
  });
});
