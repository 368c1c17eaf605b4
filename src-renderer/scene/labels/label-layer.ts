import type { CloudModel } from '../cloud-model';
import type { Rect, SceneTokens } from '../types';
import type { CameraView } from '../camera/camera-view';
import { anchorOnScreen } from './anchors';
import { LabelElement } from './label-element';
import type { LaidLabel } from './laid-label';
import { shownWhileMoving, type MovingLabel } from './moving';
import type { Leader } from './place';

interface ShownLabel {
  readonly element: LabelElement;
  /** What the element was made of. */
  readonly key: string;
  readonly laid: LaidLabel;
  isShown: boolean;
}

/** Labels as DOM elements in their own layer: text a screen reader need not read (the concordance is the scene's equivalent). */
export class LabelLayer {
  readonly element = document.createElement('div');
  private shown = new Map<string, ShownLabel>();

  constructor() {
    Object.assign(this.element.style, { position: 'absolute', inset: '0', overflow: 'hidden', pointerEvents: 'none' });
    this.element.setAttribute('aria-hidden', 'true');
    this.element.dataset['testid'] = 'scene-labels';
  }

  /** What is there now, by id, in the order of rights; {@link layoutLabels} keeps what still fits. */
  get previous(): Map<string, LaidLabel> {
    return new Map(Array.from(this.shown.values(), ({ laid }) => [laid.id, laid]));
  }

  /** Shows exactly these labels; elements whose text stays are kept, and glide where they have to move. */
  show(labels: readonly LaidLabel[], tokens: SceneTokens): void {
    const next = new Map<string, ShownLabel>();
    for (const laid of labels) {
      const key = JSON.stringify([laid.text, tokens.scene, tokens.fitMs]);
      const before = this.shown.get(laid.id);
      this.shown.delete(laid.id);
      const isKept = before?.key === key;
      const element = isKept ? before.element : new LabelElement(laid.id, laid.text, tokens);
      if (isKept && before.isShown) element.glideTo(laid.x, laid.y);
      else element.moveTo(laid.x, laid.y);
      if (!isKept) {
        element.enter(this.element, before === undefined);
        before?.element.leave(true);
      }
      element.show(true);
      next.set(laid.id, { element, key, laid, isShown: true });
    }
    for (const { element } of this.shown.values()) element.leave(false);
    this.shown = next;
  }

  /** Moves labels along with what they name; those that would collide on the way give way to those before them. */
  follow(model: CloudModel, view: CameraView, reserved: readonly Rect[]): void {
    const labels = [...this.shown.values()];
    const moving = labels.map(({ laid, isShown }): MovingLabel => {
      const at = anchorOnScreen(laid.anchor, model, view);
      const left = at.x + laid.dx, top = at.y + laid.dy;
      return { box: view.contains(at) ? { left, top, right: left + laid.widthPx, bottom: top + laid.heightPx } : null, isShown };
    });
    const isShown = shownWhileMoving(moving, { x: 0, y: 0, width: view.widthPx, height: view.heightPx }, reserved);
    labels.forEach((label, index) => {
      const { box } = moving[index]!;
      if (box) label.element.moveTo(box.left, box.top);
      label.isShown = isShown[index]!;
      label.element.show(label.isShown);
    });
  }

  /** Leader lines where the labels are now. */
  leaders(model: CloudModel, view: CameraView): Leader[] {
    const lines: Leader[] = [];
    for (const { laid, isShown } of this.shown.values()) {
      if (!laid.leader || !isShown) continue;
      const at = anchorOnScreen(laid.anchor, model, view);
      const dx = at.x + laid.dx - laid.x, dy = at.y + laid.dy - laid.y;
      const { fromX, fromY, toX, toY } = laid.leader;
      lines.push({ fromX: fromX + dx, fromY: fromY + dy, toX: toX + dx, toY: toY + dy });
    }
    return lines;
  }
}
