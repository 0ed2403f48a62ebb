import { exp } from './arithmetic.ts';
import { undergo } from './course.ts';
import { LENGTHENED } from './heparin.ts';
import type { At, Patient, Values } from './patient.ts';
import { possible, spreadOf, type Population } from './population.ts';
import type { Catalog } from '../catalog/index.ts';
import { normal, under, type Stream } from './streams.ts';

/** What somebody has at a moment, by analyte. */
export type Timeline = (at: At) => Values;

/**
 * A life over time (W1): set point × deviation × what happened. The deviation of an analyte's logarithm is an AR(1) process on a
 * grid of quarter half-lives, correlated with its neighbors' as `within` says. What a moment holds depends on patient,
 * analyte and moment alone, in whatever order moments are asked for.
 */
export function timelineOf(
  patient: Patient,
  catalog: Catalog,
  population: Population,
  stream: Stream,
): Timeline {
  const own = under(stream, 'patient', patient.id, 'within');
  const walks = new Map<string, { walk: Walk; spread: number }>();
  for (const analyte in population.healthy) {
    const healthy = population.healthy[analyte]!;
    const cv = healthy.within ?? catalog.analytes.get(analyte)?.within ?? 8;
    walks.set(analyte, { walk: walkOf(under(own, analyte), healthy.halfLife), spread: spreadOf(cv) });
  }
  return (at) => {
    const apart: { [analyte: string]: number } = {};
    const now: { [analyte: string]: number } = {};
    for (const [analyte, { walk, spread }] of walks) {
      apart[analyte] = walk(at);
      const together = population.within
        .get(analyte)!
        .reduce((sum, [other, weight]) => sum + weight * apart[other]!, 0);
      now[analyte] = (patient.usual[analyte] ?? 0) * exp(spread * together);
    }
    // Heparin of a treatment is what the patient's blood has: no error of the tube.
    for (const id in LENGTHENED)
      if (now[id] !== undefined) now[id] *= LENGTHENED[id]!(patient.substances.heparin);
    return possible(undergo(now, patient.course, at));
  };
}

export const trueValues = (
  patient: Patient,
  at: At,
  catalog: Catalog,
  population: Population,
  stream: Stream,
): Values => timelineOf(patient, catalog, population, stream)(at);

type Walk = (at: At) => number;

/** What is kept of a deviation over n quarters of a half-life. */
const kept = (quarters: number): number => exp(-0.17328679513998632 * quarters);

/** Sixteen half-lives: what is left of a deviation after that is less than 1 in 65,000. */
const SPAN = 64;
const OFFSET = 2 ** 40;

/**
 * A stationary AR(1) process (mean 0, SD 1) that can be asked anywhere at once: the ends of a span are drawn, and each point
 * between two known ones from the normal law that a Markov process has between them. Numbers are those of the grid point.
 */
function walkOf(stream: Stream, halfLife: number): Walk {
  const quarter = halfLife * 900;
  const known = new Map<number, number>();
  const own = (n: number) => normal(stream, n + OFFSET);
  const at = (n: number): number => {
    const found = known.get(n);
    if (found !== undefined) return found;
    let low = Math.floor(n / SPAN) * SPAN;
    let high = low + SPAN;
    let [left, right] = [own(low), own(high)];
    let value = left;
    while (n !== low) {
      const middle = (low + high) / 2;
      const phi = BRIDGE[middle - low]!;
      value = phi.weight * (left + right) + phi.sd * own(middle);
      if (middle === n) break;
      if (n < middle) [high, right] = [middle, value];
      else [low, left] = [middle, value];
    }
    known.set(n, value);
    return value;
  };
  return (moment) => at(Math.floor(moment / quarter));
}

/** Halfway between two points that lie 2d apart: the weight of each, and the SD around it. */
const BRIDGE: { readonly [d: number]: { readonly weight: number; readonly sd: number } } = Object.fromEntries(
  [32, 16, 8, 4, 2, 1].map((d) => {
    const [one, two] = [kept(d), kept(2 * d)];
    return [d, { weight: one / (1 + two), sd: Math.sqrt((1 - two) / (1 + two)) }];
  }),
);
