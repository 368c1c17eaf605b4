import { Failure } from '@contract/failure';
import type { KernelExports } from './exports';
import { KERNELS_BASE64 } from './module';

/** A stretch of an arena's memory that holds one typed array. */
export interface Region<View> {
  /** Byte offset, a multiple of 16: what kernels take. */
  readonly pointer: number;
  readonly length: number;
  /** The array itself. Ask anew after anything that may have reserved memory: growth detaches the views handed out before. */
  readonly view: View;
}

/**
 * One instance of the kernels with a memory of its own, handed out from front to back. Kernels take pointers; TypeScript reads and
 * writes through `Region.view`. The memory never shrinks, so long work opens an arena of its own and drops it whole when done.
 *
 * To add a kernel: export a function from a *.as.ts file in this folder (one module is built of them all), name it in exports.ts,
 * run `npm run build:kernels`. Kernels allocate nothing, hold no state between calls, and use f32x4, never relaxed SIMD.
 */
export interface Arena {
  readonly kernels: KernelExports;
  /** Reserve zeroed memory. @throws Failure 'too-large' where the machine gives no more. */
  float32(length: number): Region<Float32Array>;
  float64(length: number): Region<Float64Array>;
  int32(length: number): Region<Int32Array>;
  uint32(length: number): Region<Uint32Array>;
  int16(length: number): Region<Int16Array>;
  uint8(length: number): Region<Uint8Array>;
  /** Where the free memory starts; {@link release} gives back everything reserved since. */
  mark(): number;
  release(mark: number): void;
  /** Size of the memory, in bytes. */
  readonly nBytes: number;
}

const PAGE = 65_536;
const ALIGNMENT = 16;
let compiled: WebAssembly.Module | null = null;

/** A new instance with a memory of its own; the code is compiled once. Synchronous: for workers and Node. */
export function openArena(): Arena {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNELS_BASE64), (character) => character.charCodeAt(0)));
  const kernels = new WebAssembly.Instance(compiled).exports as unknown as KernelExports;
  const { memory } = kernels;
  let free = align(kernels.heapBase());
  let used = free;

  const reserve = (nBytes: number): number => {
    const pointer = free;
    const end = align(pointer + nBytes);
    const missing = Math.ceil((end - memory.buffer.byteLength) / PAGE);
    if (missing > 0) grow(memory, missing);
    free = end;
    // What a release gave back still holds its old contents; memory never used is zero.
    if (pointer < used) new Uint8Array(memory.buffer, pointer, Math.min(end, used) - pointer).fill(0);
    used = Math.max(used, end);
    return pointer;
  };
  const region = <View>(length: number, nBytesEach: number, take: (buffer: ArrayBuffer, pointer: number, length: number) => View): Region<View> => {
    const pointer = reserve(length * nBytesEach);
    let buffer = memory.buffer;
    let view = take(buffer, pointer, length);
    return {
      pointer, length,
      get view() {
        if (buffer !== memory.buffer) {
          buffer = memory.buffer;
          view = take(buffer, pointer, length);
        }
        return view;
      },
    };
  };
  return {
    kernels,
    float32: (length) => region(length, 4, (buffer, pointer, n) => new Float32Array(buffer, pointer, n)),
    float64: (length) => region(length, 8, (buffer, pointer, n) => new Float64Array(buffer, pointer, n)),
    int32: (length) => region(length, 4, (buffer, pointer, n) => new Int32Array(buffer, pointer, n)),
    uint32: (length) => region(length, 4, (buffer, pointer, n) => new Uint32Array(buffer, pointer, n)),
    int16: (length) => region(length, 2, (buffer, pointer, n) => new Int16Array(buffer, pointer, n)),
    uint8: (length) => region(length, 1, (buffer, pointer, n) => new Uint8Array(buffer, pointer, n)),
    mark: () => free,
    release: (mark) => { free = mark; },
    get nBytes() {
      return memory.buffer.byteLength;
    },
  };
}

function align(nBytes: number): number {
  return Math.ceil(nBytes / ALIGNMENT) * ALIGNMENT;
}

function grow(memory: WebAssembly.Memory, nPages: number): void {
  try {
    memory.grow(nPages);
  } catch {
    throw new Failure('too-large', `This needs ${Math.round((memory.buffer.byteLength + nPages * PAGE) / 2 ** 20)} MB of memory, which this machine does not give. Work with fewer points.`);
  }
}
