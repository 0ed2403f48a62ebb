import { expect, test } from 'vitest';
import {
  adjust,
  countBlood,
  isSpent,
  looksOf,
  measure,
  spin,
  timelineOf,
  type Control,
  type Instrument,
  type Tube,
} from './index.ts';
import {
  baseline,
  catalog,
  found,
  patientOf,
  plain,
  population,
  seed,
  sound,
  still,
  tubeOf,
} from './testing/onfile.ts';

// Invariant 12: every fault leaves something to see. Each row names a fault, what shows it, and by how much it must move.
type Row = readonly [
  fault: string,
  clue: string,
  seen: () => number | string | null,
  is: (x: number | string | null) => boolean,
];

const over = (limit: number) => (x: number | string | null) => typeof x === 'number' && x > limit;
const under = (limit: number) => (x: number | string | null) => typeof x === 'number' && x < limit;
const says = (text: string) => (x: number | string | null) => x === text;

const drip = (fluid: string, fraction: number) => tubeOf('ltgreen', [{ did: 'mix', fraction, fluid }]);
const hemolyzed = tubeOf('ltgreen', [{ did: 'hemolyse', gramsPerLiter: 2, inBody: false }]);
const ofEdta = tubeOf('ltgreen', [{ did: 'addEdta', fraction: 0.12 }]);
const traceOfEdta = tubeOf('ltgreen', [{ did: 'addEdta', fraction: 0.03 }]);
const milky = tubeOf('ltgreen', [], { ...baseline, trig: 10_000 });
const clotted = tubeOf('lav', [{ did: 'clot', fraction: 0.3 }]);
const strands = tubeOf('gold', [{ did: 'fibrin' }]);
const little: Tube = { ...spin(tubeOf('ltgreen')), volume: 0.4 };
const late = tubeOf('gold', [{ did: 'stand', seconds: 9 * 3600, celsius: 22 }]);
const warm = tubeOf('lav', [{ did: 'stand', seconds: 70 * 60, celsius: 22 }]);
const onIce = tubeOf('lav', [{ did: 'stand', seconds: 70 * 60, celsius: 2 }]);
const line = tubeOf('ltblue', [{ did: 'heparin', unitsPerMl: 2 }]);
const relative = (id: string, tube: Tube) => still(id, tube) / still(id, tubeOf(tube.kind));
const alarm = (id: string, tube: Tube) =>
  Array.from({ length: 8 }, (_, repeat) => found(id, tube, sound, { repeat }).alarms[0]).find((a) => a) ??
  null;
const counted = (id: string, tube: Tube, instrument: Instrument = sound, warmed = false) => {
  const run = [0, 1, 2, 3, 4, 5, 6, 7].map((repeat) =>
    countBlood(instrument, tube, { at: 600, repeat, warm: warmed }, catalog, seed).results.find(
      (r) => r.analyte === id,
    )!,
  );
  return run.find((r) => r.value !== null) ?? run[0]!;
};
const bloodOf = (id: string) => {
  const patient = patientOf({ id: `blood-${id}`, classes: [id], sex: 'F' });
  return tubeOf('lav', [], patient.usual, patient);
};
const flags = (tube: Tube) => counted('plt', tube).alarms.concat(counted('wbc', tube).alarms).join(', ');

const control = (level: number, k: number): Control => ({ id: `u${level}`, level, lot: 'L7', values: { k, na: 28 * k, glu: 20 * k, ast: 9 * k, pt: 11.2 }, vial: { id: 'v1', factor: 1 } }); // prettier-ignore
const [low, high] = [control(1, 3), control(2, 6)];
const z = (id: string, what: Control, instrument: Instrument, at = 0, repeat = 0) => {
  const expected = what.values[id]!;
  return (
    (measure(instrument, id, what, { at, repeat }, catalog, seed).value! - expected) /
    (expected * 0.01 * catalog.analytes.get(id)!.analyticalCv!)
  );
};
const runs = Array.from({ length: 20 }, (_, k) => k);
const meanZ = (id: string, what: Control, instrument: Instrument, at = 0) =>
  runs.reduce((sum, k) => sum + z(id, what, instrument, at, k), 0) / runs.length;
const withLot = (patients: number, controls: number) =>
  adjust(sound, 'k', { reagent: { ...sound.channels['k']!.reagent, lot: 'B', patients, controls } });
const worn: Instrument = { ...sound, wear: 0.8 };
const weak: Control = { ...low, vial: { id: 'v2', factor: 0.88 } };
const DAY = 86_400;

const rows: readonly Row[] = [
  ['F03', 'MCV of another person', () => Math.abs(counted('mcv', bloodOf('macrocytic')).value! - counted('mcv', tubeOf('lav')).value!), over(10)],
  ['F04', 'hemolysis index', () => found('hidx', hemolyzed).value, over(1.5)],
  ['F04', 'potassium', () => still('k', hemolyzed) - still('k', tubeOf('ltgreen')), over(0.5)],
  ['F04', 'LDH doubled', () => relative('ldh', hemolyzed), over(1.9)],
  ['F04', 'red plasma', () => looksOf(spin(hemolyzed)).plasma!.red, says('marked')],
  ['F05', 'potassium', () => still('k', ofEdta), over(6)],
  ['F05', 'calcium', () => still('ca', ofEdta), under(5)],
  ['F05', 'alkaline phosphatase', () => relative('alp', ofEdta), under(0.1)],
  ['F05', 'trace: calcium against the last result', () => 9.4 - still('ca', traceOfEdta), over(1)],
  ['F05', 'trace: potassium with it', () => still('k', traceOfEdta) - 4.2, over(0.4)],
  ['F06', 'chloride', () => still('cl', drip('ns', 0.15)) - still('cl', tubeOf('ltgreen')), over(6)],
  ['F06', 'protein diluted', () => relative('alb', drip('ns', 0.15)), under(0.86)],
  ['F07', 'glucose', () => still('glu', drip('d5w', 0.12)), over(600)],
  ['F07', 'sodium', () => still('na', drip('d5w', 0.12)), under(126)],
  ['F08', 'potassium', () => still('k', drip('d5hns-kcl20', 0.2)), over(7)],
  ['F08', 'glucose beyond the range', () => found('glu', drip('d5hns-kcl20', 0.2)).beyond, says('>')],
  ['F08', 'calcium diluted', () => relative('ca', drip('d5hns-kcl20', 0.2)), under(0.82)],
  ['F09', 'sodium', () => still('na', milky), under(128)],
  ['F09', 'lipemia index', () => found('lidx', milky).value, over(1000)],
  ['F09', 'osmolality as before', () => Math.abs(still('osmo', milky) - still('osmo', tubeOf('ltgreen'))), under(1)],
  ['F09', 'MCHC', () => counted('mchc', tubeOf('lav', [], { ...baseline, trig: 10_000 })).value, over(40)],
  ['F10', 'platelets', () => counted('plt', clotted).value! / counted('plt', tubeOf('lav')).value!, under(0.3)],
  ['F10', 'a clot on the sticks', () => looksOf(clotted).clot, says('small')],
  ['F11', 'short sample', () => alarm('na', strands), says('short sample')],
  ['F11', 'troponin that does not repeat', () => {
    const tnt = runs.map((repeat) => found('tnt', strands, sound, { repeat }).value).filter((x) => x !== null);
    return Math.max(...tnt) / Math.min(...tnt);
  }, over(2)],
  ['F12', 'the ninth test finds too little', () => {
    let tube = little;
    for (const _ of runs.slice(0, 8)) tube = { ...tube, volume: tube.volume - 0.02 };
    return found('na', { ...tube, separatedAt: 0, spunAt: null, volume: little.volume - 8 * 0.03 }).alarms[0] ?? null;
  }, says('short sample')],
  ['F13', 'fill line', () => looksOf(tubeOf('ltblue', [{ did: 'fill', fraction: 0.7 }])).fill, under(0.9)],
  ['F13', 'aPTT', () => relative('aptt', tubeOf('ltblue', [{ did: 'fill', fraction: 0.7 }])), over(1.5)],
  ['F13', 'hematocrit', () => counted('hct', bloodOf('polycythemia')).value, over(59)],
  ['F14', 'glucose', () => relative('glu', late), under(0.65)],
  ['F14', 'potassium', () => still('k', late) - 4.2, over(0.5)],
  ['F15', 'ammonia', () => found('nh3', warm).value, over(51)],
  ['F15', 'ammonia on ice', () => found('nh3', onIce).value, under(45)],
  ['F16', 'aPTT beyond the range', () => found('aptt', line).beyond, says('>')],
  ['F16', 'thrombin time beyond the range', () => found('tt', line).beyond, says('>')],
  ['F16', 'reptilase time as before', () => relative('rept', line), under(1.05)],
  ['F17', 'flag', () => flags(bloodOf('edta-clumper')), (x) => /clump/i.test(String(x))],
  ['F18', 'MCHC', () => counted('mchc', bloodOf('cold-agglutinin')).value, over(37)],
  ['F18', 'MCHC warm', () => counted('mchc', bloodOf('cold-agglutinin'), sound, true).value, under(37)],
  ['F19', 'flag', () => flags(bloodOf('nrbc-release')), (x) => /nrbc|nucleated/i.test(String(x))],
  ['F20', 'control after five days, in SD', () => meanZ('k', high, adjust(sound, 'k', { drift: 0.002 }), 5 * DAY), over(2)],
  ['F20', 'patients with it', () => still('k', tubeOf('ltgreen'), adjust(sound, 'k', { drift: 0.002 }), { at: 5 * DAY }) - 4.2, over(0.2)],
  ['F21', 'the same tubes by both lots', () => still('k', tubeOf('ltgreen'), withLot(0.4, 0)) - still('k', tubeOf('ltgreen')), over(0.35)],
  ['F21', 'controls silent', () => Math.abs(meanZ('k', low, withLot(0.4, 0))), under(0.8)],
  ['F22', 'both levels off at once', () => Math.min(meanZ('k', low, withLot(0, 0.2)), meanZ('k', high, withLot(0, 0.2))), over(1.8)],
  ['F22', 'patients silent', () => Math.abs(still('k', tubeOf('ltgreen'), withLot(0, 0.2)) - still('k', tubeOf('ltgreen'))), under(1e-9)],
  ['F23', 'one control above +2 SD', () => Math.max(...runs.map((k) => z('glu', high, worn, 0, k)).filter(Number.isFinite)), over(2)],
  ['F23', 'one control below -2 SD', () => Math.min(...runs.map((k) => z('glu', low, worn, 0, k)).filter(Number.isFinite)), under(-2)],
  ['F24', 'potassium of the vial', () => meanZ('k', weak, sound), under(-6)],
  ['F24', 'glucose of the vial', () => meanZ('glu', weak, sound), under(-6)],
  ['F24', 'the other level silent', () => Math.abs(meanZ('k', high, sound)), under(0.8)],
  ['F25', 'positive after an extreme neighbor', () => found('hcg', tubeOf('gold'), { ...sound, carryover: 3e-4 }, { previous: tubeOf('gold', [], { ...baseline, hcg: 900_000 }, plain, 't0') }).value, over(100)],
  ['F25', 'alone it is negative', () => found('hcg', tubeOf('gold'), { ...sound, carryover: 3e-4 }).value, under(6)],
  ['F26', 'rises on dilution', () => still('hcg', tubeOf('gold', [], { ...baseline, hcg: 1e6 }), sound, { dilution: 100 }) / still('hcg', tubeOf('gold', [], { ...baseline, hcg: 1e6 })), over(100)],
  ['F27', 'TSH', () => found('tsh', { ...tubeOf('gold'), biotin: 220 }).value, under(0.4)],
  ['F27', 'free T4', () => found('ft4', { ...tubeOf('gold'), biotin: 220 }).value, over(1.8)],
  ['F27', 'drug list', () => patientOf({ classes: ['biotin'] }).drugs[0] ?? null, says('biotin')],
  ['F27', 'hCG with antibodies falls out of line on dilution', () => still('hcg', { ...tubeOf('gold'), heterophile: 6 }), over(20)],
  ['F28', 'inventory', () => Number(isSpent(sound.channels['ast']!.reagent, 31 * DAY)), over(0)],
  ['F29', 'INR of treatment', () => still('inr', tubeOf('ltblue', [], { ...baseline, pt: 27.5 }), adjust(sound, 'pt', { thromboplastin: { isi: 1.3, meanNormal: 11 } })) - 2.5, under(-0.4)],
  ['F29', 'PT control silent', () => Math.abs(meanZ('pt', low, adjust(sound, 'pt', { thromboplastin: { isi: 1.3, meanNormal: 11 } }))), under(0.8)],
  ...(['ast', 'alt', 'alp', 'ldh', 'ck', 'ggt'] as const).map(
    (id): Row => ['F30', `${id} with all enzymes`, () => still(id, tubeOf('ltgreen'), { ...sound, celsius: 34 }) / still(id, tubeOf('ltgreen')), under(0.85)],
  ),
  ['F30', 'glucose silent', () => still('glu', tubeOf('ltgreen'), { ...sound, celsius: 34 }) / still('glu', tubeOf('ltgreen')), over(0.99)],
  ['F30', 'bad water: calcium', () => still('ca', tubeOf('ltgreen'), { ...sound, water: 0.8 }) - 9.4, over(0.6)],
]; // prettier-ignore

test.each(rows)('%s: %s', (_, clue, seen, is) => {
  const x = seen();
  expect(is(x), `${clue}: ${String(x)}`).toBe(true);
});

test('the table speaks of every fault of the tube and of the analyzer', () => {
  const spoken = new Set(rows.map(([fault]) => fault));
  const asked = [...catalog.faults.keys()].filter(
    (f) => (f >= 'F04' && f <= 'F16') || (f >= 'F20' && f <= 'F30'),
  );
  expect(asked.filter((f) => !spoken.has(f))).toEqual([]);
});

test('decoys: true ketoacidosis keeps its protein and has its gap; hemolysis in the body moves no potassium', () => {
  const dka = patientOf({ id: 'decoy', classes: ['dka'], age: 30 });
  const tube = tubeOf('ltgreen', [], timelineOf(dka, catalog, population, seed)(0), dka);
  expect(still('glu', tube)).toBeGreaterThan(500);
  expect(still('na', tube)).toBeLessThan(129);
  expect(still('agap', tube)).toBeGreaterThan(20);
  expect(still('tp', tube)).toBeGreaterThan(6.4);
  const inBody = patientOf({ id: 'decoy2', classes: ['in-vivo-hemolysis'] });
  const red = tubeOf('ltgreen', [], timelineOf(inBody, catalog, population, seed)(0), inBody);
  expect(found('hidx', red).value).toBeGreaterThan(1);
  expect(still('k', red)).toBeLessThan(5.1);
  expect(still('ldh', red)).toBeGreaterThan(400);
});
