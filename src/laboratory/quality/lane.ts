import type { RowTest, RowTests } from './plan.ts';

/**
 * What is remembered of points in a row: how many of the last ones lie on one side (of the mean, beyond 1 SD, beyond 2 SD),
 * above as a positive number and below as a negative one. However long the row, it takes no more room.
 */
export type Lane = {
  points: number;
  side: number;
  one: number;
  two: number;
  /** The last three points against 2 SD, two bits each: 1 = above, 2 = below. */
  three: number;
  /** Steps up (positive) or down in a row; two equal points end them. */
  steps: number;
  last: number;
};

export const emptyLane = (): Lane => ({ points: 0, side: 0, one: 0, two: 0, three: 0, steps: 0, last: 0 });

const onward = (count: number, sign: -1 | 0 | 1): number =>
  sign > 0 ? (count > 0 ? count + 1 : 1) : sign < 0 ? (count < 0 ? count - 1 : -1) : 0;

const beyond = (zone: number, least: number): -1 | 0 | 1 => (zone >= least ? 1 : zone <= -least ? -1 : 0);

/** Adds a point to a lane, in place. */
export function addTo(lane: Lane, zone: number, value: number): void {
  const two = beyond(zone, 3);
  lane.side = onward(lane.side, beyond(zone, 1));
  lane.one = onward(lane.one, beyond(zone, 2));
  lane.two = onward(lane.two, two);
  lane.three = ((lane.three << 2) & 0b111111) | (two > 0 ? 1 : two < 0 ? 2 : 0);
  if (lane.points > 0) lane.steps = onward(lane.steps, value > lane.last ? 1 : value < lane.last ? -1 : 0);
  lane.last = value;
  lane.points++;
}

/** Whether among the last three points two lie beyond +2 SD, or two beyond −2 SD. */
export function sideOfThree(three: number): -1 | 0 | 1 {
  const above = (three & 1) + ((three >> 2) & 1) + ((three >> 4) & 1);
  const below = ((three >> 1) & 1) + ((three >> 3) & 1) + ((three >> 5) & 1);
  return above >= 2 ? 1 : below >= 2 ? -1 : 0;
}

/** The rules that the last points of a lane break, as bits. */
export function brokenIn(lane: Lane, { tests, least, three }: RowTests): number {
  const { side, one, two, steps } = lane;
  return (side < 0 ? -side : side) >= least.side ||
    (one < 0 ? -one : one) >= least.one ||
    (two < 0 ? -two : two) >= least.two ||
    (steps < 0 ? -steps : steps) >= least.steps ||
    (three && lane.three !== 0)
    ? testEach(lane, tests)
    : 0;
}

/** The same without looking beforehand whether any can be broken. */
export function testEach(lane: Lane, tests: readonly RowTest[]): number {
  let bits = 0;
  for (let i = 0; i < tests.length; i++) {
    const { bit, pattern } = tests[i]!;
    if (pattern.kind === 'same-side') {
      const count = pattern.beyond === 0 ? lane.side : pattern.beyond === 1 ? lane.one : lane.two;
      if (count >= pattern.of || -count >= pattern.of) bits |= bit;
    } else if (pattern.kind === 'trend') {
      if (lane.steps >= pattern.of - 1 || -lane.steps >= pattern.of - 1) bits |= bit;
    } else if (pattern.kind === 'two-of-three') {
      if (lane.points >= 3 && sideOfThree(lane.three) !== 0) bits |= bit;
    }
  }
  return bits;
}
