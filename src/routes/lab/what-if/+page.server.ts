import { chartOf, judgeSeries, rerun, ruleOf, RULE_IDS, type RuleId } from '#laboratory/quality/index.ts';
import { weekOf } from '#laboratory/shift/index.ts';
import { citedIn } from '#ui/footnotes.ts';
import { app, laboratory } from '../../../app.server.ts';
import { ANALYTES, askedIn, USUAL } from './asked.ts';
import { methodAt } from './method.server.ts';

export const csr = false;

const PER_DAY = 4;

export async function load({ url }) {
  const lab = await laboratory();
  const asked = askedIn(url.searchParams);
  const { limits, runs, unit } = weekOf({ ...asked, perDay: PER_DAY }, lab);
  const wide = limits.map((l) => ({ ...l, sd: l.sd * asked.wide }));
  const ways = (rules: readonly RuleId[], of: typeof limits, every: number) =>
    rerun(runs, { rules, acrossMaterials: true, limits: of, every });
  const now = ways(USUAL, limits, 1);
  const instead = ways(asked.rules, wide, asked.every);
  const made = runs.map((run, i) => (i % asked.every === 0 ? run.values : run.values.map(() => null)));
  const judged = judgeSeries({
    rules: asked.rules,
    acrossMaterials: true,
    materials: wide.map((l, m) => ({ ...l, values: made.map((v) => v[m] ?? null) })),
    corrected: instead.rejected,
  });
  const begins = runs.findIndex((r) => r.error !== null);
  const charts = wide.map((l, m) =>
    chartOf({
      material: l.id,
      unit,
      values: made.map((v, i) => ({ run: i + 1, value: v[m] ?? null })),
      limits: [{ from: 1, mean: l.mean, sd: l.sd }],
      judged,
      events: begins < 0 ? [] : [{ before: begins + 1, what: 'trouble begins' }],
    }),
  );
  const method = methodAt(lab, asked.analyte, limits[0]!.mean);
  return {
    asked,
    method,
    sources: citedIn(app().library.sources, method),
    usual: USUAL,
    now,
    instead,
    charts,
    analyteName: lab.catalog.analytes.get(asked.analyte)?.name ?? asked.analyte,
    patients: runs.reduce((n, r) => n + r.patients, 0),
    perDay: PER_DAY,
    analytes: ANALYTES.map((id) => ({ value: id, label: lab.catalog.analytes.get(id)?.name ?? id })),
    rules: RULE_IDS.map((id) => ({ value: id, label: id, hint: ruleOf(id).says })),
  };
}
