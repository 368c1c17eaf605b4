import { Camera, Scene, WebGLRenderer, type Object3D } from 'three';
import type { SceneTokens } from './types';

const MAX_DPR = 2;

/** The scene's own elements, from back to front: field (regions), WebGL canvas, overlay canvas; labels are added on top. */
export class Stage {
  readonly root = document.createElement('div');
  readonly field = layerCanvas();
  readonly overlay = layerCanvas();
  readonly renderer: WebGLRenderer;
  readonly scene = new Scene();
  /** Pointed at a view by `aim`. */
  readonly camera = new Camera();
  widthPx = 0;
  heightPx = 0;
  dpr = 1;
  /** The graphics device was lost and has not come back yet. */
  isLost = false;
  /** The largest sprite, in device px. */
  maxPointSizePx = 64;
  private readonly observer: ResizeObserver;

  /** @param isBare what lies behind the host shows through. @throws Error where WebGL 2 is missing. `onChange` is called when the size changed or a lost context came back. */
  constructor(host: HTMLElement, tokens: SceneTokens, onChange: () => void, private readonly isBare = false) {
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
      this.askLimits();
      onChange();
    });
    this.askLimits();
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
    if (this.isBare) return;
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

  render(): void {
    this.renderer.render(this.scene, this.camera);
  }

  /** Asked once: every question to the graphics device waits for it. */
  private askLimits(): void {
    const gl = this.renderer.getContext();
    this.maxPointSizePx = (gl.getParameter(gl.ALIASED_POINT_SIZE_RANGE) as Float32Array | null)?.[1] ?? 64;
  }

  dispose(): void {
    this.observer.disconnect();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
    this.root.remove();
  }
}

function layerCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas.style, { position: 'absolute', left: '0', top: '0', pointerEvents: 'none' });
  return canvas;
}
