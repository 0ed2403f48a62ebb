// Logarithm, exponential and normal quantile from the four operations and the square root alone: those are exact in every
// engine, while Math.log and Math.exp may differ in the last bit, and a hidden world must be the same world everywhere.

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** The natural logarithm of a positive number; relative error below 1e-15. ln(0) = -Infinity, NaN below. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let m = x;
  let k = 0;
  for (; m >= Math.SQRT2; k++) m *= 0.5;
  for (; m < Math.SQRT1_2; k--) m *= 2;
  const s = (m - 1) / (m + 1);
  const s2 = s * s;
  let sum = 0;
  for (let n = 25; n >= 3; n -= 2) sum = (sum + 1 / n) * s2;
  return k * LN2_HIGH + (k * LN2_LOW + 2 * s * sum + 2 * s);
}

/** e to the x; relative error below 1e-14 for |x| < 300. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.7) return Infinity;
  if (x < -745) return 0;
  const k = Math.round(x / (LN2_HIGH + LN2_LOW));
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 1;
  for (let n = 16; n >= 1; n--) sum = 1 + (sum * r) / n;
  let power = sum;
  for (let n = Math.abs(k); n > 0; n--) power *= k > 0 ? 2 : 0.5;
  return power;
}

/** a to the b, a positive. */
export const power = (a: number, b: number): number => (a === 0 ? 0 : exp(b * ln(a)));
export const log10 = (x: number): number => ln(x) / 2.302585092994046;

/**
 * The value below which a standard normal variable lies with probability p, 0 < p < 1. Wichura 1988, algorithm AS 241
 * (PPND16): about 16 digits.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * horner(CENTER, r)) / horner(CENTER_BELOW, r);
  }
  let r = Math.sqrt(-ln(q < 0 ? p : 1 - p));
  const tail =
    r <= 5
      ? ((r -= 1.6), horner(NEAR, r) / horner(NEAR_BELOW, r))
      : ((r -= 5), horner(FAR, r) / horner(FAR_BELOW, r));
  return q < 0 ? -tail : tail;
}

function horner(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i]!;
  return sum;
}

const CENTER = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
];
const CENTER_BELOW = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
];
const NEAR = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
];
const NEAR_BELOW = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const FAR = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
];
const FAR_BELOW = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
];
