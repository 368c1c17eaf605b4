// Exponential and logarithm from plain arithmetic: ECMAScript leaves the last bits of Math.exp, log and pow to the engine, and a layout
// magnifies a last bit into another map. Additions, products and square roots are the same on every machine.

const LN2_HI = 0.693147180369123816490;
const LN2_LO = 1.90821492927058770002e-10;
const LOWEST = -1074;
const HIGHEST = 1023;

const powersOfTwo = new Float64Array(HIGHEST - LOWEST + 1);
powersOfTwo[-LOWEST] = 1;
for (let exponent = 1; exponent <= HIGHEST; exponent++) powersOfTwo[exponent - LOWEST] = 2 * (powersOfTwo[exponent - 1 - LOWEST] as number);
for (let exponent = -1; exponent >= LOWEST; exponent--) powersOfTwo[exponent - LOWEST] = (powersOfTwo[exponent + 1 - LOWEST] as number) / 2;

/** 1 / 13!, 1 / 12!, … 1 / 0!. */
const TAYLOR = new Float64Array(14);
for (let power = 0, factorial = 1; power < TAYLOR.length; power++, factorial *= power) TAYLOR[TAYLOR.length - 1 - power] = 1 / factorial;

/** eˣ, within 2 units in the last place: x = k ln 2 + r, Taylor's series for r. 0 below -745, infinity above 709. */
export function exp(x: number): number {
  if (!(x > -745)) return x <= -745 ? 0 : x;
  const k = Math.round(x / (LN2_HI + LN2_LO));
  if (k > HIGHEST) return Infinity;
  const r = x - k * LN2_HI - k * LN2_LO;
  let series = TAYLOR[0] as number;
  for (let term = 1; term < TAYLOR.length; term++) series = series * r + (TAYLOR[term] as number);
  return series * (powersOfTwo[Math.max(k, LOWEST) - LOWEST] as number);
}

/** ln x, within 2 units in the last place, for finite x > 0: x = 2ᵉ m, ln m = 2 artanh((m − 1) / (m + 1)). */
export function ln(x: number): number {
  let mantissa = x, exponent = 0;
  for (; mantissa >= Math.SQRT2; exponent++) mantissa /= 2;
  for (; mantissa < Math.SQRT1_2; exponent--) mantissa *= 2;
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let series = 0;
  for (let odd = 25; odd >= 1; odd -= 2) series = series * square + 1 / odd;
  return exponent * LN2_HI + (2 * s * series + exponent * LN2_LO);
}

/** xʸ for x ≥ 0; 0 for x = 0. */
export function power(x: number, y: number): number {
  return x === 0 ? 0 : exp(y * ln(x));
}
