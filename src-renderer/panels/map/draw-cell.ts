import type { SceneTokens } from '../../scene/types';

/** Width of the circle of radius 1 (95 % of the points), as a share of the smaller side. */
const FILL = 0.8;
const RADIUS_PX = { few: 2.4, many: 1.3 } as const;
const RING_GAP_PX = 2.5;
/** Of what moves without cause, as in the scene. */
const FAINT = 0.4;
/** From this many points on dots are small. */
const MANY = 400;

/**
 * Draws a small map: the first two coordinates of each point, unlabelled points first, so that nothing coloured is hidden by them.
 * @param coordinates row-major `[n, nComponents]`, of radius 1
 * @param categories 0…8, one a point
 * @param rings points with a ring around them
 * @param faded a point: 1 where it is drawn faint
 */
export function drawCell(
  canvas: HTMLCanvasElement,
  coordinates: Float32Array,
  nComponents: number,
  categories: Uint8Array,
  tokens: Pick<SceneTokens, 'marks' | 'ink'>,
  rings: readonly number[] = [],
  faded: Uint8Array | null = null,
): void {
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  const dpr = window.devicePixelRatio;
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = Math.round(width * dpr);
  canvas.height = Math.round(height * dpr);
  pen.scale(dpr, dpr);
  const scale = (Math.min(width, height) * FILL) / 2;
  const n = coordinates.length / nComponents;
  const radius = n < MANY ? RADIUS_PX.few : RADIUS_PX.many;
  const xOf = (point: number): number => width / 2 + (coordinates[point * nComponents] ?? 0) * scale;
  const yOf = (point: number): number => height / 2 - (coordinates[point * nComponents + 1] ?? 0) * scale;
  for (let category = 0; category < tokens.marks.length; category++) {
    pen.fillStyle = tokens.marks[category] ?? '';
    for (const isFaint of [true, false]) {
      pen.globalAlpha = isFaint ? FAINT : 1;
      pen.beginPath();
      for (let point = 0; point < n; point++) {
        if (categories[point] !== category || (faded?.[point] === 1) !== isFaint) continue;
        pen.moveTo(xOf(point) + radius, yOf(point));
        pen.arc(xOf(point), yOf(point), radius, 0, 2 * Math.PI);
      }
      pen.fill();
    }
  }
  pen.strokeStyle = tokens.ink;
  pen.lineWidth = 1.5;
  for (const point of rings) {
    pen.beginPath();
    pen.arc(xOf(point), yOf(point), radius + RING_GAP_PX, 0, 2 * Math.PI);
    pen.stroke();
  }
}
