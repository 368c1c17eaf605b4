import { Failure } from '@contract/failure';
import type { ProtoScanner } from './proto-scanner';

/**
 * Operators that run a graph again and again, or choose one by what they are given. A word can make such a graph run for ever, and a run cannot be
 * stopped from outside; encoders do without them.
 */
const CONTROL_FLOW = new Set(['Loop', 'If', 'Scan', 'SequenceMap']);

// Field numbers and types of onnx.proto: NodeProto, AttributeProto, FunctionProto.
const NODE = { opType: 4, attribute: 5, domain: 7 } as const;
const ATTRIBUTE = { g: 6, graphs: 11, type: 20 } as const;
const GRAPH_TYPES: readonly number[] = [5, 10];
const FUNCTION = { node: 7 } as const;
const MAX_NAME_BYTES = 2 ** 12;

/**
 * Refuses a node with control flow: the known operators, and all that carry a graph. What stands inside such a graph need not be looked at.
 * @throws Failure('model') naming the operator
 */
export function refuseControlFlow(scanner: ProtoScanner, begin: number, end: number): void {
  let operator = '';
  let domain = '';
  let hasGraph = false;
  for (const field of scanner.fields(begin, end)) {
    if (field.begin === null) continue;
    if (field.number === NODE.opType) operator = scanner.text(field.begin, field.end, MAX_NAME_BYTES);
    else if (field.number === NODE.domain) domain = scanner.text(field.begin, field.end, MAX_NAME_BYTES);
    else if (field.number === NODE.attribute) hasGraph ||= isGraph(scanner, field.begin, field.end);
  }
  const isKnown = (domain === '' || domain === 'ai.onnx') && CONTROL_FLOW.has(operator);
  if (!isKnown && !hasGraph) return;
  throw new Failure('model', `The ONNX model cannot be used because of its operator ${operator.slice(0, 40)}, which runs a graph inside the graph and may never end; export the model without control flow.`);
}

/** {@link refuseControlFlow} of the nodes of a function that the file brings along. */
export function refuseInFunction(scanner: ProtoScanner, begin: number, end: number): void {
  for (const field of scanner.fields(begin, end)) {
    if (field.number === FUNCTION.node && field.begin !== null) refuseControlFlow(scanner, field.begin, field.end);
  }
}

function isGraph(scanner: ProtoScanner, begin: number, end: number): boolean {
  for (const { number, value, begin: from } of scanner.fields(begin, end)) {
    if ((from !== null && (number === ATTRIBUTE.g || number === ATTRIBUTE.graphs)) || (number === ATTRIBUTE.type && GRAPH_TYPES.includes(value))) return true;
  }
  return false;
}
