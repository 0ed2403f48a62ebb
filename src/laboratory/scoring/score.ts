import type { ScenarioEntry } from '#content/laboratory/index.ts';
import type { Made, Shift } from '../shift/index.ts';
import { gatesOf, type Gate } from './gates.ts';
import { harmsOf, type Harm } from './harm.ts';
import { leastHarm } from './least.ts';
import { runRobot } from './robots.ts';

export type Score = {
  /** 100 × (naive − you) / (naive − gold), −20 at least; a gate caps it at 59. Null: the seed has nothing that both habits get wrong. */
  score: number | null;
  harm: number;
  naive: number;
  gold: number;
  harms: Harm[];
  gates: Gate[];
};

const sum = (harms: readonly Harm[]): number => harms.reduce((n, h) => n + h.points, 0);

/** What the two habits that nobody should get by with do on this seed, and what can be reached. */
export type Yardstick = { releaseAll: number; holdAll: number; gold: number };

export function yardstick(scenario: ScenarioEntry, seed: string | number, made: Made): Yardstick {
  const played = (robot: 'release-all' | 'hold-all') => runRobot(scenario, seed, robot, made);
  const releaseAll = played('release-all');
  return {
    releaseAll: sum(harmsOf(releaseAll)),
    holdAll: sum(harmsOf(played('hold-all'))),
    gold: leastHarm(releaseAll),
  };
}

/** The score of a finished shift (design section 7). */
export function scoreOf(shift: Shift, { releaseAll, holdAll, gold }: Yardstick): Score {
  const harms = harmsOf(shift);
  const gates = gatesOf(shift);
  const naive = Math.min(releaseAll, holdAll);
  const harm = sum(harms);
  const raw = naive > gold ? (100 * (naive - harm)) / (naive - gold) : null;
  const bounded = raw === null ? null : Math.max(-20, Math.min(100, raw));
  const capped = bounded !== null && gates.length > 0 ? Math.min(59, bounded) : bounded;
  return { score: capped === null ? null : Math.round(capped * 10) / 10, harm, naive, gold, harms, gates };
}
