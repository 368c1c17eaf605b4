import { appendFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { convertModel } from '../convert';
import { GraphBuilder, int } from '../onnx/graph-builder';
import { ELEMENT_TYPES, decodeModel } from '../../model-format/onnx-messages';
import type { ElementType } from '../../model-format/onnx-messages';
import { findHiddenStates } from './hidden-states';
import { scanOnnx } from './scan-onnx';

const text = { id: 'tiny', name: 'Tiny', licence: 'MIT', source: 'Made by a test.', madeBy: 'vitest' };
let dir: string;
let source: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'contexture-foreign-'));
  source = join(dir, 'source');
  cpSync(resolve(import.meta.dirname, '../golden/checkpoints/onnx-bert'), source, { recursive: true });
});
afterEach(() => { rmSync(dir, { recursive: true }); });

interface Made {
  readonly inputs?: Readonly<Record<string, ElementType>>;
  readonly outputs?: readonly string[];
  readonly opset?: number;
  readonly type?: ElementType;
  readonly dims?: readonly (number | string)[];
  readonly external?: string;
}

/** A graph whose outputs are all the same table of embeddings. */
function write({ inputs = { input_ids: 'int64', attention_mask: 'int64' }, outputs = ['hidden_states.0', 'hidden_states.1'], opset = 17, type = 'float', dims = ['batch', 'time', 16], external }: Made): void {
  const g = new GraphBuilder('foreign');
  for (const [name, element] of Object.entries(inputs)) g.input(name, element, ['batch', 'time']);
  const table = external === undefined
    ? g.float32(Array.from({ length: 61 * 16 }, (_, i) => Math.sin(i)), [61, 16])
    : g.weight({ name: 'table', shape: [61, 16], file: external, offset: 0, length: 61 * 16 * 4, precision: 'float32' });
  const x = g.node('Gather', [table, 'input_ids'], { axis: int(0) });
  for (const name of outputs) g.output(name, type === 'float' ? x : g.node('Cast', [x], { to: int(ELEMENT_TYPES[type]) }), type, dims);
  writeFileSync(join(source, 'model.onnx'), g.toModel({ opset, irVersion: 8 }));
  if (external !== undefined) writeFileSync(join(source, 'table.bin'), new Float32Array(61 * 16));
}

const convert = () => convertModel(source, join(dir, 'out'), text, { precision: 'source' });

describe('ONNX models of other tools', () => {
  test('a summary without loading the weights', () => {
    const summary = scanOnnx(join(source, 'model.onnx'));
    expect(summary).toMatchObject({ opset: 11, externalFiles: [] });
    expect(summary.inputs.map(({ name }) => name)).toEqual(['input_ids', 'attention_mask']);
    expect(summary.outputs).toEqual([0, 1].map((layer) => ({ name: `hidden_states.${layer}`, elementType: 1, dims: [null, null, 16] })));
    expect(summary.nParameters).toBe(3380);
  });

  test('what was there stays as it is, byte by byte, and the pooling stands behind it', async () => {
    const card = await convert();
    expect(card).toMatchObject({ kind: 'bert', architecture: 'bert', nLayers: 2, dim: 16, maxTokens: 32, tokenizer: 'wordpiece' });
    expect(Object.keys(card.files)).toEqual(['encoder.onnx', 'tokenizer.json']);
    const [before, after] = [readFileSync(join(source, 'model.onnx')), readFileSync(join(dir, 'out/encoder.onnx'))];
    expect(after.subarray(0, before.length).equals(before)).toBe(true);
    const { graph } = decodeModel(after);
    expect(graph.input.map(({ name }) => name)).toEqual(['input_ids', 'attention_mask', 'span_rows', 'span_weights']);
    expect(graph.output.map(({ name }) => name)).toEqual(['hidden_states.0', 'hidden_states.1', 'span_vectors.0', 'span_vectors.1']);
  });

  test.each([['encoder_hidden_states.0', 'encoder_hidden_states.1'], ['hidden_states_0', 'hidden_states_1'], ['hidden_states[0]', 'hidden_states[1]'], ['hidden_state_1', 'hidden_state_0', 'logits']])(
    'hidden states are found as %s', async (...outputs) => {
      write({ outputs });
      expect((await convert()).nLayers).toBe(2);
    });

  test('the width comes from config.json where the graph does not state it; half precision is widened', async () => {
    write({ dims: ['batch', 'time', 'width'], type: 'float16' });
    expect((await convert()).dim).toBe(16);
    expect(
      decodeModel(readFileSync(join(dir, 'out/encoder.onnx'))).graph.node.filter(
        ({ opType, output }) => opType === 'Cast' && output[0]?.startsWith('contexture_reading/') === true,
      ),
    ).toHaveLength(2);
  });

  test('weights in a file beside it are copied', async () => {
    write({ external: 'table.bin' });
    expect(Object.keys((await convert()).files)).toContain('table.bin');
  });

  test.each<[string, Made, RegExp]>([
    ['no hidden states', { outputs: ['last_hidden_state', 'pooler_output'] }, /no hidden states are among its outputs \(last_hidden_state, pooler_output\)/],
    ['one hidden state', { outputs: ['hidden_states.0'] }, /no hidden states are among its outputs/],
    ['a gap', { outputs: ['hidden_states.0', 'hidden_states.2'] }, /its outputs lack hidden state 1/],
    ['a layer twice', { outputs: ['hidden_states.0', 'hidden_states.1', 'encoder_hidden_states.1'] }, /two outputs are called hidden state 1/],
    ['no input_ids', { inputs: { tokens: 'int64', input_ids_2: 'int64' } }, /it has no input input_ids \(tokens, input_ids_2\)/],
    ['other inputs', { inputs: { input_ids: 'int64', past_key_values: 'float' } }, /it wants the input past_key_values/],
    ['inputs of another type', { inputs: { input_ids: 'float' } }, /its input input_ids is of float, not int64/],
    ['states of another type', { type: 'int64' }, /its output hidden_states\.0 is of int64/],
    ['states of another form', { dims: ['batch', 16] }, /has 2 axes, not batch, time and width/],
    ['an old version', { opset: 6 }, /its operators are of version 6/],
    ['weights elsewhere', { external: '../table.bin' }, /wants weights from “\.\.\/table\.bin”, outside its folder/],
    ['weights in a sub-folder', { external: 'a/table.bin' }, /outside its folder/],
    ['weights under a name that is taken', { external: 'encoder.onnx' }, /keeps its weights in “encoder\.onnx”, a name that is taken/],
    ['weights that are not there', { external: 'absent.bin' }, /“absent\.bin” is not there/],
  ])('a graph with %s is refused with the reason and leaves nothing behind', async (_, made, reason) => {
    write(made);
    await expect(convert()).rejects.toThrow(reason);
    await expect(convert()).rejects.toThrow(Failure);
    expect(readdirSync(dir)).toEqual(['source']);
  });

  test('widths that differ, or are said nowhere', () => {
    const outputs = (...widths: readonly (number | null)[]) => widths.map((width, layer) => ({ name: `hidden_states.${layer}`, elementType: 1, dims: [null, null, width] }));
    const summary = { opset: 17, inputs: [{ name: 'input_ids', elementType: 7, dims: null }], nParameters: 1, externalFiles: [] };
    expect(() => findHiddenStates({ ...summary, outputs: outputs(16, 32) }, null)).toThrow(/different widths/);
    expect(() => findHiddenStates({ ...summary, outputs: outputs(null, null) }, null)).toThrow(/does not say how wide/);
    expect(findHiddenStates({ ...summary, outputs: outputs(null, 16) }, 16).dim).toBe(16);
  });

  test('what is no ONNX model is refused', async () => {
    for (const content of ['', 'not at all', new Uint8Array(1000), new Uint8Array(1000).fill(0xff), Uint8Array.from([0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f])]) {
      writeFileSync(join(source, 'model.onnx'), content);
      await expect(convert()).rejects.toThrow(/is not an ONNX model, or it is damaged/);
    }
  });

  test('bytes behind a model that add nothing do not matter', async () => {
    // An empty graph, merged with the first.
    appendFileSync(join(source, 'model.onnx'), Uint8Array.from([0x3a, 0x00]));
    expect((await convert()).nLayers).toBe(2);
  });
});
