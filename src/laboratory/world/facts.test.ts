import { expect, test } from 'vitest';
import { EDTA_IN_PLASMA } from './operators.ts';
import { plasmaWater } from './measure/interference.ts';
import { baseline, catalog, still, tubeOf } from './testing/onfile.ts';

// The formulas of the world stand in code; what they rest on stands in content. These hold them together.
const { hemolysis, lipemia, edta, icterus, citrateRatio, hook, carryOver } = catalog.interferences;
const hemolyzed = (gramsPerLiter: number) =>
  tubeOf('ltgreen', [{ did: 'hemolyse', gramsPerLiter, inBody: false }]);
const moved = (id: string, grams: number) => still(id, hemolyzed(grams)) - still(id, tubeOf('ltgreen'));

test('hemolysis: slopes and directions on file', () => {
  expect(moved('k', 3) / 3).toBeCloseTo(hemolysis.potassium.freezeThaw, 1);
  for (const { analyte, perGramPerLiter } of hemolysis.slopes) {
    expect(moved(analyte, 3) / 3, analyte).toBeGreaterThanOrEqual(perGramPerLiter[0]! - 1e-9);
    expect(moved(analyte, 3) / 3, analyte).toBeLessThanOrEqual(perGramPerLiter[1]! + 1e-9);
  }
  for (const id of Object.keys(hemolysis.thresholds.up)) expect(moved(id, 5), id).toBeGreaterThan(0);
  for (const [id, from] of Object.entries(hemolysis.thresholds.down)) {
    expect(moved(id, from! * 0.99), id).toBeGreaterThanOrEqual(0);
    expect(moved(id, from! + 3), id).toBeLessThan(0);
  }
  for (const id of hemolysis.thresholds.none)
    if (!['phos', 'tp', 'uric'].includes(id))
      // the analyte's own file says up, up by the hemoglobin, and low by peroxidase
      expect(Math.abs(moved(id, 6) / still(id, tubeOf('ltgreen'))), id).toBeLessThan(0.02);
});

test('lipemia: the water of plasma', () => {
  const { whole, perLipid, perProtein } = lipemia.indirectIse.water;
  for (const trig of [700, 4000, 10_000])
    expect(plasmaWater({ values: { trig, tp: 7.4 } })).toBeCloseTo(
      whole + perLipid * trig + perProtein * 74,
      9,
    );
  expect(plasmaWater({ values: { trig: 80, tp: 7 } })).toBeCloseTo(lipemia.indirectIse.example.water, 3);
  const milky = tubeOf('ltgreen', [], { ...baseline, trig: 4000 });
  for (const id of lipemia.indirectIse.analytes)
    expect(still(id, milky), id).toBeLessThan(still(id, tubeOf('ltgreen')) * 0.98);
});

test('EDTA: what a lavender tube holds; what falls, rises and stays', () => {
  const pure = tubeOf('lav').values;
  expect(pure['k']).toBe(edta.tube.plasmaPotassium);
  expect(EDTA_IN_PLASMA).toBeCloseTo(edta.tube.edta / 0.55, 1);
  const poured = (fraction: number) => tubeOf('ltgreen', [{ did: 'addEdta', fraction }]);
  const change = (id: string, f: number) => still(id, poured(f)) / still(id, tubeOf('ltgreen')) - 1;
  const { share, down, up, none, noneTo } = edta.significantFrom;
  for (const id of down) expect(change(id, share * 2), id).toBeLessThan(-0.01);
  for (const id of up) expect(change(id, share), id).toBeGreaterThan(0.1);
  for (const id of none) expect(change(id, noneTo), id).toBeCloseTo(0, 9);
});

test('icterus, citrate, hook, carry-over', () => {
  const yellow = (id: string, tbil: number) =>
    still(id, tubeOf('ltgreen', [], { ...baseline, tbil, ck: 80 }));
  for (const { analyte, from } of icterus.low) {
    expect(yellow(analyte, from - 0.1), analyte).toBe(yellow(analyte, 0.5));
    expect(yellow(analyte, from + 10), analyte).toBeLessThan(yellow(analyte, 0.5));
  }
  const filled = (percent: number) =>
    still('aptt', tubeOf('ltblue', [{ did: 'fill', fraction: percent / 100 }], { ...baseline, hct: 45 })) /
    31;
  expect(filled(citrateRatio.fillLeast)).toBeLessThan(1.05);
  expect(filled(citrateRatio.fillLeast - 20)).toBeGreaterThan(1.5);
  for (const id of hook.analytes)
    expect(still(id, tubeOf('gold', [], { ...baseline, [id]: 2e6 })), id).toBeLessThan(20_000);
  expect(carryOver.share[0]).toBeLessThan(carryOver.share[1]!);
});
