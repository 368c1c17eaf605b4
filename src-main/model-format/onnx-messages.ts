import protobuf from 'protobufjs';

const repeated = (type: string, id: number): protobuf.IField => ({ rule: 'repeated', type, id });
// onnx.proto is proto2: a field that is set is written even when it is zero.
const message = (fields: Record<string, protobuf.IField>): protobuf.IType => ({ edition: 'proto2', fields });
const single = (type: string, id: number): protobuf.IField => ({ type, id });

/**
 * The part of ONNX's messages that the graphs here need, with the field numbers of onnx.proto
 * (github.com/onnx/onnx, onnx/onnx.proto). Absent fields are simply not written.
 */
const root = protobuf.Root.fromJSON({
  nested: {
    ModelProto: message({
      irVersion: single('int64', 1), producerName: single('string', 2), graph: single('GraphProto', 7), opsetImport: repeated('OperatorSetIdProto', 8),
    }),
    OperatorSetIdProto: message({ domain: single('string', 1), version: single('int64', 2) }),
    GraphProto: message({
      node: repeated('NodeProto', 1), name: single('string', 2), initializer: repeated('TensorProto', 5),
      input: repeated('ValueInfoProto', 11), output: repeated('ValueInfoProto', 12),
    }),
    NodeProto: message({
      input: repeated('string', 1), output: repeated('string', 2), name: single('string', 3), opType: single('string', 4),
      attribute: repeated('AttributeProto', 5), domain: single('string', 7),
    }),
    AttributeProto: message({
      name: single('string', 1), f: single('float', 2), i: single('int64', 3), s: single('bytes', 4), g: single('GraphProto', 6),
      ints: repeated('int64', 8), type: single('int32', 20),
    }),
    TensorProto: message({
      dims: repeated('int64', 1), dataType: single('int32', 2), name: single('string', 8), rawData: single('bytes', 9),
      externalData: repeated('StringStringEntryProto', 13), dataLocation: single('int32', 14),
    }),
    StringStringEntryProto: message({ key: single('string', 1), value: single('string', 2) }),
    ValueInfoProto: message({ name: single('string', 1), type: single('TypeProto', 2) }),
    TypeProto: message({ tensorType: single('TensorTypeProto', 1) }),
    TensorTypeProto: message({ elemType: single('int32', 1), shape: single('TensorShapeProto', 2) }),
    TensorShapeProto: message({ dim: repeated('DimensionProto', 1) }),
    DimensionProto: message({ dimValue: single('int64', 1), dimParam: single('string', 2) }),
  },
});

/** Element types of TensorProto.DataType. */
export const ELEMENT_TYPES = { float: 1, uint8: 2, int8: 3, int64: 7, bool: 9, float16: 10 } as const;
export type ElementType = keyof typeof ELEMENT_TYPES;

/** Kinds of AttributeProto.AttributeType. */
export const ATTRIBUTE_TYPES = { float: 1, int: 2, string: 3, graph: 5, ints: 7 } as const;

export interface TensorMessage {
  readonly name: string;
  readonly dims: readonly number[];
  readonly dataType: number;
  readonly rawData?: Uint8Array;
  readonly externalData?: readonly { readonly key: string; readonly value: string }[];
  readonly dataLocation?: number;
}

export interface ValueMessage {
  readonly name: string;
  readonly type?: { readonly tensorType: { readonly elemType: number; readonly shape?: { readonly dim: readonly ({ readonly dimValue: number } | { readonly dimParam: string })[] } } };
}

export interface AttributeMessage {
  readonly name: string;
  readonly type: number;
  readonly f?: number;
  readonly i?: number;
  readonly s?: Uint8Array;
  readonly g?: GraphMessage;
  readonly ints?: readonly number[];
}

export interface NodeMessage {
  readonly name: string;
  readonly opType: string;
  readonly domain: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute: readonly AttributeMessage[];
}

export interface GraphMessage {
  readonly name: string;
  readonly node: readonly NodeMessage[];
  readonly initializer: readonly TensorMessage[];
  readonly input: readonly ValueMessage[];
  readonly output: readonly ValueMessage[];
}

export interface ModelMessage {
  readonly irVersion: number;
  readonly producerName: string;
  readonly opsetImport: readonly { readonly domain: string; readonly version: number }[];
  readonly graph: GraphMessage;
}

export function encodeModel(model: ModelMessage): Uint8Array {
  return root.lookupType('ModelProto').encode(model).finish();
}

/** Reads back the fields that {@link encodeModel} writes; int64 values become numbers. */
export function decodeModel(bytes: Uint8Array): ModelMessage {
  const type = root.lookupType('ModelProto');
  return type.toObject(type.decode(bytes), { longs: Number, arrays: true }) as unknown as ModelMessage;
}

/** A graph as the part of a model's message that adds it to the graph before. */
export function encodeModelPart(graph: GraphMessage): Uint8Array {
  return root.lookupType('ModelProto').encode({ graph }).finish();
}

/** Reads an input or output. @throws Error when the bytes are no such message. */
export function decodeValue(bytes: Uint8Array): Partial<ValueMessage> & { readonly name: string } {
  const type = root.lookupType('ValueInfoProto');
  return type.toObject(type.decode(bytes), { longs: Number, arrays: true, defaults: false }) as unknown as ValueMessage;
}
