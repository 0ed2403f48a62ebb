import type { LeafOf } from '#content/condition.ts';
import { addMonths, mustDay, partsOf } from '#kernel/dates.ts';
import type { FJob } from '../facts.ts';
import { MET, UNKNOWN, UNMET, between, least, most, type V } from '../verdict.ts';
import type { LeafTest } from './leaf.ts';
import { doneWithin } from './time.ts';

export function ageTest(leaf: LeafOf<'age'>['age']): LeafTest {
  return (facts, at, note) => {
    note?.facts.push(...(facts.born === null ? [] : [{ path: 'born', text: `born ${facts.born}` }]));
    if (facts.born === null) {
      note?.ask.push('born');
      return UNKNOWN;
    }
    // Only the year is told, so in the year of the birthday both answers are possible.
    const years = partsOf(at.on).year - facts.born;
    const verdict = between(years > leaf.min, years >= leaf.min);
    if (verdict === UNKNOWN) note?.ask.push('ask:birthday');
    return verdict;
  };
}

export function residencyTest(leaf: LeafOf<'residency'>['residency']): LeafTest {
  return (facts, at, note) => {
    if (facts.state === null) note?.ask.push('state');
    if (facts.state === null) return UNKNOWN;
    note?.facts.push({ path: 'state', text: facts.state });
    if (`us-${facts.state.toLowerCase()}` !== leaf.state) return UNMET;
    if (facts.stateSince === null) {
      note?.ask.push('stateSince');
      return UNKNOWN;
    }
    return between(addMonths(facts.stateSince.latest, leaf.months) <= at.on, addMonths(facts.stateSince.earliest, leaf.months) <= at.on);
  };
}

/** In such work on a day and ever since. The record cannot prove "qualified and without a break", so it is never met. */
export function servingTest(leaf: LeafOf<'serving'>['serving']): LeafTest {
  const since = mustDay(leaf.since);
  const roles = new Set<string>(leaf.as);
  return (facts, at, note) => {
    const could = facts.experience.jobs.filter((j) => (j.as === null || roles.has(j.as)) && coversFrom(j, since));
    for (const job of could) note?.facts.push({ path: job.path, text: `work as ${job.as ?? 'a job not named'}` });
    const works = facts.experience.jobs.some((j) => (j.as === null || roles.has(j.as)) && (j.to === null || j.to === 'ongoing' || j.to.latest >= at.on));
    if (at.on < since || (facts.experience.told && (could.length === 0 || !works))) return UNMET;
    note?.ask.push(facts.experience.told ? 'ask:serving' : 'experience');
    return UNKNOWN;
  };
}

const coversFrom = (job: FJob, since: number): boolean =>
  (job.from === null || job.from.earliest <= since) && (job.to === null || job.to === 'ongoing' || job.to.latest >= since);

export function militaryTest(leaf: LeafOf<'military'>['military']): LeafTest {
  return (facts, at, note) => {
    let verdict: V = facts.military.told ? UNMET : UNKNOWN;
    for (const course of facts.military.courses) {
      let v: V = course.field === null ? UNKNOWN : leaf.fields.includes(course.field as never) ? MET : UNMET;
      if (v === UNKNOWN) note?.ask.push(`${course.path}.field`);
      if (leaf.weeks !== undefined) {
        const long: V = course.weeks === null ? UNKNOWN : course.weeks >= leaf.weeks ? MET : UNMET;
        if (long === UNKNOWN && v !== UNMET) note?.ask.push(`${course.path}.weeks`);
        v = least(v, long);
      }
      if (course.completed === null && v !== UNMET) note?.ask.push(`${course.path}.completed`);
      v = least(v, doneWithin(course.completed, at.on, leaf.within));
      note?.facts.push({ path: course.path, text: `military course ${course.course ?? ''}`.trim() });
      verdict = most(verdict, v);
    }
    if (note && verdict === UNKNOWN && !facts.military.told) note.ask.push('military');
    if (note && verdict === UNKNOWN && note.ask.length === 0) note.ask.push('military');
    if (note && verdict !== UNKNOWN) note.ask.length = 0;
    return verdict;
  };
}

export function trainingTest(leaf: LeafOf<'training'>['training']): LeafTest {
  return (facts, at, note) => {
    let verdict: V = facts.training.told ? UNMET : UNKNOWN;
    for (const course of facts.training.courses) {
      if (course.topic !== leaf.topic) continue;
      note?.facts.push({ path: course.path, text: `training in ${course.topic}` });
      const amount = (have: number | null, need: number | undefined): V => (need === undefined ? MET : have === null ? UNKNOWN : have >= need ? MET : UNMET);
      const v = least(least(amount(course.hours, leaf.hours), amount(course.weeks, leaf.weeks)), doneWithin(course.completed, at.on, leaf.within));
      if (v === UNKNOWN) note?.ask.push(course.path);
      verdict = most(verdict, v);
    }
    if (note && verdict === UNKNOWN && !facts.training.told) note.ask.push('training');
    return verdict;
  };
}

export function proceduresTest(leaf: LeafOf<'procedures'>['procedures']): LeafTest {
  // A venipuncture and a skin puncture are both blood collections.
  const counts = leaf.of === 'blood-collection' ? ['blood-collection', 'venipuncture', 'skin-puncture'] : [leaf.of];
  return (facts, _at, note) => {
    let done = 0;
    for (const p of facts.procedures.counts) {
      if (!counts.includes(p.of as never)) continue;
      done += p.count;
      note?.facts.push({ path: p.path, text: `${p.count} × ${p.of.replaceAll('-', ' ')}` });
    }
    const verdict = between(done >= leaf.count, !facts.procedures.told || done >= leaf.count);
    if (note) note.found = facts.procedures.told ? `${done} of ${leaf.count}` : '';
    if (verdict === UNKNOWN) note?.ask.push('procedures');
    return verdict;
  };
}
