/** A frame as rows of straight RGBA, of the film's size. */
export type FramePixels = Uint8ClampedArray<ArrayBuffer>;

export interface FilmSize {
  readonly width: number;
  readonly height: number;
}

/** Takes the frames of a film one after another; the same frames are the same bytes, but for H.264, whose encoder in Chromium (OpenH264) differs from run to run. */
export interface FilmWriter {
  /**
   * To be called first. @param paint the pixels at a share (0…1) of the film, for whoever must know its colours before it begins. @throws Failure
   * 'too-large', 'bad-request' where this runtime cannot write such a film
   */
  open(paint: (share: number) => Promise<FramePixels>): Promise<void>;
  /** @throws Failure 'io' when the encoder stops */
  add(pixels: FramePixels): Promise<void>;
  finish(): Promise<Blob>;
  close(): void;
}
