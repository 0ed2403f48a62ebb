import { idsIn, type Policies } from '#content/laboratory/index.ts';
import type { Catalog } from './catalog.ts';

/** A name in a file of content/laboratory that has to stand elsewhere too. */
export type Named = { file: string; kind: 'analyte' | 'tube' | 'reject code' | 'flag'; id: string };

/** Every name that the files use of each other, with the file it stands in. */
export function namesIn(catalog: Catalog): Named[] {
  const { policies: p, interferences: i } = catalog;
  const found: Named[] = [];
  const say = (file: string, kind: Named['kind'], ids: Iterable<string | undefined>) => {
    for (const id of ids) if (id !== undefined) found.push({ file, kind, id });
  };
  const analytes = (file: string, ...ids: (string | undefined)[]) => say(file, 'analyte', ids);
  const amounts = (file: string, values: { [id: string]: number }) => analytes(file, ...Object.keys(values));

  for (const a of catalog.analytes.values()) say(`analytes/${a.department}/${a.id}`, 'tube', a.tubes);
  for (const t of catalog.tubes.values()) analytes(`tubes/${t.id}`, ...t.never);
  for (const f of catalog.fluids.values()) amounts(`fluids/${f.id}`, f.content);
  for (const panel of catalog.panels.values()) {
    analytes(`panels/${panel.id}`, ...panel.analytes);
    say(`panels/${panel.id}`, 'tube', [panel.tube]);
  }

  say(
    'policies/rejection',
    'reject code',
    p.rejection.reasons.map((r) => r.hl70490 ?? undefined),
  );
  say(
    'policies/order-of-draw',
    'tube',
    p.orderOfDraw.sequence.flatMap((s) => s.tubes),
  );
  say(
    'policies/order-of-draw',
    'tube',
    p.orderOfDraw.ifBroken.flatMap((b) => [b.from, ...b.into]),
  );
  say('policies/centrifugation', 'tube', p.centrifugation.notSpun);
  for (const entry of p.stability.entries) {
    analytes('policies/stability', ...entry.analytes, entry.change?.analyte);
    say('policies/stability', 'tube', entry.tubes);
  }
  analytes('policies/turnaround', ...p.turnaround.survey.rows.map((r) => r.analyte));
  analytes('policies/autoverification', ...p.autoverification.checks.flatMap((c) => c.uses));
  amounts('policies/delta', p.delta.mixUpArea.values);
  analytes('policies/delta', ...p.delta.explainedBy.flatMap((e) => e.analytes));
  for (const rule of p.hematologyReview.rules) analytes('policies/hematology-review', ...ruleAnalytes(rule));
  const known = (flag: string | undefined) => flag !== undefined && !flag.startsWith('any ');
  say('policies/hematology-review', 'flag', p.hematologyReview.rules.map((r) => r.flag).filter(known));
  for (const rule of p.urinalysisCorrelation.rules)
    analytes('policies/urinalysis-correlation', rule.strip?.analyte, ...idsIn(rule.hold ?? ''));
  analytes('policies/urinalysis-correlation', ...p.urinalysisCorrelation.reflex.microscopyIfPositive);

  const { thresholds, oneLaboratory } = i.hemolysis;
  analytes(
    'interferences/hemolysis',
    ...[...i.hemolysis.ratios, ...i.hemolysis.slopes].map((r) => r.analyte),
    ...thresholds.none,
  );
  for (const values of [thresholds.up, thresholds.down, oneLaboratory.changes])
    amounts('interferences/hemolysis', values);
  analytes('interferences/lipemia', ...i.lipemia.indirectIse.analytes);
  analytes('interferences/icterus', ...[...i.icterus.low, ...i.icterus.none].map((r) => r.analyte));
  const edta = i.edta.significantFrom;
  analytes('interferences/edta', ...edta.down, ...edta.up, ...edta.none, ...idsIn(i.edta.pattern.hold));
  amounts('interferences/edta', edta.later);
  for (const a of i.cbcArtifacts.artifacts)
    analytes('interferences/cbc-artifacts', ...a.up, ...a.down, ...a.maybeUp);
  analytes('interferences/cold-agglutinin', ...i.coldAgglutinin.unchanged);
  analytes('interferences/carry-over', ...i.carryOver.matters);
  analytes('interferences/hook', ...i.hook.analytes);
  return found;
}

const ruleAnalytes = (rule: Policies['hematologyReview']['rules'][number]) => [
  ...idsIn(rule.hold ?? ''),
  ...idsIn(rule.holdUnder12 ?? ''),
  rule.aboveReference?.analyte,
  rule.deltaOf,
];

/** The names that stand nowhere. */
export function missingIn(catalog: Catalog): Named[] {
  const known: { [kind in Named['kind']]: { has: (id: string) => boolean } } = {
    analyte: catalog.analytes,
    tube: catalog.tubes,
    'reject code': new Set(Object.keys(catalog.policies.hl70490.codes)),
    flag: new Set(catalog.policies.hematologyReview.flags),
  };
  return namesIn(catalog).filter((n) => !known[n.kind].has(n.id));
}
