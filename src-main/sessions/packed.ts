import { Failure } from '@contract/failure';

/** A value of JSON in which every typed array is the name of one. */
export interface Packed {
  readonly json: unknown;
  readonly arrays: ReadonlyMap<string, TypedArray>;
}

export type TypedArray = Float32Array | Int32Array | Uint8Array;

const REFERENCE = '$array';
const ENDINGS = { f32: Float32Array, i32: Int32Array, u8: Uint8Array } as const;
type Ending = keyof typeof ENDINGS;

const endingOf = (array: TypedArray): Ending => (array instanceof Float32Array ? 'f32' : array instanceof Int32Array ? 'i32' : 'u8');

/** Takes the typed arrays out of a value: `{"$array": "12.f32"}` stands where one was. An array that is there twice is kept once. */
export function packed(value: unknown): Packed {
  const names = new Map<TypedArray, string>();
  const nameOf = (array: TypedArray): string => {
    const known = names.get(array) ?? `${names.size}.${endingOf(array)}`;
    names.set(array, known);
    return known;
  };
  const walk = (one: unknown): unknown => {
    if (one instanceof Float32Array || one instanceof Int32Array || one instanceof Uint8Array) return { [REFERENCE]: nameOf(one) };
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one === 'object' && one !== null) return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, walk(inner)]));
    return one;
  };
  const json = walk(value);
  return { json, arrays: new Map([...names].map(([array, name]) => [name, array])) };
}

/** Little-endian bytes, whatever the machine. */
export function bytesOf(array: TypedArray): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** Puts typed arrays back. @param read bytes of the array of that name; undefined: there is none @throws Failure `bad-input` for one that is not there, or whose length does not fit its kind */
export function unpacked(json: unknown, read: (name: string) => Uint8Array | undefined): unknown {
  const arrays = new Map<string, TypedArray>();
  const arrayOf = (name: string): TypedArray => {
    const known = arrays.get(name);
    if (known !== undefined) return known;
    const [, ending] = /^\d{1,9}\.(f32|i32|u8)$/u.exec(name) ?? [];
    const bytes = ending === undefined ? undefined : read(name);
    if (ending === undefined || bytes === undefined) throw new Failure('bad-input', `the numbers “${name.slice(0, 40)}” are not in it`);
    const arrayType = ENDINGS[ending as Ending];
    if (bytes.byteLength % arrayType.BYTES_PER_ELEMENT !== 0) throw new Failure('bad-input', `the numbers “${name}” are cut off`);
    // A copy of its own lies where numbers of 32 bits may begin.
    const array = new arrayType(bytes.slice().buffer);
    arrays.set(name, array);
    return array;
  };
  const walk = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== 'object' || one === null) return one;
    const name = (one as Record<string, unknown>)[REFERENCE];
    if (typeof name === 'string') return arrayOf(name);
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(json);
}
