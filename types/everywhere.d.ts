// What pure code may use beyond the language: all that Node and browsers both have and that it needs. A name is added here only where both have it.

interface AbortSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

interface AbortController {
  readonly signal: AbortSignal;
  abort(): void;
}

declare const AbortController: new () => AbortController;

/** A file that somebody brought; only its place is asked for. */
interface File {
  readonly name: string;
  readonly size: number;
}

declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };
declare const TextDecoder: new (encoding: 'utf-8', options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean }) => { decode(bytes: Uint8Array): string };

declare const crypto: { getRandomValues(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> };
declare const performance: { now(): number };

interface Timer { readonly isTimer: unique symbol }
declare function setTimeout(call: () => void, ms: number): Timer;
declare function clearTimeout(timer: Timer): void;

/** Base64 to characters of one byte each. @throws where the text is no base64 */
declare function atob(base64: string): string;
