import { expect, it } from 'vitest';
import { isLoad } from '@contract/channels/load';
import { RoadEnd, type RoadPort } from './road';

/** Two ends of a port; what is posted is cloned and arrives when it is let go. */
function road(): { readonly here: RoadEnd; readonly there: RoadEnd; readonly arrive: () => void; readonly post: (message: unknown) => void } {
  const onWay: (() => void)[] = [];
  const end = (): RoadPort & { receive: (message: unknown) => void; other: () => { receive: (message: unknown) => void } } => ({
    receive: () => undefined, other: () => { throw new Error('alone'); },
    post(message) { const copy: unknown = structuredClone(message); onWay.push(() => { this.other().receive(copy); }); },
    onMessage(listener) { this.receive = listener; },
  });
  const [a, b] = [end(), end()];
  a.other = () => b;
  b.other = () => a;
  return { here: new RoadEnd(a), there: new RoadEnd(b), arrive: () => { for (const go of onWay.splice(0)) go(); }, post: (message) => { a.post(message); } };
}

it('gives each load to whoever names it, whichever comes first, once', async () => {
  const { here, there, arrive } = road();
  const values = new Float32Array([1, 2]);
  const [first, second] = [here.send(values), here.send(null)];
  expect([first, second]).toEqual([{ load: 1 }, { load: 2 }]);
  const early = there.take(second);
  arrive();
  expect(await early).toBeNull();
  const taken = await there.take(first);
  expect(taken).toEqual(values);
  expect(taken).not.toBe(values);
  const again = there.take(first);
  there.close();
  await expect(again).rejects.toMatchObject({ code: 'bad-request' });
});

it('counts what goes there and back apart', async () => {
  const { here, there, arrive } = road();
  const [out, back] = [here.send('out'), there.send('back')];
  expect(out).toEqual(back);
  arrive();
  expect([await there.take(out), await here.take(back)]).toEqual(['out', 'back']);
});

it('refuses what has not come when the road ends, and all after it', async () => {
  const { there } = road();
  const waiting = there.take({ load: 1 });
  there.close();
  await expect(waiting).rejects.toMatchObject({ code: 'bad-request' });
  await expect(there.take({ load: 2 })).rejects.toMatchObject({ code: 'bad-request' });
});

it('keeps no more than some loads that nobody asks for, nor waits for more than some that do not come', async () => {
  const { here, there, arrive } = road();
  const loads = Array.from({ length: 33 }, (_, i) => here.send(i));
  arrive();
  expect(await there.take(loads[1] ?? { load: 0 })).toBe(1);
  const dropped = there.take({ load: 1 });
  const others = Array.from({ length: 31 }, (_, i) => there.take({ load: 100 + i }));
  await expect(there.take({ load: 999 })).rejects.toMatchObject({ code: 'bad-request' });
  there.close();
  for (const none of [dropped, ...others]) await expect(none).rejects.toMatchObject({ code: 'bad-request' });
});

it.each([null, 'text', { value: 1 }, { seq: 'x', value: 1 }, { seq: 1.5, value: 1 }, { seq: 1 }])('passes over %j', async (message) => {
  const { there, arrive, post } = road();
  post(message);
  const waiting = there.take({ load: 1 });
  arrive();
  there.close();
  await expect(waiting).rejects.toMatchObject({ code: 'bad-request' });
});

it('knows a load by its number alone', () => {
  expect([{ load: 1 }, { load: 0 }, { load: -1 }, { load: 1.5 }, { load: '1' }, { load: 1, more: 2 }, { lod: 1 }, null, 1].map(isLoad)).toEqual([true, false, false, false, false, false, false, false, false]);
});
