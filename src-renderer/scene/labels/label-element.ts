import type { SceneTokens } from '../types';
import { fontOf, PLATE_PADDING_PX, plateColour, TAG_GAP_PX, TAG_PX, tagFont, type LabelText } from './text-runs';

const FADE_IN_MS = 160;
const FADE_OUT_MS = 90;

/** One label as a DOM element. Styles are set one by one: a strict content security policy allows no style text. */
export class LabelElement {
  private readonly element = document.createElement('div');
  private isShown = true;
  private transform = '';
  private glide: Animation | null = null;

  /** `id` says what the label names, for who looks at the page from outside. */
  constructor(id: string, text: LabelText, private readonly tokens: SceneTokens) {
    this.element.dataset['label'] = id;
    if (text.lang !== undefined) this.element.lang = text.lang;
    Object.assign(this.element.style, {
      position: 'absolute', left: '0', top: '0', whiteSpace: 'pre', lineHeight: `${text.lineHeightPx}px`, height: `${text.lineHeightPx}px`, display: 'flex', alignItems: 'baseline',
      textShadow: text.haloPx.map((blur) => `0 0 ${blur}px ${tokens.scene}`).join(', '), transition: this.isSoft ? `opacity ${FADE_OUT_MS}ms ease-out` : 'none',
    });
    if (text.hasPlate) Object.assign(this.element.style, { padding: `0 ${PLATE_PADDING_PX}px`, borderRadius: '3px', background: plateColour(tokens) });
    if (text.tag) this.element.append(tagElement(text, text.tag, tokens));
    for (const run of text.runs) {
      const span = document.createElement('span');
      span.textContent = run.text;
      Object.assign(span.style, { font: fontOf(run, tokens), lineHeight: `${text.lineHeightPx}px`, color: run.colour, marginLeft: run.gapPx > 0 ? `${run.gapPx}px` : '0' });
      this.element.append(span);
    }
  }

  /** Puts it into a layer; `isNew`: softly. */
  enter(layer: HTMLElement, isNew: boolean): void {
    layer.append(this.element);
    if (isNew && this.isSoft) this.element.animate([{ opacity: 0 }, { opacity: 1 }], { duration: FADE_IN_MS, easing: 'ease-out' });
  }

  /** Moves at once. */
  moveTo(x: number, y: number): void {
    const transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    if (transform === this.transform) return;
    this.glide?.cancel();
    this.glide = null;
    this.transform = transform;
    this.element.style.transform = transform;
  }

  /** Moves so that the eye can follow. */
  glideTo(x: number, y: number): void {
    const from = this.transform;
    this.moveTo(x, y);
    if (from !== '' && from !== this.transform && this.isSoft) this.glide = this.element.animate([{ transform: from }, { transform: this.transform }], { duration: FADE_IN_MS, easing: 'ease-out' });
  }

  show(isShown: boolean): void {
    if (isShown === this.isShown) return;
    this.isShown = isShown;
    this.element.style.opacity = isShown ? '1' : '0';
  }

  /** Takes it away, softly where it was to be seen. */
  leave(isReplaced: boolean): void {
    delete this.element.dataset['label'];
    if (isReplaced || !this.isShown || !this.isSoft) this.element.remove();
    else this.element.animate([{ opacity: 1 }, { opacity: 0 }], { duration: FADE_OUT_MS, easing: 'ease-out' }).onfinish = () => { this.element.remove(); };
  }

  private get isSoft(): boolean {
    return this.tokens.fitMs > 0;
  }
}

function tagElement(text: LabelText, letters: string, tokens: SceneTokens): HTMLElement {
  const tag = document.createElement('span');
  tag.textContent = letters;
  Object.assign(tag.style, {
    font: tagFont(letters, tokens), lineHeight: `${TAG_PX}px`, width: `${TAG_PX}px`, height: `${TAG_PX}px`, borderRadius: '50%', flex: 'none', alignSelf: 'center',
    background: tokens.ink, color: tokens.inkInverse, textAlign: 'center', textShadow: 'none', marginRight: text.runs.length > 0 ? `${TAG_GAP_PX}px` : '0',
  });
  return tag;
}
