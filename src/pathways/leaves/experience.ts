import type { LeafOf } from '#content/index.ts';
import { addMonths, type Day } from '#kernel/dates.ts';
import { SETTINGS, WORK, type Discipline } from '#kernel/words.ts';
import { bitsOf, namesOf, type FJob, type Facts } from '../facts.ts';
import type { Note } from '../note.ts';
import { MET, UNKNOWN, UNMET, between, least, type V } from '../verdict.ts';
import { fullTimeMonths, totalHours, type Stretch } from './fulltime.ts';
import type { LeafTest } from './leaf.ts';

type Need = LeafOf<'experience'>['experience'];

/** Hours a week that count as full time where a rule names none (ASCP says 35; sources s102, s125, likely). */
export const FULL_TIME_HOURS = 35;

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

const ALL_BITS = -1;

/** Work experience: how long, in which departments, where, how recent. Two sums: what surely and what possibly counts. */
export function experienceTest(need: Need): LeafTest {
  const wanted = need.disciplines ? bitsOf(need.disciplines as Discipline[]) : ALL_BITS;
  const coverAtLeast = need.disciplines ? (need.cover === 'all' ? need.disciplines.length : need.cover) : 0;
  const full = need.fullTimeHours ?? FULL_TIME_HOURS;
  const roles = need.as ? need.as.reduce((bits, as) => bits | (1 << WORK.indexOf(as)), 0) : 0;
  const settings =
    need.settings === 'any' ? ALL_BITS : need.settings === 'clinical' ? CLINICAL : settingBits(need.settings);
  const perUnit = need.hours !== undefined ? 1 : full;
  const unsaid = need.hours !== undefined ? 168 : full; // the most that hours not told could come to
  const barred = need.notIn?.slice(3).toUpperCase();
  const placed = roles !== 0 || Array.isArray(need.settings);
  const enough = (worked: readonly Stretch[]) =>
    need.hours !== undefined
      ? totalHours(worked) >= need.hours - 1e-9
      : need.months !== undefined
        ? fullTimeMonths(worked) >= need.months - 1e-9
        : worked.length > 0; // a rule that names no length still asks for a job that fits
  const covers = (bits: number) => bitCount(bits & wanted) >= coverAtLeast;
  const limits = readyLimits(need.within);
  const fit = (job: FJob): V =>
    least(
      least(workFits(job, roles, wanted, placed), settingFits(job, settings)),
      least(complexityFits(job, need.complexity), elsewhere(job, barred)),
    );
  const couldBe = (job: FJob, on: Day, first: Day) =>
    possibleDays(job, on, first, (job.hoursPerWeek ?? unsaid) / perUnit);
  /** Enough work, if everything that is open turns out well? */
  const possibly = (jobs: readonly FJob[], on: Day, first: Day): boolean => {
    const maybe: Stretch[] = [];
    let touched = 0;
    for (const job of jobs) {
      const days = fit(job) === UNMET ? null : couldBe(job, on, first);
      if (!days) continue;
      maybe.push(days);
      touched |= job.disciplines ?? wanted;
    }
    return covers(touched) && enough(maybe);
  };

  return (facts, at, log) => {
    const { told, jobs } = facts.experience;
    const { first, firstDisputed } = limits(at.on);
    const gate = need.whileHolding ? firstHeld(facts, need.whileHolding) : ALWAYS_HELD;
    const [surelyFrom, possiblyFrom] = [
      Math.max(first, gate.certain),
      Math.max(firstDisputed, gate.possible),
    ];
    const sure: Stretch[] = [];
    let touched = 0;
    let open = false; // could some job count for more than it surely does?
    for (let i = 0; i < jobs.length; i++) {
      const job = jobs[i]!;
      const fits = fit(job);
      if (fits === UNMET) continue;
      if (log) log.used |= job.bit;
      const certain = fits === MET ? certainDays(job, at.on, surelyFrom, perUnit) : null;
      if (certain) {
        sure.push(certain);
        touched |= job.disciplines ?? 0;
      }
      if (open && !log?.note) continue;
      const possible = couldBe(job, at.on, possiblyFrom);
      open ||=
        certain === null
          ? possible !== null
          : certain.from !== possible!.from || certain.until !== possible!.until;
      if (log?.note) noteJob(job, fits, certain, possible, log.note, need);
    }
    const surely = covers(touched) && enough(sure);
    const verdict = between(surely, surely || !told || (open && possibly(jobs, at.on, possiblyFrom)));
    if (log?.note) sayExperience(log.note, verdict, facts, need, found(sure, need, touched & wanted, wanted));
    return verdict;
  };
}

function workFits(job: FJob, roles: number, wanted: number, placed: boolean): V {
  if (roles) {
    if (job.asIndex < 0) return UNKNOWN;
    if (!(roles & (1 << job.asIndex))) return UNMET;
  }
  if (wanted === ALL_BITS) return placed ? MET : general(job);
  if (job.disciplines === null) return UNKNOWN;
  const touches = job.disciplines & wanted;
  if (!touches) return UNMET;
  if (roles) return MET;
  if (job.asIndex < 0) return UNKNOWN;
  return touches & PLAIN[job.asIndex]! ? MET : UNKNOWN;
}

/**
 * A rule that names neither departments nor roles nor places of its own still means laboratory work; whether
 * collecting specimens counts is a question.
 */
const general = (job: FJob): V => (job.asIndex >= 0 && PLAIN[job.asIndex] === -1 ? MET : UNKNOWN);

function settingFits(job: FJob, settings: number): V {
  if (settings === ALL_BITS) return MET;
  if (job.settingBit === 0 || job.settingBit === OTHER_SETTING) return UNKNOWN;
  return job.settingBit & settings ? MET : UNMET;
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

/** The days surely worked by the day of application and after `first`; `share` is of full time, or hours a week. */
function certainDays(job: FJob, on: Day, first: Day, perUnit: number): Stretch | null {
  if (job.from === null || job.to === null || job.hoursPerWeek === null) return null;
  const from = Math.max(job.from.latest, first);
  const until = (job.to === 'ongoing' ? on : Math.min(job.to.earliest, on)) + 1;
  return from < until ? { from, until, share: job.hoursPerWeek / perUnit } : null;
}

/** The days that could have been worked. */
function possibleDays(job: FJob, on: Day, first: Day, share: number): Stretch | null {
  const from = Math.max(job.from === null ? OLDEST : job.from.earliest, first);
  const until = (job.to === null || job.to === 'ongoing' ? on : Math.min(job.to.latest, on)) + 1;
  return from < until ? { from, until, share } : null;
}

const OLDEST: Day = -40_000; // 1860: a job whose beginning was not told can have begun no earlier
const ALWAYS_HELD = { certain: OLDEST, possible: OLDEST };

/** The first days that count, worked out once for each day of application. */
function readyLimits(within: Need['within']): (on: Day) => { first: Day; firstDisputed: Day } {
  let last = NaN;
  let limits = { first: OLDEST, firstDisputed: OLDEST };
  if (!within) return () => limits;
  const back = (on: Day, years: number) => addMonths(on, -Math.round(years * 12));
  return (on) => {
    if (on === last) return limits;
    last = on;
    limits = { first: back(on, within.years), firstDisputed: back(on, within.disputedTo ?? within.years) };
    return limits;
  };
}

/** Since when one of the credentials or licenses was surely, and could have been, held. */
function firstHeld(facts: Facts, ids: readonly string[]): { certain: Day; possible: Day } {
  let certain = Infinity;
  let possible = facts.credentials.told && facts.licenses.told ? Infinity : OLDEST;
  for (const held of [...facts.credentials.held, ...facts.licenses.held]) {
    if (!ids.includes(held.id)) continue;
    certain = Math.min(certain, held.issued?.latest ?? Infinity);
    possible = Math.min(possible, held.issued?.earliest ?? OLDEST);
  }
  return { certain, possible };
}

function bitCount(bits: number): number {
  let n = 0;
  for (let b = bits >>> 0; b; b &= b - 1) n++;
  return n;
}

/** The job among the facts, and what is open about it among the questions. */
function noteJob(
  job: FJob,
  fits: V,
  certain: Stretch | null,
  possible: Stretch | null,
  note: Note,
  need: Need,
): void {
  note.facts.push({ path: job.path, text: `work as ${(job.as ?? 'a job not named').replaceAll('-', ' ')}` });
  if (!possible) return;
  const vague = (span: FJob['from'] | 'ongoing') =>
    span === null || (span !== 'ongoing' && span.earliest !== span.latest);
  const asks: string[] = [];
  if (job.as === null) asks.push('as');
  if (job.disciplines === null && need.disciplines) asks.push('disciplines');
  if (job.setting === null && need.settings !== 'any') asks.push('setting');
  if (job.complexity === null && need.complexity) asks.push('complexity');
  if (job.state === null && need.notIn) asks.push('state');
  if (job.hoursPerWeek === null) asks.push('hoursPerWeek');
  if (vague(job.from)) asks.push('from');
  if (vague(job.to)) asks.push('to');
  note.ask.push(...asks.map((key) => `${job.path}.${key}`));
  if (fits === UNKNOWN && asks.length === 0) note.ask.push(`ask:${job.path}`);
  else if (
    need.within?.disputedTo &&
    fits === MET &&
    asks.length === 0 &&
    (certain === null || possible.from < certain.from)
  )
    note.ask.push('ask:how far back it may lie');
}

/** What was found, and what to ask where the verdict is open. */
function sayExperience(note: Note, verdict: V, facts: Facts, need: Need, sum: string): void {
  const { told, jobs } = facts.experience;
  note.found = told || jobs.length > 0 ? sum : '';
  if (verdict !== UNKNOWN) note.ask.length = 0;
  else if (!told) note.ask.unshift('experience');
  if (verdict !== UNKNOWN || !need.whileHolding) return;
  for (const list of ['credentials', 'licenses'] as const) {
    if (!facts[list].told) note.ask.push(list);
    for (const h of facts[list].held)
      if (need.whileHolding.includes(h.id) && (!h.issued || h.issued.earliest !== h.issued.latest))
        note.ask.push(`${h.path}.issued`);
  }
}

function found(sure: readonly Stretch[], need: Need, covered: number, wanted: number): string {
  const amount =
    need.hours !== undefined
      ? `${Math.round(totalHours(sure))} of ${need.hours} hours`
      : `${Math.round(fullTimeMonths(sure) * 10) / 10} of ${need.months ?? 0} months`;
  const missing = wanted === ALL_BITS ? [] : namesOf(wanted & ~covered);
  return missing.length > 0 && need.cover === 'all'
    ? `${amount}; not in ${missing.join(', ').replaceAll('-', ' ')}`
    : amount;
}
