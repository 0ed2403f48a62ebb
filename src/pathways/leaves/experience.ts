import type { LeafOf } from '#content/condition.ts';
import { addMonths, type Day } from '#kernel/dates.ts';
import type { Discipline } from '#kernel/words.ts';
import { bitsOf, namesOf, type FHolding, type FJob, type Facts } from '../facts.ts';
import { MET, UNKNOWN, UNMET, between, least, type V } from '../verdict.ts';
import { fullTimeMonths, totalHours, type Stretch } from './fulltime.ts';
import type { LeafTest } from './leaf.ts';

type Need = LeafOf<'experience'>['experience'];

/** Hours a week that count as full time where a rule names none (ASCP says 35; sources s102, s125, likely). */
export const FULL_TIME_HOURS = 35;

const CLINICAL = new Set(['hospital', 'reference-laboratory', 'clinic', 'physician-office', 'public-health', 'blood-bank', 'military']);

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
  const enough = (sure: Stretch[]) =>
    need.hours !== undefined
      ? totalHours(sure) >= need.hours - 1e-9
      : need.months !== undefined
        ? fullTimeMonths(sure) >= need.months - 1e-9
        : sure.length > 0; // a rule that names no length still asks for a job that fits

  return (facts, at, note) => {
    const first = need.within ? addMonths(at.on, -Math.round(need.within.years * 12)) : -Infinity;
    const firstDisputed = need.within ? addMonths(at.on, -Math.round((need.within.disputedTo ?? need.within.years) * 12)) : -Infinity;
    const sure: Stretch[] = [];
    const maybe: Stretch[] = [];
    let sureCover = 0;
    let maybeCover = facts.experience.told ? 0 : wanted;
    for (const job of facts.experience.jobs) {
      const fits = least(least(workFits(job, roles, wanted), settingFits(job, need.settings)), complexityFits(job, need.complexity));
      if (fits === UNMET) continue;
      const days = daysOf(job, at.on, need, facts);
      const unit = need.hours !== undefined ? 1 : full;
      const hours = job.hoursPerWeek;
      const possible = clip(days.possible, firstDisputed, (hours ?? (need.hours !== undefined ? 168 : full)) / unit);
      if (possible) {
        maybe.push(possible);
        maybeCover |= job.disciplines ?? wanted;
      }
      const certain = fits === MET && hours !== null ? clip(days.certain, first, hours / unit) : null;
      if (certain) {
        sure.push(certain);
        sureCover |= job.disciplines ?? 0;
      }
      if (note) noteJob(job, fits, certain, possible, note.facts, note.ask, need);
    }
    const surely = bitCount(sureCover & wanted) >= cover && enough(sure);
    const possibly = !facts.experience.told || (bitCount(maybeCover & wanted) >= cover && enough(maybe));
    const verdict = between(surely, possibly);
    if (note) {
      note.found = facts.experience.told || facts.experience.jobs.length > 0 ? found(sure, need, sureCover & wanted, wanted) : '';
      if (verdict !== UNKNOWN) note.ask.length = 0;
      else if (!facts.experience.told) note.ask.unshift('experience');
      else if (note.ask.length === 0) note.ask.push('ask:experience');
    }
    return verdict;
  };
}

function workFits(job: FJob, roles: Set<string> | null, wanted: number): V {
  if (roles) {
    if (job.as === null) return UNKNOWN;
    if (!roles.has(job.as)) return UNMET;
  }
  if (wanted === ALL_BITS) return general(job, roles !== null);
  if (job.disciplines === null) return UNKNOWN;
  const touches = job.disciplines & wanted;
  if (!touches) return UNMET;
  if (roles) return MET;
  if (job.as === null) return UNKNOWN;
  const plain = PLAIN[job.as];
  return plain === undefined || touches & plain ? MET : UNKNOWN;
}

/** A rule that names no department still means laboratory work; whether collecting specimens counts is a question. */
const general = (job: FJob, roleNamed: boolean): V => (roleNamed || job.as === null || PLAIN[job.as] === undefined ? MET : UNKNOWN);

function settingFits(job: FJob, settings: Need['settings']): V {
  if (settings === 'any') return MET;
  if (job.setting === null || job.setting === 'other') return UNKNOWN;
  return (settings === 'clinical' ? CLINICAL.has(job.setting) : settings.includes(job.setting as never)) ? MET : UNMET;
}

function complexityFits(job: FJob, complexity: Need['complexity']): V {
  if (!complexity) return MET;
  if (job.complexity === null) return UNKNOWN;
  return job.complexity === 'high' || (complexity === 'nonwaived' && job.complexity === 'moderate') ? MET : UNMET;
}

type Days = { from: Day; until: Day } | null;

/** The days surely and possibly worked by the day of application; after a license or credential, where asked for. */
function daysOf(job: FJob, on: Day, need: Need, facts: Facts): { certain: Days; possible: Days } {
  const end = job.to === 'ongoing' ? { earliest: on, latest: on } : (job.to ?? { earliest: -Infinity, latest: on });
  const begin = job.from ?? { earliest: -Infinity, latest: Infinity };
  const gate = need.whileHolding ? firstHeld(facts, need.whileHolding) : null;
  const certainFrom = Math.max(begin.latest, gate ? gate.certain : -Infinity);
  const possibleFrom = Math.max(begin.earliest, gate ? gate.possible : -Infinity);
  return {
    certain: span(certainFrom, Math.min(end.earliest, on) + 1),
    possible: span(possibleFrom, Math.min(end.latest, on) + 1),
  };
}

const span = (from: Day, until: Day): Days => (from < until ? { from, until } : null);

function firstHeld(facts: Facts, ids: readonly string[]): { certain: Day; possible: Day } {
  const told = facts.credentials.told && facts.licenses.told;
  const held = [...facts.credentials.held, ...facts.licenses.held].filter((h: FHolding) => ids.includes(h.id));
  const certain = Math.min(Infinity, ...held.map((h) => h.issued?.latest ?? Infinity));
  const possible = told ? Math.min(Infinity, ...held.map((h) => h.issued?.earliest ?? -Infinity)) : -Infinity;
  return { certain, possible };
}

const OLDEST: Day = -40_000; // 1860: a job whose beginning was not told can have begun no earlier

function clip(days: Days, first: Day, share: number): Stretch | null {
  if (!days) return null;
  const from = Math.max(days.from, first, OLDEST);
  return from < days.until ? { from, until: days.until, share } : null;
}

function bitCount(bits: number): number {
  let n = 0;
  for (let b = bits >>> 0; b; b &= b - 1) n++;
  return n;
}

function noteJob(job: FJob, fits: V, certain: Stretch | null, possible: Stretch | null, facts: { path: string; text: string }[], ask: string[], need: Need): void {
  facts.push({ path: job.path, text: `work as ${(job.as ?? 'a job not named').replaceAll('-', ' ')}` });
  if (certain || !possible) return;
  if (job.as === null) ask.push(`${job.path}.as`);
  if (need.disciplines && job.disciplines === null) ask.push(`${job.path}.disciplines`);
  if (job.setting === null && need.settings !== 'any') ask.push(`${job.path}.setting`);
  if (need.complexity && job.complexity === null) ask.push(`${job.path}.complexity`);
  if (job.hoursPerWeek === null) ask.push(`${job.path}.hoursPerWeek`);
  if (job.from === null) ask.push(`${job.path}.from`);
  if (job.to === null) ask.push(`${job.path}.to`);
  if (fits === UNKNOWN && ask.length === 0) ask.push(`ask:${job.path}`);
}

function found(sure: readonly Stretch[], need: Need, covered: number, wanted: number): string {
  const amount = need.hours !== undefined ? `${Math.round(totalHours(sure))} of ${need.hours} hours` : `${Math.round(fullTimeMonths(sure) * 10) / 10} of ${need.months ?? 0} months`;
  const missing = wanted === ALL_BITS ? [] : namesOf(wanted & ~covered);
  return missing.length > 0 && need.cover === 'all' ? `${amount}; not in ${missing.join(', ').replaceAll('-', ' ')}` : amount;
}
