import type { Enclosing, PickModifiers, SceneTool } from './types';

/** What the pointer wants; places are px from the host's upper left corner. */
export interface PointerIntents {
  orbit(dx: number, dy: number): void;
  pan(dx: number, dy: number): void;
  zoom(factor: number, x: number, y: number): void;
  hover(x: number, y: number, clientX: number, clientY: number): void;
  leave(): void;
  click(x: number, y: number, modifiers: PickModifiers): void;
  doubleClick(x: number, y: number): void;
  /** A lasso or box in the making; an empty outline takes it away. */
  outline(points: readonly number[]): void;
  enclose(points: readonly number[], how: Enclosing): void;
  /** Any press or turn of the wheel. */
  interrupt(): void;
}

const CLICK_PX = 4;
const ZOOM_PER_PX = 0.0016;
const LINE_PX = 16;
/** `WheelEvent.DOM_DELTA_LINE`. */
const DELTA_IN_LINES = 1;

type Drag = 'orbit' | 'pan' | 'lasso' | 'box';

/** Turns pointer events on the scene into intents: drag, right-drag, wheel, click under 4 px, Shift-drag box, lasso. */
export class Interaction {
  tool: SceneTool = 'orbit';
  private press: { x: number; y: number; lastX: number; lastY: number; drag: Drag; isDragging: boolean; pointerId: number } | null = null;
  private path: number[] = [];
  private readonly release = new AbortController();

  constructor(private readonly element: HTMLElement, private readonly intents: PointerIntents) {
    const listen = <K extends keyof HTMLElementEventMap>(type: K, handler: (event: HTMLElementEventMap[K]) => void): void =>
      element.addEventListener(type, handler, { signal: this.release.signal, passive: false });
    listen('pointerdown', (event) => this.down(event));
    listen('pointermove', (event) => this.move(event));
    listen('pointerup', (event) => this.up(event));
    listen('pointercancel', () => this.cancel());
    listen('pointerleave', () => {
      if (!this.press) intents.leave();
    });
    listen('wheel', (event) => this.wheel(event));
    listen('dblclick', (event) => {
      const { x, y } = this.place(event);
      intents.doubleClick(x, y);
    });
    listen('contextmenu', (event) => event.preventDefault());
  }

  /** Drops a drag or outline in the making. */
  cancel(): void {
    this.press = null;
    this.path = [];
    this.intents.outline([]);
  }

  dispose(): void {
    this.release.abort();
  }

  private down(event: PointerEvent): void {
    if (this.press) return;
    this.intents.interrupt();
    const { x, y } = this.place(event);
    const drag: Drag = event.button !== 0 ? 'pan' : event.shiftKey ? 'box' : this.tool;
    this.press = { x, y, lastX: x, lastY: y, drag, isDragging: false, pointerId: event.pointerId };
    this.path = [x, y];
  }

  private move(event: PointerEvent): void {
    const { x, y } = this.place(event);
    const press = this.press;
    if (!press) {
      this.intents.hover(x, y, event.clientX, event.clientY);
      return;
    }
    if (event.pointerId !== press.pointerId) return;
    if (!press.isDragging) {
      if (Math.hypot(x - press.x, y - press.y) < CLICK_PX) return;
      press.isDragging = true;
      this.element.setPointerCapture(event.pointerId);
      this.intents.leave();
    }
    const dx = x - press.lastX, dy = y - press.lastY;
    press.lastX = x;
    press.lastY = y;
    if (press.drag === 'orbit') this.intents.orbit(dx, dy);
    else if (press.drag === 'pan') this.intents.pan(dx, dy);
    else {
      if (press.drag === 'lasso') this.path.push(x, y);
      else this.path = [press.x, press.y, x, press.y, x, y, press.x, y];
      this.intents.outline(this.path);
    }
  }

  private up(event: PointerEvent): void {
    const press = this.press;
    if (!press || event.pointerId !== press.pointerId) return;
    const isEnclosing = press.isDragging && (press.drag === 'lasso' || press.drag === 'box');
    const path = this.path;
    this.cancel();
    const modifiers = { shift: event.shiftKey, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey };
    if (isEnclosing) this.intents.enclose(path, modifiers.alt ? 'subtract' : modifiers.ctrl ? 'add' : 'replace');
    else if (!press.isDragging && event.button === 0) this.intents.click(press.x, press.y, modifiers);
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    this.intents.interrupt();
    const { x, y } = this.place(event);
    const deltaPx = event.deltaMode === DELTA_IN_LINES ? event.deltaY * LINE_PX : event.deltaY;
    // A pinch on a touchpad arrives as a wheel with Ctrl and small steps.
    this.intents.zoom(Math.exp(-deltaPx * ZOOM_PER_PX * (event.ctrlKey ? 6 : 1)), x, y);
  }

  private place(event: MouseEvent): { x: number; y: number } {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }
}
