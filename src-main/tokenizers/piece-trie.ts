/**
 * The pieces of a vocabulary as a tree over UTF-16 units, in flat arrays: a table from (node, unit) to node with open addressing.
 * A quarter of a million pieces take about 25 MB and no string each.
 */
export class PieceTrie {
  #parents: Int32Array;
  #units: Uint16Array;
  #children: Int32Array;
  #ids: Int32Array;
  #nNodes = 1;

  /** @param nExpected nodes to make room for; more come in as needed */
  constructor(nExpected: number) {
    const size = 2 ** Math.ceil(Math.log2(2 * Math.max(nExpected, 512)));
    this.#parents = new Int32Array(size);
    this.#units = new Uint16Array(size);
    this.#children = new Int32Array(size);
    this.#ids = new Int32Array(size / 2).fill(-1);
  }

  /** Nodes so far, the root included. */
  get nNodes(): number {
    return this.#nNodes;
  }

  /** A piece that stood before gets the new id. */
  add(piece: string, id: number): void {
    let node = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const unit = piece.charCodeAt(at);
      const child = this.child(node, unit);
      node = child < 0 ? this.#insert(node, unit) : child;
    }
    this.#ids[node] = id;
  }

  /** The node behind a unit, -1 where there is none; the root is 0. */
  child(node: number, unit: number): number {
    const mask = this.#children.length - 1;
    for (let slot = hash(node, unit) & mask; ; slot = (slot + 1) & mask) {
      const child = this.#children[slot] as number;
      if (child === 0) return -1;
      if (this.#parents[slot] === node && this.#units[slot] === unit) return child;
    }
  }

  /** The id of the piece that ends at a node, -1 where none does. */
  idAt(node: number): number {
    return this.#ids[node] as number;
  }

  idOf(piece: string): number {
    let node = 0;
    for (let at = 0; at < piece.length && node >= 0; at += 1) node = this.child(node, piece.charCodeAt(at));
    return node < 0 ? -1 : this.idAt(node);
  }

  #insert(node: number, unit: number): number {
    if (2 * this.#nNodes >= this.#children.length) this.#grow();
    const child = this.#nNodes;
    this.#nNodes += 1;
    this.#put(node, unit, child);
    return child;
  }

  #put(node: number, unit: number, child: number): void {
    const mask = this.#children.length - 1;
    let slot = hash(node, unit) & mask;
    while (this.#children[slot] !== 0) slot = (slot + 1) & mask;
    this.#parents[slot] = node;
    this.#units[slot] = unit;
    this.#children[slot] = child;
  }

  #grow(): void {
    const [parents, units, children, ids] = [this.#parents, this.#units, this.#children, this.#ids];
    const size = 2 * children.length;
    this.#parents = new Int32Array(size);
    this.#units = new Uint16Array(size);
    this.#children = new Int32Array(size);
    this.#ids = new Int32Array(size / 2).fill(-1);
    this.#ids.set(ids);
    for (let slot = 0; slot < children.length; slot += 1) {
      const child = children[slot] as number;
      if (child !== 0) this.#put(parents[slot] as number, units[slot] as number, child);
    }
  }
}

function hash(node: number, unit: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(unit + 1, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
