import type { CameraDirector } from './camera/director';
import type { CloudModel } from './cloud-model';
import { easeInOut, type FrameLoop } from './frame-loop';
import type { SceneInput } from './scene-input';
import type { ScenePainter } from './scene-painter';
import type { SceneTokens, TypedPoint } from './types';
import type { SceneChange } from './visual';

/** A flight ends with a light that fades so slowly. */
const LIT_MS = 1100;

export interface SceneParts {
  readonly model: CloudModel;
  readonly loop: FrameLoop;
  readonly painter: ScenePainter;
  readonly director: CameraDirector;
}

/** Takes over what is shown beside the map itself: selection, filter, typed word, theme, … */
export class ShownFields {
  constructor(private readonly parts: SceneParts) {}

  /** @param differs whether a field is another object than before @throws Error for a field that has not as many values as there are rows */
  take(input: SceneInput, differs: (field: keyof SceneInput) => boolean): void {
    const { model, director } = this.parts;
    const areOtherRows = differs('cloud');
    if (areOtherRows || differs('selection')) {
      model.selection = input.selection;
      this.change('state', 'threads', 'labels');
    }
    if (areOtherRows || differs('hover')) this.takeHover(input.hover);
    if (areOtherRows || differs('filter')) {
      model.filter = input.filter;
      this.change('state', 'threads', 'labels', 'field');
    }
    if (areOtherRows || differs('faded')) {
      model.setFaded(input.faded);
      this.change('state', 'threads');
    }
    if (areOtherRows || differs('displacements')) {
      model.setDisplacedFrom(input.displacements);
      this.change('threads');
    }
    if (areOtherRows || differs('trails')) {
      model.setTrails(input.trails);
      this.change('threads', 'labels');
    }
    if (areOtherRows || differs('averages')) {
      model.averages = input.averages;
      model.nChanges++;
      this.change('labels');
    }
    if (areOtherRows || differs('tried')) {
      model.tried = input.tried;
      model.nChanges++;
      this.change('labels');
    }
    if (differs('typed')) this.takeTyped(input.typed);
    if (differs('tokens')) this.takeTokens(input.tokens);
    if (differs('projection')) director.setProjection(input.projection);
    if (differs('options')) this.takeOptions(input);
    if (areOtherRows || differs('measures')) this.takeMeasures(input);
  }

  takeReserved({ reserved }: SceneInput): void {
    const { painter, director } = this.parts;
    painter.reserved = reserved;
    director.reservedChanged();
    this.change('labels');
  }

  private takeHover(hover: number | null): void {
    const { model } = this.parts;
    if (model.hover === hover) return;
    model.hover = hover;
    this.change('state', 'threads');
  }

  private takeMeasures({ measures }: SceneInput): void {
    const { model } = this.parts;
    const isRow = (row: number): boolean => row >= 0 && row < model.n;
    model.measures = measures.filter(({ from, to }) => isRow(from) && isRow(to));
    model.nChanges++;
    this.parts.loop.invalidate();
  }

  private takeTyped(typed: TypedPoint | null): void {
    const { model, loop, painter, director } = this.parts;
    loop.cancel('typed');
    loop.cancel('lit');
    model.setTyped(typed);
    this.change('labels');
    const flight = model.typed;
    const { flyMs } = painter.tokens;
    if (!flight || flight.trail.nodes.length === 0 || flyMs === 0) return;
    flight.u = 0;
    director.bringIntoView(flight.trail.samples);
    void loop.animate('typed', flyMs, (u) => {
      flight.u = easeInOut(u);
      model.nChanges++;
      if (u === 1) {
        painter.change('labels');
        this.light(flight);
      }
    });
  }

  /** The point that has arrived is lit for a moment. */
  private light(flight: NonNullable<CloudModel['typed']>): void {
    const { model, loop } = this.parts;
    void loop.animate('lit', LIT_MS, (u) => {
      flight.lit = 1 - u;
      model.nChanges++;
    });
  }

  private takeTokens(tokens: SceneTokens): void {
    const { loop, painter, director } = this.parts;
    director.rig.isSoft = tokens.fitMs > 0;
    painter.setTheme(tokens);
    loop.invalidate();
  }

  private takeOptions({ options }: SceneInput): void {
    const { model, painter } = this.parts;
    painter.options = options;
    model.nChanges++;
    const { style } = painter.stage.root;
    style.transition = painter.tokens.fitMs > 0 ? `opacity ${painter.tokens.fitMs}ms` : 'none';
    style.opacity = options.isWaiting ? '0.4' : '1';
    this.change('threads', 'labels');
  }

  private change(...changes: readonly SceneChange[]): void {
    this.parts.painter.change(...changes);
    this.parts.loop.invalidate();
  }
}
