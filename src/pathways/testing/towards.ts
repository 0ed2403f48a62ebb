import { parts, type Condition } from '#content/index.ts';
import { addMonths, isoOf, type Day } from '#kernel/dates.ts';
import type { Library } from '#content/library.server.ts';
import type { Rulebook } from '../rulebook.ts';
import { topicsIn } from '../topics.ts';
import type { Draw } from './draw.ts';
import { LISTS, drawRecord, type Entries, type Entry, type Pool } from './records.ts';

type FullRecord = ReturnType<typeof drawRecord>;

/** Everything that rules name. */
export function poolOf(library: Library, book: Rulebook): Pool {
  const [credentials, licenses] = [new Set<string>(), new Set<string>(library.licenses.keys())];
  const walk = (c: Condition): void => {
    if ('credential' in c)
      for (const x of c.credential.anyOf) credentials.add(typeof x === 'string' ? x : x.id);
    if ('license' in c) for (const id of c.license.anyOf ?? []) licenses.add(id);
    parts(c).forEach(walk);
  };
  for (const goal of book.goals.values()) for (const way of goal.ways) walk(way.rule.condition);
  const states = [...library.jurisdictions.keys()].map((id) => id.slice(3).toUpperCase());
  return { credentials: [...credentials], licenses: [...licenses], topics: topicsIn(book), states };
}

/** A random record, and most times with what a random pathway asks for, just enough or a little off. */
export function drawNear(d: Draw, on: Day, pool: Pool, book: Rulebook): FullRecord {
  const record = drawRecord(d, on, pool);
  const toward = d.pick([0, 1, 1, 2]);
  for (let i = 0; i < toward; i++) {
    const goal = d.pick([...book.goals.values()]);
    add(d, on, record, d.pick(goal.ways).rule.condition, book, 0);
  }
  for (const list of LISTS) if (d.chance(10)) record[list].reverse();
  return record;
}

function add(d: Draw, on: Day, record: FullRecord, c: Condition, book: Rulebook, depth: number): void {
  if ('all' in c) return c.all.forEach((p) => add(d, on, record, p, book, depth));
  if ('any' in c) return add(d, on, record, d.pick(c.any), book, depth);
  if ('at_least' in c)
    return c.at_least.of.slice(0, c.at_least.count).forEach((p) => add(d, on, record, p, book, depth));
  if (d.chance(8)) return; // left out
  const years = (w: { years: number } | undefined) => (w ? w.years : d.pick([0, 1, 6]));
  const off = d.pick([0, 0, 0, 0, -1, 1]);
  const done = (w?: { years: number }) =>
    isoOf((d.chance(50) ? addMonths(on, -12 * years(w)) : on - 100) + off);
  const put = <L extends keyof Entries>(list: L, entry: Entry<L>) => (record[list] as unknown[]).push(entry);
  if ('degree' in c)
    put('education', {
      degree: c.degree.level,
      field:
        { chemical: 'chemistry', 'clinical-laboratory': 'medical-technology' }[
          c.degree.fields?.[0] as string
        ] ?? 'biology',
      completed: done(c.degree.within),
      accredited: 'regional',
    });
  else if ('program' in c)
    put('education', {
      program: d.pick(c.program.types),
      accreditor: c.program.accreditors === 'any' ? 'other' : d.pick(c.program.accreditors),
      completed: done(c.program.within),
      clockHours: (c.program.clockHours ?? 10) + off,
      rotations: (c.program.rotations ?? []) as never,
    });
  else if ('credits' in c)
    put('coursework', {
      subject: d.pick(c.credits.subjects),
      semesterHours: Math.max(0, c.credits.semesterHours + off),
      includes: [],
      completed: done(c.credits.within),
    });
  else if ('course' in c)
    put('coursework', {
      subject: d.pick(c.course.anyOf),
      semesterHours: Math.max(0, (c.course.semesterHours ?? 3) + off),
      includes: [],
      completed: done(),
    });
  else if ('experience' in c) {
    const e = c.experience;
    const months = e.months ?? Math.ceil((e.hours ?? 100) / 150);
    const from = addMonths(on, -months) + off;
    put('experience', {
      as: e.as ? d.pick(e.as) : 'laboratory-technologist',
      setting: Array.isArray(e.settings) ? d.pick(e.settings) : 'hospital',
      from: isoOf(from),
      to: d.chance(50) ? null : isoOf(on),
      hoursPerWeek: d.pick([e.fullTimeHours ?? 35, 40, (e.fullTimeHours ?? 35) / 2]),
      disciplines: (e.disciplines ?? ['chemistry']) as never,
      complexity: 'high',
      ...(e.notIn ? { state: d.pick(['MN', e.notIn.slice(3).toUpperCase()]) } : {}),
    });
    for (const id of e.whileHolding ?? [])
      put(id.startsWith('us-') ? 'licenses' : 'credentials', { id, issued: isoOf(from), expires: null });
  } else if ('credential' in c) {
    const x = d.pick(c.credential.anyOf);
    const [id, issued] = typeof x === 'string' ? [x, done(c.credential.within)] : [x.id, x.from];
    put('credentials', { id, issued, expires: d.pick([null, isoOf(on + off)]) });
  } else if ('license' in c) {
    const ids =
      c.license.anyOf ??
      [...book.context.licenses.keys()].filter(
        (id) => !c.license.level || book.context.licenses.get(id)!.level === c.license.level,
      );
    if (ids.length > 0)
      put('licenses', { id: d.pick(ids), issued: done(), expires: d.pick([null, isoOf(on + off)]) });
  } else if ('military' in c)
    put('military', {
      course: 'other',
      field: d.pick(c.military.fields),
      weeks: (c.military.weeks ?? 20) + off,
      completed: done(c.military.within),
    });
  else if ('training' in c)
    put('training', {
      topic: c.training.topic,
      hours: Math.max(0, (c.training.hours ?? 10) + off),
      weeks: Math.max(0, (c.training.weeks ?? 2) + off),
      completed: done(c.training.within),
    });
  else if ('procedures' in c)
    put('procedures', { of: c.procedures.of, count: Math.max(0, c.procedures.count + off) });
  else if ('age' in c) record.born = Number(isoOf(on).slice(0, 4)) - c.age.min + off;
  else if ('residency' in c) {
    record.state = c.residency.state.slice(3).toUpperCase();
    record.stateSince = isoOf(addMonths(on, -c.residency.months) + off);
  } else if ('serving' in c)
    put('experience', {
      as: c.serving.as[0]!,
      setting: 'hospital',
      from: isoOf(addMonths(on, -400)),
      to: null,
      hoursPerWeek: 40,
      disciplines: ['chemistry'],
      complexity: 'high',
    });
  else if ('eligible' in c && depth < 2) {
    const goal = book.goals.get(c.eligible.for);
    if (goal) add(d, on, record, d.pick(goal.ways).rule.condition, book, depth + 1);
  }
}
