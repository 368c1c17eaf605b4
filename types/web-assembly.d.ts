// WebAssembly as the kernels (src-main/vectors/kernels) use it: in no library of the language, and only half in Node's types.

declare namespace WebAssembly {
  /** Compiled code; opaque. */
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- nothing of it is read
  interface Module {}
  const Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;
  class Instance {
    constructor(module: Module);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  interface Memory {
    readonly buffer: ArrayBuffer;
    /** @throws RangeError where the machine gives no more */
    grow(nPages: number): number;
  }
}
