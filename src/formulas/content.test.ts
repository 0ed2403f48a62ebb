import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ucum from '@lhncbc/ucum-lhc';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { calculate, find, mistaken, working, type Formula, type Given } from './index.ts';
import { loadFormulas } from './load.server.ts';

const content = join(import.meta.dirname, '..', '..', 'content');
const { formulas, problems } = loadFormulas(content);
const all = [...formulas.byId.values()];
const folder = mkdtempSync(join(tmpdir(), 'benchpath-formulas-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Values that every input takes. */
const givenOf = (formula: Formula): fc.Arbitrary<Given> =>
  fc.record(
    Object.fromEntries(
      formula.file.inputs.map((input): [string, fc.Arbitrary<number | string | number[]>] => {
        if (input.kind === 'choice') return [input.id, fc.constantFrom(...input.choices.map((c) => c.id))];
        const low = input.range.from ?? input.range.above! + 1e-6;
        const high = input.range.to ?? input.range.below! - 1e-6;
        const number =
          input.kind === 'whole'
            ? fc.integer({ min: low, max: high })
            : fc.double({ min: low, max: high, noNaN: true });
        return [input.id, input.kind === 'list' ? fc.array(number, { maxLength: 12 }) : number];
      }),
    ),
  );

/** Values of an exercise. */
const drawn = (formula: Formula): fc.Arbitrary<Given> =>
  fc.record(
    Object.fromEntries(
      formula.file.inputs.map((input): [string, fc.Arbitrary<number | string | number[]>] => {
        if (input.kind === 'choice') return [input.id, fc.constantFrom(...input.choices.map((c) => c.id))];
        const [low, high, step] = input.draw!;
        const number = fc
          .integer({ min: 0, max: Math.floor((high - low) / step + 1e-9) })
          .map((n) => Number((low + n * step).toPrecision(12)));
        if (input.kind !== 'list') return [input.id, number];
        return [
          input.id,
          number.chain((n) => fc.array(fc.integer({ min: 90, max: 110 }), { minLength: n, maxLength: n })),
        ];
      }),
    ),
  );

describe('content/formulas', () => {
  test('is sound: every expression reads, every example comes out, every refusal has its example', () => {
    expect(problems).toEqual([]);
    expect(all.length).toBeGreaterThanOrEqual(100);
    expect(
      all.filter((f) => f.file.inputs.every((i) => i.kind === 'choice' || i.draw)).length,
    ).toBeGreaterThanOrEqual(85);
  });

  test('every name by which the bench calls a formula finds it', () => {
    const wanted: { [name: string]: string } = {
      'egfr-2021': 'egfr-2021', egfr: 'egfr-2021', egfr_ckdepi_2021: 'egfr-2021', cockcroft: 'cockcroft-gault',
      'Cockcroft-Gault': 'cockcroft-gault', anion_gap: 'anion-gap', agap: 'anion-gap', corrected_ca: 'corrected-calcium',
      calcium_corrected: 'corrected-calcium', osmolality: 'osmolality', friedewald: 'friedewald', sampson: 'sampson',
      fena: 'fena', FENa: 'fena', corrected_wbc: 'corrected-wbc', indices: 'indices', inr: 'inr', rcf: 'rcf', tsat: 'transferrin-saturation',
      hh: 'blood-gas-ph', hco3: 'blood-gas-bicarbonate', clearance: 'clearance', rcv95: 'rcv', sigma: 'sigma', 'osmolal gap': 'osmolal-gap',
      platelet_estimate: 'platelet-estimate', citrate_platelets: 'citrate-platelets', hemacytometer: 'hemocytometer',
    }; // prettier-ignore
    for (const [name, id] of Object.entries(wanted)) {
      const found = find(formulas, name);
      expect('formula' in found ? found.formula.file.id : found, name).toBe(id);
    }
    expect(find(formulas, 'friedewold')).toMatchObject({ near: ['friedewald'] });
    expect(find(formulas, '__proto__')).toEqual({ near: [] });
  });

  test('every unit is UCUM', () => {
    const units = new Set(
      all.flatMap(({ file }) =>
        [...file.outputs, ...file.inputs].flatMap((p) => ('unit' in p ? [p.unit] : [])),
      ),
    );
    const { UcumLhcUtils } = ucum as unknown as {
      UcumLhcUtils: { getInstance(): { validateUnitString(unit: string): { status: string } } };
    };
    const judge = UcumLhcUtils.getInstance();
    expect([...units].filter((unit) => judge.validateUnitString(unit).status !== 'valid')).toEqual([]);
  });

  test('every value that is taken gives a finite answer or a refusal that says why', () => {
    for (const formula of all)
      fc.assert(
        fc.property(givenOf(formula), (given) => {
          const found = calculate(formula, given);
          if (!found.ok) {
            for (const r of found.refusals) expect(['limit', 'no number'], r.say).toContain(r.why);
            return;
          }
          for (const { value, text } of found.outputs) {
            expect(Number.isFinite(value)).toBe(true);
            expect(text).toMatch(/^-?\d+(\.\d+)?(e\+\d+)?$/);
          }
          for (const line of working(formula, found))
            expect(line.written).not.toMatch(/undefined|NaN|Infinity| if /);
        }),
        { numRuns: 25 },
      );
  });

  test('nothing that is given makes it throw', () => {
    const value = fc.oneof(fc.string(), fc.double(), fc.array(fc.double(), { maxLength: 3 }));
    for (const formula of all.slice(0, 40)) {
      const key = fc.oneof(
        fc.constantFrom(...formula.file.inputs.map((i) => i.id), '__proto__', 'constructor'),
        fc.string(),
      );
      fc.assert(
        fc.property(fc.array(fc.tuple(key, value), { maxLength: 6 }), (entries) => {
          const found = calculate(formula, Object.fromEntries(entries));
          expect(found.ok || found.refusals.length > 0).toBe(true);
        }),
        { numRuns: 15 },
      );
    }
  });

  test('exercises: enough draws give a plausible answer, and each mistake another one', () => {
    for (const formula of all.filter((f) => f.file.inputs.every((i) => i.kind === 'choice' || i.draw))) {
      const { id, outputs } = formula.file;
      const [low, high] = outputs[0]!.plausible ?? [-Infinity, Infinity];
      const good = fc.sample(drawn(formula), { numRuns: 200, seed: 7 }).flatMap((given) => {
        const found = calculate(formula, given);
        const value = found.ok ? found.outputs[0].value : NaN;
        return value >= low && value <= high ? [{ given, value }] : [];
      });
      expect(good.length, id).toBeGreaterThanOrEqual(20);
      for (const mistake of formula.file.mistakes)
        expect(
          good.some(({ given, value }) => {
            const wrong = mistaken(formula, given).find((m) => m.id === mistake.id)!.value;
            return wrong === null || Math.abs(wrong - value) > 1e-9 * Math.abs(value);
          }),
          `${id}: ${mistake.id}`,
        ).toBe(true);
    }
  });

  test('a broken file is named with its line: language, examples, sources, names', () => {
    mkdirSync(join(folder, 'formulas'));
    cpSync(join(content, 'sources'), join(folder, 'sources'), { recursive: true });
    const put = (id: string, before: string, after: string, as = id) => {
      const text = readFileSync(join(content, 'formulas', `${id}.yaml`), 'utf8');
      expect(text).toContain(before);
      writeFileSync(join(folder, 'formulas', `${as}.yaml`), text.replace(before, after));
    };
    put('egfr-2021', '0.9938', '0.9983');
    put('anion-gap', 'na - (cl + hco3)"', 'na - (cl + hco)"');
    put('friedewald', 'tg > 400"', 'tg > 500"');
    put('inr', '(pt / mnpt) ^ isi', '(pt / mnpt) ^');
    put('rcf', 'cite: [learning-k10]', 'cite: [nobody]');
    put('mcv', 'id: mcv', 'id: mcv', 'mvc');
    put('cv', 'answers:', 'answer:');
    const said = loadFormulas(folder).problems.map((p) => `${p.file}:${p.line} ${p.path}: ${p.message}`);
    const has = (text: RegExp) =>
      expect(
        said.filter((line) => text.test(line)),
        String(text),
      ).not.toEqual([]);
    has(/^formulas\/egfr-2021\.yaml:\d\d examples\.0\.out: egfr comes out as/);
    has(
      /^formulas\/anion-gap\.yaml:\d+ outputs\.0\.expression: at character 12 of .*there is no hco here; did you mean hco3\?/,
    );
    has(/^formulas\/friedewald\.yaml:\d+ (examples\.\d: is not refused|limits\.0: no example)/);
    has(/^formulas\/inr\.yaml:\d+ outputs\.0\.expression: at character 14 .*before the end/);
    has(/^formulas\/rcf\.yaml:1 cite: cites nobody, which is not in sources/);
    has(/^formulas\/mvc\.yaml:1 id: the id mcv and the file's name differ/);
    has(/^formulas\/cv\.yaml:\d+ .*: Unrecognized key: "answer"/);
    expect(loadFormulas(join(folder, 'sources')).formulas.byId.size).toBe(0);
  });
});
