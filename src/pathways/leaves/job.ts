import type { LeafOf } from '#content/index.ts';
import type { Day } from '#kernel/dates.ts';
import { SETTINGS, WORK, type Discipline } from '#kernel/words.ts';
import { bitsOf, type FJob } from '../entries.ts';
import { MET, UNKNOWN, UNMET, least, type V } from '../verdict.ts';

// One job: does it count towards the work that a rule asks for, and on which days was it surely and possibly held?

export type Need = LeafOf<'experience'>['experience'];

export const ALL_BITS = -1;

/** The departments that a rule names, as bits; where it names none, all. */
export const wantedBy = (need: Need): number =>
  need.disciplines ? bitsOf(need.disciplines as Discipline[]) : ALL_BITS;

type Setting = (typeof SETTINGS)[number];
const settingBits = (settings: readonly Setting[]) =>
  settings.reduce((bits, s) => bits | (1 << SETTINGS.indexOf(s)), 0);
const CLINICAL = settingBits([
  'hospital',
  'reference-laboratory',
  'clinic',
  'physician-office',
  'public-health',
  'blood-bank',
  'military',
]);
const OTHER_SETTING = settingBits(['other']);

/** What people in these jobs plainly do; other disciplines in such a job are a question for the body. */
const PLAIN_WORK: { [work: string]: number } = {
  phlebotomist: bitsOf(['phlebotomy', 'donor-phlebotomy']),
  'laboratory-assistant': bitsOf(['phlebotomy', 'point-of-care']),
  histotechnician: bitsOf(['histology']),
  histotechnologist: bitsOf(['histology']),
  cytologist: bitsOf(['cytology']),
  other: 0,
};

/** The same by the work's place; -1 for work that touches every department. */
const PLAIN = WORK.map((as) => PLAIN_WORK[as] ?? -1);

/** Whether a job counts, whenever it was held. */
export function fitFor(need: Need): (job: FJob) => V {
  const wanted = wantedBy(need);
  const roles = need.as ? need.as.reduce((bits, as) => bits | (1 << WORK.indexOf(as)), 0) : 0;
  const settings =
    need.settings === 'any' ? ALL_BITS : need.settings === 'clinical' ? CLINICAL : settingBits(need.settings);
  const placed = roles !== 0 || Array.isArray(need.settings);
  const barred = need.notIn?.slice(3).toUpperCase();
  return (job) => {
    const fits = least(workFits(job, roles, wanted, placed), settingFits(job, settings));
    if (fits === UNMET) return UNMET;
    return least(fits, least(complexityFits(job, need.complexity), elsewhere(job, barred)));
  };
}

function workFits(job: FJob, roles: number, wanted: number, placed: boolean): V {
  if (roles) {
    if (job.as < 0) return UNKNOWN;
    if (!(roles & (1 << job.as))) return UNMET;
  }
  if (wanted === ALL_BITS) return placed ? MET : general(job);
  if (job.disciplines === null) return UNKNOWN;
  const touches = job.disciplines & wanted;
  if (!touches) return UNMET;
  if (roles) return MET;
  if (job.as < 0) return UNKNOWN;
  return touches & PLAIN[job.as]! ? MET : UNKNOWN;
}

/**
 * A rule that names neither departments nor roles nor places of its own still means laboratory work; whether
 * collecting specimens counts is a question.
 */
const general = (job: FJob): V => (job.as >= 0 && PLAIN[job.as] === -1 ? MET : UNKNOWN);

function settingFits(job: FJob, settings: number): V {
  if (settings === ALL_BITS) return MET;
  if (job.setting === 0 || job.setting === OTHER_SETTING) return UNKNOWN;
  return job.setting & settings ? MET : UNMET;
}

function complexityFits(job: FJob, complexity: Need['complexity']): V {
  if (!complexity) return MET;
  if (job.complexity === null) return UNKNOWN;
  return job.complexity === 'high' || (complexity === 'nonwaived' && job.complexity === 'moderate')
    ? MET
    : UNMET;
}

/** Done outside the state whose work the rule leaves out? */
function elsewhere(job: FJob, barred: string | undefined): V {
  if (!barred) return MET;
  if (job.state === null) return UNKNOWN;
  return job.state.toUpperCase() === barred ? UNMET : MET;
}

export const OLDEST: Day = -40_000; // 1860: a job whose beginning was not told can have begun no earlier
const NEVER: Day = 4_000_000;

// A job's days, from the first that counts to the day of application: `from` and, no longer in it, `until`. Where
// `until` is not after `from` there are none.

export const sureFrom = (job: FJob, first: Day): Day =>
  job.from === null ? NEVER : Math.max(job.from.latest, first);

export const sureUntil = (job: FJob, on: Day): Day =>
  job.to === null ? OLDEST : job.to === 'ongoing' ? on + 1 : Math.min(job.to.earliest, on) + 1;

export const possibleFrom = (job: FJob, first: Day): Day =>
  job.from === null ? first : Math.max(job.from.earliest, first);

export const possibleUntil = (job: FJob, on: Day): Day =>
  job.to === null || job.to === 'ongoing' ? on + 1 : Math.min(job.to.latest, on) + 1;
