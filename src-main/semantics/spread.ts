/** Mean and standard deviation of numbers that come one by one, millions of them: sums around the first number, which rounding hurts little where the numbers lie near it. */
export class Spread {
  n = 0;
  private shift = 0;
  private sum = 0;
  private sumOfSquares = 0;

  add(value: number): void {
    if (this.n === 0) this.shift = value;
    this.n++;
    const beyond = value - this.shift;
    this.sum += beyond;
    this.sumOfSquares += beyond * beyond;
  }

  /** Takes over distances 1 − c of which the number, the sum of all c and that of their squares are known; none were added before. */
  addCosines(n: number, sum: number, sumOfSquares: number): void {
    [this.n, this.shift, this.sum, this.sumOfSquares] = [n, 1, -sum, sumOfSquares];
  }

  /** 0 where there are none. */
  get mean(): number {
    return this.n === 0 ? 0 : this.shift + this.sum / this.n;
  }

  /** Of the numbers as all there are; 0 for fewer than two. */
  get deviation(): number {
    return this.n < 2 ? 0 : Math.sqrt(Math.max(0, this.sumOfSquares - this.sum ** 2 / this.n) / this.n);
  }
}
