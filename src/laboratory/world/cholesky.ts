/** How strongly two analytes move together: correlation of their logarithms. */
export type Pair = readonly [string, string, number];

/** The lower triangle of a matrix by rows; only what is not 0. */
export type Factor = ReadonlyMap<string, readonly (readonly [string, number])[]>;

/**
 * L with L·Lᵀ = the correlation matrix of these analytes, by Cholesky's method. The k-th analyte is made from the first k
 * independent numbers. An analyte that no pair names stands alone. The name of the first analyte at which the pairs
 * contradict each other, where no such matrix can exist.
 */
export function factorOf(
  analytes: readonly string[],
  pairs: readonly Pair[],
): Factor | { contradicts: string } {
  const given = new Map(pairs.flatMap(([a, b, r]) => [[`${a} ${b}`, r] as const, [`${b} ${a}`, r] as const]));
  const factor = new Map<string, (readonly [string, number])[]>();
  const dense = new Map<string, Map<string, number>>();
  for (const [i, a] of analytes.entries()) {
    const row = new Map<string, number>();
    let left = 1;
    for (const b of analytes.slice(0, i)) {
      let sum = given.get(`${a} ${b}`) ?? 0;
      const other = dense.get(b)!;
      for (const [k, x] of row) sum -= x * (other.get(k) ?? 0);
      if (sum === 0) continue;
      const x = sum / other.get(b)!;
      row.set(b, x);
      left -= x * x;
    }
    if (left < 1e-9) return { contradicts: a };
    row.set(a, Math.sqrt(left));
    dense.set(a, row);
    factor.set(a, [...row]);
  }
  return factor;
}
