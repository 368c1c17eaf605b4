/** Points of a map in a k-d tree (Bentley 1975): boxes halved along their widest axis until few points are left. */
interface Tree {
  readonly n: number;
  readonly nComponents: number;
  /** Rows in the order of the leaves, and their coordinates. */
  readonly rows: Int32Array;
  readonly points: Float32Array;
  /** Per node (children of node i are 2i + 1 and 2i + 2): `[low…, high…]` of its box, and its smallest row. */
  readonly boxes: Float32Array;
  readonly leastRows: Int32Array;
}

const LEAF = 12;
const ROWS_A_STEP = 1_024;

/**
 * The k nearest other points of every point of a map, exact, nearest first, ties in row order: `[n, k]`.
 * Deterministic; equal points cost no more than others.
 * @param coordinates finite, `[n, nComponents]`; @param k 1…n − 1.
 */
export function* mapNeighbours(coordinates: Float32Array, nComponents: number, k: number): Generator<{ done: number; total: number }, Int32Array> {
  const n = coordinates.length / nComponents;
  const tree = yield* buildTree(coordinates, nComponents);
  const found = new Int32Array(n * k);
  const distances = new Float64Array(k);
  for (let place = 0; place < n; place++) {
    // In the order of the leaves: neighbouring points visit the same nodes.
    const row = tree.rows[place] as number;
    nearest(tree, place, distances, found.subarray(row * k, (row + 1) * k));
    if ((place + 1) % ROWS_A_STEP === 0) yield { done: place + 1, total: n };
  }
  return found;
}

function* buildTree(coordinates: Float32Array, nComponents: number): Generator<{ done: number; total: number }, Tree> {
  const n = coordinates.length / nComponents;
  const rows = Int32Array.from({ length: n }, (_, row) => row);
  let nNodes = 1;
  for (let size = n; size > LEAF; size = Math.ceil(size / 2)) nNodes = 2 * nNodes + 1;
  const boxes = new Float32Array(nNodes * 2 * nComponents);
  const leastRows = new Int32Array(nNodes);
  const waiting: [node: number, from: number, to: number][] = [[0, 0, n]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [node, from, to] = next;
    const axis = measureBox(coordinates, nComponents, rows, from, to, boxes.subarray(node * 2 * nComponents, (node + 1) * 2 * nComponents));
    leastRows[node] = rows.subarray(from, to).reduce((least, row) => Math.min(least, row), n);
    if (to - from <= LEAF) continue;
    const middle = (from + to) >>> 1;
    select(coordinates, nComponents, axis, rows, from, to - 1, middle);
    waiting.push([2 * node + 1, from, middle], [2 * node + 2, middle, to]);
    if (to - from >= 4 * ROWS_A_STEP) yield { done: 0, total: n };
  }
  const points = new Float32Array(n * nComponents);
  rows.forEach((row, place) => {
    for (let axis = 0; axis < nComponents; axis++) points[place * nComponents + axis] = coordinates[row * nComponents + axis] as number;
  });
  return { n, nComponents, rows, points, boxes, leastRows };
}

/** Writes the box of `rows[from…to)` and returns its widest axis. */
function measureBox(coordinates: Float32Array, nComponents: number, rows: Int32Array, from: number, to: number, box: Float32Array): number {
  let widest = 0;
  for (let axis = 0; axis < nComponents; axis++) {
    let low = Infinity, high = -Infinity;
    for (let place = from; place < to; place++) {
      const value = coordinates[(rows[place] as number) * nComponents + axis] as number;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    box[axis] = low;
    box[nComponents + axis] = high;
    if (high - low > (box[nComponents + widest] as number) - (box[widest] as number)) widest = axis;
  }
  return widest;
}

/** Hoare's selection: afterwards rows before `middle` come before it by (coordinate, row), those behind it after it. */
function select(coordinates: Float32Array, nComponents: number, axis: number, rows: Int32Array, first: number, last: number, middle: number): void {
  const at = (row: number): number => coordinates[row * nComponents + axis] as number;
  let low = first, high = last;
  while (low < high) {
    const pivotRow = rows[(low + high) >>> 1] as number, pivot = at(pivotRow);
    const isBefore = (row: number): boolean => at(row) < pivot || (at(row) === pivot && row < pivotRow);
    const isAfter = (row: number): boolean => at(row) > pivot || (at(row) === pivot && row > pivotRow);
    let left = low, right = high;
    while (left <= right) {
      while (isBefore(rows[left] as number)) left++;
      while (isAfter(rows[right] as number)) right--;
      if (left > right) break;
      const held = rows[left] as number;
      rows[left++] = rows[right] as number;
      rows[right--] = held;
    }
    if (middle <= right) high = right;
    else if (middle >= left) low = left;
    else return;
  }
}

/** Writes the k nearest rows of the point at `place` into `found`; `distances` is scratch of the same length. */
function nearest(tree: Tree, place: number, distances: Float64Array, found: Int32Array): void {
  distances.fill(Infinity);
  found.fill(tree.n);
  visit(tree, 0, 0, tree.n, place, distances, found);
}

function visit(tree: Tree, node: number, from: number, to: number, place: number, distances: Float64Array, found: Int32Array): void {
  if (to - from <= LEAF) {
    for (let other = from; other < to; other++) if (other !== place) keep(squaredBetween(tree, place, other), tree.rows[other] as number, distances, found);
    return;
  }
  const middle = (from + to) >>> 1;
  const left = 2 * node + 1, right = left + 1;
  const toLeft = squaredToBox(tree, place, left), toRight = squaredToBox(tree, place, right);
  const last = found.length - 1;
  const isWorth = (child: number, squared: number): boolean =>
    squared < (distances[last] as number) || (squared === distances[last] && (tree.leastRows[child] as number) < (found[last] as number));
  // Of two boxes that hold the point, the one with the smaller rows first: among equal points those win.
  const isLeftFirst = toLeft < toRight || (toLeft === toRight && (tree.leastRows[left] as number) < (tree.leastRows[right] as number));
  if (isLeftFirst) {
    if (isWorth(left, toLeft)) visit(tree, left, from, middle, place, distances, found);
    if (isWorth(right, toRight)) visit(tree, right, middle, to, place, distances, found);
  } else {
    if (isWorth(right, toRight)) visit(tree, right, middle, to, place, distances, found);
    if (isWorth(left, toLeft)) visit(tree, left, from, middle, place, distances, found);
  }
}

function keep(squared: number, row: number, distances: Float64Array, found: Int32Array): void {
  let slot = found.length - 1;
  if (squared > (distances[slot] as number) || (squared === distances[slot] && row > (found[slot] as number))) return;
  for (; slot > 0; slot--) {
    const before = distances[slot - 1] as number;
    if (before < squared || (before === squared && (found[slot - 1] as number) < row)) break;
    distances[slot] = before;
    found[slot] = found[slot - 1] as number;
  }
  distances[slot] = squared;
  found[slot] = row;
}

function squaredBetween({ points, nComponents }: Tree, place: number, other: number): number {
  let sum = 0;
  for (let axis = 0; axis < nComponents; axis++) {
    const difference = (points[place * nComponents + axis] as number) - (points[other * nComponents + axis] as number);
    sum += difference * difference;
  }
  return sum;
}

function squaredToBox({ points, boxes, nComponents }: Tree, place: number, node: number): number {
  const start = node * 2 * nComponents;
  let sum = 0;
  for (let axis = 0; axis < nComponents; axis++) {
    const value = points[place * nComponents + axis] as number;
    const below = (boxes[start + axis] as number) - value, above = value - (boxes[start + nComponents + axis] as number);
    const outside = below > 0 ? below : above > 0 ? above : 0;
    sum += outside * outside;
  }
  return sum;
}
