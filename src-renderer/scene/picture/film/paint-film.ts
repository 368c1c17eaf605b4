import { Failure } from '@contract/failure';
import type { FilmRequest } from '../../types';
import { paintPixels } from '../paint-picture';
import type { PictureSource } from '../picture-frame';
import type { FilmFrame } from './film-plan';
import type { FramePixels } from './film-writer';
import { GifFilm } from './gif-film';
import { VideoFilm } from './video-film';

/**
 * The frames of a request from where the camera stands, painted one by one however long each takes, which MediaRecorder's clock would not allow; nothing on screen
 * changes. @param onProgress share of the frames that are painted
 * @throws Failure 'bad-request' for a flat map that should turn and for a format that this runtime does not have, 'too-large' for the encoder, 'cancelled' by `signal` or when the scene changes
 */
export async function paintFilm(request: FilmRequest, source: PictureSource, onProgress: (share: number) => void, signal: AbortSignal): Promise<Blob> {
  const { model, camera } = source, { frames, arrange } = request;
  if (model.isFlat && frames.some(({ turned }) => turned > 0)) throw new Failure('bad-request', 'A flat map has no other sides to turn to. Choose three dimensions in the map’s settings.');
  // Encoders halve colours: sides are even.
  const width = Math.floor((request.widthPx * request.scale) / 2) * 2, height = Math.floor((request.heightPx * request.scale) / 2) * 2;
  const { nChanges } = model;
  let { labelled } = source;
  const paint = async (frame: FilmFrame): Promise<FramePixels> => {
    if (signal.aborted) throw new Failure('cancelled', 'The film was cancelled.');
    const caption = arrange === null ? request.caption : await arrange(frame);
    if (arrange === null && model.nChanges !== nChanges) throw new Failure('cancelled', 'The scene changed while it was filmed. Let it come to rest, then film again.');
    const areUnderWay = frame.place !== null && frame.place.share > 0;
    const turned = { ...camera, yaw: camera.yaw + 2 * Math.PI * frame.turned };
    const { pixels, labels } = paintPixels({ ...request, caption, widthPx: width / request.scale, heightPx: height / request.scale }, { ...source, camera: turned, labelled, areUnderWay });
    // Labels on their way keep the place that they were given at rest.
    if (!areUnderWay) labelled = new Map(labels.map((label) => [label.id, label]));
    return pixels;
  };
  const { format, alt } = request;
  const film = format === 'gif' ? new GifFilm({ width, height }, alt) : new VideoFilm(format, { width, height }, alt);
  try {
    const last = frames.length - 1, first = frames[0];
    if (first === undefined) throw new Error('A film has frames.');
    await film.open((share) => paint(frames[Math.round(share * last)] ?? first));
    ({ labelled } = source);
    for (const [index, frame] of frames.entries()) {
      await film.add(await paint(frame));
      onProgress((index + 1) / frames.length);
    }
    return await film.finish();
  } finally {
    film.close();
  }
}
