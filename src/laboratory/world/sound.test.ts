import { expect, test } from 'vitest';
import { draw, measure, spin, timelineOf, type Tube } from './index.ts';
import { catalog, patientOf, population, seed, sound } from './testing/onfile.ts';

/** Where the patient, not the tube, deceives a method: by class, the analytes that are off, and why. */
const DECEIVED: { readonly [kind: string]: readonly string[] } = {
  biotin: [
    'tsh',
    'ft4',
    'cort',
    'b12',
    'fol',
    'ferr',
    'ntprobnp',
    'pth',
    'ckmb',
    'psa',
    'tnt',
    'hcg',
    'pct',
    'vitd',
  ],
  heterophile: ['tsh', 'hcg', 'ferr', 'psa', 'tnt', 'tni', 'pth'],
  hyperlipidemia: ['na', 'k', 'cl'], // indirect electrodes
  paraprotein: ['na', 'cl'], // the same
  icteric: ['chol', 'tp', 'uric'],
  'in-vivo-hemolysis': ['uric', 'tbil'],
  newborn: ['chol', 'uric', 'pt', 'inr', 'aptt'], // yellow, and thick blood in citrate
  polycythemia: ['pt', 'inr', 'aptt'], // thick blood in citrate
  'molar-pregnancy': ['hcg'], // hook
  pregnancy: ['hcg'],
};

test('whatever ails a patient, a sound analyzer is off by less than half of what is allowed; where it is not, that is known', () => {
  const wrong = new Set<string>();
  for (const id of population.classes.keys())
    for (const n of [0, 1, 2]) {
      const patient = patientOf({ id: `sound${n}`, classes: [id] });
      const values = timelineOf(patient, catalog, population, seed)(0);
      const tubes = new Map<string, Tube>();
      const tubeFor = (kind: string) => {
        const how = {
          id: kind,
          kind,
          at: 0,
          label: null,
          site: kind === 'abg' ? ('artery' as const) : ('arm' as const),
        };
        if (!tubes.has(kind)) tubes.set(kind, spin(draw(patient, values, how, { catalog, stream: seed })));
        return tubes.get(kind)!;
      };
      for (const { id: analyte, department, tubes: kinds, allowable } of catalog.analytes.values()) {
        if (!allowable || !['chemistry', 'coagulation', 'blood-gas'].includes(department)) continue;
        const { truth, withoutScatter } = measure(
          sound,
          analyte,
          tubeFor(kinds[0]!),
          { at: 600, repeat: 0 },
          catalog,
          seed,
        );
        if (typeof truth !== 'number' || typeof withoutScatter !== 'number') continue;
        const allowed = Math.max(allowable.absolute ?? 0, ((allowable.percent ?? 0) / 100) * Math.abs(truth));
        const off = Math.abs(withoutScatter - truth);
        if (
          off > allowed * (['na', 'uric', 'chol'].includes(analyte) ? 0.85 : 0.5) &&
          !DECEIVED[id]?.includes(analyte)
        )
          wrong.add(`${id} ${analyte}: ${truth.toFixed(2)} seen as ${withoutScatter.toFixed(2)}`);
      }
    }
  expect([...wrong]).toEqual([]);
});

test('what a body holds of heparin is truth; what a line adds is not', () => {
  const patient = patientOf({ id: 'drip', classes: ['heparin-therapy'] });
  const values = timelineOf(patient, catalog, population, seed)(0);
  const tube = (unitsPerMl: number) =>
    draw(
      patient,
      values,
      { id: 't', kind: 'ltblue', at: 0, label: null, suffers: [{ did: 'heparin', unitsPerMl }] },
      { catalog, stream: seed },
    );
  const aptt = (units: number) => measure(sound, 'aptt', tube(units), { at: 0, repeat: 0 }, catalog, seed);
  expect(aptt(0).truth).toBeGreaterThan(45);
  expect(aptt(0).withoutScatter).toBeCloseTo(Number(aptt(0).truth), 6);
  expect(aptt(2)).toMatchObject({ beyond: '>', truth: aptt(0).truth });
});
