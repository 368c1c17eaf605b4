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

/** A typed array that is still to be filled, and how often it stands in the value. */
export interface Unfilled {
  readonly array: TypedArray;
  readonly nUses: number;
}

/**
 * Puts typed arrays in their places, of the right lengths and with nothing in them yet. @param sizeOf bytes of the array of that name; undefined: there is none
 * @throws Failure `bad-input` for one that is not there, or whose length does not fit its kind
 */
export function unpacked(json: unknown, sizeOf: (name: string) => number | undefined): { readonly value: unknown; readonly arrays: ReadonlyMap<string, Unfilled> } {
  const arrays = new Map<string, Unfilled>();
  const arrayOf = (name: string): TypedArray => {
    const known = arrays.get(name);
    const array = known?.array ?? emptyArray(name, sizeOf);
    arrays.set(name, { array, nUses: (known?.nUses ?? 0) + 1 });
    return array;
  };
  const walk = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== 'object' || one === null) return one;
    const name = nameIn(one);
    if (name !== null) return arrayOf(name);
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, walk(inner)]));
  };
  return { value: walk(json), arrays };
}

/** Name of the array that a value of the JSON stands for; null: it stands for itself. */
export function nameIn(value: unknown): string | null {
  const name = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[REFERENCE] : null;
  return typeof name === 'string' ? name : null;
}

function emptyArray(name: string, sizeOf: (name: string) => number | undefined): TypedArray {
  const [, ending] = /^\d{1,9}\.(f32|i32|u8)$/u.exec(name) ?? [];
  const nBytes = ending === undefined ? undefined : sizeOf(name);
  if (ending === undefined || nBytes === undefined) throw new Failure('bad-input', `the numbers “${name.slice(0, 40)}” are not in it`);
  const arrayType = ENDINGS[ending as Ending];
  if (nBytes % arrayType.BYTES_PER_ELEMENT !== 0) throw new Failure('bad-input', `the numbers “${name}” are cut off`);
  return new arrayType(nBytes / arrayType.BYTES_PER_ELEMENT);
}
