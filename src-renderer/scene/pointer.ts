import type { CameraDirector } from './camera/director';
import type { CloudModel } from './cloud-model';
import type { FrameLoop } from './frame-loop';
import { Interaction, type PointerIntents } from './interaction';
import type { ScenePainter } from './scene-painter';
import type { Enclosing, SceneEvents, SceneTool } from './types';

const RADIANS_PER_PX = 0.0055;

interface PointerScene {
  readonly model: CloudModel;
  readonly loop: FrameLoop;
  readonly painter: ScenePainter;
  readonly director: CameraDirector;
  readonly events: SceneEvents;
  /** Aborted when the scene is gone. */
  readonly released: AbortSignal;
  /** Tells the owner which rows lie in an outline. */
  enclose(outline: readonly number[], how: Enclosing): void;
}

/** What the pointer does in the scene: it turns and moves the camera, and asks the graphics device which row is under it. */
export class Pointer {
  private readonly interaction: Interaction;
  private lastHover: number | null = null;
  private place: { readonly x: number; readonly y: number; readonly clientX: number; readonly clientY: number } | null = null;
  private isLooking = false;

  constructor(private readonly scene: PointerScene) {
    this.interaction = new Interaction(scene.painter.stage.root, this.intents());
  }

  set tool(tool: SceneTool) {
    this.interaction.cancel();
    this.interaction.tool = tool;
    this.showCursor();
  }

  /** Rows are others now, or elsewhere: what was under the pointer is not known. */
  forget(): void {
    this.lastHover = null;
  }

  /** Under a pointer that stood still there may be another row now, or none. */
  lookAgain(): void {
    if (this.place !== null && !this.isLooking) void this.look();
  }

  dispose(): void {
    this.interaction.dispose();
  }

  private intents(): PointerIntents {
    const { model, loop, director, events } = this.scene;
    return {
      // A flat map has nothing behind it: dragging moves it in its plane.
      orbit: (dx, dy) => {
        if (model.isFlat) director.pan(dx, dy);
        else director.orbit(-dx * RADIANS_PER_PX, dy * RADIANS_PER_PX);
      },
      pan: (dx, dy) => director.pan(dx, dy),
      zoom: (factor, x, y) => director.zoom(factor, { x, y }),
      hover: (x, y, clientX, clientY) => {
        this.place = { x, y, clientX, clientY };
        this.lookAgain();
      },
      leave: () => {
        this.place = null;
        this.hoverAt(null, 0, 0);
      },
      click: (x, y, modifiers) => void this.rowAt(x, y, (row) => events.onPick?.(row, modifiers)),
      doubleClick: (x, y) => void this.rowAt(x, y, (row) => {
        if (row !== null) director.centreOn(row);
        events.onDoubleClick?.(row);
      }),
      outline: (points) => {
        model.outline = points;
        loop.invalidate();
      },
      enclose: (points, how) => this.scene.enclose(points, how),
      interrupt: () => {
        director.rig.stop();
        loop.complete('morph');
        loop.complete('typed');
        loop.complete('lit');
      },
    };
  }

  private hoverAt(row: number | null, clientX: number, clientY: number): void {
    if (row === this.lastHover) return;
    this.lastHover = row;
    this.showCursor();
    this.scene.events.onHover?.(row, clientX, clientY);
  }

  private showCursor(): void {
    const { tool } = this.interaction;
    this.scene.painter.stage.root.style.cursor = tool === 'lasso' || tool === 'box' ? 'crosshair' : this.lastHover !== null ? 'pointer' : tool === 'pan' ? 'grab' : 'default';
  }

  /** Looks what is under the pointer, where it is now; while an answer is on its way, only the last place waits. */
  private async look(): Promise<void> {
    this.isLooking = true;
    for (let at = this.place; at !== null;) {
      const { x, y, clientX, clientY } = at;
      await this.rowAt(x, y, (row) => {
        if (this.place !== null) this.hoverAt(row, clientX, clientY);
      });
      at = this.place === at ? null : this.place;
    }
    this.isLooking = false;
  }

  /** Asks the graphics device; an answer about rows that are gone by then is no row. */
  private async rowAt(x: number, y: number, answer: (row: number | null) => void): Promise<void> {
    const { model, painter, director, released } = this.scene;
    const { data } = model;
    const row = await painter.pick(director.rig.current, x, y);
    if (!released.aborted) answer(data === model.data ? row : null);
  }
}
