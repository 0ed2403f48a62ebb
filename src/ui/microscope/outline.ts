// Outlines of cells as SVG paths around the middle (0, 0). Drawing only: nothing here decides anything.

/** A row of numbers from 0 to 1 that belongs to one drawn thing, so that it looks the same each time. */
export function grain(seed: number): () => number {
  let state = (Math.floor(seed * 0xffff_ffff) ^ 0x9e37_79b9) >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b_3c6d) + 0x6d2b_79f5) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 12), 0x297a_2d39);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
  };
}

export type Point = readonly [x: number, y: number];
const round = (x: number) => Math.round(x * 100) / 100;
export const polar = (angle: number, far: number): Point => [far * Math.cos(angle), far * Math.sin(angle)];

/** A smooth closed line through points. */
export function closed(points: readonly Point[]): string {
  const at = (k: number) => points[(k + points.length) % points.length]!;
  const parts = points.map((_, k) => {
    const [a, b, c, d] = [at(k - 1), at(k), at(k + 1), at(k + 2)];
    const one = [b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6].map(round);
    const two = [c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6].map(round);
    return `C${one.join(' ')} ${two.join(' ')} ${round(c[0])} ${round(c[1])}`;
  });
  return `M${round(at(0)[0])} ${round(at(0)[1])}${parts.join('')}Z`;
}

/** A round thing whose edge wavers by this share of its radius. */
export function blob(radius: number, waver: number, next: () => number, corners = 12): string {
  const [p, q, r] = [next() * 6.28, next() * 6.28, next() * 6.28];
  return closed(
    Array.from({ length: corners }, (_, k) => {
      const a = (k / corners) * 2 * Math.PI;
      const w = 0.5 * Math.sin(2 * a + p) + 0.35 * Math.sin(3 * a + q) + 0.25 * Math.sin(5 * a + r);
      return polar(a, radius * (1 + waver * w));
    }),
  );
}

/** Where the lobes of a nucleus lie: along a bent line that keeps within the cell, each just off the last. */
export function lobes(count: number, radius: number, next: () => number): { at: Point; size: number }[] {
  const span = Math.min(5, 1.25 * (count - 1) + 0.5);
  const size = radius * ([0.5, 0.5, 0.37, 0.33, 0.3, 0.26, 0.22][count] ?? 0.2);
  const far = radius * 0.5;
  const set = Array.from({ length: count }, (_, k) => {
    const angle = -span / 2 + (count > 1 ? (k / (count - 1)) * span : 0) + (next() - 0.5) * 0.3;
    return { at: polar(angle, far * (0.85 + 0.25 * next())), size: size * (0.88 + 0.26 * next()) };
  });
  const middle = [0, 1].map((i) => set.reduce((sum, lobe) => sum + lobe.at[i as 0 | 1], 0) / count);
  return set.map(({ at, size: s }) => ({
    at: [at[0] - middle[0]! * 0.6, at[1] - middle[1]! * 0.6],
    size: s,
  }));
}

/** Dots spread over a ring between two radii, no two at one place. */
export function scattered(
  count: number,
  inner: number,
  outer: number,
  next: () => number,
  apart = 0,
): Point[] {
  const set: Point[] = [];
  for (let k = 0; k < count * 4 && set.length < count; k++) {
    const far = Math.sqrt(inner * inner + (outer * outer - inner * inner) * next());
    const dot = polar(next() * 2 * Math.PI, far);
    if (set.every((o) => Math.hypot(o[0] - dot[0], o[1] - dot[1]) >= apart)) set.push(dot);
  }
  return set;
}

/** Red cells of unusual shape, of radius 1. */
export const RED_PATHS = {
  sickle: 'M-1 .28C-.62 -.42 .5 -.52 1 .2C.56 -.06 -.44 .06 -1 .28Z',
  teardrop:
    'M-.62 -.62C-.1 -1 .55 -.72 .72 -.2C.84 .12 1.1 .2 1.5 .3C1.02 .42 .78 .5 .5 .7C.05 1 -.62 .9 -.84 .36C-1 -.02 -.92 -.4 -.62 -.62Z',
  fragment:
    'M-1 -.42C-.86 -.74 -.62 -.62 -.4 -.5C-.1 -.36 .24 -.42 .52 -.62C.78 -.8 1 -.62 .94 -.3C.86 .26 .5 .84 -.06 .84C-.6 .84 -1 .3 -1 -.42Z',
  crenated: closed(
    Array.from({ length: 26 }, (_, k) => polar((k / 26) * 2 * Math.PI, k % 2 === 0 ? 1.03 : 0.86)),
  ),
  /** Hardly round: what no cell is. */
  round: closed(
    Array.from({ length: 10 }, (_, k) => {
      const a = (k / 10) * 2 * Math.PI;
      return polar(a, 1 + 0.028 * Math.sin(2 * a) + 0.02 * Math.sin(3 * a + 1));
    }),
  ),
} as const;
