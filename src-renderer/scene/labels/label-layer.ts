import type { CloudModel } from '../cloud-model';
import { positionAt } from '../positions';
import { placeOnTrail } from '../typed';
import type { SceneTokens } from '../types';
import type { Projected, View } from '../view';
import type { LaidLabel } from './layout';
import type { Leader, Side } from './place';
import { fontOf, PLATE_PADDING_PX, plateColour, TAG_GAP_PX, TAG_PX, tagFont, type LabelText } from './text-runs';
import type { Anchor } from './wishes';

interface ShownLabel {
  readonly element: HTMLElement;
  readonly key: string;
  readonly laid: LaidLabel;
  /** From the anchor to the label's corner, px; kept while the camera moves. */
  readonly dx: number;
  readonly dy: number;
  readonly anchorX: number;
  readonly anchorY: number;
}

/** Labels as DOM elements in their own layer: text a screen reader need not read (the concordance is the scene's equivalent). */
export class LabelLayer {
  readonly element = document.createElement('div');
  private shown = new Map<string, ShownLabel>();

  constructor() {
    Object.assign(this.element.style, { position: 'absolute', inset: '0', overflow: 'hidden', pointerEvents: 'none' });
    this.element.setAttribute('aria-hidden', 'true');
  }

  get lastSides(): Map<string, Side> {
    return new Map(Array.from(this.shown.values(), ({ laid }) => [laid.id, laid.side]));
  }

  /** Shows exactly these labels; elements whose text stays are kept. */
  show(labels: readonly LaidLabel[], model: CloudModel, view: View, tokens: SceneTokens): void {
    const next = new Map<string, ShownLabel>();
    for (const laid of labels) {
      const key = JSON.stringify([laid.text, tokens.scene]);
      const before = this.shown.get(laid.id);
      const element = before?.key === key ? before.element : makeElement(laid.text, tokens);
      if (before?.key !== key) {
        this.element.append(element);
        before?.element.remove();
        if (!before) fadeIn(element, tokens.fitMs);
      }
      this.shown.delete(laid.id);
      const anchor = anchorOnScreen(laid.anchor, model, view);
      next.set(laid.id, { element, key, laid, dx: laid.x - anchor.x, dy: laid.y - anchor.y, anchorX: anchor.x, anchorY: anchor.y });
    }
    for (const { element } of this.shown.values()) element.remove();
    this.shown = next;
    this.follow(model, view);
  }

  /** Moves labels along with what they name. */
  follow(model: CloudModel, view: View): void {
    for (const { element, laid, dx, dy } of this.shown.values()) {
      const anchor = anchorOnScreen(laid.anchor, model, view);
      element.style.visibility = anchor.scale > 0 ? 'visible' : 'hidden';
      element.style.transform = `translate(${Math.round(anchor.x + dx)}px, ${Math.round(anchor.y + dy)}px)`;
    }
  }

  /** Leader lines where the labels are now. */
  leaders(model: CloudModel, view: View): Leader[] {
    const lines: Leader[] = [];
    for (const { laid, anchorX, anchorY } of this.shown.values()) {
      if (!laid.leader) continue;
      const anchor = anchorOnScreen(laid.anchor, model, view);
      const dx = anchor.x - anchorX, dy = anchor.y - anchorY;
      const { fromX, fromY, toX, toY } = laid.leader;
      if (anchor.scale > 0) lines.push({ fromX: fromX + dx, fromY: fromY + dy, toX: toX + dx, toY: toY + dy });
    }
    return lines;
  }
}

export function anchorOnScreen(anchor: Anchor, model: CloudModel, view: View): Projected {
  if (anchor.kind === 'row') return anchor.row < model.n ? view.projectPosition(positionAt(model.positions, anchor.row)) : { x: 0, y: 0, scale: 0 };
  if (anchor.kind === 'ghost') {
    const ghost = model.ghosts[anchor.index];
    return ghost ? view.projectPosition(ghost.position) : { x: 0, y: 0, scale: 0 };
  }
  if (anchor.kind === 'typed') return model.typed ? view.projectPosition(placeOnTrail(model.typed.trail, model.typed.u).position) : { x: 0, y: 0, scale: 0 };
  return view.projectPosition(anchor.position);
}

/** Styles are set one by one: a strict content security policy allows no style text. */
function makeElement(text: LabelText, tokens: SceneTokens): HTMLElement {
  const element = document.createElement('div');
  Object.assign(element.style, {
    position: 'absolute', left: '0', top: '0', whiteSpace: 'pre', lineHeight: `${text.lineHeightPx}px`, height: `${text.lineHeightPx}px`, display: 'flex', alignItems: 'baseline',
    textShadow: text.haloPx.map((blur) => `0 0 ${blur}px ${tokens.scene}`).join(', '),
  });
  if (text.hasPlate) Object.assign(element.style, { padding: `0 ${PLATE_PADDING_PX}px`, borderRadius: '3px', background: plateColour(tokens) });
  if (text.tag) {
    const tag = document.createElement('span');
    tag.textContent = text.tag;
    Object.assign(tag.style, {
      font: tagFont(text.tag, tokens), lineHeight: `${TAG_PX}px`, width: `${TAG_PX}px`, height: `${TAG_PX}px`, borderRadius: '50%', flex: 'none', alignSelf: 'center',
      background: tokens.ink, color: tokens.inkInverse, textAlign: 'center', textShadow: 'none', marginRight: text.runs.length > 0 ? `${TAG_GAP_PX}px` : '0',
    });
    element.append(tag);
  }
  for (const run of text.runs) {
    const span = document.createElement('span');
    span.textContent = run.text;
    Object.assign(span.style, { font: fontOf(run, tokens), lineHeight: `${text.lineHeightPx}px`, color: run.colour, marginLeft: run.gapPx > 0 ? `${run.gapPx}px` : '0' });
    element.append(span);
  }
  return element;
}

function fadeIn(element: HTMLElement, durationMs: number): void {
  if (durationMs > 0) element.animate([{ opacity: 0 }, { opacity: 1 }], { duration: Math.min(160, durationMs), easing: 'ease-out' });
}
