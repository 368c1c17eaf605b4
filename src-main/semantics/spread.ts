/** Mean and standard deviation of numbers that come one by one (Welford 1962). */
export class Spread {
  n = 0;
  mean = 0;
  private sumOfSquares = 0;

  add(value: number): void {
    this.n++;
    const before = value - this.mean;
    this.mean += before / this.n;
    this.sumOfSquares += before * (value - this.mean);
  }

  /** Of the numbers as all there are; 0 for fewer than two. */
  get deviation(): number {
    return this.n < 2 ? 0 : Math.sqrt(this.sumOfSquares / this.n);
  }
}
