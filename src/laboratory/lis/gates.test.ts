import { expect, test } from 'vitest';
import { holdsOf, keyOf, type Reading } from './index.ts';
import { CATALOG, laboratory, type Laboratory, PATIENT } from './testing/lis.server.ts';

// Every rule of autoverification is tried below, at and above its limit, on the facts as they are on file.

/** Holds of one result when a specimen reads so; `before` is what was reported of the same patient an hour earlier. */
function holds(
  values: { [test: string]: number },
  of: string,
  more: { before?: { [test: string]: number }; alarms?: string[]; beyond?: '<' | '>' } = {},
): string[] {
  const lab = laboratory();
  // Inside of every look-back; the shortest is three hours.
  if (more.before) put(lab, more.before, -3600);
  const accession = put(lab, values, 0, more);
  return holdsOf(lab.lis, lab.lis.results.get(keyOf(accession, of))!, lab.rules)
    .filter((h) => h.kind !== 'quality')
    .map((h) => h.id);
}

/** A specimen whose readings are these; drawn before its time by `ago` seconds. Earlier ones are reported. */
function put(
  lab: Laboratory,
  values: { [test: string]: number },
  ago: number,
  more: { alarms?: string[]; beyond?: '<' | '>' } = {},
): string {
  const tests = Object.keys(values);
  const tube = CATALOG.analytes.get(tests[0]!)!.tubes[0]!;
  const accession = `A2601059${String(900 + lab.lis.specimens.size)}`;
  lab.does({
    do: 'order',
    identity: PATIENT,
    tests,
    priority: 'routine',
    ward: 'x',
    specimens: [{ accession, tube, tests }],
  });
  const specimen = lab.lis.specimens.get(accession)!;
  Object.assign(specimen, {
    collectedAt: lab.now() + ago,
    state: { status: 'accepted', at: lab.now(), container: 'c', exception: null },
  });
  for (const [id, value] of Object.entries(values)) {
    const result = lab.lis.results.get(keyOf(accession, id))!;
    const reading: Reading = {
      n: 1,
      at: lab.now(),
      by: 'CHEM1',
      value,
      text: null,
      beyond: more.beyond ?? null,
      alarms: more.alarms ?? [],
      method: null,
      manual: false,
      message: null,
    };
    Object.assign(result, { readings: [reading], chosen: 1, state: { status: 'observed', holds: [] } });
    if (ago < 0) lab.lis.priors.set(`${PATIENT.mrn}/${id}`, [{ at: lab.now() + ago, value, accession }]);
  }
  return accession;
}

const step = (decimals: number): number => 10 ** -decimals;
const near = (x: number, decimals: number): number => Number(x.toFixed(decimals));

const criticals = [...CATALOG.analytes.values()].flatMap((a) =>
  a.critical ? ([['low', a.critical.low], ['high', a.critical.high]] as const).flatMap(([end, limit]) => (limit === null ? [] : [{ a, end, limit }])) : [],
); // prettier-ignore

test.each(criticals.map((c) => [`${c.a.id} ${c.end} ${c.limit}`, c] as const))(
  'critical %s: held at and beyond the limit, not before it',
  (_name, { a, end, limit }) => {
    const out = end === 'low' ? -1 : 1;
    expect(holds({ [a.id]: near(limit - out * step(a.decimals), a.decimals) }, a.id)).not.toContain(
      'critical',
    );
    expect(holds({ [a.id]: limit }, a.id)).toContain('critical');
    expect(holds({ [a.id]: near(limit + out * step(a.decimals), a.decimals) }, a.id)).toContain('critical');
  },
);

const deltas = [...CATALOG.analytes.values()].flatMap((a) => (a.delta ? [a] : []));

test.each(deltas.map((a) => [a.id, a] as const))(
  'delta of %s: held beyond the limit, not at it',
  (_name, a) => {
    const before = near(((a.reference[0]?.low ?? 0) + (a.reference[0]?.high ?? 100)) / 2, a.decimals);
    const limit = a.delta!.absolute ?? (before * (a.delta!.percent ?? 0)) / 100;
    const then = { [a.id]: before };
    const small = Math.min(limit / 10, step(a.decimals));
    expect(holds({ [a.id]: before + limit - small }, a.id, { before: then })).not.toContain('delta');
    expect(holds({ [a.id]: before + limit }, a.id, { before: then })).not.toContain('delta');
    expect(holds({ [a.id]: before + limit + small }, a.id, { before: then })).toContain('delta');
    expect(holds({ [a.id]: before - limit - small }, a.id, { before: then })).toContain('delta');
  },
);

test('a delta looks back as far as its rule says, and no further', () => {
  const lab = laboratory();
  put(lab, { k: 4 }, -72 * 3600);
  const at = put(lab, { k: 5.6 }, 0);
  expect(holdsOf(lab.lis, lab.lis.results.get(keyOf(at, 'k'))!, lab.rules).map((h) => h.id)).toContain(
    'delta',
  );
  const other = laboratory();
  put(other, { k: 4 }, -72 * 3600 - 1);
  const later = put(other, { k: 5.6 }, 0);
  expect(
    holdsOf(other.lis, other.lis.results.get(keyOf(later, 'k'))!, other.rules).map((h) => h.id),
  ).not.toContain('delta');
});

const INDEX: [test: string, index: string, limit: number][] = [['k', 'hidx', 0.5], ['ldh', 'hidx', 0.2], ['ast', 'hidx', 1.5], ['na', 'lidx', 700], ['chol', 'iidx', 6]]; // prettier-ignore

test.each(INDEX)('index limit of %s by %s: held above %d, not at it', (id, index, limit) => {
  const ordinary = { k: 4.2, ldh: 180, ast: 25, na: 140, chol: 150 }[id]!;
  expect(holds({ [id]: ordinary, [index]: limit - 0.1 }, id)).not.toContain(`index:${index}`);
  expect(holds({ [id]: ordinary, [index]: limit }, id)).not.toContain(`index:${index}`);
  expect(holds({ [id]: ordinary, [index]: limit + 0.1 }, id)).toContain(`index:${index}`);
});

// values at the limit, and just beyond it
const CHECKS: [id: string, of: string, at: { [test: string]: number }, beyond: { [test: string]: number }][] =
  [
    ['anion-gap', 'agap', { agap: 3 }, { agap: 2 }],
    ['anion-gap', 'agap', { agap: 25 }, { agap: 26 }],
    ['direct-bilirubin', 'dbil', { dbil: 1, tbil: 1 }, { dbil: 1.1, tbil: 1 }],
    ['rule-of-three', 'hct', { hgb: 14, hct: 39 }, { hgb: 14, hct: 38.9 }],
    ['rule-of-three', 'hct', { hgb: 14, hct: 45 }, { hgb: 14, hct: 45.1 }],
    ['mchc', 'mchc', { mchc: 30 }, { mchc: 29.9 }],
    ['mchc', 'mchc', { mchc: 36.5 }, { mchc: 36.6 }],
    ['globulin', 'tp', { tp: 6, alb: 4.5 }, { tp: 5.9, alb: 4.5 }],
    ['globulin', 'tp', { tp: 10, alb: 4 }, { tp: 10.1, alb: 4 }],
    ['urea-to-creatinine', 'bun', { bun: 4, crea: 1 }, { bun: 3, crea: 1 }],
    ['urea-to-creatinine', 'bun', { bun: 60, crea: 1 }, { bun: 61, crea: 1 }],
    ['hdl', 'hdl', { hdl: 199, chol: 200 }, { hdl: 200, chol: 200 }],
    ['friedewald', 'ldlc', { trig: 400, ldlc: 50 }, { trig: 401, ldlc: 50 }],
    ['edta', 'k', { k: 6, ca: 7.4 }, { k: 6.1, ca: 7.4 }],
    ['edta', 'k', { k: 6.1, ca: 7.5 }, { k: 6.1, ca: 7.4 }],
    ['saline', 'na', { na: 150, cl: 126 }, { na: 151, cl: 126 }],
    ['saline', 'na', { na: 151, cl: 125 }, { na: 151, cl: 126 }],
    ['dextrose', 'glu', { glu: 400, na: 129 }, { glu: 401, na: 129 }],
    ['dextrose', 'glu', { glu: 401, na: 130 }, { glu: 401, na: 129 }],
  ];

test.each(CHECKS)('consistency %s of %s: %j passes, %j is held', (id, of, at, beyond) => {
  expect(holds(at, of)).not.toContain(`check:${id}`);
  expect(holds(beyond, of)).toContain(`check:${id}`);
});

test('what puts the whole tube in doubt holds the others too; a value that is missing decides nothing', () => {
  expect(holds({ k: 6.5, ca: 7, glu: 90 }, 'glu')).toContain('check:edta');
  expect(holds({ k: 6.1, glu: 90 }, 'glu')).not.toContain('check:edta');
});

test('an alarm, a value beyond the range and a factor of a unit are held', () => {
  expect(holds({ k: 4.2 }, 'k', { alarms: ['short sample'] })).toContain('alarm:short sample');
  expect(holds({ k: 10 }, 'k', { beyond: '>' })).toContain('beyond');
  expect(holds({ crea: 88.4 }, 'crea', { before: { crea: 1 } })).toContain('factor');
  expect(holds({ crea: 1.1 }, 'crea', { before: { crea: 1 } })).toEqual([]);
});

test('many small changes together are held though none is beyond its limit alone; one large one is not a mix-up', () => {
  const before = { na: 140, k: 4.2, cl: 103, crea: 0.8, bun: 14 };
  expect(holds({ na: 131, k: 5.1, cl: 94, crea: 1.1, bun: 20 }, 'crea', { before })).not.toContain(
    'multivariate',
  );
  expect(holds({ na: 128, k: 5.4, cl: 91, crea: 1.5, bun: 25 }, 'crea', { before })).toContain(
    'multivariate',
  );
  expect(holds({ na: 140, k: 7, cl: 103, crea: 0.8, bun: 14 }, 'k', { before })).not.toContain(
    'multivariate',
  );
});
