import { evaluate, parse } from '#formulas/index.ts';
import { may, type Act, type Analyte, type Catalog, type ReviewRule } from '../catalog/index.ts';
import type { RuleId } from '../quality/index.ts';
import type { AccessionFormat } from './accession.ts';
import type { ConsistencyCheck, May, Rules } from './rules.ts';

/** What one installation, or one scenario, decides for itself. */
export type Local = {
  accession?: AccessionFormat;
  autoverifies?: boolean | ((analyte: string) => boolean);
  controls?: { reject: readonly RuleId[]; warn: readonly RuleId[]; acrossMaterials: boolean };
  /** Analyzers and what they measure. */
  analyzers?: ReadonlyMap<string, ReadonlySet<string>>;
  convert?: (value: number, from: string, to: string) => number | null;
};

const CALCULATED: Rules['calculated'] = new Map([
  ['agap', { parts: ['na', 'cl', 'co2'], from: (v) => v.get('na')! - v.get('cl')! - v.get('co2')! }],
  // CKD-EPI 2021, as content/formulas/egfr-2021.yaml writes it.
  [
    'egfr',
    {
      parts: ['crea'],
      from: (v, { sex, years }) => (sex === null || years < 18 ? null : egfr(v.get('crea')!, sex, years)),
    },
  ],
  // Friedewald; not above 400 mg/dL of triglyceride.
  [
    'ldlc',
    {
      parts: ['chol', 'hdl', 'trig'],
      from: (v) => (v.get('trig')! > 400 ? null : v.get('chol')! - v.get('hdl')! - v.get('trig')! / 5),
    },
  ],
]);

function egfr(creatinine: number, sex: 'F' | 'M', years: number): number {
  const [k, a] = sex === 'F' ? [0.7, -0.241] : [0.9, -0.302];
  return (
    142 *
    Math.min(creatinine / k, 1) ** a *
    Math.max(creatinine / k, 1) ** -1.2 *
    0.9938 ** years *
    (sex === 'F' ? 1.012 : 1)
  );
}

const MADE_OF: Rules['madeOf'] = new Map([
  ['mcv', ['hct', 'rbc']],
  ['mch', ['hgb', 'rbc']],
  ['mchc', ['hgb', 'hct']],
  ['inr', ['pt']],
  ['hco3', ['ph', 'pco2']],
]);

/** Version of the policies below and of content/laboratory/policies: it goes into every line of the chain. */
export const POLICY = '2026-11';

const BY_NUMBER: Analyte['department'][] = ['chemistry', 'blood-gas', 'hematology', 'coagulation'];
const INDICES = new Set(['hidx', 'iidx', 'lidx']);
/** A reading that was corrected for nucleated red cells, or a count by eye, has no control of its own. */
const UNCONTROLLED = new Set(['nrbc', 'esr']);

/** The policies of the content as the LIS uses them. */
export function rulesOf(catalog: Catalog, local: Local = {}): Rules {
  const { policies } = catalog;
  const { autoverifies = true, analyzers } = local;
  const hours = (id: string) => policies.qualityControl.required.find((r) => r.id === id)?.hours ?? 24;
  const { minutes } = policies.criticalCalls;
  return {
    policy: POLICY,
    analytes: catalog.analytes,
    panels: catalog.panels,
    tubes: catalog.tubes,
    accession: local.accession ?? { prefix: 'A', digits: 4 },
    calculated: CALCULATED,
    madeOf: MADE_OF,
    indices: INDICES,
    rejections: new Map(
      policies.rejection.reasons.map((r) => [r.code, { says: r.says, scope: r.scope, hl70490: r.hl70490 }]),
    ),
    may: (act, role): May => {
      const said = may(policies.authority, act as Act, role);
      return said.startsWith('escalate to ')
        ? { escalate: said.slice('escalate to '.length) as never }
        : (said as 'yes' | 'no' | 'cosign');
    },
    call: {
      firstMinutes: minutes.firstAttempt,
      completeMinutes: minutes.complete,
      retryMinutes: minutes.retryEvery,
    },
    checks: policies.autoverification.checks.map(checkOf),
    indexLimits: indexLimits(catalog),
    multivariate: {
      // Ours: tried on the population of the simulation, not published. It holds, and decides no grade.
      sum: 3,
      cap: 2,
      atLeast: 2,
      analytes: new Map(
        [...catalog.analytes.values()].flatMap((a) => (a.delta ? [[a.id, a.delta] as const] : [])),
      ),
    },
    factors: [10, 0.1, 18, 1 / 18, 88.4, 1 / 88.4],
    explainedBy: new Map(policies.delta.explainedBy.map((e) => [e.event, new Set(e.analytes)])),
    reviews: policies.hematologyReview.rules.flatMap((r) => reviewOf(r, catalog)),
    controls: local.controls ?? {
      reject: ['1_3s', '2_2s', 'R_4s', '4_1s', '10_x'],
      warn: ['1_2s', '7_T'],
      acrossMaterials: true,
    },
    controlHours: (id) => {
      const department = catalog.analytes.get(id)?.department;
      return department === 'coagulation'
        ? hours('coagulation')
        : department === 'blood-gas'
          ? hours('blood-gas')
          : hours('each-day');
    },
    needsControls: (id) => {
      const analyte = catalog.analytes.get(id);
      return (
        analyte !== undefined &&
        BY_NUMBER.includes(analyte.department) &&
        analyte.computed === null &&
        !INDICES.has(id) &&
        !UNCONTROLLED.has(id)
      );
    },
    convert: local.convert ?? ((value, from, to) => (from === to ? value : null)),
    runs: (analyzer) => analyzers?.get(analyzer) ?? null,
    autoverifies: typeof autoverifies === 'function' ? autoverifies : () => autoverifies,
  };
}

/** A condition in the language of formulas; null where a value it needs is missing. */
function condition(
  text: string,
  uses: readonly string[],
): (values: ReadonlyMap<string, number>) => boolean | null {
  const read = parse(text);
  if ('fault' in read) throw new Error(`${text}: ${read.fault.message}`);
  return (values) =>
    uses.every((id) => values.has(id)) ? (evaluate(read.tree, values) as boolean | null) : null;
}

const checkOf = (check: Catalog['policies']['autoverification']['checks'][number]): ConsistencyCheck => ({
  id: check.id,
  uses: check.uses,
  wholeTube: check.scope === 'tube',
  says: `not so: ${check.says}`,
  broken: condition(check.hold, check.uses),
});

/** Limits of the sample indices by analyte, from the interference facts that were read (confidence verified). */
function indexLimits({ interferences }: Catalog): Rules['indexLimits'] {
  const limits = new Map<string, { [index: string]: number }>();
  const add = (analyte: string, index: string, limit: number) =>
    limits.set(analyte, { ...limits.get(analyte), [index]: limit });
  const { thresholds, potassiumTiers } = interferences.hemolysis;
  for (const direction of [thresholds.up, thresholds.down])
    for (const [id, from] of Object.entries(direction)) add(id, 'hidx', from!);
  const report = potassiumTiers.tiers.find((t) => t.does === 'report');
  if (report?.below) add('k', 'hidx', report.below);
  for (const { analyte, from } of interferences.icterus.low) add(analyte, 'iidx', from);
  const fat = interferences.lipemia.indirectIse;
  for (const analyte of fat.analytes) add(analyte, 'lidx', LIPEMIA_LIMIT);
  return limits;
}
/** Endogenous lipemia moves sodium by 4 mmol/L or more near index 700 (bench-pseudona, verified). */
const LIPEMIA_LIMIT = 700;

/** Review rules of blood counts: recalled thresholds (unverified), so they hold for a look and never decide. */
function reviewOf(rule: ReviewRule, catalog: Catalog): Rules['reviews'][number][] {
  const says = `look at the slide: ${rule.when}`;
  const id = `review-${rule.n}`;
  const first = rule.occasion === 'first';
  if (rule.flag && !rule.flag.startsWith('any '))
    return [
      {
        id,
        test: targetOf(rule.flag),
        says,
        asks: (_v, alarms, isFirst) => alarms.includes(rule.flag!) && (!first || isFirst),
      },
    ];
  if (rule.occasion === 'delta' || rule.occasion === 'delta-passed' || rule.sampleHours?.above !== undefined)
    return [];
  if (rule.hold) {
    const read = parse(rule.hold);
    if ('fault' in read) throw new Error(`rule ${rule.n}: ${read.fault.message}`);
    const uses = [...catalog.analytes.keys()].filter((a) => new RegExp(`\\b${a}\\b`).test(rule.hold!));
    const broken = condition(rule.hold, uses);
    return [
      {
        id,
        test: uses[0] ?? 'wbc',
        says,
        asks: (values, _alarms, isFirst) => (!first || isFirst) && broken(values) === true,
      },
    ];
  }
  return [];
}

const targetOf = (flag: string): string =>
  /PLT|Giant/.test(flag) ? 'plt' : /RBC|Fragments|Dimorphic|HGB|Iron/.test(flag) ? 'rbc' : 'wbc';
