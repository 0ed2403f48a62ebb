import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { QcOutput } from './outputs-qc.ts';
import { benchpath, inside, root } from './testing/process.ts';

const example = join(root, 'examples', 'laboratory', 'two-levels.json');

test('for programs: the worked example of the facts, read from decimals', async () => {
  const { code, out, err } = await inside(['qc', example, '--json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { flags } = QcOutput.parse(JSON.parse(out));
  expect(flags.map((f) => `${f.run} ${f.rule} ${f.materials.join(' ')}`)).toEqual([
    '5 4_1s L1 L2',
    '6 1_2s L1 L2',
    '6 R_4s L1 L2',
    '6 4_1s L1',
    '8 1_2s L2',
    '9 1_2s L2',
    '9 2_2s L2',
    '15 8_x L1',
    '16 8_x L1',
    '18 1_2s L1',
    '19 1_2s L1',
    '19 2_2s L1',
    '20 1_2s L1',
    '20 1_3s L1',
  ]);
});

test('for people: runs, rules in words, and a chart of each material no wider than the terminal', async () => {
  const { code, out, err } = await benchpath(['qc', '-'], readFileSync(example));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('20 runs of L1 and L2: rules broken in 9');
  expect(out).toContain('  6  reject     1_2s (L1, L2); R_4s (L1, L2); 4_1s (L1)');
  expect(out).toContain('R_4s: In one run, one control lies beyond +2 SD and another beyond −2 SD.');
  expect(out.match(/^ {2}mean -/gm)).toHaveLength(2);
  expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
});

test('YAML is read too; a value exactly at a limit stands on its line and breaks nothing', async () => {
  const yaml = `
rules: [1_2s]
acrossMaterials: false
materials:
  - { id: low, mean: 100, sd: 0.1, values: [100.2, null, 99.8] }
`;
  const json = await inside(['qc', '-', '--json'], yaml);
  expect(JSON.parse(json.out)).toEqual({ flags: [] });
  const { out } = await inside(['qc', '-'], yaml);
  expect(out).toContain('3 runs of low: no rule broken');
  expect(out).toMatch(/^ \+2 SD -o----$/m);
  expect(out).toMatch(/^ −2 SD -----o$/m);
});

test('what cannot be used: one line for each problem, with its line and place, and nothing else', async () => {
  const bad = `rules: [1_2s, R4s, 1_2s]
acrossMaterials: maybe
materials:
  - id: L1
    mean: 100
    sd: 0
    values: [1, "2", .nan]
  - { id: L1, mean: 1, values: [1] }
speed: 3
`;
  const { code, out, err } = await inside(['qc', '-'], bad);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.trim().split('\n')).toEqual([
    'standard input:1 rules[1]: "R4s" is no rule; did you mean R_4s? the rules are 1_2s, 1_2.5s, 1_3s, 1_3.5s, 2_2s, R_4s, 4_1s, 3_1s, 2of3_2s, 6_x, 8_x, 9_x, 10_x, 12_x, 7_T',
    'standard input:2 acrossMaterials: "maybe" cannot stand here; write true where 4_1s and the n_x rules also count across materials, else false',
    'standard input:6 materials[0].sd: 0 cannot stand here; write the SD of the lot as a number above 0',
    'standard input:7 materials[0].values[1]: "2" is no number; write a number without quotes, or null where it was not measured',
    'standard input:7 materials[0].values[2]: NaN is no number; write a number without quotes, or null where it was not measured',
    'standard input:8 materials[1].sd: it is missing; write the SD of the lot as a number above 0',
    'standard input:9 speed: unknown key "speed"; the keys here are rules, acrossMaterials, materials, corrected',
  ]);
});

test('lines that are right by themselves and not together', async () => {
  const lines = async (text: string) => (await inside(['qc', '-'], text)).err.trim().split('\n');
  const material = '{ "id": "L1", "mean": 5, "sd": 1, "values": [5, 6] }';
  const file = (rules: string, materials: string, more = '') =>
    `{ "rules": ${rules}, "acrossMaterials": true, "materials": [${materials}]${more} }`;
  expect(await lines(file('["1_3s", "1_3s"]', `${material}, ${material.replace(', 6', '')}`, ', "corrected": [3]'))).toEqual([
    'standard input:1 rules[1]: 1_3s stands here twice; name each rule once',
    'standard input:1 materials[1].id: another material has the id "L1"; give each its own',
    'standard input:1 materials[1].values: 1 runs, where "L1" has 2; write null for a run in which it was not measured, so that runs stay side by side',
    'standard input:1 corrected[0]: there is no run 3; runs go from 1 to 2',
  ]); // prettier-ignore
  expect(await lines(file('[]', ''))).toEqual([
    'standard input:1 rules: the list is empty; write a list of rules, like [1_3s, 2_2s, R_4s]',
    'standard input:1 materials: the list is empty; write a list of materials, each { id, mean, sd, values }',
  ]);
  for (const text of ['', '[1]', '7', '{', '"x"', 'rules: *a', 'materials: [7]', '\u0000'])
    expect((await inside(['qc', '-'], text)).code, text).toBe(2);
});
