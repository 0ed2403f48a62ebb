import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadCatalog } from './load.server.ts';
import { unitProblems } from './units.server.ts';

const { catalog, problems } = loadCatalog('content');
const copy = mkdtempSync(join(tmpdir(), 'benchpath-catalog-'));
for (const part of ['laboratory', 'sources'])
  cpSync(join('content', part), join(copy, part), { recursive: true });
afterAll(() => rmSync(copy, { recursive: true }));

/** What the loader says of a copy of content/ in which one text is another. */
function faulty(file: string, before: string | RegExp, after: string): string[] {
  const path = join(copy, 'laboratory', file);
  const text = readFileSync(path, 'utf8');
  const changed = text.replace(before, after);
  expect(changed, `${file} no longer holds ${before}`).not.toBe(text);
  writeFileSync(path, changed);
  try {
    const read = loadCatalog(copy);
    const found = read.problems.length > 0 ? read.problems : unitProblems(read.catalog);
    return found.map((p) => `${p.file}:${p.line} ${p.path} ${p.message}`);
  } finally {
    writeFileSync(path, text);
  }
}

describe('content/laboratory', () => {
  test('can be read, its citations are sources, its names stand somewhere, its units are UCUM', () => {
    expect(problems).toEqual([]);
    expect(unitProblems(catalog)).toEqual([]);
  });

  test('holds what the departments need', () => {
    const per = (department: string) =>
      [...catalog.analytes.values()].filter((a) => a.department === department).length;
    const least = { chemistry: 63, 'blood-gas': 5, hematology: 18, coagulation: 6, urinalysis: 14 };
    for (const [department, count] of Object.entries(least))
      expect(per(department), department).toBeGreaterThanOrEqual(count);
    expect([...catalog.faults.keys()]).toEqual(
      Array.from({ length: 35 }, (_, i) => `F${String(i + 1).padStart(2, '0')}`),
    );
    expect([...catalog.fluids.keys()].toSorted()).toEqual(
      ['d5hns-kcl20', 'd5ns', 'd5w', 'hns', 'lr', 'ns', 'plasmalyte', 'tpn'],
    ); // prettier-ignore
    expect(catalog.policies.hematologyReview.rules.map((r) => r.n)).toEqual(
      Array.from({ length: 41 }, (_, i) => i + 1),
    );
    expect(catalog.policies.urinalysisCorrelation.rules).toHaveLength(16);
    expect(catalog.policies.autoverification.gates[0]!.id).toBe('control-valid');
  });

  test('carries numbers with how surely each stands', () => {
    expect(catalog.analytes.get('k')).toMatchObject({
      loinc: '2823-3', unit: 'mmol/L', decimals: 1, reference: [{ low: 3.5, high: 5.1 }],
      critical: { low: 2.8, high: 6.2, policy: false }, allowable: { absolute: 0.3 }, delta: { absolute: 1, hours: 72 },
      range: { low: 1, high: 10 }, within: 4.6, between: 5.6,
      confidence: { critical: 'verified', reference: 'likely', analyticalCv: 'unverified', delta: 'unverified', biological: 'unverified' },
    }); // prettier-ignore
    // An analyte's own word counts for the field it names and for no other.
    expect(catalog.analytes.get('mcv')!.confidence).toMatchObject({ delta: 'verified', range: 'unverified' });
    expect(catalog.analytes.get('tnt')).toMatchObject({
      critical: { policy: true },
      confidence: { critical: 'unverified' },
    });
    // Nothing on file is never sure.
    expect(catalog.analytes.get('hidx')).toMatchObject({
      loinc: null,
      confidence: { loinc: 'unverified', critical: 'unverified' },
    });
    for (const a of catalog.analytes.values())
      for (const [field, confidence] of Object.entries(a.confidence))
        if (confidence === 'verified' && field !== 'unit')
          expect(a.sources[field], `${a.id} ${field}`).not.toEqual([]);
  });

  test('puts tubes in the one order of draw that is on file', () => {
    for (const { place, tubes } of catalog.policies.orderOfDraw.sequence)
      for (const id of tubes) expect(catalog.tubes.get(id)!.drawOrder, id).toBe(place);
  });

  test('never measures from a tube what the tube spoils', () => {
    for (const a of catalog.analytes.values())
      for (const tube of a.tubes)
        expect(catalog.tubes.get(tube)!.never, `${a.id} from ${tube}`).not.toContain(a.id);
  });

  test('draws every panel in a tube that all of it can be measured from', () => {
    for (const panel of catalog.panels.values())
      for (const id of panel.analytes)
        expect(catalog.analytes.get(id)!.tubes, `${panel.id} ${id}`).toContain(panel.tube);
  });
});

describe('a planted fault is named with its file and line', () => {
  const k = 'analytes/chemistry/k.yaml';
  test.each([
    ['a key nobody knows', k, 'decimals:', 'decimal:', /k\.yaml:1  Unrecognized key: "decimal"/],
    [
      'a LOINC code with two digits swapped',
      k,
      '2823-3',
      '2832-3',
      /k\.yaml:4 loinc\.value is no LOINC code/,
    ],
    [
      'a reference interval the wrong way round',
      k,
      'low: 3.5, high: 5.1',
      'low: 5.1, high: 3.5',
      /k\.yaml:8 reference.* above the high one/,
    ],
    [
      'a critical limit inside the reference interval',
      k,
      'low: 2.8',
      'low: 3.6',
      /k\.yaml:9 critical the low limit 3\.6 is not below/,
    ],
    [
      'a critical limit below the top of it',
      k,
      'high: 6.2',
      'high: 5.1',
      /k\.yaml:9 critical the high limit 5\.1 is not above/,
    ],
    [
      'a delta that is both absolute and percent',
      k,
      'absolute: 1, hours',
      'absolute: 1, percent: 5, hours',
      /k\.yaml:13 delta\.value is absolute or in percent/,
    ],
    [
      'a verified number without a source',
      k,
      /(critical: .*), cite: \[.*\] \}/,
      '$1 }',
      /k\.yaml:9 critical needs a citation/,
    ],
    [
      'verified on practice alone',
      k,
      /(critical: .*), cite: \[.*\] \}/,
      '$1, basis: practice }',
      /k\.yaml:9 critical needs a citation/,
    ],
    [
      'a source that is not on file',
      k,
      'bench-starling',
      'bench-sterling',
      /k\.yaml:9 {2}cites bench-sterling, which is not in sources/,
    ],
    [
      'a tube that is not on file',
      k,
      '[ltgreen, gold]',
      '[ltgren, gold]',
      /k\.yaml:7 {2}names the tube ltgren, which/,
    ],
    ['a unit that is no UCUM', k, '"mmol/L"', '"mmols/L"', /k\.yaml:1 unit mmols\/L is no UCUM unit/],
    [
      "an id that is not the file's name",
      k,
      'id: k',
      'id: kk',
      /k\.yaml:1 {2}belongs in laboratory\/analytes\/chemistry\/kk\.yaml/,
    ],
    [
      'another department than the folder',
      k,
      'department: chemistry',
      'department: hematology',
      /belongs in laboratory\/analytes\/hematology\/k\.yaml/,
    ],
    [
      'an analyte in a fluid that is not on file',
      'fluids/d5w.yaml',
      'glu: 5000',
      'glucose: 5000',
      /d5w\.yaml:3 {2}names the analyte glucose/,
    ],
    [
      'a check that reads what it does not use',
      'policies/autoverification.yaml',
      'uses: [k, ca]',
      'uses: [k, mg]',
      /autoverification\.yaml:\d+ checks\.9\.hold names ca, which is not among uses/,
    ],
    [
      'an act that nobody settles',
      'policies/authority.yaml',
      /.*id: dilute,.*\n/,
      '',
      /authority\.yaml:\d+ acts dilute must stand here once/,
    ],
    [
      'an escalation downward',
      'policies/authority.yaml',
      'mls: escalate to pathologist',
      'mls: escalate to mlt',
      /mls escalates to mlt, who ranks no higher/,
    ],
    [
      'a second signature that nobody gives',
      'policies/authority.yaml',
      'cosigner: supervisor, ',
      '',
      /mls needs a second signature/,
    ],
    [
      'a reject code that table 0490 lacks',
      'policies/rejection.yaml',
      'hl70490: RM',
      'hl70490: ZZ',
      /rejection\.yaml:3 {2}names the reject code ZZ/,
    ],
    [
      'a flag that no counter raises',
      'policies/hematology-review.yaml',
      'flag: Dimorphic',
      'flag: Dimorph',
      /names the flag Dimorph,/,
    ],
    [
      'a condition that cannot be read',
      'policies/autoverification.yaml',
      '"k > 6 and ca < 7.5"',
      '"k > 6 and and ca < 7.5"',
      /autoverification\.yaml:\d+ {2}"k > 6 and and ca < 7\.5":/,
    ],
    [
      'a rule on an analyte that is not on file',
      'policies/hematology-review.yaml',
      'rdw > 22',
      'rdv > 22',
      /hematology-review\.yaml:\d+ {2}names the analyte rdv/,
    ],
  ])('%s', (_, file, before, after, message) => {
    const found = faulty(file, before, after);
    expect(found.join('\n')).toMatch(message);
  });

  test('a policy that is gone', () => {
    rmSync(join(copy, 'laboratory', 'policies', 'delta.yaml'));
    expect(loadCatalog(copy).problems).toEqual([
      { file: 'laboratory/policies/delta.yaml', line: 0, path: '', message: 'no such file' },
    ]);
    cpSync('content/laboratory/policies/delta.yaml', join(copy, 'laboratory', 'policies', 'delta.yaml'));
  });

  test('a file that nothing reads, and no folder at all', () => {
    const stray = join(copy, 'laboratory', 'policies', 'notes.yaml');
    writeFileSync(stray, 'a: 1\n');
    expect(loadCatalog(copy).problems.map((p) => p.message)).toEqual(['nothing reads this file']);
    rmSync(stray);
    expect(loadCatalog(join(copy, 'nowhere')).problems.length).toBeGreaterThan(5);
  });
});
