import { PerspectiveCamera, Scene, WebGLRenderer, type Object3D } from 'three';
import { FIELD_OF_VIEW, type View } from './view';
import type { SceneTokens } from './types';

const MAX_DPR = 2;

/** The scene's own elements, from back to front: field (regions), WebGL canvas, overlay canvas; labels are added on top. */
export class Stage {
  readonly root = document.createElement('div');
  readonly field = layerCanvas();
  readonly overlay = layerCanvas();
  readonly renderer: WebGLRenderer;
  readonly scene = new Scene();
  readonly camera = new PerspectiveCamera((FIELD_OF_VIEW * 180) / Math.PI, 1, 0.01, 100);
  widthPx = 0;
  heightPx = 0;
  dpr = 1;
  isLost = false;
  private readonly observer: ResizeObserver;

  /** @throws Error where WebGL 2 is missing. `onChange` is called when the size changed or a lost context came back. */
  constructor(host: HTMLElement, tokens: SceneTokens, onChange: () => void) {
    Object.assign(this.root.style, { position: 'absolute', inset: '0', overflow: 'hidden', isolation: 'isolate', touchAction: 'none', userSelect: 'none' });
    this.renderer = new WebGLRenderer({ alpha: true, antialias: false, depth: true, stencil: false, premultipliedAlpha: true, powerPreference: 'high-performance' });
    this.renderer.setClearColor(0x000000, 0);
    const gl = this.renderer.domElement;
    Object.assign(gl.style, { position: 'absolute', inset: '0' });
    gl.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      this.isLost = true;
    });
    gl.addEventListener('webglcontextrestored', () => {
      this.isLost = false;
      onChange();
    });
    this.root.append(this.field, gl, this.overlay);
    this.setTheme(tokens);
    // First, so that whatever the owner puts into the host lies above.
    host.prepend(this.root);
    this.observer = new ResizeObserver(() => {
      if (this.measure()) onChange();
    });
    this.observer.observe(this.root);
    this.measure();
  }

  setTheme(tokens: SceneTokens): void {
    this.root.style.background = `radial-gradient(circle 600px at 52% 47.5%, ${tokens.sceneLift} 5%, ${tokens.scene})`;
  }

  /** Takes over size and pixel density of the host; says whether either changed. */
  measure(): boolean {
    const widthPx = this.root.clientWidth, heightPx = this.root.clientHeight;
    const dpr = Math.min(MAX_DPR, window.devicePixelRatio || 1);
    if (widthPx === this.widthPx && heightPx === this.heightPx && dpr === this.dpr) return false;
    Object.assign(this, { widthPx, heightPx, dpr });
    this.renderer.setPixelRatio(dpr);
    this.renderer.setSize(widthPx, heightPx, true);
    for (const canvas of [this.field, this.overlay]) {
      canvas.width = Math.round(widthPx * dpr);
      canvas.height = Math.round(heightPx * dpr);
      Object.assign(canvas.style, { width: `${widthPx}px`, height: `${heightPx}px` });
    }
    return true;
  }

  /** A cleared 2-D context in px. */
  clear(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.scale(this.dpr, this.dpr);
    return context;
  }

  add(...objects: Object3D[]): void {
    this.scene.add(...objects);
  }

  get maxPointSizePx(): number {
    const gl = this.renderer.getContext();
    return (gl.getParameter(gl.ALIASED_POINT_SIZE_RANGE) as Float32Array | null)?.[1] ?? 64;
  }

  render(): void {
    this.renderer.render(this.scene, this.camera);
  }

  dispose(): void {
    this.observer.disconnect();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
    this.root.remove();
  }
}

/** Gives a three.js camera the view's place, opening and offset. */
export function aim(camera: PerspectiveCamera, view: View): void {
  const { target, distance, offsetX, offsetY } = view.camera;
  const { back } = view.basis;
  camera.aspect = view.widthPx / view.heightPx;
  camera.near = distance * 0.02;
  camera.far = distance * 4 + 60;
  camera.position.set(target[0] + back[0] * distance, target[1] + back[1] * distance, target[2] + back[2] * distance);
  camera.up.set(0, 1, 0);
  camera.lookAt(target[0], target[1], target[2]);
  camera.setViewOffset(view.widthPx, view.heightPx, -offsetX, -offsetY, view.widthPx, view.heightPx);
  camera.updateProjectionMatrix();
  camera.updateMatrixWorld();
}

function layerCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas.style, { position: 'absolute', left: '0', top: '0', pointerEvents: 'none' });
  return canvas;
}
