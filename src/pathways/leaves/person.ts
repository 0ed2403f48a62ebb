import type { LeafOf } from '#content/index.ts';
import { WORK } from '#kernel/words.ts';
import { addMonths, mustDay, partsOf } from '#kernel/dates.ts';
import type { FJob } from '../entries.ts';
import { UNREAD } from '../note.ts';
import { MET, UNKNOWN, UNMET, between, least, most, type V } from '../verdict.ts';
import type { LeafTest } from './leaf.ts';
import { askDate, readyDone } from './time.ts';

export function ageTest(leaf: LeafOf<'age'>['age']): LeafTest {
  return (facts, at, log = UNREAD) => {
    const note = log.note;
    if (facts.born === null) {
      note?.ask.push('born');
      return UNKNOWN;
    }
    log.used = 1;
    note?.facts.push({ path: 'born', text: `born ${facts.born}` });
    // Only the year is told, so in the year of the birthday both answers are possible.
    const years = partsOf(at.on).year - facts.born;
    const verdict = between(years > leaf.min, years >= leaf.min);
    if (verdict === UNKNOWN) note?.ask.push('ask:birthday');
    return verdict;
  };
}

export function residencyTest(leaf: LeafOf<'residency'>['residency']): LeafTest {
  return (facts, at, log = UNREAD) => {
    const note = log.note;
    if (facts.state === null) note?.ask.push('state');
    if (facts.state === null) return UNKNOWN;
    log.used = 1;
    note?.facts.push({ path: 'state', text: facts.state });
    if (`us-${facts.state.toLowerCase()}` !== leaf.state) return UNMET;
    if (facts.stateSince === null) {
      note?.ask.push('stateSince');
      return UNKNOWN;
    }
    const { earliest, latest } = facts.stateSince;
    const verdict = between(
      addMonths(latest, leaf.months) <= at.on,
      addMonths(earliest, leaf.months) <= at.on,
    );
    if (verdict === UNKNOWN) note?.ask.push('stateSince');
    return verdict;
  };
}

/** In such work on a day and ever since. The record cannot prove "qualified and without a break", so it is never met. */
export function servingTest(leaf: LeafOf<'serving'>['serving']): LeafTest {
  const since = mustDay(leaf.since);
  const roles = new Set<string>(leaf.as);
  return (facts, at, log = UNREAD) => {
    const told = facts.jobs !== undefined;
    let [could, works] = [false, false];
    for (let job = facts.jobs; job; job = job.next) {
      if (job.as >= 0 && !roles.has(WORK[job.as]!)) continue;
      works ||= job.to === null || job.to === 'ongoing' || job.to.latest >= at.on;
      if (!coversFrom(job, since)) continue;
      could = true;
      log.used |= job.bit;
      log.note?.facts.push({
        path: job.path,
        text: `work as ${(WORK[job.as] ?? 'a job not named').replaceAll('-', ' ')}`,
      });
    }
    if (at.on < since || (told && !(could && works))) return UNMET;
    log.note?.ask.push(told ? 'ask:serving' : 'experience');
    return UNKNOWN;
  };
}

const coversFrom = (job: FJob, since: number): boolean =>
  (job.from === null || job.from.earliest <= since) &&
  (job.to === null || job.to === 'ongoing' || job.to.latest >= since);

export function militaryTest(leaf: LeafOf<'military'>['military']): LeafTest {
  const done = readyDone(leaf.within);
  return (facts, at, log = UNREAD) => {
    const note = log.note;
    let verdict: V = facts.military !== undefined ? UNMET : UNKNOWN;
    for (let course = facts.military; course; course = course.next) {
      log.used |= course.bit;
      let v: V = course.field === null ? UNKNOWN : leaf.fields.includes(course.field as never) ? MET : UNMET;
      if (leaf.weeks !== undefined)
        v = least(v, course.weeks === null ? UNKNOWN : course.weeks >= leaf.weeks ? MET : UNMET);
      v = least(v, done(course.completed, at.on));
      if (note) {
        note.facts.push({ path: course.path, text: `military course ${course.course ?? ''}`.trim() });
        if (v === UNKNOWN) {
          if (course.field === null) note.ask.push(`${course.path}.field`);
          if (leaf.weeks !== undefined && course.weeks === null) note.ask.push(`${course.path}.weeks`);
          const date = askDate(course.completed, `${course.path}.completed`, at.on, leaf.within);
          if (date !== null) note.ask.push(date);
        }
      }
      verdict = most(verdict, v);
    }
    if (note && verdict !== UNKNOWN) note.ask.length = 0;
    if (note && verdict === UNKNOWN && facts.military === undefined) note.ask.push('military');
    return verdict;
  };
}

/** Enough of something that may not have been told? */
function amount(have: number | null, need: number | undefined): V {
  if (need === undefined) return MET;
  return have === null ? UNKNOWN : have >= need ? MET : UNMET;
}

export function trainingTest(leaf: LeafOf<'training'>['training']): LeafTest {
  const done = readyDone(leaf.within);
  return (facts, at, log = UNREAD) => {
    const note = log.note;
    let verdict: V = facts.training !== undefined ? UNMET : UNKNOWN;
    for (let course = facts.training; course; course = course.next) {
      if (course.topic !== leaf.topic) continue;
      log.used |= course.bit;
      note?.facts.push({ path: course.path, text: `training in ${course.topic.replaceAll('-', ' ')}` });
      const v = least(
        least(amount(course.hours, leaf.hours), amount(course.weeks, leaf.weeks)),
        done(course.completed, at.on),
      );
      if (v === UNKNOWN && note) {
        if (leaf.hours !== undefined && course.hours === null) note.ask.push(`${course.path}.hours`);
        if (leaf.weeks !== undefined && course.weeks === null) note.ask.push(`${course.path}.weeks`);
        const date = askDate(course.completed, `${course.path}.completed`, at.on, leaf.within);
        if (date !== null) note.ask.push(date);
      }
      verdict = most(verdict, v);
    }
    if (note && verdict !== UNKNOWN) note.ask.length = 0;
    if (note && verdict === UNKNOWN && facts.training === undefined) note.ask.push('training');
    return verdict;
  };
}

export function proceduresTest(leaf: LeafOf<'procedures'>['procedures']): LeafTest {
  // A venipuncture and a skin puncture are both blood collections.
  const counts =
    leaf.of === 'blood-collection' ? ['blood-collection', 'venipuncture', 'skin-puncture'] : [leaf.of];
  return (facts, _at, log = UNREAD) => {
    const note = log.note;
    let done = 0;
    for (let p = facts.procedures; p; p = p.next) {
      if (!counts.includes(p.of as never)) continue;
      done += p.count;
      log.used |= p.bit;
      note?.facts.push({ path: p.path, text: `${p.count} × ${p.of.replaceAll('-', ' ')}` });
    }
    const verdict = between(done >= leaf.count, facts.procedures === undefined || done >= leaf.count);
    if (note) note.found = facts.procedures !== undefined ? `${done} of ${leaf.count}` : '';
    if (verdict === UNKNOWN) note?.ask.push('procedures');
    return verdict;
  };
}
