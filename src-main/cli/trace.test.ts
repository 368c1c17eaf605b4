import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { InferenceService } from '../inference/process/service';
import { ModelLibrary } from '../models/library';
import { readItem } from './distances';
import { traceText } from './trace';

const library = new ModelLibrary(path.resolve(import.meta.dirname, '../../models'));
const inference = new InferenceService(library);
afterAll(() => inference.release());

async function traced(model: string, item: string, pooling: 'mean' | 'last' = 'mean') {
  const { text, charStart, charEnd } = readItem(item);
  return inference.trace(await library.card(model), { text, charStart, charEnd, pooling }, 'cpu');
}

describe('the way of a word', () => {
  it('shows pieces, rows and the length of the vector that embedding gives', async () => {
    const item = 'He sat by the riverbank.::riverbank';
    const trace = await traced('minilm-l6', item);
    expect(trace.subwords).toEqual(['river', '##bank']);
    expect(trace.runs).toHaveLength(1);
    expect(trace.runs[0]?.rows).toEqual([{ row: 4, weight: 0.5 }, { row: 5, weight: 0.5 }]);
    expect(trace.runs[0]?.pieces[5]).toMatchObject({ piece: '##bank', charStart: 19, charEnd: 23 });
    const { key } = await inference.embed({ modelId: 'minilm-l6', pooling: 'mean', device: 'cpu', occurrences: [readItem(item)] });
    const { values } = inference.stored(key).table;
    trace.norms.forEach((norm, layer) => { expect(norm).toBeCloseTo(Math.hypot(...values.subarray(layer * 384, (layer + 1) * 384)), 3); });
    expect(trace.norms).toHaveLength(7);
    expect((await traced('minilm-l6', item, 'last')).runs[0]?.rows).toEqual([{ row: 5, weight: 1 }]);
  });

  it('reads the window that suits the word where the sentence is too long', async () => {
    const words = Array.from({ length: 600 }, (_, i) => (i === 300 ? 'riverbank' : 'and')).join(' ');
    const trace = await traced('minilm-l6', `${words}::riverbank`);
    expect(trace.runs.length).toBe(1);
    expect(trace.runs[0]?.pieces.length).toBe(510);
  });

  it('says where a model has no vector', async () => {
    const trace = await traced('glove-100d', 'The qqzzxx sat.::qqzzxx');
    expect(trace.norms).toEqual([]);
    expect(traceText(trace, 'mean')).toContain('The model has no vector for it.');
  });

  it('is printed as text', async () => {
    const text = traceText(await traced('minilm-l6', 'A bank.::bank'), 'mean');
    expect(text).toMatch(/^model {4}MiniLM L6 \(minilm-l6\): bert, 7 layers × 384, tokenizer wordpiece\nreads {4}A bank\.\ntarget {3}bank, pooled by mean\n/);
    expect(text).toMatch(/\n {2}1 {2}bank +2924 +2–6 +1\.000\n/);
    expect(text).toMatch(/\nlayer +norm\n +0 +\d/);
  });
});
