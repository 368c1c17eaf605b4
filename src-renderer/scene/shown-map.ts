import type { Standing } from './camera/camera-follow';
import { cameraAfter, isOneJourney, mapChange } from './map-change';
import type { Pointer } from './pointer';
import { emptyInput, type SceneInput, type ShownCloud } from './scene-input';
import type { SceneParts } from './shown-fields';
import type { CloudData, Layout, Position, StaticData } from './types';

export const MORPH_MS = 700;
const NO_CLOUD: CloudData = { positions: new Float32Array(0), categories: new Uint8Array(0), categoryLabels: [], contextOf: null, ghosts: [], ghostOf: new Int32Array(0) };

interface MapParts extends SceneParts {
  readonly pointer: Pointer;
  /** Rows are moving. */
  readonly onMove: () => void;
  /** Rows that were on their way have arrived. */
  readonly onArrive: () => void;
}

/** Takes over the map: rows glide to other places or are replaced, and the camera goes with them. */
export class ShownMap {
  private input: SceneInput;
  /** The cloud that rows are on their way to, and the one they left; its colours and words come with the arrival. */
  private arriving: { readonly before: ShownCloud | null; readonly next: ShownCloud; readonly standing: Standing } | null = null;
  /** Somebody has put the camera where it is since rows set off. */
  private isCameraKept = false;

  constructor(private readonly parts: MapParts) {
    this.input = emptyInput(parts.painter.tokens);
  }

  take(before: SceneInput, input: SceneInput): void {
    this.input = input;
    const { cloud, statics, colouring } = input;
    if (input.floors !== before.floors) this.takeFloors(input);
    if (cloud === null && (before.cloud !== null || statics?.map !== before.statics?.map)) {
      this.arriving = null;
      this.takeCloud(NO_CLOUD);
    }
    if (statics !== before.statics) {
      this.takeStatic(statics?.data ?? null);
      if (statics !== null && statics.map !== before.statics?.map) this.parts.director.fit(false);
    }
    if (cloud !== null && (cloud !== before.cloud || colouring !== before.colouring)) this.takeNext(before.cloud, cloud);
  }

  /** The camera stays where it is put when rows that are on their way arrive. */
  keepCamera(): void {
    this.isCameraKept = this.arriving !== null;
  }

  /** Rows stand on their way from one layout to another until they are shown another map or glide on. @param share 0…1 */
  hold(from: Layout, to: Layout, share: number): void {
    const { model, loop, painter, pointer } = this.parts;
    loop.cancel('morph');
    this.arriveNow();
    pointer.forget();
    if (model.hold(from, to, share)) painter.takePlaces();
    this.parts.onMove();
    loop.invalidate();
  }

  /** Nothing arrives any more. */
  forget(): void {
    this.arriving = null;
  }

  /** Rows set off to other places, one after another or, where `isSteady`, all at once. Resolves when there, or taken over. */
  move(positions: Float32Array, durationMs: number, ghostPositions: readonly Position[] | undefined, isSteady: boolean): Promise<void> {
    const { model, loop, painter, pointer, onMove } = this.parts;
    loop.cancel('morph');
    pointer.forget();
    model.startMotion(positions, durationMs, ghostPositions, isSteady);
    painter.takePlaces();
    return loop.animate('morph', painter.tokens.fitMs > 0 ? durationMs : 0, (u) => {
      model.advance(u);
      if (u === 1) painter.takePlaces();
      onMove();
    });
  }

  private takeNext(before: ShownCloud | null, next: ShownCloud): void {
    const change = mapChange(before, next);
    if (change === 'same' && this.arriving !== null) return;
    const standing = this.parts.director.standing();
    this.isCameraKept = false;
    this.arriving = null;
    if (change !== 'move') {
      this.arrive(before, next, standing);
      return;
    }
    const { data } = next;
    const arriving = { before, next, standing };
    this.arriving = arriving;
    const isSteady = isOneJourney(before, next);
    void this.move(data.positions, isSteady ? this.input.stepMs : MORPH_MS, data.ghosts.map((ghost) => ghost.position), isSteady).then(() => {
      if (this.arriving === arriving) this.arriveNow();
    });
  }

  /** What is on its way is there. */
  private arriveNow(): void {
    if (this.arriving === null) return;
    const { before, next, standing } = this.arriving;
    this.arriving = null;
    this.arrive(before, next, standing);
    this.parts.onArrive();
  }

  /** The colours and words, and what is faint, are those shown last: they may have changed on the way. */
  private arrive(before: ShownCloud | null, next: ShownCloud, standing: Standing): void {
    const { director, model, painter, loop } = this.parts;
    const { cloud, colouring, faded } = this.input;
    this.takeCloud((cloud ?? next).data);
    model.setValues(colouring);
    model.setFaded(faded);
    painter.change('state', 'threads', 'labels', 'field');
    loop.invalidate();
    if (this.isCameraKept) return;
    const way = cameraAfter(before, next, standing.isFlat !== model.isFlat);
    if (way === 'fit') director.fit(false);
    else if (way === 'follow') director.follow(standing);
    else if (way === 'fitKeeping') director.fitKeeping();
  }

  /** The camera stays, but for the first cloud, which is fitted; selection, hover and filter stay where their rows exist. */
  private takeCloud(data: CloudData): void {
    const { model, loop, painter, director, pointer } = this.parts;
    loop.cancel('morph');
    pointer.forget();
    if (model.n === 0) director.isFitDue = true;
    model.setCloud(data);
    painter.takeCloud();
    loop.invalidate();
  }

  /** Before the rows: a fit takes floors into view. */
  private takeFloors({ floors }: SceneInput): void {
    const { model, painter, loop } = this.parts;
    model.floors = floors;
    model.nChanges++;
    painter.change('threads');
    loop.invalidate();
  }

  private takeStatic(data: StaticData | null): void {
    const { model, loop, painter, director } = this.parts;
    if (data && !model.static && model.n === 0) director.isFitDue = true;
    model.static = data;
    model.nChanges++;
    model.measure();
    painter.refresh();
    loop.invalidate();
  }
}
