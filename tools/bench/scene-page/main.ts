// The page of `bench -- scene`: the scene as the app has it, with labels, a ghost and its overlay, beside a bare THREE.Points. Times are in ms.
import { Vector2 } from 'three';
import '../../../src-renderer/tokens.css';
import { mulberry32 } from '../../../src-main/contract/prng';
import { CloudScene } from '../../../src-renderer/scene/cloud-scene';
import { glyphRadii } from '../../../src-renderer/scene/draw-context';
import { readSceneTokens } from '../../../src-renderer/scene/colours/tokens';
import { emptyInput, type SceneInput } from '../../../src-renderer/scene/scene-input';
import type { CloudData } from '../../../src-renderer/scene/types';
import { BarePoints } from './bare-points';

const host = document.querySelector<HTMLElement>('#host')!;
const bareHost = document.querySelector<HTMLElement>('#bare')!;
const N_CLUSTERS = 12;
const size = new Vector2(1100, 820);

/** Two layouts of `n` rows in clusters, radius about 1, as maps have. */
function layouts(n: number): { readonly from: Float32Array; readonly to: Float32Array; readonly categories: Uint8Array } {
  const random = mulberry32(17);
  const bell = (): number => random() + random() + random() + random() - 2;
  const layout = (): Float32Array => {
    const centres = Array.from({ length: N_CLUSTERS * 3 }, () => bell() * 0.8);
    return Float32Array.from({ length: n * 3 }, (_, i) => centres[(Math.floor(i / 3) % N_CLUSTERS) * 3 + (i % 3)]! + bell() * 0.16);
  };
  return { from: layout(), to: layout(), categories: Uint8Array.from({ length: n }, (_, row) => (row % N_CLUSTERS) % 9) };
}

const frame = (): Promise<number> => new Promise((resolve) => { requestAnimationFrame(resolve); });
const wait = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Times from one frame to the next while `draw` is called in each. A pixel is read after every frame: frames that only wait in a queue are not drawn yet. */
async function frameTimes(canvas: HTMLCanvasElement, draw: (index: number) => void, nFrames: number): Promise<number[]> {
  const gl = canvas.getContext('webgl2')!;
  const pixel = new Uint8Array(4);
  const times: number[] = [];
  let before = performance.now();
  for (let i = -3; i < nFrames; i++) {
    draw(Math.max(0, i));
    await frame();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    const now = performance.now();
    if (i >= 0) times.push(now - before);
    before = now;
  }
  return times;
}

class Session {
  private readonly data: CloudData;
  private readonly layouts;
  private readonly bare: BarePoints;
  private answer: (() => void) | null = null;
  private enclosed = 0;
  private readonly scene: CloudScene;
  private input: SceneInput;

  constructor(n: number) {
    this.layouts = layouts(n);
    const { from, categories } = this.layouts;
    this.data = {
      positions: from, categories, contextOf: (row) => ({ before: `context ${row} of the `, word: 'word', after: '' }), ghostOf: new Int32Array(n),
      categoryLabels: Array.from({ length: 8 }, (_, i) => ({ category: i + 1, label: `sense ${i + 1}`, count: Math.round(n / N_CLUSTERS) })),
      ghosts: [{ position: [0, 0, 0], title: 'word', origin: 'static vector' }],
    };
    // Still where motion is reduced: each frame then shows what was asked for in it.
    this.input = emptyInput({ ...readSceneTokens(host), fitMs: 0 });
    this.scene = new CloudScene(host, this.input.tokens, {
      onHover: () => this.answer?.(),
      onPick: () => this.answer?.(),
      onRegionSelect: (rows) => { this.enclosed = rows.length; },
    });
    this.bare = new BarePoints(bareHost, from, categories, 2 * glyphRadii(n).radiusPx);
    this.put({ cloud: { data: this.data, map: this.layouts, subject: 'clusters', source: 'chance', keys: Int32Array.from(categories, (_, row) => row), stands: false, journey: null } });
  }

  /** Shows what is shown, but for this. */
  private put(part: Partial<SceneInput>): void {
    this.input = { ...this.input, ...part };
    this.scene.show(this.input);
  }

  /** The scene's WebGL canvas. */
  private get canvas(): HTMLCanvasElement {
    return [...host.querySelectorAll('canvas')].find((canvas) => canvas.dataset['engine'] !== undefined)!;
  }

  private show(which: 'ours' | 'theirs'): void {
    host.hidden = which !== 'ours';
    bareHost.hidden = which !== 'theirs';
  }

  async frames(nFrames: number): Promise<{ ours: number[]; theirs: number[] }> {
    this.show('ours');
    await wait(300);
    const ours = await frameTimes(this.canvas, () => this.scene.orbitBy(0.6, 0), nFrames);
    this.show('theirs');
    await wait(100);
    return { ours, theirs: await frameTimes(this.bare.renderer.domElement, () => this.bare.turn(), nFrames) };
  }

  /** Frames of a morph there and back; the bare one moves its rows on the processor. */
  async morph(nFrames: number): Promise<{ ours: number[]; theirs: number[] }> {
    const { from, to } = this.layouts;
    this.show('ours');
    // The scene's own clock drives a morph; one that lasts as long as the frames take is long enough.
    this.put({ tokens: { ...readSceneTokens(host), fitMs: 260 } });
    void this.scene.morphTo(to, 600_000);
    const ours = await frameTimes(this.canvas, () => undefined, nFrames);
    await this.scene.morphTo(from, 0);
    this.put({ tokens: { ...readSceneTokens(host), fitMs: 0 } });
    this.show('theirs');
    const theirs = await frameTimes(this.bare.renderer.domElement, (i) => this.bare.between(from, to, i / nFrames), nFrames);
    this.bare.between(from, to, 0);
    return { ours, theirs };
  }

  /** Frames of a flight: rows glide between the last two of 13 layers, with trails over the last three, and without; the bare one moves its rows on the processor. */
  async flight(nFrames: number): Promise<{ ours: number[]; withoutTrails: number[]; theirs: number[] }> {
    const { from, to } = this.layouts;
    const stopAt = (share: number): Float32Array => from.map((value, i) => value + ((to[i] ?? value) - value) * share);
    const below = Array.from({ length: 12 }, (_, layer) => layer);
    // In flight there are no threads.
    const { options } = this.input;
    this.put({ options: { ...options, threads: false } });
    const { ours: withoutTrails } = await this.morph(nFrames);
    this.put({ trails: { stops: below.map((layer) => stopAt(0.5 + 0.4 * Math.sin(2 * layer))), names: below.map(String), nShown: 3 } });
    const times = await this.morph(nFrames);
    this.put({ trails: null, options });
    return { ...times, withoutTrails };
  }

  async pick(nPicks: number): Promise<{ ours: number[]; theirs: number[] }> {
    const ours: number[] = [], theirs: number[] = [];
    this.show('ours');
    for (let i = 0; i < nPicks; i++) {
      const x = 300 + ((i * 37) % 500), y = 200 + ((i * 53) % 400);
      await frame();
      const started = performance.now();
      await new Promise<void>((resolve) => {
        this.answer = resolve;
        this.send('pointerdown', x, y);
        this.send('pointerup', x, y);
      });
      ours.push(performance.now() - started);
      this.answer = null;
      const before = performance.now();
      this.bare.pick(x, y, size);
      theirs.push(performance.now() - before);
    }
    return { ours, theirs };
  }

  /** A lasso of 400 corners, from the release of the pointer to the rows. Each time from another side, so that nothing is remembered. */
  async lasso(nTimes: number): Promise<{ ours: number[]; theirs: number[]; nRows: number }> {
    const ours: number[] = [], theirs: number[] = [];
    const outline = Array.from({ length: 400 }, (_, i) => {
      const angle = (i / 400) * 2 * Math.PI, reach = 220 + 60 * Math.sin(9 * angle);
      return [550 + reach * Math.cos(angle), 400 + reach * Math.sin(angle)] as const;
    });
    this.show('ours');
    this.put({ tool: 'lasso' });
    for (let i = 0; i < nTimes; i++) {
      this.scene.orbitBy(3, 0);
      await frame();
      await frame();
      this.send('pointerdown', ...outline[0]!);
      for (const [x, y] of outline) this.send('pointermove', x, y);
      const started = performance.now();
      this.send('pointerup', ...outline[0]!);
      ours.push(performance.now() - started);
      const before = performance.now();
      this.bare.enclose(outline.flat(), size);
      theirs.push(performance.now() - before);
    }
    this.put({ tool: 'orbit' });
    return { ours, theirs, nRows: this.enclosed };
  }

  async idleFrames(ms: number): Promise<number> {
    this.show('ours');
    await wait(1500);
    const before = this.scene.nFrames;
    await wait(ms);
    return this.scene.nFrames - before;
  }

  dispose(): void {
    this.scene.dispose();
    this.bare.dispose();
  }

  private send(type: string, x: number, y: number): void {
    const root = host.firstElementChild as HTMLElement;
    // Synthetic pointers cannot be captured.
    root.setPointerCapture = () => undefined;
    root.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, pointerId: 1, button: 0, bubbles: true }));
  }
}

function rendererName(): string {
  const gl = document.createElement('canvas').getContext('webgl2');
  return gl === null ? 'no WebGL' : String(gl.getParameter(gl.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
}

Object.assign(window, { sceneBench: { open: (n: number) => new Session(n), rendererName } });
