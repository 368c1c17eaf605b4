import { expect, it, vi } from 'vitest';
import { channels } from '@contract/channels';
import { listeners } from '@contract/events';
import { USUAL_WORLD } from './world';
import { answersOf } from './answers';
import { fakeBridge, FakeEvents } from './fake-bridge';

const events = new FakeEvents();
const bridge = fakeBridge(answersOf(USUAL_WORLD, events), events);

it('has the functions of the tables', () => {
  expect(Object.keys(bridge)).toEqual([...Object.keys(channels), ...Object.keys(listeners), 'openRoad']);
});

it('refuses what the router refuses, as an envelope', async () => {
  const refused = await bridge.openPreset({ id: '', more: 1 } as unknown as { id: string });
  expect(refused).toMatchObject({ ok: false, error: { code: 'bad-request' } });
});

it('shares no value with the page', async () => {
  const [first, second] = [await bridge.openPreset({ id: 'bank' }), await bridge.openPreset({ id: 'bank' })];
  if (!first.ok || !second.ok) throw new Error('refused');
  expect(first.value).toEqual(second.value);
  expect(first.value).not.toBe(second.value);
});

it('answers the same vectors every time, and distances of them', async () => {
  const preset = await bridge.openPreset({ id: 'textbook' });
  if (!preset.ok) throw new Error('refused');
  const occurrences = preset.value.occurrences.map((occurrence) => ({ ...occurrence, labels: {} }));
  const layers = await Promise.all([1, 2].map(async (seq) => {
    const summary = await bridge.embed({ seq, modelId: 'minilm-l6', pooling: 'mean', device: 'auto', occurrences });
    if (!summary.ok) throw new Error(summary.error.message);
    const { key, nLayers, nOccurrences } = summary.value;
    const distances = await bridge.distances({ key, rows: [0, 1, 2] });
    const layer = await bridge.layer({ key, layer: nLayers - 1, rowStart: 0, rowEnd: nOccurrences });
    if (!distances.ok || !layer.ok) throw new Error('refused');
    return { distances: distances.value, layer: layer.value };
  }));
  expect(layers[0]).toEqual(layers[1]);
  expect(layers[0]?.distances.values.some((distance) => distance > 0.01)).toBe(true);
});

it('answers no question about vectors that it does not have', async () => {
  expect(await bridge.ghosts({ key: 'none', layer: 0 })).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

it('refuses and holds what the world says', async () => {
  const world = { ...USUAL_WORLD, refused: { listModels: { code: 'io', message: 'The disk is gone.' } }, held: ['listPresets'] } as const;
  const other = fakeBridge(answersOf(world, events), events);
  expect(await other.listModels()).toEqual({ ok: false, error: { code: 'io', message: 'The disk is gone.' } });
  const late = await Promise.race([other.listPresets(), new Promise((resolve) => { setTimeout(() => { resolve('held'); }, 20); })]);
  expect(late).toBe('held');
});

it('sends events until nobody listens', () => {
  const listener = vi.fn();
  const stop = bridge.onProblem(listener);
  events.send('app:problem', { code: 'io', message: 'full' });
  stop();
  events.send('app:problem', { code: 'io', message: 'full' });
  expect(listener.mock.calls).toEqual([[{ code: 'io', message: 'full' }]]);
});
