import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SceneCamera } from './camera/camera';
import { DEFAULT_CAMERA } from './camera/camera-moves';
import { FrameLoop } from './frame-loop';

let now = 0;
let pending: (() => void)[] = [];
/** Runs the frames that were asked for, `ms` later. */
function frame(ms: number): void {
  now += ms;
  const run = pending;
  pending = [];
  for (const callback of run) callback();
}

beforeEach(() => {
  now = 0;
  pending = [];
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => pending.push(callback));
  vi.stubGlobal('cancelAnimationFrame', () => (pending = []));
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('FrameLoop', () => {
  it('draws once for any number of requests, and not again by itself', () => {
    const loop = new FrameLoop(() => undefined);
    loop.invalidate();
    loop.invalidate();
    frame(16);
    frame(16);
    expect(loop.nFrames).toBe(1);
    expect(pending).toHaveLength(0);
  });

  it('runs an animation to its end and then rests', async () => {
    const seen: number[] = [];
    const loop = new FrameLoop(() => undefined);
    const done = loop.animate('a', 100, (u) => seen.push(u));
    for (const ms of [0, 50, 60, 16]) frame(ms);
    await done;
    expect(seen).toEqual([0, 0.5, 1]);
    expect(pending).toHaveLength(0);
  });

  it('lets a second animation of the same name take over', async () => {
    const first = vi.fn(), second = vi.fn();
    const loop = new FrameLoop(() => undefined);
    const taken = loop.animate('a', 100, first);
    frame(0);
    const done = loop.animate('a', 100, second);
    await taken;
    frame(0);
    frame(100);
    await done;
    expect(first).toHaveBeenCalledTimes(1);
    expect(second).toHaveBeenLastCalledWith(1);
  });

  it('completes at once on request, without a duration, and in a hidden window', async () => {
    const step = vi.fn();
    const loop = new FrameLoop(() => undefined);
    void loop.animate('a', 100, step);
    loop.complete('a');
    expect(step).toHaveBeenLastCalledWith(1);
    await loop.animate('b', 0, step);
    vi.stubGlobal('document', { hidden: true });
    await loop.animate('c', 500, step);
    expect(step).toHaveBeenCalledTimes(3);
  });
});

describe('SceneCamera', () => {
  const goal = { ...DEFAULT_CAMERA, yaw: 2, distance: 1 };

  it('follows input softly and arrives exactly', () => {
    const camera = new SceneCamera(new FrameLoop(() => undefined));
    camera.steer(goal);
    expect(camera.tick(0)).toBe(true);
    expect(camera.current.yaw).toBeGreaterThan(DEFAULT_CAMERA.yaw);
    expect(camera.current.yaw).toBeLessThan(2);
    let ms = 0;
    while (camera.tick((ms += 16)));
    expect(camera.current).toBe(goal);
    expect(ms).toBeLessThan(1000);
  });

  it('is there at once with reduced motion', () => {
    const camera = new SceneCamera(new FrameLoop(() => undefined));
    camera.isSoft = false;
    camera.steer(goal);
    expect(camera.tick(0)).toBe(false);
    expect(camera.current).toBe(goal);
  });

  it('stops a flight where it stands when input comes', () => {
    const camera = new SceneCamera(new FrameLoop(() => undefined));
    camera.moveTo(goal, 100);
    frame(0);
    frame(40);
    camera.stop();
    const { yaw } = camera.current;
    frame(100);
    expect(camera.current.yaw).toBe(yaw);
    expect(camera.goal).toBe(camera.current);
    expect(yaw).toBeGreaterThan(DEFAULT_CAMERA.yaw);
    expect(yaw).toBeLessThan(2);
  });
});
