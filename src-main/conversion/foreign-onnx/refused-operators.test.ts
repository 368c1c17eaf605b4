import { appendFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import protobuf from 'protobufjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { convertModel } from '../convert';
import { inspectModel } from '../inspect';
import { GraphBuilder, graph, int } from '../onnx/graph-builder';
import { scanOnnx } from './scan-onnx';

const text = { id: 'tiny', name: 'Tiny', licence: 'MIT', source: 'Made by a test.', madeBy: 'vitest' };
let dir: string;
let source: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'contexture-refused-'));
  source = join(dir, 'source');
  cpSync(resolve(import.meta.dirname, '../golden/checkpoints/onnx-bert'), source, { recursive: true });
});
afterEach(() => { rmSync(dir, { recursive: true }); });

const inner = (add: (g: GraphBuilder) => void = () => undefined): ReturnType<typeof graph> => {
  const g = new GraphBuilder('inner');
  add(g);
  return graph(g);
};

/** A graph with hidden states and whatever `add` adds. */
function write(add: (g: GraphBuilder) => void): void {
  const g = new GraphBuilder('foreign');
  for (const name of ['input_ids', 'attention_mask']) g.input(name, 'int64', ['batch', 'time']);
  const x = g.node('Gather', [g.float32(Array.from({ length: 61 * 16 }, (_, i) => Math.sin(i)), [61, 16]), 'input_ids'], { axis: int(0) });
  for (const layer of [0, 1]) g.output(`hidden_states.${layer}`, x, 'float', ['batch', 'time', 16]);
  add(g);
  writeFileSync(join(source, 'model.onnx'), g.toModel({ opset: 17, irVersion: 8 }));
}

/** The part of a model's message that brings a function along, whose one node is `operator` (onnx.proto: ModelProto.functions, FunctionProto.node, NodeProto.op_type). */
const functionWith = (operator: string): Uint8Array => {
  const part = (field: number, content: Uint8Array): Uint8Array => protobuf.Writer.create().uint32(8 * field + 2).bytes(content).finish();
  return part(25, part(7, part(4, new TextEncoder().encode(operator))));
};

describe('control flow in ONNX models of other tools', () => {
  test.each<[string, (g: GraphBuilder) => void]>([
    ['Loop', (g) => g.node('Loop', [], { body: inner() })],
    ['If', (g) => g.node('If', [], { then_branch: inner((i) => i.node('Loop', [], { body: inner() })) })],
    ['Scan', (g) => g.node('Scan', [], { body: inner() })],
    ['SequenceMap', (g) => g.node('SequenceMap', [])],
    ['Loop', (g) => g.node('ai.onnx/Loop', [])],
    ['BeamSearch', (g) => g.node('com.microsoft/BeamSearch', [], { decoder: inner() })],
    ['Odd', (g) => g.node('some.domain/Odd', [], { anything: { type: 5 } })],
  ])('%s is refused by name, by inspecting and importing, and leaves nothing behind', async (operator, add) => {
    write(add);
    const reason = `The ONNX model cannot be used because of its operator ${operator}, which runs a graph inside the graph and may never end; export the model without control flow.`;
    await expect(inspectModel(source)).rejects.toThrow(new Failure('model', reason));
    await expect(convertModel(source, join(dir, 'out'), text, { precision: 'source' })).rejects.toThrow(reason);
    expect(readdirSync(dir)).toEqual(['source']);
  });

  test('in a function that the file brings along, and in a part that is merged with the graph', () => {
    const file = join(source, 'model.onnx');
    const whole = readFileSync(file);
    appendFileSync(file, functionWith('Gemm'));
    expect(scanOnnx(file).outputs).toHaveLength(2);
    appendFileSync(file, functionWith('Loop'));
    expect(() => scanOnnx(file)).toThrow(/its operator Loop/);
    const more = new GraphBuilder('more');
    more.node('If', []);
    writeFileSync(file, Buffer.concat([whole, more.toModel({ opset: 17, irVersion: 8 })]));
    expect(() => scanOnnx(file)).toThrow(/its operator If/);
  });

  test('a function that is merely called so stays', () => {
    write((g) => g.node('some.domain/If', []));
    expect(scanOnnx(join(source, 'model.onnx')).outputs).toHaveLength(2);
  });

  test('the bundled ELMo, whose Scan is our own, does not come this way', () => {
    expect(() => scanOnnx(resolve('models/elmo-medium/bilm.onnx'))).toThrow(/its operator Scan/);
  });
});
