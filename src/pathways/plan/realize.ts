import type { Confidence } from '#content/index.ts';
import { isoOf, monthsBetween, type Day } from '#kernel/dates.ts';
import { judgeWay } from '../rulebook.ts';
import { namesIn } from '../assess.ts';
import { describe } from '../describe.ts';
import { prepare } from '../facts.ts';
import { MET } from '../verdict.ts';
import { plusKept } from './adding.ts';
import type { Built } from './build.ts';
import type { Option } from './option.ts';
import type { Deadline, Plan, Step } from './plan.ts';
import { atomsOf, type PlanResult } from './problem.ts';
import { beside, type Unpaid } from './present-work.ts';
import { duesAfter, duesFrom, renewingNow, type Renewing } from './renewing.ts';
import type { Situation } from './situation.ts';
import type { Rule } from '../compile.ts';

type Placed = { option: Option; move: number; from: Day; end: Day };

const ORDER: Confidence[] = ['unverified', 'likely', 'verified'];
const weakest = (list: readonly Confidence[]): Confidence =>
  list.reduce((a, b) => (ORDER.indexOf(b) < ORDER.indexOf(a) ? b : a), 'verified');

/** A schedule as a plan: dates, what each step costs, pays and serves, renewals on the way, days not to miss. */
export function realize(s: Situation, built: Built, result: PlanResult): Plan {
  const { schedule } = result;
  const placed: Placed[] = schedule.moves
    .map((m, i) => ({
      option: built.options[m]!,
      move: m,
      from: s.on + schedule.start[i]!,
      end: s.on + schedule.end[i]!,
    }))
    .sort((a, b) => a.from - b.from || a.end - b.end);
  const goal = s.on + schedule.time;
  const pay = payOf(s, built, placed, goal);
  // A job that in the end pays nothing more, and that nothing rests on, is no step.
  const idle = (p: Placed, i: number) =>
    p.option.kind === 'job' &&
    pay.steps[i] === 0 &&
    !placed.some((q) => q.option.after.includes(p.option.key));
  const steps = placed.flatMap((p, i) => (idle(p, i) ? [] : [stepOf(s, built, placed, p, pay.steps[i]!)]));
  // The present work ends where the plan's own job for a rule begins, or service; nobody holds two full-time jobs.
  const left = placed.find((p) => p.option.kind === 'experience' || p.option.service)?.from ?? goal;
  const staying = stayStep(s, pay.present, Math.min(goal, left));
  if (staying) steps.unshift(staying);
  steps.push(...renewals(s, placed, goal));
  steps.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const cost = steps.reduce((sum, step) => sum + step.costUsd, 0);
  const total = pay.steps.reduce((sum, n) => sum + n, 0) + pay.present + pay.after;
  return {
    id: steps.map((step) => `${step.move}@${step.from}`).join(' '),
    goalOn: isoOf(goal),
    days: goal - s.on,
    months: Math.round(monthsBetween(s.on, goal) * 10) / 10,
    costUsd: Math.round(cost),
    netPayUsd: Math.round(total - cost),
    steps,
    presentPayUsd: staying ? 0 : pay.present,
    afterPayUsd: pay.after,
    deadlines: deadlines(s, built, placed),
    record: recordOn(built, placed, goal),
    confidence: weakest(steps.map((step) => step.confidence)),
  };
}

/**
 * Pay by the rules of the planning problem, split over the steps that earn it; to the dollar. Service ends the work
 * held until then, which the problem does not know: what was earned before it pays no more after it.
 */
function payOf(s: Situation, built: Built, placed: readonly Placed[], goal: Day) {
  const { problem } = built;
  const steps = placed.map(() => 0);
  let [present, after] = [0, 0];
  const cuts = [...new Set([s.on, goal, built.last, ...placed.flatMap((p) => [p.from, p.end])])]
    .filter((d) => d >= s.on && d <= built.last)
    .sort((a, b) => a - b);
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from, until] = [cuts[i]!, cuts[i + 1]!];
    const serving = placed.filter((p) => p.option.service && p.from <= from);
    let [rate, owner] = [serving.length > 0 ? 0 : problem.baseRate, -1];
    let practicum = 0;
    placed.forEach((p, k) => {
      const r = built.rates.get(p.option.key)!;
      if (p.end <= from && r > rate && !serving.some((q) => endsJob(placed, p, q))) [rate, owner] = [r, k];
      if (p.from <= from && p.end > from) practicum += p.option.practicumHours;
    });
    const amount = (rateNow: number) => (until - from) * rateNow * (problem.work - practicum);
    if (from >= goal) after += amount(Math.max(rate, problem.goalRate));
    else if (owner < 0) present += amount(rate);
    else {
      // The months that a rule asks for earn the pay of the job they are worked in.
      const running = placed.findIndex(
        (p) => p.option.kind === 'experience' && p.from <= from && p.end > from,
      );
      steps[running >= 0 ? running : owner]! += amount(rate);
    }
  }
  return { steps, present, after };
}

/** A job found before the service is over is gone after it, unless a rule has it worked in from then on. */
const endsJob = (placed: readonly Placed[], job: Placed, service: Placed): boolean =>
  job.option.kind === 'job' &&
  job.from < service.end &&
  !placed.some((p) => p.option.after.includes(job.option.key) && p.from >= service.end);

function stepOf(s: Situation, built: Built, placed: readonly Placed[], p: Placed, payUsd: number): Step {
  const { option } = p;
  const way = pathwayOf(s, built, placed, p);
  const served = servedBy(s, built, placed, p);
  return {
    move: option.key,
    kind: option.kind,
    source: option.source,
    name: option.name,
    from: isoOf(p.from),
    to: isoOf(Math.max(p.from, p.end - 1)),
    costUsd: option.costUsd,
    costRange: option.costRange,
    payUsd,
    studyHoursPerWeek: option.studyHours,
    practicumHoursPerWeek: option.practicumHours,
    workHoursPerWeek: option.workHours,
    serves: served.map((x) => x.text),
    pathway: way?.id ?? null,
    cite: [...new Set([...option.cite, ...(way?.cite ?? []), ...served.flatMap((x) => x.cite)])],
    confidence: way?.confidence ?? option.service?.confidence ?? 'verified',
    service: option.service,
    figures: option.figures,
  };
}

/** The present laboratory work, which every plan takes to go on; in rotations for fewer hours. */
function stayStep(s: Situation, payUsd: number, until: Day): Step | null {
  const works = (s.record.experience ?? []).some(
    (j) => j.to === null && j.as !== undefined && j.as !== 'other',
  );
  if (!works || until <= s.on) return null;
  return {
    move: 'stay', kind: 'stay', source: 'stay', name: 'Go on in your present work', from: isoOf(s.on), to: isoOf(until - 1),
    costUsd: 0, costRange: { low: null, high: null }, payUsd, studyHoursPerWeek: 0, practicumHoursPerWeek: 0, workHoursPerWeek: 0,
    serves: [payUsd > 0 ? 'the experience and the pay that the plan counts on' : 'the experience that the plan counts on'], pathway: null, cite: [], confidence: 'verified', service: null, figures: [],
  }; // prettier-ignore
}

/** The record as it will be on a day of the plan. */
function recordOn(built: Built, placed: readonly Placed[], day: Day) {
  return placed
    .filter((p) => p.end <= day)
    .reduce(
      (record, p) => plusKept(record, p.option.adds(p.from, p.end), p.end),
      beside(built.start, unpaidOf(placed), built.limits),
    );
}

const unpaidOf = (placed: readonly Placed[]): Unpaid[] =>
  placed
    .filter((p) => p.option.practicumHours > 0 && !p.option.service)
    .map((p) => ({ from: p.from, until: p.end, hours: p.option.practicumHours }));

/** Which pathway an exam or application goes by: the surest of those met on the day. */
function pathwayOf(s: Situation, built: Built, placed: readonly Placed[], p: Placed) {
  if (!p.option.qualify) return null;
  const facts = prepare(recordOn(built, placed, p.from));
  const at = { on: p.from, state: s.state };
  const met = p.option.qualify.ways.filter((w) => judgeWay(w, facts, at) === MET);
  const [best] = met.sort(
    (a, b) => ORDER.indexOf(b.pathway.confidence) - ORDER.indexOf(a.pathway.confidence),
  );
  if (!best) return null;
  return {
    id: `${p.option.qualify.id}/${best.id}`,
    rule: best.rule,
    confidence: weakest([best.pathway.confidence, ...leaves(best.rule).map((l) => l.confidence)]),
    cite: best.rule.cite.map((c) => c.source),
  };
}

const leaves = (rule: Rule): Rule[] =>
  rule.parts.length === 0
    ? rule.kind === 'formality'
      ? []
      : [rule]
    : rule.kind === 'all'
      ? rule.parts.flatMap(leaves)
      : [];

/** What a step is for, in this plan. */
function servedBy(
  s: Situation,
  built: Built,
  placed: readonly Placed[],
  p: Placed,
): { text: string; cite: string[] }[] {
  const name = namesIn(s.book);
  const given = new Set(built.problem.moves[p.move]!.gives.map((g) => g.atom));
  const wants = built.wants.filter((w) => given.has(w.atom));
  const later = placed.filter(
    (q) => q.from >= p.end && atomsOf(built.problem.moves[q.move]!.needs).some((a) => given.has(a)),
  );
  const out = later.flatMap((q) => {
    const way = pathwayOf(s, built, placed, q);
    const used = way
      ? wants.filter((w) => holdsLeaf(way.rule, w.rule))
      : wants.filter((w) => atomsOf(built.problem.moves[q.move]!.needs).includes(w.atom));
    return used.map((w) => ({
      text: `${way?.id ?? q.option.source}: ${describe(w.rule.condition, name)}`,
      cite: w.rule.cite.map((c) => c.source),
    }));
  });
  const goalAtoms = atomsOf(built.problem.goal);
  if (wants.some((w) => goalAtoms.includes(w.atom)))
    out.push({ text: `${s.target.id}: ${s.target.name}`, cite: [] });
  if (p.option.earns && out.length === 0)
    out.push({ text: `pay while you are on the way`, cite: s.pay(p.option.earns, s.state).cite });
  for (const q of later)
    if (q.option.after.includes(p.option.key))
      out.push({ text: `${q.option.source}: comes before it`, cite: [] });
  return [...new Map(out.map((o) => [o.text, o])).values()];
}

/** Does a rule hold this leaf? */
export const holdsLeaf = (rule: Rule, leaf: Rule): boolean =>
  rule.parts.length === 0
    ? JSON.stringify(rule.condition) === JSON.stringify(leaf.condition)
    : rule.parts.some((r) => holdsLeaf(r, leaf));

/** Renewals that fall due before the goal, of what is held now and of what the plan earns. */
function renewals(s: Situation, placed: readonly Placed[], goal: Day): Step[] {
  const held = renewingNow(s).flatMap(({ renewing, due }) =>
    duesFrom(due, renewing.years, goal).map((day) => renewalStep(renewing, day)),
  );
  const gained = placed.flatMap(({ option: { renews }, end }) =>
    renews ? duesAfter(end, renews, goal).map((day) => renewalStep(renews, day)) : [],
  );
  return [...held, ...gained];
}

function renewalStep({ goal, fee }: Renewing, day: Day): Step {
  return {
    move: `renew:${goal.id}`, kind: 'renewal', source: goal.id, name: `Renew ${goal.short}`, from: isoOf(day), to: isoOf(day),
    costUsd: fee.amount, costRange: { low: null, high: null }, payUsd: 0, studyHoursPerWeek: 0, practicumHoursPerWeek: 0, workHoursPerWeek: 0,
    serves: [`${goal.id}: kept current`], pathway: null, cite: fee.cite, confidence: 'verified', service: null, figures: [fee],
  }; // prettier-ignore
}

/** Days on which something the plan uses would have lapsed: what must be done by then. */
function deadlines(s: Situation, built: Built, placed: readonly Placed[]): Deadline[] {
  const name = namesIn(s.book);
  const out = new Map<string, Deadline>();
  for (const p of placed) {
    const way = pathwayOf(s, built, placed, p);
    const rule = way?.rule ?? p.option.begin;
    if (!rule) continue;
    for (const want of built.wants) {
      if (!holdsLeaf(rule, want.rule)) continue;
      const held = built.problem.have.find(
        (h) => h.atom === want.atom && h.from <= p.from - s.on && p.from - s.on <= h.until,
      );
      if (!held || held.until === Infinity) continue;
      const on = isoOf(s.on + held.until);
      const what = `${p.option.name}: after this day you no longer have ${describe(want.rule.condition, name)}`;
      out.set(on + what, { on, what });
    }
  }
  return [...out.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
}
