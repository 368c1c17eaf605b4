// What the scene is compared with: a bare THREE.Points of the same rows on a canvas of the same size, and the obvious ways to move, pick and enclose them.
import { BufferAttribute, BufferGeometry, Color, DynamicDrawUsage, PerspectiveCamera, Points, PointsMaterial, Raycaster, Scene, Vector2, Vector3, WebGLRenderer } from 'three';

const HUES = ['#8a8590', '#e0a13a', '#6d6cf0', '#79d3b0', '#e0426f', '#c6b9f2', '#5fb0e8', '#d98ad0', '#a7c957'];

export class BarePoints {
  readonly renderer = new WebGLRenderer({ alpha: true, antialias: false, powerPreference: 'high-performance' });
  private readonly scene = new Scene();
  private readonly camera: PerspectiveCamera;
  private readonly points: Points<BufferGeometry, PointsMaterial>;
  private readonly place: BufferAttribute;
  private angle = 0;

  constructor(host: HTMLElement, positions: Float32Array, categories: Uint8Array, diameterPx: number) {
    const { clientWidth: width, clientHeight: height } = host;
    this.renderer.setPixelRatio(window.devicePixelRatio);
    this.renderer.setSize(width, height);
    this.renderer.setClearColor(0x000000, 0);
    host.append(this.renderer.domElement);
    this.camera = new PerspectiveCamera(50, width / height, 0.05, 100);
    const palette = HUES.map((hue) => new Color(hue));
    const colours = new Float32Array(positions.length);
    categories.forEach((category, row) => palette[category]!.toArray(colours, row * 3));
    const geometry = new BufferGeometry();
    this.place = new BufferAttribute(positions.slice(), 3).setUsage(DynamicDrawUsage);
    geometry.setAttribute('position', this.place);
    geometry.setAttribute('color', new BufferAttribute(colours, 3));
    this.points = new Points(geometry, new PointsMaterial({ size: diameterPx, sizeAttenuation: false, vertexColors: true }));
    this.scene.add(this.points);
  }

  /** One frame, turned a little further. */
  turn(): void {
    this.angle += 0.01;
    this.camera.position.set(Math.sin(this.angle) * 4.2, 0.8, Math.cos(this.angle) * 4.2);
    this.camera.lookAt(0, 0, 0);
    this.renderer.render(this.scene, this.camera);
  }

  /** All rows moved on the processor to a place between two layouts, and drawn. */
  between(from: Float32Array, to: Float32Array, u: number): void {
    const { array } = this.place;
    for (let i = 0; i < array.length; i++) array[i] = from[i]! + (to[i]! - from[i]!) * u;
    this.place.needsUpdate = true;
    this.turn();
  }

  /** The row under (x, y), by casting a ray. */
  pick(x: number, y: number, size: Vector2): number | null {
    const caster = new Raycaster();
    caster.params.Points.threshold = 0.02;
    caster.setFromCamera(new Vector2((x / size.x) * 2 - 1, 1 - (y / size.y) * 2), this.camera);
    return caster.intersectObject(this.points)[0]?.index ?? null;
  }

  /** Rows inside an outline: each projected, and compared with every edge. */
  enclose(outline: readonly number[], size: Vector2): number[] {
    const rows: number[] = [];
    const at = new Vector3();
    for (let row = 0; row < this.place.count; row++) {
      at.fromBufferAttribute(this.place, row).project(this.camera);
      const x = ((at.x + 1) / 2) * size.x, y = ((1 - at.y) / 2) * size.y;
      let isInside = false;
      for (let i = 0, j = outline.length - 2; i < outline.length; j = i, i += 2) {
        const ax = outline[i]!, ay = outline[i + 1]!, bx = outline[j]!, by = outline[j + 1]!;
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
      }
      if (isInside) rows.push(row);
    }
    return rows;
  }

  dispose(): void {
    this.points.geometry.dispose();
    this.points.material.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
    this.renderer.domElement.remove();
  }
}
