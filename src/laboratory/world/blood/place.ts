import { exp } from '../arithmetic.ts';
import { uniform, type Stream } from '../streams.ts';

export type Spot = { readonly x: number; readonly y: number };
export const tenth = (x: number): number => Math.round(x * 10) / 10;
export function distance(a: Spot, b: Spot): number {
  const [dx, dy] = [a.x - b.x, a.y - b.y];
  return Math.sqrt(dx * dx + dy * dy);
}

/** A place in a round field, `margin` from its edge; found by trying in the square around it. */
export function inField(across: number, margin: number, chance: Stream, k: number): Spot {
  const half = across / 2;
  // Far from the numbers that the caller takes from the same stream.
  const first = 1_000_000 + 64 * k;
  for (let tries = 0; tries < 60; tries += 2) {
    const spot = {
      x: tenth(uniform(chance, first + tries) * across),
      y: tenth(uniform(chance, first + tries + 1) * across),
    };
    if (distance(spot, { x: half, y: half }) < half - margin) return spot;
  }
  return { x: half, y: half };
}

/** A place at a distance, in one of 32 directions. */
export function near(spot: Spot, far: number, chance: Stream, k: number): Spot {
  const [dx, dy] = DIRECTIONS[Math.floor(uniform(chance, k) * DIRECTIONS.length)]!;
  return { x: tenth(spot.x + far * dx), y: tenth(spot.y + far * dy) };
}

/** Unit vectors around the circle, by turning one a thirty-second of it: no sine needed. */
const DIRECTIONS: readonly (readonly [number, number])[] = (() => {
  const [c, s] = [0.9807852804032304, 0.19509032201612825];
  const all: [number, number][] = [[1, 0]];
  for (let k = 1; k < 32; k++) {
    const [x, y] = all[k - 1]!;
    all.push([c * x - s * y, s * x + c * y]);
  }
  return all;
})();

/** How many, where `mean` are expected: the Poisson law at the point u of it. */
export function poisson(mean: number, u: number): number {
  if (mean <= 0) return 0;
  let term = exp(-Math.min(mean, 600));
  let sum = term;
  let k = 0;
  while (sum < u && k < 2000) {
    k++;
    term *= mean / k;
    sum += term;
  }
  return k;
}
