import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Provider } from '@contract/embedding';
import { DeviceChooser, type ModelToPlace } from './choose-device';
import { DeviceFailure } from './device-failure';
import type { Encoder } from '../runtime/encoder';
import { fakeEncoder } from '../testing/fake-encoder.testing';
import { KnownDevices } from './known-devices';

const dir = mkdtempSync(path.join(tmpdir(), 'contexture-devices-'));
afterAll(() => { rmSync(dir, { recursive: true, force: true }); });
let nFiles = 0;

interface Machine {
  /** What one run takes there; a provider that is not named is absent. */
  readonly msPerRun: Partial<Record<Provider, number>>;
  readonly wrong?: readonly Provider[];
  readonly failing?: readonly Provider[];
  readonly refusing?: readonly Provider[];
}

/** A machine with these devices, a model on it, and the log of what was loaded and released. */
function machine({ msPerRun, wrong = [], failing = [], refusing = [] }: Machine, digest = 'model 1'): { model: ModelToPlace; log: string[]; choosing: (file: string | null, adapter?: string) => DeviceChooser; nRuns: () => number } {
  const log: string[] = [];
  let ms = 0;
  let nRuns = 0;
  // eslint-disable-next-line @typescript-eslint/require-await -- a refusal has to come as a rejection
  const load = async (provider: Provider): Promise<Encoder> => {
    const cost = msPerRun[provider];
    if (cost === undefined) throw new DeviceFailure(`${provider} cannot be used here: no GPU adapter was found.`, 'absent');
    if (refusing.includes(provider)) throw new DeviceFailure(`${provider} cannot be used here: the model does not fit into its memory.`, 'out-of-memory');
    log.push(`load ${provider}`);
    const encoder = fakeEncoder({
      provider,
      onRun: () => {
        nRuns++;
        ms += cost;
        if (failing.includes(provider)) throw new DeviceFailure(`${provider} was lost while running.`, 'lost');
      },
    });
    return {
      ...encoder,
      encode: async (batch, layers) => (await encoder.encode(batch, layers)).map((value) => (wrong.includes(provider) ? value * 1.01 : value)),
      release: () => {
        log.push(`release ${provider}`);
        return Promise.resolve();
      },
    };
  };
  const choosing = (file: string | null, adapter = 'A GPU, driver 1'): DeviceChooser => new DeviceChooser(new KnownDevices(file), adapter, () => null, () => ms);
  return { model: { digest, load }, log, choosing, nRuns: () => nRuns };
}

const newFile = (): string => path.join(dir, `folder-${++nFiles}`, 'devices.json');

describe('auto', () => {
  it('takes the CPU, without a word and without remembering, where there is no GPU', async () => {
    const { model, log, choosing } = machine({ msPerRun: { cpu: 10 } });
    const chooser = choosing(null);
    const { encoder, note } = await chooser.choose(model, 'auto');
    expect([encoder.device.provider, note]).toEqual(['cpu', null]);
    expect(log).toEqual(['load cpu']);
    expect((await chooser.report()).map(({ provider, state }) => [provider, state])).toEqual([['cuda', 'absent'], ['dml', 'absent'], ['coreml', 'absent'], ['webgpu', 'absent'], ['cpu', 'serves']]);
  });

  it('takes the fastest GPU whose vectors are right, and the second start loads that one alone', async () => {
    const file = newFile();
    const first = machine({ msPerRun: { cpu: 10, cuda: 4, webgpu: 2 } });
    expect((await first.choosing(file).choose(first.model, 'auto')).encoder.device.provider).toBe('webgpu');
    expect(first.log).toEqual(['load cuda', 'load cpu', 'release cuda', 'load webgpu', 'release webgpu', 'release cpu', 'load webgpu']);
    const second = machine({ msPerRun: { cpu: 10, cuda: 4, webgpu: 2 } });
    expect((await second.choosing(file).choose(second.model, 'auto')).note).toBeNull();
    expect([second.log, second.nRuns()]).toEqual([['load webgpu'], 0]);
  });

  it.each([
    ['is slower', { msPerRun: { cpu: 10, webgpu: 11 } }, 'slower', /slower than the CPU here/],
    ['is hopelessly slow', { msPerRun: { cpu: 10, webgpu: 500 } }, 'slower', /slower than the CPU here/],
    ['gives other vectors', { msPerRun: { cpu: 10, webgpu: 1 }, wrong: ['webgpu'] }, 'refused', /gives other vectors than the CPU/],
    ['fails while it is checked', { msPerRun: { cpu: 10, webgpu: 1 }, failing: ['webgpu'] }, 'refused', /was lost/],
    ['does not take the model', { msPerRun: { cpu: 10, webgpu: 1 }, refusing: ['webgpu'] }, 'refused', /does not fit/],
  ] as const)('falls back with one note when the GPU %s', async (_, devices, state, reason) => {
    const file = newFile();
    const first = machine(devices);
    const chooser = first.choosing(file);
    const { encoder, note } = await chooser.choose(first.model, 'auto');
    expect(encoder.device.provider).toBe('cpu');
    expect(note).toMatch(reason);
    expect((await chooser.report()).find(({ provider }) => provider === 'webgpu')).toMatchObject({ state, reason: expect.stringMatching(reason) as string });
    const second = machine(devices);
    expect((await second.choosing(file).choose(second.model, 'auto')).note).toBe(note);
    expect(second.log).toEqual(['load cpu']);
  });

  it('checks anew after the driver or the model has changed', async () => {
    const file = newFile();
    const before = machine({ msPerRun: { cpu: 10, webgpu: 1 } });
    await before.choosing(file).choose(before.model, 'auto');
    const driver = machine({ msPerRun: { cpu: 10, webgpu: 1 } });
    await driver.choosing(file, 'A GPU, driver 2').choose(driver.model, 'auto');
    expect(driver.log).toContain('load cpu');
    const other = machine({ msPerRun: { cpu: 10, webgpu: 1 } }, 'model 2');
    await other.choosing(file).choose(other.model, 'auto');
    expect(other.log).toContain('load cpu');
    // The old verdicts still stand.
    const back = machine({ msPerRun: { cpu: 10, webgpu: 1 } });
    await back.choosing(file).choose(back.model, 'auto');
    expect(back.log).toEqual(['load webgpu']);
  });

  it('falls back when the GPU that served is gone', async () => {
    const file = newFile();
    const before = machine({ msPerRun: { cpu: 10, webgpu: 1 } });
    await before.choosing(file).choose(before.model, 'auto');
    const after = machine({ msPerRun: { cpu: 10 } });
    const { encoder, note } = await after.choosing(file).choose(after.model, 'auto');
    expect(encoder.device.provider).toBe('cpu');
    expect(note).toMatch(/no GPU adapter was found/);
  });

  it('leaves nothing loaded when the model itself is damaged', async () => {
    const { model, log, choosing } = machine({ msPerRun: { cpu: 10, webgpu: 1 } });
    const load = (provider: Provider): Promise<Encoder> => (provider === 'cpu' ? Promise.reject(new Error('damaged')) : model.load(provider));
    await expect(choosing(null).choose({ ...model, load }, 'auto')).rejects.toThrow('damaged');
    expect(log).toEqual(['load webgpu', 'release webgpu']);
  });
});

describe('a device by its name', () => {
  it('serves when it is right, even if it is slower', async () => {
    const { model, log, choosing } = machine({ msPerRun: { cpu: 10, webgpu: 50 } });
    const chooser = choosing(null);
    const { encoder, note } = await chooser.choose(model, 'webgpu');
    expect([encoder.device.provider, note]).toEqual(['webgpu', null]);
    expect(log).toEqual(['load webgpu', 'load cpu', 'release cpu']);
    await chooser.choose(model, 'webgpu');
    expect(log.slice(3)).toEqual(['load webgpu']);
  });

  it('is refused when its vectors are wrong, and asked again the next time', async () => {
    const file = newFile();
    const bad = machine({ msPerRun: { cpu: 10, webgpu: 1 }, wrong: ['webgpu'] });
    await expect(bad.choosing(file).choose(bad.model, 'webgpu')).rejects.toMatchObject({ code: 'device' });
    expect(bad.log).toEqual(['load webgpu', 'load cpu', 'release cpu', 'release webgpu']);
    const repaired = machine({ msPerRun: { cpu: 10, webgpu: 1 } });
    expect((await repaired.choosing(file).choose(repaired.model, 'webgpu')).encoder.device.provider).toBe('webgpu');
    const later = machine({ msPerRun: { cpu: 10, webgpu: 1 } });
    expect((await later.choosing(file).choose(later.model, 'auto')).encoder.device.provider).toBe('webgpu');
  });

  it('is refused where it is absent', async () => {
    const { model, choosing } = machine({ msPerRun: { cpu: 10 } });
    await expect(choosing(null).choose(model, 'cuda')).rejects.toMatchObject({ code: 'device', kind: 'absent' });
  });
});

describe('devices.json', () => {
  const pair = { model: 'm', provider: 'webgpu', adapter: 'A GPU' } as const;

  it.each(['', '{', '[]', '{"version":1,"devices":[{"model":"m"},null,7]}', '{"version":2,"devices":[]}', '\u0000'])('is as good as empty when it is damaged: %j', async (content) => {
    const file = path.join(dir, `damaged-${++nFiles}.json`);
    writeFileSync(file, content);
    expect(await new KnownDevices(file).find(pair)).toBeNull();
    await new KnownDevices(file).remember(pair, { state: 'serves', reason: '', speedup: 2 });
    expect(await new KnownDevices(file).find(pair)).toMatchObject({ state: 'serves', speedup: 2 });
  });

  it('counts a check that never ended as refused', async () => {
    const file = newFile();
    await new KnownDevices(file).begin(pair);
    expect(await new KnownDevices(file).find(pair)).toMatchObject({ state: 'refused', reason: expect.stringContaining('ended while') as string });
  });

  it('holds for one onnxruntime only, and for a bounded number of models', async () => {
    const file = newFile();
    const known = new KnownDevices(file, '1.0.0');
    for (let i = 0; i < 210; i++) await known.remember({ ...pair, model: `m${i}` }, { state: 'serves', reason: '', speedup: 1 });
    expect(await new KnownDevices(file, '1.0.0').find({ ...pair, model: 'm209' })).not.toBeNull();
    expect(await new KnownDevices(file, '1.0.0').find({ ...pair, model: 'm0' })).toBeNull();
    expect(await new KnownDevices(file, '1.0.1').find({ ...pair, model: 'm209' })).toBeNull();
    expect((JSON.parse(readFileSync(file, 'utf8')) as { devices: unknown[] }).devices).toHaveLength(200);
  });

  it('costs nothing but the memory where it cannot be written', async () => {
    const blocked = path.join(dir, 'a-file');
    writeFileSync(blocked, '');
    const known = new KnownDevices(path.join(blocked, 'devices.json'));
    await known.remember(pair, { state: 'slower', reason: 'why', speedup: 0.5 });
    expect(await known.find(pair)).toMatchObject({ state: 'slower' });
  });
});
