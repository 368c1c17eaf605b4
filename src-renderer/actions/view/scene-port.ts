import type { CameraPose } from '@contract/camera';
import type { FilmFormat } from '@contract/exports/film-format';
import type { CloudPlaces } from '../../state/view';
import type { ScaleBar } from '../../wording/scale-bar';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Sides a map can be looked at from. */
export type MapSide = 'front' | 'back' | 'left' | 'right' | 'top' | 'bottom';

/** What becomes of the selection when an outline is closed: its rows take its place, are added to it or taken away. */
export type Enclosing = 'replace' | 'add' | 'subtract';

/** What a picture says to whoever cannot see it, and how it was made, as JSON. */
export interface AltText {
  readonly title: string;
  readonly description: string;
  readonly provenance: string;
}

/** The scene as it stands, in a theme of its own. */
export interface FigureOrder {
  readonly isTransparent: boolean;
  readonly theme: 'dark' | 'light';
  readonly legend: readonly { readonly label: string; readonly category: number; readonly n: number }[] | null;
  /** In place of the legend where colours are numbers. */
  readonly ramp: { readonly title: string; readonly low: string; readonly high: string } | null;
  readonly scaleBar: ScaleBar | null;
  readonly caption: { readonly title: string; readonly subtitle: string; readonly note: string } | null;
}

/** As PNG: `scale` pixels a px; with a size on paper where `dpi` is given, and with texts where there are any. */
export interface PictureOrder extends FigureOrder {
  readonly scale: number;
  readonly dpi: number | null;
  readonly alt: AltText | null;
}

/** As a film of one turn, or of the flight. */
export interface FilmOrder extends FigureOrder {
  readonly scale: number;
  readonly format: FilmFormat;
  /** Of the turn; in a flight of each layer. */
  readonly seconds: number;
  /** Through all layers, with the caption of each; null: one turn. */
  readonly flight: { readonly captions: readonly FigureOrder['caption'][] } | null;
  readonly alt: AltText;
}

/** As SVG, `widthMm` wide on paper. */
export interface SvgOrder extends FigureOrder {
  readonly widthMm: number;
  readonly halos: 'outline' | 'plate';
  readonly alt: AltText;
}

/** What commands ask of the scene that is on screen. Rows are occurrences of the set. */
export interface ScenePort {
  fit(): void;
  zoom(factor: number): void;
  /** Degrees. */
  orbitBy(right: number, up: number): void;
  lookFrom(side: MapSide): void;
  /** The side that the camera faces; null in between. */
  side(): MapSide | null;
  camera(): CameraPose;
  setCamera(pose: CameraPose): void;
  /** Brings these rows to the middle, as large as fits. */
  flyTo(rows: readonly number[]): void;
  /** From the point of `row`, or from the middle of the view when it is null. */
  nearestInDirection(row: number | null, direction: Direction): number | null;
  /** Selects what lies inside an outline, `[x0, y0, x1, y1, …]` in px of the scene. */
  enclose(outline: readonly number[], how: Enclosing): void;
  /** Holds rows on their way from one map to another of the same rows; `share` is 0…1. */
  between(from: CloudPlaces, to: CloudPlaces, share: number): void;
  /** Rows glide to a map of the same rows, all at once. */
  glide(to: CloudPlaces, ms: number): void;
  /** In px. */
  size(): { readonly width: number; readonly height: number };
  renderPicture(order: PictureOrder): Promise<Blob>;
  /** @throws Failure 'bad-request' where the scene cannot be drawn as vectors, or is moving. */
  renderSvg(order: SvgOrder): string;
  /** Nothing on screen changes. @throws Failure 'bad-request' where nothing can turn and for a format that the runtime does not have, 'too-large', 'io', 'cancelled' */
  renderFilm(order: FilmOrder, onProgress: (share: number) => void, signal: AbortSignal): Promise<Blob>;
  /** Frames drawn so far; stays the same while nothing changes. */
  nFrames(): number;
}

/** The scene of what is looked at, and in a comparison the one at its left. */
export type SceneSide = 'main' | 'left';

const ports = new Map<SceneSide, ScenePort>();

/** Called by the panel that holds the scene, with null when it goes. */
export function attachScene(scene: ScenePort | null, side: SceneSide = 'main'): void {
  if (scene === null) ports.delete(side);
  else ports.set(side, scene);
}

export const scene = (side: SceneSide = 'main'): ScenePort | null => ports.get(side) ?? null;
