import { decide, type Uses } from './decision.ts';
import { planOf, type Material } from './plan.ts';
import type { RuleId } from './rule.ts';
import { judgeRun, newTally } from './tally.ts';

/** A run of the past: its control values, and how many patients were reported on it before the next run. */
export type PastRun = {
  readonly values: readonly (number | null)[];
  readonly patients: number;
  /** What was truly wrong then, a name or a number of SD; null = nothing; left out = nobody knows. */
  readonly error?: string | number | null;
};

export type OtherWays = {
  readonly rules: readonly RuleId[];
  readonly uses?: Uses;
  readonly acrossMaterials: boolean;
  /** The limits to judge by, in the order of the values. */
  readonly limits: readonly Material[];
  /** Every how many-th run is made: 1 = all, 2 = every other, beginning with the first. */
  readonly every: number;
};

export type Episode = {
  error: string | number;
  from: number;
  to: number;
  /** The run (from 1) that first rejected in it; null = missed. */
  detected: number | null;
  /** Patients reported while it lasted and nobody knew. */
  patients: number;
};

export type Rerun = {
  runs: number;
  rejected: number[];
  warned: number[];
  /** Rejected, and nothing was wrong. */
  falseAlarms: number[];
  /** Rejected, and nobody knows whether something was wrong. */
  unsettled: number[];
  episodes: Episode[];
  missed: number;
  patientsAffected: number;
};

/**
 * Past runs judged as they would have been under other rules, limits or fewer runs. A rejected run counts as corrected: the
 * rules begin anew, and what is left of a detected error is passed over, because it would have been mended then.
 */
export function rerun(week: readonly PastRun[], ways: OtherWays): Rerun {
  if (!Number.isInteger(ways.every) || ways.every < 1) throw new RangeError(`every ${ways.every}-th run`);
  const plan = planOf({
    rules: ways.rules,
    acrossMaterials: ways.acrossMaterials,
    materials: ways.limits,
  });
  const episodes = episodesOf(week);
  const result: Rerun = { runs: 0, rejected: [], warned: [], falseAlarms: [], unsettled: [], episodes, missed: 0, patientsAffected: 0 }; // prettier-ignore
  let tally = newTally(plan);
  week.forEach((past, i) => {
    const run = i + 1;
    const episode = episodes.find((e) => e.from <= run && run <= e.to);
    if (episode && episode.detected !== null) return;
    if (i % ways.every === 0) {
      result.runs++;
      const judged = judgeRun(plan, tally, past.values);
      const { decision } = decide(judged.flags, ways.uses);
      tally = decision === 'reject' ? newTally(plan) : judged.tally;
      if (decision === 'warn') result.warned.push(run);
      if (decision === 'reject') {
        result.rejected.push(run);
        if (episode) episode.detected = run;
        else (past.error === undefined ? result.unsettled : result.falseAlarms).push(run);
      }
    }
    if (episode && episode.detected === null) episode.patients += past.patients;
  });
  result.missed = episodes.filter((e) => e.detected === null).length;
  result.patientsAffected = episodes.reduce((sum, e) => sum + e.patients, 0);
  return result;
}

/** Runs in a row with the same error. */
function episodesOf(week: readonly PastRun[]): Episode[] {
  const found: Episode[] = [];
  week.forEach(({ error }, i) => {
    if (error === undefined || error === null || error === 0) return;
    const last = found.at(-1);
    if (last && last.to === i && last.error === error) last.to = i + 1;
    else found.push({ error, from: i + 1, to: i + 1, detected: null, patients: 0 });
  });
  return found;
}
