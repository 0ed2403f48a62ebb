import type { Day } from '#kernel/dates.ts';
import { WORK } from '#kernel/words.ts';
import { namesOf, type FJob } from '../entries.ts';
import type { Facts } from '../facts.ts';
import { UNREAD, type Note } from '../note.ts';
import { UNKNOWN, UNMET, between, type V } from '../verdict.ts';
import { ALL_BITS, possibleFrom, possibleUntil, sureFrom, sureUntil, wantedBy, type Need } from './job.ts';
import type { LeafTest } from './leaf.ts';
import { Work, type Sum } from './work.ts';

/** The work that the leaves of one rule ask for; those that differ only in how much of it share one. */
export type Works = Map<string, Work>;

function workFor(need: Need, works: Works): Work {
  const { months, hours, ...same } = need;
  const key = JSON.stringify([same, months !== undefined, hours !== undefined]);
  const work = works.get(key) ?? new Work(need);
  works.set(key, work);
  return work;
}

/** Work experience: how long, in which departments, where, how recent. */
export function experienceTest(need: Need, works: Works): LeafTest {
  const work = workFor(need, works);
  const wanted = wantedBy(need);
  const cover = need.disciplines ? (need.cover === 'all' ? need.disciplines.length : need.cover) : 0;
  // A rule that names no length still asks for a job that fits.
  const amount = (need.hours ?? need.months ?? 1) - 1e-9;
  const enough = (sum: Sum) => bitCount(sum.touched & wanted) >= cover && sum.amount() >= amount;
  return (facts, { on }, log = UNREAD) => {
    work.of(facts, on);
    log.used = work.used;
    const surely = enough(work.sure);
    const verdict = between(
      surely,
      surely || facts.jobs === undefined || (work.open && enough(work.possible())),
    );
    if (log.note) noteWork(log.note, verdict, facts, on, work, need);
    return verdict;
  };
}

function bitCount(bits: number): number {
  let n = 0;
  for (let b = bits >>> 0; b; b &= b - 1) n++;
  return n;
}

/** The jobs among the facts, what they come to, and what to ask where the verdict is open. */
function noteWork(note: Note, verdict: V, facts: Facts, on: Day, work: Work, need: Need): void {
  for (let job = facts.jobs; job; job = job.next) {
    const fits = work.fits(job);
    if (fits === UNMET) continue;
    note.facts.push({
      path: job.path,
      text: `work as ${(WORK[job.as] ?? 'a job not named').replaceAll('-', ' ')}`,
    });
    note.ask.push(...askJob(job, fits, on, work, need));
  }
  note.found = facts.jobs === undefined ? '' : found(work.sure, need);
  if (verdict !== UNKNOWN) note.ask.length = 0;
  else if (facts.jobs === undefined) note.ask.unshift('experience');
  if (verdict !== UNKNOWN || !need.whileHolding) return;
  for (const list of ['credentials', 'licenses'] as const) {
    if (facts[list] === undefined) note.ask.push(list);
    for (let held = facts[list]; held; held = held.next)
      if (
        need.whileHolding.includes(held.id) &&
        (!held.issued || held.issued.earliest !== held.issued.latest)
      )
        note.ask.push(`${held.path}.issued`);
  }
}

/** What is open about a job. */
function askJob(job: FJob, fits: V, on: Day, { first }: Work, need: Need): string[] {
  const from = possibleFrom(job, first.possible);
  if (from >= possibleUntil(job, on)) return [];
  const vague = (span: FJob['from'] | 'ongoing') =>
    span === null || (span !== 'ongoing' && span.earliest !== span.latest);
  const asks: string[] = [];
  if (job.as < 0) asks.push('as');
  if (job.disciplines === null && need.disciplines) asks.push('disciplines');
  if (job.setting === 0 && need.settings !== 'any') asks.push('setting');
  if (job.complexity === null && need.complexity) asks.push('complexity');
  if (job.state === null && need.notIn) asks.push('state');
  if (job.hoursPerWeek === null) asks.push('hoursPerWeek');
  if (vague(job.from)) asks.push('from');
  if (vague(job.to)) asks.push('to');
  if (asks.length > 0) return asks.map((key) => `${job.path}.${key}`);
  if (fits === UNKNOWN) return [`ask:${job.path}`];
  // Everything was told, so what is open is how far back it may lie.
  const certain = sureFrom(job, first.sure) < sureUntil(job, on);
  const whole = certain && sureFrom(job, first.sure) <= from;
  return need.within?.disputedTo && !whole ? ['ask:how far back it may lie'] : [];
}

function found({ stretches, touched }: Sum, need: Need): string {
  const amount =
    need.hours !== undefined
      ? `${Math.round(stretches.hours())} of ${need.hours} hours`
      : `${Math.round(stretches.months() * 10) / 10} of ${need.months ?? 0} months`;
  const wanted = wantedBy(need);
  const missing = wanted === ALL_BITS ? [] : namesOf(wanted & ~touched);
  return missing.length > 0 && need.cover === 'all'
    ? `${amount}; not in ${missing.join(', ').replaceAll('-', ' ')}`
    : amount;
}
