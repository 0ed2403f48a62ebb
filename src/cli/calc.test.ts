import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CalcListOutput, CalcOutput } from './outputs-calc.ts';
import { inside, root } from './testing/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'benchpath-calc-'));
afterAll(() => rmSync(folder, { recursive: true }));

const calc = async (...words: string[]) =>
  CalcOutput.parse(JSON.parse((await inside(['calc', ...words, '--json'])).out));

describe('calc', () => {
  test.each<[string, number, string]>([
    ['egfr-2021 creatinine=1.0 age=50 sex=F', 68.6, '69'],
    ['egfr cr=0.8 age=40 sex=M', 114.7, '115'],
    ['cockcroft_gault age=60 kg=72 cr=1.0 sex=M', 80, '80'],
    ['anion_gap na=140 cl=104 co2=24', 12, '12'],
    ['corrected_ca ca=7.6 alb=2.5', 8.8, '8.8'],
    ['osmolality na=140 glu=90 bun=14', 290, '290'],
    ['friedewald tc=200 hdl=50 tg=150', 120, '120'],
    ['sampson tc=200 hdl=50 tg=150', 123.4, '123'],
    ['fena urine_na=12 serum_cr=1.56 serum_na=197 urine_cr=128.1', 0.07418, '0.07'],
    ['corrected-wbc wbc=15.0 nrbc=50', 10, '10.0'],
    ['inr pt=24 mnpt=12 isi=1.2', 2.3, '2.3'],
    ['rcf radius=16 rpm=3000', 1609.92, '1610'],
    ['hh pco2=40 hco3=24.2', 7.4, '7.40'],
    ['sd values=98,101,99,103,100,97,102,100,99,101', 1.825742, '1.83'],
  ])('%s', async (line, value, text) => {
    const said = await calc(...line.split(' '));
    expect(said.value).toBeCloseTo(value, 1);
    expect(said.text).toBe(text);
    expect(said.outputs[0]).toMatchObject({ value: said.value, text, unit: said.unit });
  });

  test('for people: the answer, the formula with the numbers put in, how sure, where it was read', async () => {
    const { out, code } = await inside(['calc', 'anion-gap', 'na=140', 'cl=104', 'hco3=24 mmol/L']);
    expect(code).toBe(0);
    expect(out).toContain('Anion gap without potassium: 12 mmol/L\n');
    expect(out).toContain('  gap = na - (cl + hco3)\n      = 140 - (104 + 24)\n      = 12\n');
    expect(out).toContain('How sure: verified.');
    expect(out).toMatch(/\[learning-k01\],\s+https:\/\/github.com\/ncbi-nlp\/MedCalc-Bench/);
    const indices = await calc('indices', 'rbc=5.0', 'hb=15', 'hct=45');
    expect(indices.outputs.map((o) => [o.id, o.text, o.unit])).toEqual([
      ['mcv', '90.0', 'fL'],
      ['mch', '30.0', 'pg'],
      ['mchc', '33.3', 'g/dL'],
    ]);
  });

  test.each<[string, RegExp]>([
    [
      'egfr creatinine=1',
      /^egfr-2021: age is missing: age in years, 0 to 120\negfr-2021: sex is missing: .*\nsee benchpath calc --list egfr-2021\n$/,
    ],
    [
      'friedewald tc=200 hdl=50 tg=401',
      /^friedewald must not be used here: Not with triglycerides above 400 mg\/dL.*\n$/,
    ],
    [
      'egfr creatinine=88 age=50 sex=F',
      /^egfr-2021: creatinine is 88, outside what it takes: .* 0\.1 to 40\n$/,
    ],
    ['egfr creatinine=1 age=50 sex=F pregnant=no', /^egfr-2021: there is no input "pregnant"; .*\nsee/],
    ['egfr creatinine=1 creatinine=2', /^"creatinine" is given twice/],
    ['egfr creatinine=1 cr=2 age=50 sex=F', /creatinine is given twice/],
    ['egfr __proto__=1 creatinine=1 age=50 sex=F', /there is no input "__proto__"/],
    ['egfr 50', /^"50" is no KEY=VALUE/],
    ['constructor a=1', /^there is no formula "constructor"; see benchpath calc --list\n$/],
    ['friedewold', /did you mean friedewald\?/],
    ['', /needs NAME, a formula/],
    ['--list a b', /"b" is one word too many/],
    ['--list nosuchthing', /^there is no formula "nosuchthing"/],
  ])('calc %s is refused with one line for each reason', async (line, err) => {
    const said = await inside(['calc', ...line.split(' ').filter(Boolean)]);
    expect(said).toMatchObject({ code: 2, out: '' });
    expect(said.err).toMatch(err);
  });

  test('list: every formula with what it takes; one in full; those with a word in their name', async () => {
    const [all, text, one, some] = await Promise.all([
      inside(['calc', '--list', '--json']),
      inside(['calc', '--list']),
      inside(['calc', '--list', 'Friedewald']),
      inside(['calc', '--list', 'clearance-', '--json']),
    ]);
    const { formulas } = CalcListOutput.parse(JSON.parse(all.out));
    expect(formulas.length).toBeGreaterThanOrEqual(100);
    for (const { id, inputs } of formulas) {
      expect(text.out).toContain(`  ${id} `);
      for (const input of inputs)
        expect(input.choices === null).toBe(input.unit !== null && input.range !== null);
    }
    expect(formulas.find((f) => f.id === 'egfr-2021')!.inputs).toContainEqual({
      id: 'creatinine',
      also: expect.arrayContaining(['scr', 'cr']),
      name: 'serum creatinine',
      kind: 'number',
      unit: 'mg/dL',
      range: { from: 0.1, to: 40 },
      choices: null,
    });
    expect(one.out).toContain('tg: triglycerides in mg/dL, 5 to 10000');
    expect(one.out).toContain('Refused where tg > 400: Not with triglycerides above 400 mg/dL');
    expect(CalcListOutput.parse(JSON.parse(some.out)).formulas.map((f) => f.id)).toEqual([
      'creatinine-clearance-bsa',
    ]);
  });

  test('rules check finds a broken formula, with its line', async () => {
    const to = join(folder, 'content');
    cpSync(join(root, 'content'), to, { recursive: true });
    const file = join(to, 'formulas', 'inr.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('(pt / mnpt) ^ isi', '(pt / mnpt) ^ ssi'));
    const said = await inside(['rules', 'check', to]);
    expect(said.code).toBe(2);
    expect(said.err).toMatch(
      /inr\.yaml:\d+ outputs\.0\.expression: at character 15 .*there is no ssi here; did you mean isi\?\n$/,
    );
  });
});
