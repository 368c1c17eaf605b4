import { DEVICE_PREFERENCES, POOLINGS, type Provider } from '../embedding';
import { Failure } from '../failure';
import { number, oneOf, record, list, type Guard } from '../guards';

const refuse = (where: string, wanted: string): never => {
  throw new Failure('bad-request', `The message was refused: ${where} must be ${wanted}.`);
};

const finite: Guard<number> = (value, where) => (typeof value === 'number' && Number.isFinite(value) ? value : refuse(where, 'a number'));
const vector3: Guard<readonly [number, number, number]> = (value, where) => {
  const [x, y, z] = list(finite, 3, 3)(value, where);
  return [x ?? 0, y ?? 0, z ?? 0];
};
const far = number(-1e6, 1e6);
const PROVIDERS = ['cpu', 'webgpu', 'cuda', 'dml', 'coreml'] as const satisfies readonly Provider[];

/** Fields of saved sessions. */
export const fields = {
  finite, vector3, poolings: POOLINGS, devices: DEVICE_PREFERENCES, providers: PROVIDERS,
  f32: ((value, where) => (value instanceof Float32Array ? value : refuse(where, 'numbers of 32 bits'))) satisfies Guard<Float32Array>,
  i32: ((value, where) => (value instanceof Int32Array ? value : refuse(where, 'whole numbers of 32 bits'))) satisfies Guard<Int32Array>,
  u8: ((value, where) => (value instanceof Uint8Array ? value : refuse(where, 'bytes'))) satisfies Guard<Uint8Array>,
  camera: record({ projection: oneOf(['perspective', 'orthographic']), yaw: far, pitch: far, distance: number(1e-6, 1e6), target: vector3, offsetX: far, offsetY: far, fitDistance: number(1e-6, 1e6) }),
} as const;
