/** Seeded standard normal numbers: xoshiro128** (Blackman and Vigna 2018) and Marsaglia's polar method. */
export function normals(seed: number): () => number {
  const s = Uint32Array.from([seed, seed ^ 0x9e3779b9, seed ^ 0x243f6a88, 0xb7e15162]);
  const rotate = (x: number, k: number) => (x << k) | (x >>> (32 - k));
  const word = () => {
    const result = Math.imul(rotate(Math.imul(s[1]!, 5), 7), 9) >>> 0;
    const t = s[1]! << 9;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= t;
    s[3] = rotate(s[3]!, 11);
    return result;
  };
  for (let i = 0; i < 20; i++) word();
  const unit = () => ((word() >>> 5) * 67_108_864 + (word() >>> 6)) / 9_007_199_254_740_992;
  let [spare, has] = [0, false];
  return () => {
    if (has) {
      has = false;
      return spare;
    }
    for (;;) {
      const [u, v] = [2 * unit() - 1, 2 * unit() - 1];
      const q = u * u + v * v;
      if (q > 0 && q < 1) {
        const f = Math.sqrt((-2 * Math.log(q)) / q);
        spare = v * f;
        has = true;
        return u * f;
      }
    }
  };
}
