import fc from 'fast-check';
import type { WholePoint } from './reference.ts';

/** A whole number of 10^-places, as the double that its decimal reads as. */
export const written = (n: number, places: number): number => Number(`${n}e-${places}`);

export type Drawn = {
  places: number;
  /** Mean and SD of each material in units of 10^-places. */
  materials: { id: string; mean: number; sd: number }[];
  /** Runs of points in the same unit. */
  runs: (number | null)[][];
};

/**
 * Series on a grid of decimals. Points lie on half SDs and one unit beside them, on the mean, and in long rows on one side, so
 * that every rule is met and missed, often by the least that can be written.
 */
export const anySeries: fc.Arbitrary<Drawn> = fc
  .record({
    places: fc.integer({ min: 0, max: 6 }),
    levels: fc.integer({ min: 1, max: 4 }),
    mean: fc.integer({ min: -20_000, max: 2_000_000 }),
    sd: fc.integer({ min: 1, max: 400 }).map((n) => 2 * n),
    lean: fc.constantFrom(0, 1, -1, 3, -3),
    spread: fc.constantFrom(2, 8),
    drift: fc.constantFrom(0, 0, 0, 1, -1),
  })
  .chain(({ places, levels, mean, sd, lean, spread, drift }) => {
    const materials = Array.from({ length: levels }, (_, i) => ({
      id: `L${i + 1}`,
      mean: mean + 7919 * i,
      sd: sd * (i + 1),
    }));
    const halves = fc.integer({ min: -spread, max: spread });
    const point = fc.oneof(
      { weight: 8, arbitrary: fc.tuple(halves, fc.constantFrom(-1, 0, 1)) },
      { weight: 1, arbitrary: fc.constant(null) },
    );
    const row = fc.array(point, { minLength: levels, maxLength: levels });
    // A drift of a whole SD a run goes up steadily, whatever half SDs are drawn around it.
    const at = (half: number, r: number, sd: number) => ((half + lean + 4 * drift * r) * sd) / 2;
    return fc.array(row, { maxLength: 30, size: 'max' }).map((rows) => ({
      places,
      materials,
      runs: rows.map((points, r) =>
        points.map((p, m) => p && materials[m]!.mean + at(p[0], r, materials[m]!.sd) + p[1]),
      ),
    }));
  });

export const pointsOf = ({ materials, runs }: Drawn): (WholePoint | null)[][] =>
  runs.map((row) => row.map((value, m) => (value === null ? null : { ...materials[m]!, value })));

/** The drawn series as a file would hold it. */
export const materialsOf = ({ places, materials, runs }: Drawn) =>
  materials.map(({ id, mean, sd }, m) => ({
    id,
    mean: written(mean, places),
    sd: written(sd, places),
    values: runs.map((row) => (row[m] === null ? null : written(row[m]!, places))),
  }));
