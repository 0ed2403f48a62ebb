import { exp, ln, normalQuantile } from '../arithmetic.ts';
import type { Suspension } from './suspension.ts';

/** Particles of one kind at the aperture: how many (10*3/uL), and their volumes (fL), a lognormal law of this mean and CV. */
export type Population = {
  readonly kind: string;
  readonly amount: number;
  readonly mean: number;
  readonly cv: number;
};

/** Volumes of one population, each standing for `each` particles (10*3/uL). */
export type Events = { readonly kind: string; readonly each: number; readonly volumes: readonly number[] };

/** Below it a particle is a platelet to the counter, from it on a red cell; what is larger than the last is nothing it knows. */
export const GATES = { low: 2, divider: 30, high: 250 } as const;

/** What passes the aperture for red cells and platelets. */
export function throughAperture(s: Suspension): Events[] {
  const rdw = s.rdw / 100;
  const whole = 1 - s.fragments;
  const intact = whole > 0 ? (s.mcv * (1 - 0.4 * s.fragments)) / whole : s.mcv;
  const single = s.red * whole * (1 - s.paired - s.lumped);
  return [
    { kind: 'red', amount: single, mean: intact, cv: rdw },
    { kind: 'pair', amount: (s.red * whole * s.paired) / 2, mean: 2 * intact, cv: rdw / Math.SQRT2 },
    { kind: 'lump', amount: (s.red * whole * s.lumped) / 5, mean: 5 * intact, cv: 0.25 },
    { kind: 'fragment', amount: s.red * s.fragments, mean: 0.4 * s.mcv, cv: 0.3 },
    { kind: 'ghost', amount: s.ghosts, mean: 22, cv: 0.4 },
    { kind: 'white', amount: Math.max(0, s.white - 10), mean: 180, cv: 0.2 },
    { kind: 'platelet', amount: s.platelets * (1 - s.giants), mean: s.mpv, cv: 0.45 },
    { kind: 'giant', amount: s.platelets * s.giants, mean: 34, cv: 0.3 },
    { kind: 'clump', amount: s.stuck / 40, mean: 90, cv: 0.9 },
    { kind: 'cryoprotein', amount: 40 * s.cryoprotein, mean: 12, cv: 0.8 },
    { kind: 'organism', amount: s.organisms, mean: 5, cv: 0.4 },
  ]
    .filter((p) => p.amount > 0 && p.mean > 0)
    .map(eventsOf);
}

const MANY: { readonly [kind: string]: number } = {
  red: 1024,
  platelet: 512,
  giant: 256,
  fragment: 256,
  pair: 256,
};

/** The events lie at even steps of the law, not at chance: the cloud gives the shape, the channel's CV the scatter. */
function eventsOf(p: Population): Events {
  const z = evenly(MANY[p.kind] ?? 128);
  const spread = ln(1 + p.cv * p.cv);
  const sigma = Math.sqrt(spread);
  const center = ln(p.mean) - spread / 2;
  return { kind: p.kind, each: p.amount / z.length, volumes: z.map((q) => exp(center + sigma * q)) };
}

const steps = new Map<number, readonly number[]>();
function evenly(n: number): readonly number[] {
  const known = steps.get(n);
  if (known) return known;
  const z = Array.from({ length: n }, (_, k) => normalQuantile((k + 0.5) / n));
  steps.set(n, z);
  return z;
}

/** How many particles lie between two volumes, the mean and the SD of theirs. Amount in 10*3/uL, volumes in fL. */
export function between(
  all: readonly Events[],
  low: number,
  high: number,
): { amount: number; mean: number; sd: number } {
  let [amount, sum, squares] = [0, 0, 0];
  for (const { each, volumes } of all) {
    for (const v of volumes) {
      if (v < low || v >= high) continue;
      amount += each;
      sum += each * v;
      squares += each * v * v;
    }
  }
  const mean = amount > 0 ? sum / amount : 0;
  return { amount, mean, sd: amount > 0 ? Math.sqrt(Math.max(0, squares / amount - mean * mean)) : 0 };
}
