import type { CameraPose } from '@contract/camera';
import type { SentenceSet } from '@contract/occurrence';
import { EMPTY_DOCUMENT, isSameTarget, targetOf, type SessionDocument } from './document';
import { History, type HistoryStep } from './history';
import { Pictures } from './pictures';
import type { View } from './view';

type Parts = Partial<Omit<SessionDocument, 'target'>>;

/** The one document of the window, its picture, and the steps that led to it. */
class CurrentDocument {
  document = $state.raw<SessionDocument>(EMPTY_DOCUMENT);
  /** What is on screen: computed for the document's target, or what had been computed before it. */
  view = $state.raw<View | null>(null);
  /** A large set that is being opened: it is read and listed, its vectors are still to come. Until then neither the document nor the view is on screen. */
  coming = $state.raw<SentenceSet | null>(null);
  history = $state.raw(new History<SessionDocument>());
  private readonly pictures = new Pictures();
  /** Asks the scene where its camera stands; null while there is none. */
  private camera: () => CameraPose | null = () => null;

  /** A step of the user's. What is coming has no document yet: there is nothing to change. */
  change(step: HistoryStep, parts: Parts): void {
    if (this.coming !== null) return;
    this.record(step);
    this.amend(parts);
  }

  /** A change that is no step of its own, or part of one that was recorded. */
  amend(parts: Parts): void {
    this.document = { ...this.document, ...parts };
  }

  /** What is there now can be brought back. @param before in place of what is there */
  record(step: HistoryStep, before: SessionDocument = this.left()): void {
    this.history = this.history.recorded(before, step, performance.now());
  }

  /** A view has been computed and is shown. */
  show(view: View, parts: Parts = {}): void {
    const { target } = this.document;
    const next = target !== null && isSameTarget(target, view) ? target : targetOf(view);
    this.pictures.keep(next, view);
    this.document = { ...this.document, ...parts, target: next };
    this.put(view);
  }

  /** A document with another target that looks so. */
  pictured(document: SessionDocument, view: View): SessionDocument {
    const target = targetOf(view);
    this.pictures.keep(target, view);
    return { ...document, target };
  }

  /** The picture of an earlier document; null where it must be computed again. */
  pictureOf({ target }: SessionDocument): View | null {
    return target === null ? null : this.pictures.find(target);
  }

  /** An earlier or later document takes the place of this one, with its picture. */
  restore(document: SessionDocument, view: View): void {
    const { target } = document;
    const isSame = target !== null && isSameTarget(target, view);
    this.document = isSame ? document : { ...document, target: targetOf(view) };
    if (this.document.target !== null) this.pictures.keep(this.document.target, view);
    this.put(view);
  }

  private put(view: View): void {
    this.view = view;
    this.coming = null;
  }

  /** The document as it is left: with the camera where it stands. */
  left(): SessionDocument {
    return { ...this.document, camera: this.camera() ?? this.document.camera };
  }

  /** Called by whoever holds the scene. */
  askCamera(ask: () => CameraPose | null): void {
    this.camera = ask;
  }
}

export const current = new CurrentDocument();
