import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calculate, find, formulaOf, working, type Formula } from './index.ts';
import { loadFormulas } from './load.server.ts';

const { formulas } = loadFormulas(join(import.meta.dirname, '..', '..', 'content'));
const formula = (name: string): Formula => {
  const found = find(formulas, name);
  if ('formula' in found) return found.formula;
  throw new Error(`no formula ${name}`);
};

/** The same formulas once more, each written by hand as plain code: name, low and high of each value, the answers. */
type Numbers = { [input: string]: number };
const BY_HAND: [name: string, ranges: { [input: string]: [number, number] }, answers: (v: Numbers) => number[]][] = [
  ['cockcroft-gault', { age: [18, 100], weight: [30, 200], creatinine: [0.3, 15] }, (v) => [((140 - v.age!) * v.weight!) / 72 / v.creatinine!]],
  ['anion-gap', { na: [110, 170], cl: [70, 130], hco3: [2, 45] }, (v) => [v.na! - v.cl! - v.hco3!]],
  ['corrected-anion-gap', { na: [110, 170], cl: [70, 130], hco3: [2, 45], albumin: [1, 6] }, (v) => [v.na! - v.cl! - v.hco3! + 10 - 2.5 * v.albumin!]],
  ['corrected-calcium', { calcium: [4, 16], albumin: [1, 6] }, (v) => [v.calcium! + 3.2 - 0.8 * v.albumin!]],
  ['osmolality', { na: [110, 170], glucose: [30, 1500], bun: [2, 200] }, (v) => [v.na! + v.na! + v.glucose! / 18 + v.bun! / 2.8]],
  ['osmolal-gap', { measured: [250, 400], na: [110, 170], glucose: [30, 900], bun: [2, 150] }, (v) => [v.measured! - 2 * v.na! - v.glucose! / 18 - v.bun! / 2.8]],
  ['friedewald', { tc: [150, 400], hdl: [10, 120], tg: [20, 400] }, (v) => [v.tc! - v.hdl! - 0.2 * v.tg!]],
  ['sampson', { tc: [150, 400], hdl: [10, 120], tg: [20, 800] }, (v) => {
    const nonHdl = v.tc! - v.hdl!;
    return [v.tc! / 0.948 - v.hdl! / 0.971 - v.tg! / 8.56 - (v.tg! * nonHdl) / 2140 + v.tg! ** 2 / 16100 - 9.44];
  }],
  ['fena', { urine_na: [1, 200], serum_creatinine: [0.3, 12], serum_na: [110, 170], urine_creatinine: [5, 400] }, (v) => [(v.urine_na! / v.serum_na! / (v.urine_creatinine! / v.serum_creatinine!)) * 100]],
  ['corrected-wbc', { wbc: [0.5, 200], nrbc: [0, 300] }, (v) => [v.wbc! / (1 + v.nrbc! / 100)]],
  ['indices', { rbc: [1, 8], hgb: [3, 25], hct: [8, 70] }, (v) => [(10 * v.hct!) / v.rbc!, (10 * v.hgb!) / v.rbc!, (100 * v.hgb!) / v.hct!]],
  ['inr', { pt: [8, 150], mnpt: [9, 16], isi: [0.8, 2] }, (v) => [Math.exp(v.isi! * (Math.log(v.pt!) - Math.log(v.mnpt!)))]],
  ['rcf', { radius: [4, 30], rpm: [100, 15000] }, (v) => [1.118 * v.radius! * (v.rpm! / 1000) ** 2 * 10]],
  ['rcv', { cva: [0, 30], cvi: [0.1, 60] }, (v) => [2.77 * Math.hypot(v.cva!, v.cvi!)]],
  ['sigma', { tea: [1, 40], bias: [-20, 20], cv: [0.2, 20] }, (v) => [(v.tea! - (v.bias! < 0 ? -v.bias! : v.bias!)) / v.cv!]],
  ['transferrin-saturation', { iron: [5, 400], tibc: [100, 700] }, (v) => [(100 * v.iron!) / v.tibc!]],
  ['clearance', { u: [1, 500], v: [0.1, 20], p: [0.2, 20], bsa: [0.4, 3] }, (v) => [(v.u! * v.v! * 1.73) / (v.p! * v.bsa!)]],
  ['blood-gas-ph', { hco3: [3, 55], pco2: [8, 140] }, (v) => [6.105 + Math.log(v.hco3! / 0.0307 / v.pco2!) / Math.LN10]],
  ['hemocytometer', { cells: [0, 1000], dilution: [1, 200], squares: [1, 25], square_area: [0.04, 1] }, (v) => [(v.cells! * v.dilution! * 10) / v.squares! / v.square_area!]],
  ['carryover', { l1: [5, 50], l3: [5, 50], h3: [100, 5000] }, (v) => [(v.l3! - v.l1!) / (v.l3! - v.h3!)]],
]; // prettier-ignore

const close = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

describe('what a formula answers', () => {
  test.each(BY_HAND)('%s is what plain code makes of the same values', (name, ranges, answers) => {
    const whole = new Set(
      formula(name)
        .file.inputs.filter((i) => i.kind === 'whole')
        .map((i) => i.id),
    );
    const given = fc.record(
      Object.fromEntries(
        Object.entries(ranges).map(([id, [min, max]]) => [
          id,
          whole.has(id) ? fc.integer({ min: Math.ceil(min), max }) : fc.double({ min, max, noNaN: true }),
        ]),
      ),
    );
    fc.assert(
      fc.property(given, (values) => {
        const extra = name === 'cockcroft-gault' ? { sex: 'M' } : {};
        const found = calculate(formula(name), { ...values, ...extra });
        if (!found.ok) throw new Error(found.refusals.map((r) => r.say).join());
        const wanted = answers(values);
        expect(
          found.outputs.map((o) => o.value).every((v, i) => close(v, wanted[i]!)),
          JSON.stringify([found.outputs, wanted]),
        ).toBe(true);
        expect(found.outputs.length).toBe(wanted.length);
      }),
      { numRuns: 60 },
    );
  });

  test('eGFR 2021 by the published table of four equations', () => {
    const table = (cr: number, age: number, female: boolean): number => {
      if (female)
        return cr <= 0.7
          ? 142 * (cr / 0.7) ** -0.241 * 0.9938 ** age * 1.012
          : 142 * (cr / 0.7) ** -1.2 * 0.9938 ** age * 1.012;
      return cr <= 0.9
        ? 142 * (cr / 0.9) ** -0.302 * 0.9938 ** age
        : 142 * (cr / 0.9) ** -1.2 * 0.9938 ** age;
    };
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 20, noNaN: true }),
        fc.integer({ min: 18, max: 110 }),
        fc.boolean(),
        (creatinine, age, female) => {
          const found = calculate(formula('egfr'), { creatinine, age, sex: female ? 'F' : 'M' });
          expect(found.ok && close(found.outputs[0].value, table(creatinine, age, female))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a formula with a wrong constant does not get past its own examples', () => {
    const { file } = formula('egfr');
    for (const [right, wrong] of [
      ['0.9938', '0.9983'],
      ['142', '141'],
      ['-1.2', '-1.209'],
      ['max', 'min'],
    ] as const) {
      const expression = file.outputs[0]!.expression.replace(right, wrong);
      expect(formulaOf({ ...file, outputs: [{ ...file.outputs[0]!, expression }] }), wrong).toHaveProperty(
        'flaws',
      );
    }
    const steps = file.steps.map((s) => ({ ...s, expression: s.expression.replace('0.7', '0.8') }));
    expect(formulaOf({ ...file, steps })).toHaveProperty('flaws');
    expect(formulaOf(file)).toHaveProperty('formula');
  });

  test('the working is shown with names, and with the numbers put in; of an if only the branch that was taken', () => {
    const found = calculate(formula('egfr'), { cr: '1.0', age: '50', sex: 'female' });
    expect(found.ok).toBe(true);
    if (!found.ok) return;
    const lines = working(formula('egfr'), found);
    expect(lines.map((l) => l.written)).toEqual([
      '0.7',
      '-0.241',
      '1.012',
      '142 * min(1 / 0.7, 1) ^ -0.241 * max(1 / 0.7, 1) ^ -1.2 * 0.9938 ^ 50 * 1.012',
    ]);
    expect(lines[3]).toMatchObject({ id: 'egfr', text: '69' });
    const list = calculate(formula('sd'), { values: '98, 101,99' });
    expect(list.ok && working(formula('sd'), list)[0]!.written).toBe('sd(98, 101, 99)');
    const ct = calculate(formula('pcr-efficiency'), { slope: -3.32 });
    expect(ct.ok && working(formula('pcr-efficiency'), ct)[0]!.written).toBe('(10 ^ (-1 / -3.32) - 1) * 100');
  });
});

describe('what is refused, and how', () => {
  const said = (name: string, given: { [input: string]: string | number | number[] }): string => {
    const found = calculate(formula(name), given);
    return found.ok
      ? `answered ${found.outputs[0].text}`
      : found.refusals.map((r) => `${r.why}: ${r.say}`).join('\n');
  };

  test.each<[string, { [input: string]: string | number }, RegExp]>([
    [
      'egfr',
      { creatinine: 1 },
      /^missing: age is missing: age in years, 0 to 120\nmissing: sex is missing: sex, F \(female\) or M \(male\)$/,
    ],
    ['egfr', { creatinine: 1, age: 50, sex: 'F', race: 1 }, /^unknown: there is no input "race"/],
    ['egfr', { creatinin: 1, age: 50, sex: 'F' }, /did you mean creatinine\?[^]*missing: creatinine/],
    [
      'egfr',
      { creatinine: 88, age: 50, sex: 'F' },
      /^out of range: creatinine is 88, outside what it takes: serum creatinine in mg\/dL, 0.1 to 40$/,
    ],
    [
      'egfr',
      { creatinine: '1.0 umol/L', age: 50, sex: 'F' },
      /^no value: creatinine is "1.0 umol\/L"; it takes serum creatinine in mg\/dL/,
    ],
    ['egfr', { creatinine: '1,0', age: 50, sex: 'F' }, /^no value/],
    ['egfr', { creatinine: '1.0 mg/dL', age: 50, sex: 'x' }, /^no value: sex is "x"/],
    ['egfr', { creatinine: NaN, age: 50, sex: 'F' }, /^no value/],
    ['egfr', { creatinine: 1, scr: 2, age: 50, sex: 'F' }, /^twice: creatinine is given twice/],
    ['egfr', { creatinine: 1, age: 17, sex: 'F' }, /^limit: Only for adults/],
    ['egfr', { creatinine: '1.0 mg/dL', age: 18, sex: 'f' }, /^answered 84$/],
    ['friedewald', { tc: 200, hdl: 50, tg: 400.1 }, /^limit: Not with triglycerides above 400/],
    ['friedewald', { tc: 200, hdl: 50, tg: 400 }, /^answered 70$/],
    ['sampson', { tc: 200, hdl: 50, tg: 800.1 }, /^limit/],
    ['sampson', { tc: 200, hdl: 50, tg: 800 }, /^answered/],
    [
      'titer',
      { first: 2, step: 2, last: 2.5 },
      /^no value: last_reactive_tube is 2.5; it takes .* a whole number/,
    ],
    ['citrate-volume', { hct: 55, blood: 5 }, /^limit/],
    ['citrate-volume', { hct: 55.1, blood: 5 }, /^answered 0.42$/],
  ])('%s of %j', (name, given, text) => expect(said(name, given)).toMatch(text));

  test('a caution stands beside the answer', () => {
    const low = calculate(formula('corrected-wbc'), { wbc: 8, nrbc: 4 });
    const high = calculate(formula('corrected-wbc'), { wbc: 8, nrbc: 11 });
    expect(low.ok && low.cautions.join()).toContain('do not correct below 5');
    expect(high.ok && high.cautions).toEqual([expect.stringContaining('may have corrected already')]);
  });
});
