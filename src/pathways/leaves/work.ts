import { addMonths, type Day } from '#kernel/dates.ts';
import type { FJob } from '../entries.ts';
import { listed, type Facts } from '../facts.ts';
import { MET, UNMET, type V } from '../verdict.ts';
import { Stretches } from './fulltime.ts';
import {
  OLDEST,
  fitFor,
  possibleFrom,
  possibleUntil,
  sureFrom,
  sureUntil,
  wantedBy,
  type Need,
} from './job.ts';

/** Hours a week that count as full time where a rule names none (ASCP says 35; sources s102, s125, likely). */
const FULL_TIME_HOURS = 35;
/** The most that hours a week not told could come to. */
const EVERY_HOUR = 168;

/** Work added up: the departments it touched, as bits, and how much it comes to, worked out when first asked for. */
export class Sum {
  touched = 0;
  readonly stretches = new Stretches();
  #amount = NaN;
  readonly #need: Need;

  constructor(need: Need) {
    this.#need = need;
  }

  clear(): void {
    this.touched = 0;
    this.stretches.clear();
    this.#amount = NaN;
  }

  add(from: Day, until: Day, share: number, disciplines: number): void {
    this.touched |= disciplines;
    this.stretches.add(from, until, share);
  }

  /** Hours, full-time months or jobs, as the rule counts. */
  amount(): number {
    if (!Number.isNaN(this.#amount)) return this.#amount;
    const { hours, months } = this.#need;
    const { stretches } = this;
    this.#amount =
      hours !== undefined ? stretches.hours() : months !== undefined ? stretches.months() : stretches.count;
    return this.#amount;
  }
}

/**
 * The work of one person that counts towards a rule, as two sums: what surely and what possibly does. It stands until
 * the next person is asked about, so that leaves which ask for more or less of the same work add it up once.
 */
export class Work {
  /** The jobs that count or could, as bits. */
  used = 0;
  readonly sure: Sum;
  /** Could some job count for more than it surely does? */
  open = false;
  readonly fits: (job: FJob) => V;
  readonly #limits: (facts: Facts, on: Day) => Limits;
  readonly #wanted: number;
  readonly #hoursPerShare: number;
  readonly #mostHours: number;
  readonly #possible: Sum;
  #possibleAdded = false;
  #facts: Facts | null = null;
  #on: Day = NaN;
  first: Limits = ALWAYS;

  constructor(need: Need) {
    this.sure = new Sum(need);
    this.#possible = new Sum(need);
    this.fits = fitFor(need);
    this.#limits = limitsFor(need);
    this.#wanted = wantedBy(need);
    this.#hoursPerShare = need.hours !== undefined ? 1 : (need.fullTimeHours ?? FULL_TIME_HOURS);
    this.#mostHours = need.hours !== undefined ? EVERY_HOUR : this.#hoursPerShare;
  }

  /** Adds up what surely counts on a day of application. */
  of(facts: Facts, on: Day): void {
    if (facts === this.#facts && on === this.#on) return;
    this.#facts = facts;
    this.#on = on;
    this.#possibleAdded = false;
    this.first = this.#limits(facts, on);
    const { sure, first, fits } = this;
    sure.clear();
    let used = 0;
    let open = false;
    for (let job = facts.jobs; job; job = job.next) {
      const fit = fits(job);
      if (fit === UNMET) continue;
      used |= job.bit;
      const from = sureFrom(job, first.sure);
      const until = sureUntil(job, on);
      if (fit === MET && job.hoursPerWeek !== null && from < until) {
        sure.add(from, until, job.hoursPerWeek / this.#hoursPerShare, job.disciplines ?? 0);
        open ||= possibleFrom(job, first.possible) !== from || possibleUntil(job, on) !== until;
      } else open ||= possibleFrom(job, first.possible) < possibleUntil(job, on);
    }
    this.used = used;
    this.open = open;
  }

  /** What counts if everything that is open turns out well. */
  possible(): Sum {
    const sum = this.#possible;
    if (this.#possibleAdded) return sum;
    this.#possibleAdded = true;
    sum.clear();
    for (let job = this.#facts?.jobs; job; job = job.next) {
      const from = possibleFrom(job, this.first.possible);
      const until = possibleUntil(job, this.#on);
      if (from >= until || this.fits(job) === UNMET) continue;
      const share = (job.hoursPerWeek ?? this.#mostHours) / this.#hoursPerShare;
      sum.add(from, until, share, job.disciplines ?? this.#wanted);
    }
    return sum;
  }
}

/** The first day that surely and that possibly counts. */
type Limits = { sure: Day; possible: Day };
const ALWAYS: Limits = { sure: OLDEST, possible: OLDEST };

function limitsFor({ within, whileHolding }: Need): (facts: Facts, on: Day) => Limits {
  const back = (on: Day, years: number) => addMonths(on, -Math.round(years * 12));
  let last = NaN;
  let limits = ALWAYS;
  return (facts, on) => {
    if (within && on !== last) {
      last = on;
      limits = { sure: back(on, within.years), possible: back(on, within.disputedTo ?? within.years) };
    }
    return whileHolding ? whileHeld(facts, whileHolding, limits) : limits;
  };
}

/** Since when one of the credentials or licenses was surely, and could have been, held. */
function whileHeld(facts: Facts, ids: readonly string[], limits: Limits): Limits {
  let sure = Infinity;
  let possible = facts.credentials !== undefined && facts.licenses !== undefined ? Infinity : OLDEST;
  for (const held of [...listed(facts.credentials), ...listed(facts.licenses)]) {
    if (!ids.includes(held.id)) continue;
    sure = Math.min(sure, held.issued?.latest ?? Infinity);
    possible = Math.min(possible, held.issued?.earliest ?? OLDEST);
  }
  return { sure: Math.max(limits.sure, sure), possible: Math.max(limits.possible, possible) };
}
