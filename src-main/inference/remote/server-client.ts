import type { ServedModel } from './served-model';
import type { ProtocolTensor } from './tensors';

/** The Open Inference Protocol v2: what a server has, and vectors from it. A question has no effect on the server, so that it may be asked again. */
export interface ServerClient {
  /** What the user knows the server by: "http://host:port". */
  readonly host: string;
  /** What the server says of a model. @throws Failure `not-found` where it has none of that name, `io`, `cancelled` */
  model(name: string): Promise<ServedModel>;
  /** The outputs of one run, each `[nRows, dim]`, in the order asked for. @throws Failure `io`, `cancelled` */
  infer(model: Pick<ServedModel, 'name' | 'isBinary'>, inputs: readonly ProtocolTensor[], outputs: readonly string[], shape: readonly [number, number]): Promise<readonly Float32Array[]>;
  close(): void;
}
