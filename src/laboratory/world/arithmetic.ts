// Logarithm, exponential and normal quantile from the four operations and the square root alone: those are exact in every
// engine, while Math.log and Math.exp may differ in the last bit, and a hidden world must be the same world everywhere.

const LN2_HIGH = 0.69314718036912381649;
const LN2_LOW = 1.90821492927058770002e-10;

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
export const log10 = (x: number): number => ln(x) / 2.302585092994045684;

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
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
  45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
];
const CENTER_BELOW = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
  39307.89580009271061, 28729.085735721942674, 5226.495278852854561,
];
const NEAR = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
  1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
];
const NEAR_BELOW = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const FAR = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
  0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const FAR_BELOW = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
];
