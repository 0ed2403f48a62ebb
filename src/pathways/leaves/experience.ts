import type { LeafOf } from '#content/condition.ts';
import { addMonths, type Day } from '#kernel/dates.ts';
import type { Discipline } from '#kernel/words.ts';
import { bitsOf, namesOf, type FJob, type Facts } from '../facts.ts';
import type { Note } from '../note.ts';
import { MET, UNKNOWN, UNMET, between, least, type V } from '../verdict.ts';
import { fullTimeMonths, totalHours, type Stretch } from './fulltime.ts';
import type { LeafTest } from './leaf.ts';

type Need = LeafOf<'experience'>['experience'];

/** Hours a week that count as full time where a rule names none (ASCP says 35; sources s102, s125, likely). */
export const FULL_TIME_HOURS = 35;

const CLINICAL = new Set([
  'hospital',
  'reference-laboratory',
  'clinic',
  'physician-office',
  'public-health',
  'blood-bank',
  'military',
]);

/** What people in these jobs plainly do; other disciplines in such a job are a question for the body. */
const PLAIN: { [work: string]: number } = {
  phlebotomist: bitsOf(['phlebotomy', 'donor-phlebotomy']),
  'laboratory-assistant': bitsOf(['phlebotomy', 'point-of-care']),
  histotechnician: bitsOf(['histology']),
  histotechnologist: bitsOf(['histology']),
  cytologist: bitsOf(['cytology']),
  other: 0,
};

const ALL_BITS = -1;

/** Work experience: how long, in which departments, where, how recent. Two sums: what surely and what possibly counts. */
export function experienceTest(need: Need): LeafTest {
  const wanted = need.disciplines ? bitsOf(need.disciplines as Discipline[]) : ALL_BITS;
  const cover = need.disciplines ? (need.cover === 'all' ? need.disciplines.length : need.cover) : 0;
  const full = need.fullTimeHours ?? FULL_TIME_HOURS;
  const roles = need.as ? new Set<string>(need.as) : null;
  const perUnit = need.hours !== undefined ? 1 : full;
  const unsaid = need.hours !== undefined ? 168 : full; // the most that hours not told could come to
  const placed = roles !== null || Array.isArray(need.settings);
  const enough = (worked: readonly Stretch[]) =>
    need.hours !== undefined
      ? totalHours(worked) >= need.hours - 1e-9
      : need.months !== undefined
        ? fullTimeMonths(worked) >= need.months - 1e-9
        : worked.length > 0; // a rule that names no length still asks for a job that fits
  const covers = (bits: number) => bitCount(bits & wanted) >= cover;

  return (facts, at, log) => {
    const { told, jobs } = facts.experience;
    const first = need.within ? addMonths(at.on, -Math.round(need.within.years * 12)) : OLDEST;
    const firstDisputed = need.within?.disputedTo
      ? addMonths(at.on, -Math.round(need.within.disputedTo * 12))
      : first;
    const gate = need.whileHolding ? firstHeld(facts, need.whileHolding) : ALWAYS_HELD;
    const sure: Stretch[] = [];
    const maybe: Stretch[] = [];
    let [sureCover, maybeCover] = [0, 0];
    for (const job of jobs) {
      const fits = least(
        least(workFits(job, roles, wanted, placed), settingFits(job, need.settings)),
        complexityFits(job, need.complexity),
      );
      if (fits === UNMET) continue;
      if (log) log.used |= job.bit;
      const possible = possibleDays(
        job,
        at.on,
        Math.max(firstDisputed, gate.possible),
        (job.hoursPerWeek ?? unsaid) / perUnit,
      );
      const certain = fits === MET ? certainDays(job, at.on, Math.max(first, gate.certain), perUnit) : null;
      if (possible) {
        maybe.push(possible);
        maybeCover |= job.disciplines ?? wanted;
      }
      if (certain) {
        sure.push(certain);
        sureCover |= job.disciplines ?? 0;
      }
      if (log?.note) noteJob(job, fits, certain, possible, log.note, need);
    }
    const surely = covers(sureCover) && enough(sure);
    const verdict = between(surely, surely || !told || (covers(maybeCover) && enough(maybe)));
    if (log?.note)
      sayExperience(log.note, verdict, facts, need, found(sure, need, sureCover & wanted, wanted));
    return verdict;
  };
}

function workFits(job: FJob, roles: Set<string> | null, wanted: number, placed: boolean): V {
  if (roles) {
    if (job.as === null) return UNKNOWN;
    if (!roles.has(job.as)) return UNMET;
  }
  if (wanted === ALL_BITS) return placed ? MET : general(job);
  if (job.disciplines === null) return UNKNOWN;
  const touches = job.disciplines & wanted;
  if (!touches) return UNMET;
  if (roles) return MET;
  if (job.as === null) return UNKNOWN;
  const plain = PLAIN[job.as];
  return plain === undefined || touches & plain ? MET : UNKNOWN;
}

/**
 * A rule that names neither departments nor roles nor places of its own still means laboratory work; whether
 * collecting specimens counts is a question.
 */
const general = (job: FJob): V => (job.as !== null && PLAIN[job.as] === undefined ? MET : UNKNOWN);

function settingFits(job: FJob, settings: Need['settings']): V {
  if (settings === 'any') return MET;
  if (job.setting === null || job.setting === 'other') return UNKNOWN;
  return (settings === 'clinical' ? CLINICAL.has(job.setting) : settings.includes(job.setting as never))
    ? MET
    : UNMET;
}

function complexityFits(job: FJob, complexity: Need['complexity']): V {
  if (!complexity) return MET;
  if (job.complexity === null) return UNKNOWN;
  return job.complexity === 'high' || (complexity === 'nonwaived' && job.complexity === 'moderate')
    ? MET
    : UNMET;
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
  if (job.hoursPerWeek === null) asks.push('hoursPerWeek');
  if (vague(job.from)) asks.push('from');
  if (vague(job.to)) asks.push('to');
  note.ask.push(...asks.map((key) => `${job.path}.${key}`));
  if (fits === UNKNOWN && asks.length === 0) note.ask.push(`ask:${job.path}`);
  else if (fits === MET && asks.length === 0 && (certain === null || possible.from < certain.from))
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
