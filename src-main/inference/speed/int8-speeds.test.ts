import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Int8Speed } from '@contract/speed/int8-speed';
import { ModelLibrary } from '../../models/library';
import { EncoderCache } from '../encoders/encoder-cache';
import { WorkQueue } from '../schedule/work-queue';
import type { Int8SpeedHooks } from './int8-speed';
import { Int8Speeds } from './int8-speeds';
import { KeptSpeeds } from './kept-speeds';

const library = new ModelLibrary(path.resolve('models'));
const dir = mkdtempSync(path.join(tmpdir(), 'contexture-speeds-'));
const file = path.join(dir, 'data/speeds.json');
afterAll(() => { rmSync(dir, { recursive: true, force: true }); });

const occurrences = ['We sat on the bank of the river.', 'The bank lent her the money.', 'The bank of the stream was muddy.', 'My bank closed the account.'].map((text, i) => {
  const charStart = text.indexOf('bank');
  return { text, word: 'bank', charStart, charEnd: charStart + 4, labels: { sense: i % 2 === 0 ? 'river' : 'money' } };
});
const background = Array.from({ length: 8 }, (_, i) => `The algorithm sorts ${i} million names before noon.`);

function started(): { readonly speeds: Int8Speeds; readonly encoders: EncoderCache } {
  const encoders = new EncoderCache(library);
  return { encoders, speeds: new Int8Speeds(library, { encoders, queue: new WorkQueue(encoders) }, new KeptSpeeds(file), 2) };
}
const measured = (speeds: Int8Speeds, modelId: string, hooks: Int8SpeedHooks = {}) => speeds.measure({ seq: 1, modelId, set: 'bank', occurrences, background }, hooks);

describe('what 8 bits gain and cost for a model', () => {
  it('is measured, told on the way, and remembered for the next start', async () => {
    const { speeds, encoders } = started();
    expect(await speeds.of('minilm-l6')).toBeNull();
    const stages: string[] = [];
    const speed = await measured(speeds, 'minilm-l6', { onProgress: ({ stage, nDone, nTotal }) => { stages.push(`${stage} ${nDone}/${nTotal}`); } });
    expect(speed).toMatchObject({ set: 'bank', nOccurrences: 4, verdicts: null, measuredAt: expect.stringMatching(/^\d{4}-/u) as string });
    expect(speed.wordsPerSecond.rounds.map(({ nWords }) => nWords)).toEqual([16, 16, 16]);
    expect(speed.layers.map(({ cosine }) => cosine.worst > 0.9 && cosine.worst <= cosine.median)).toEqual(Array.from({ length: 7 }, () => true));
    expect(speed.layers[6]?.cosine.worst).toBeLessThan(1);
    expect([stages[0], stages.at(-1)]).toEqual(['load-model 0/4', 'embed 8/8']);
    expect(stages).toContain('time 6/6');
    expect(await started().speeds.of('minilm-l6')).toEqual(speed);
    await encoders.release();
  });

  it('is nothing for a model that is no transformer, and given up when it is cancelled', async () => {
    const { speeds, encoders } = started();
    await expect(measured(speeds, 'elmo-medium')).rejects.toMatchObject({ code: 'bad-input', message: expect.stringMatching(/^ELMo.* is no transformer/u) as string });
    const asked = new AbortController();
    await expect(measured(speeds, 'minilm-l6', { signal: asked.signal, onProgress: ({ stage }) => { if (stage === 'time') asked.abort(); } })).rejects.toMatchObject({ code: 'cancelled' });
    await encoders.release();
  });
});

describe('the file of measurements', () => {
  const speed: Int8Speed = { set: 'bank', nOccurrences: 1, device: 'CPU', wordsPerSecond: { exact: 1, int8: 2, ratio: 2, rounds: [] }, layers: [], verdicts: null };
  it('keeps the newest of a model; what is of other weights, of another runtime or damaged counts as none', async () => {
    const own = path.join(dir, 'own.json');
    const kept = new KeptSpeeds(own, '1.0.0');
    await kept.remember('a', speed);
    await kept.remember('a', { ...speed, nOccurrences: 2 });
    expect(await new KeptSpeeds(own, '1.0.0').find('a')).toMatchObject({ nOccurrences: 2 });
    expect([await new KeptSpeeds(own, '1.0.0').find('b'), await new KeptSpeeds(own, '1.0.1').find('a')]).toEqual([null, null]);
    writeFileSync(own, readFileSync(own, 'utf8').replace('"ratio": 2', '"ratio": 9'));
    expect(await new KeptSpeeds(own, '1.0.0').find('a')).toBeNull();
  });
});
