import { mustDay } from '#kernel/dates.ts';
import { assessWay, namesIn, type PathwayVerdict } from '../assess.ts';
import { prepare } from '../facts.ts';
import { confidenceOf, prove } from '../proof.ts';
import { plus } from './adding.ts';
import { build } from './build.ts';
import type { Plan } from './plan.ts';
import type { Situation } from './situation.ts';

/**
 * What each step of a plan rests on, on the day it begins and with the record as it will be by then: for an exam or
 * an application the pathway it goes by, for the rest what it takes to begin. `null` = it asks for nothing.
 */
export function proofsOf(s: Situation, plan: Plan): (PathwayVerdict | null)[] {
  const built = build(s);
  const options = new Map(built.options.map((o) => [o.key, o]));
  const name = namesIn(s.book);
  const done = plan.steps.flatMap((step) => {
    const option = options.get(step.move);
    if (!option) return [];
    const from = mustDay(step.from);
    const end = option.endOf(from);
    return [{ end, adds: option.adds(from, end) }];
  });
  return plan.steps.map((step) => {
    const option = options.get(step.move);
    const day = mustDay(step.from);
    const at = { on: day, state: s.state };
    const facts = () =>
      prepare(done.filter((d) => d.end <= day).reduce((record, d) => plus(record, d.adds), built.start));
    if (option?.qualify) {
      const way = option.qualify.ways.find((w) => step.pathway === `${option.qualify!.id}/${w.id}`);
      return way ? assessWay(way, facts(), at, name) : null;
    }
    if (!option?.begin) return null;
    const proof = prove(option.begin, facts(), at, name);
    return {
      id: step.source,
      name: `To begin: ${step.name}`,
      verdict: proof.verdict,
      confidence: confidenceOf(proof),
      proof,
    };
  });
}
