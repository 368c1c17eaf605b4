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

/** How often each array is named in a value of JSON. */
export function usesOf(json: unknown): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  const walk = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return;
    const name = nameIn(one);
    if (name !== null) uses.set(name, (uses.get(name) ?? 0) + 1);
    else for (const inner of Array.isArray(one) ? one : Object.values(one)) walk(inner);
  };
  walk(json);
  return uses;
}

/**
 * Puts typed arrays in their places, of the right lengths and with nothing in them yet. @param sizeOf bytes of the array of that name; undefined: there is none
 * @param isLate it is not filled in its place: all such share one memory
 * @throws Failure `bad-input` for one that is not there, or whose length does not fit its kind
 */
export function unpacked(
  json: unknown, sizeOf: (name: string) => number | undefined, isLate: (name: string) => boolean,
): { readonly value: unknown; readonly arrays: ReadonlyMap<string, TypedArray> } {
  const arrays = new Map<string, TypedArray>();
  let shared = new ArrayBuffer(0);
  const arrayOf = (name: string): TypedArray => {
    const known = arrays.get(name);
    if (known !== undefined) return known;
    const { kind, nBytes } = layoutOf(name, sizeOf(name));
    if (isLate(name) && shared.byteLength < nBytes) shared = new ArrayBuffer(nBytes);
    const array = new kind(isLate(name) ? shared : new ArrayBuffer(nBytes), 0, nBytes / kind.BYTES_PER_ELEMENT);
    arrays.set(name, array);
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

function layoutOf(name: string, nBytes: number | undefined): { readonly kind: (typeof ENDINGS)[Ending]; readonly nBytes: number } {
  const [, ending] = /^\d{1,9}\.(f32|i32|u8)$/u.exec(name) ?? [];
  if (ending === undefined || nBytes === undefined) throw new Failure('bad-input', `the numbers “${name.slice(0, 40)}” are not in it`);
  const kind = ENDINGS[ending as Ending];
  if (nBytes % kind.BYTES_PER_ELEMENT !== 0) throw new Failure('bad-input', `the numbers “${name}” are cut off`);
  return { kind, nBytes };
}
