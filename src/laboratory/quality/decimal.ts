/**
 * A number as it is written: whole digits times a power of ten. Of all decimals that read back as the same double this is
 * the shortest, and so the one that stood in the file or on the instrument (up to 15 digits there is no other).
 */
export type Decimal = { digits: bigint; exponent: number };

export function decimalOf(x: number): Decimal {
  const parts = /^(-?\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(x));
  if (!parts) throw new RangeError(`${x} has no decimal digits`);
  const [, whole, fraction = '', power = '0'] = parts;
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

const scaled = ({ digits, exponent }: Decimal, to: number): bigint => digits * 10n ** BigInt(exponent - to);

/** The sign of |a − b| − (halves / 2) · c, in exact decimal arithmetic: is a farther from b than so many halves of c? */
export function farther(a: Decimal, b: Decimal, halves: number, c: Decimal): -1 | 0 | 1 {
  const to = Math.min(a.exponent, b.exponent, c.exponent);
  const apart = scaled(a, to) - scaled(b, to);
  const left = 2n * (apart < 0n ? -apart : apart);
  const right = BigInt(halves) * scaled(c, to);
  return left > right ? 1 : left < right ? -1 : 0;
}
