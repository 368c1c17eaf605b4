/** What we use of gifenc, which has no types of its own. */
declare module 'gifenc' {
  type ColourFormat = 'rgb565' | 'rgb444';
  interface FrameOptions {
    /** Of the first frame: that of all that have none. */
    palette?: number[][];
    /** In ms; kept in hundredths of a second. */
    delay?: number;
    /** 0: for ever. */
    repeat?: number;
    transparent?: boolean;
    transparentIndex?: number;
    dispose?: number;
  }
  interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options?: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  }
  export function GIFEncoder(): Encoder;
  export function quantize(rgba: Uint8Array | Uint8ClampedArray, mostColours: number, options?: { format?: ColourFormat }): number[][];
  export function applyPalette(rgba: Uint8Array | Uint8ClampedArray, palette: number[][], format?: ColourFormat): Uint8Array;
}
