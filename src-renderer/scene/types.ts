import type { CameraPose, CameraState } from '@contract/camera';
import type { FilmFormat } from '@contract/exports/film-format';
import type { FilmFrame } from './picture/film/film-plan';

/** The public types of the scene. Positions are map coordinates; `row` is an index into the cloud's rows; px are CSS pixels. */

/** A point of the map: x to the right, y up, z towards the viewer. Two-dimensional maps have z = 0 everywhere. */
export type Position = readonly [x: number, y: number, z: number];

/** Colours and fonts of one theme, read from the design tokens by `readSceneTokens`. Colours are `#rrggbb` or `rgba(…)`. */
export interface SceneTokens {
  readonly isDark: boolean;
  readonly scene: string;
  readonly sceneLift: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly inkInverse: string;
  readonly ghost: string;
  readonly threadRoot: string;
  /** Nine marks; index 0 is "no label". */
  readonly marks: readonly string[];
  /** Nine text colours, same order. */
  readonly markInks: readonly string[];
  /** Seven colours of a value from 0 to 1. */
  readonly sequence: readonly string[];
  readonly fontUi: string;
  readonly fontText: string;
  /** 0 where motion is reduced. */
  readonly fitMs: number;
  readonly flyMs: number;
}

/** What becomes of the selection when an outline is closed: its rows take its place, are added to it or taken away. */
export type Enclosing = 'replace' | 'add' | 'subtract';

/** Where rows and ghosts stand: `[n, 3]`, and one place a ghost. */
export interface Layout {
  readonly positions: Float32Array;
  readonly ghosts: readonly Position[];
}

/** A short concordance line, as plain text: `{ before: 'the muddy ', word: 'bank', after: '' }`. */
export interface ContextLabel {
  readonly before: string;
  readonly word: string;
  readonly after: string;
  /** Whether it is read from the right: what stands before the word is then to its right. */
  readonly isFromRight?: boolean;
  /** Language tag, for the choice of fonts. */
  readonly lang?: string | undefined;
}

/** What a category's name label says. `category` is 1…8 (0 gets no name label unless listed). */
export interface CategoryLabel {
  readonly category: number;
  readonly label: string;
  readonly count: number;
}

/** A word's context-free vector in the map. `title` is the word form, `origin` what it is ("static vector"). */
export interface Ghost {
  readonly position: Position;
  readonly title: string;
  readonly origin: string;
  /** Where it came from ("layer 0, fitted"); written after the origin when given. */
  readonly originDetail?: string;
}

export interface CloudData {
  /** Row-major `[n, 3]`; kept, not copied. A row with NaN is not drawn. */
  readonly positions: Float32Array;
  /** `n` values 0…8; 0 is drawn as a hollow ring. */
  readonly categories: Uint8Array;
  readonly categoryLabels: readonly CategoryLabel[];
  /** What a row's label says, asked for the few that get one; null where no row has any. */
  readonly contextOf: ((row: number) => ContextLabel | null) | null;
  readonly ghosts: readonly Ghost[];
  /** `n` values: index into `ghosts`, or -1 for a row without a thread. */
  readonly ghostOf: Int32Array;
  /** `n` sizes of glyphs, 1 being the usual; 0…3.9 in steps of 1/64. All alike where absent. */
  readonly sizes?: Float32Array;
  /** Whether categories get contours; default: yes. */
  readonly hasRegions?: boolean;
  /** Other places that rows will have, `[m, 3]`: a fit shows them too. */
  readonly within?: Float32Array;
  /** Names of categories stand among the rows from this one on; default: all. */
  readonly namedFrom?: number;
  /** `n` numbers that stand beside the points where they are 2 and more. */
  readonly counts?: Int32Array;
}

/** The word being typed. `path` runs from its ghost through its own layer positions to `position`; empty: no trail. */
export interface TypedPoint {
  readonly position: Position;
  readonly path: readonly Position[];
  /** Label beside it; "your sentence" when absent. */
  readonly label?: string;
}

/** A sentence that was tried before, where it stands now. */
export interface TriedPoint {
  readonly position: Position;
  /** Beside others, from 1. */
  readonly number: number;
  /** Of the sense that it is nearest to; 0: of none. */
  readonly category: number;
}

/** A straight line between two rows with a number on it; category 0 is ink. */
export interface MeasuredPair {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly category: number;
}

/** Static vectors: one node for each word form, whatever the sentence. */
export interface StaticForm {
  readonly position: Position;
  readonly form: string;
  readonly count: number;
  /** Letters of the selected occurrences that share this vector. */
  readonly tags: readonly string[];
}

/** A near word of a form; `weight` is its closeness, 0 (far) … 1 (near). */
export interface StaticWord {
  readonly position: Position;
  readonly text: string;
  readonly weight: number;
  readonly formIndex: number;
}

export interface StaticData {
  readonly forms: readonly StaticForm[];
  readonly words: readonly StaticWord[];
}

export type SceneTool = 'orbit' | 'pan' | 'lasso' | 'box';
export type Direction = 'left' | 'right' | 'up' | 'down';
/** Sides a map can be looked at from; "right" is where x is largest, "top" where y is. */
export type MapSide = 'front' | 'back' | 'left' | 'right' | 'top' | 'bottom';

export interface SceneOptions {
  readonly threads: boolean;
  readonly labels: boolean;
  /** Draws everything at 40 %: the previous map while the next one is computed. */
  readonly isWaiting: boolean;
}

/** Rectangle in px from the host's upper left corner. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PickModifiers {
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
}

/** What the scene tells its owner; every one is optional. `clientX/Y` are px in the window. */
export interface SceneEvents {
  onHover?(row: number | null, clientX: number, clientY: number): void;
  onPick?(row: number | null, modifiers: PickModifiers): void;
  onRegionSelect?(rows: number[], how: Enclosing): void;
  onDoubleClick?(row: number | null): void;
  onCameraMove?(state: CameraState): void;
  onCameraRest?(state: CameraState): void;
  /** Somebody begins to move the camera, from where it was; told once until it rests. */
  onSteer?(before: CameraPose): void;
  /** Rows have moved to another map, and have its colours and words now. */
  onArrive?(): void;
  /** A frame was drawn: points may stand elsewhere on screen. */
  onFrame?(): void;
}

/** Px from the host's upper left corner; `isVisible` is false behind the camera or outside the host. */
export interface ScreenPosition {
  readonly x: number;
  readonly y: number;
  readonly isVisible: boolean;
}

/** What a figure shows, whatever it is written as. */
export interface FigureRequest {
  /** Size in px. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly isTransparent: boolean;
  readonly legend: readonly { readonly label: string; readonly category: number; readonly n: number }[] | null;
  /** The legend of a scene coloured by a value, in place of `legend`: its name, and what its two ends mean. */
  readonly ramp?: { readonly title: string; readonly low: string; readonly high: string } | null;
  readonly caption: { readonly title: string; readonly subtitle: string; readonly note: string } | null;
  /** A true distance and how long it is in the middle of the picture; null: no common scale. In px of the screen. */
  readonly scaleBar?: { readonly text: string; readonly px: number | null } | null;
  /** The picture's theme, independent of the app's. */
  readonly tokens: SceneTokens;
}

/** A figure as pixels: `scale` of them a px, each way. */
export interface PictureRequest extends FigureRequest {
  readonly scale: number;
}

/** A film of a figure, frame by frame. */
export interface FilmRequest extends PictureRequest {
  readonly format: FilmFormat;
  readonly frames: readonly FilmFrame[];
  readonly alt: AltText;
  /** Brings the scene to where a frame shows it, and says the caption then; null: it stands still, and its caption too. */
  readonly arrange: ((frame: FilmFrame) => Promise<FigureRequest['caption']>) | null;
}

/** A figure as vectors. */
export interface SvgRequest extends FigureRequest {
  /** Width on paper. */
  readonly widthMm: number;
  /** Behind texts: an outline of their letters, or a plate, which stays one text in a PDF. */
  readonly halos: 'outline' | 'plate';
  readonly alt: AltText;
}

/** What a picture says to whoever cannot see it, and how it was made, as JSON. */
export interface AltText {
  readonly title: string;
  readonly description: string;
  readonly provenance: string;
}
