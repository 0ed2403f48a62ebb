import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { frameOf } from '#laboratory/wire/hl7/index.ts';
import { Hl7CheckOutput, Hl7ParseOutput } from './outputs-hl7.ts';
import { inside } from './testing/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'benchpath-hl7-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const RESULT = [
  'MSH|^~\\&|CHEM1|LAB|LIS|LAB|20260105073100||OUL^R22^OUL_R22|R0001|P|2.5.1|||NE|AL||UNICODE UTF-8|||LAB-29^IHE',
  'SPM|1|A26010500123||SER^^HL70487|||||||P^^HL70369',
  'OBR||W1||2823-3^Potassium^LN',
  'OBX|1|NM|2823-3^Potassium^LN^^^IHELAW|1|6.9|mmol/L^^UCUM|3.5-5.1|HH^^HL70078~A|||F',
  'NTE|1|L|H-index 0.1 \\T\\ clear',
];
const text = (lines: readonly string[], end = '\r') => lines.map((l) => l + end).join('');
const done = async (words: string[], input: string | Uint8Array = '') => {
  const { code, out, err } = await inside(words, input);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
};

describe('hl7 parse', () => {
  test('one message: segments, fields, raw', async () => {
    const out = JSON.parse(await done(['hl7', 'parse', file('one.hl7', text(RESULT)), '--json']));
    const { segments, raw, messages } = Hl7ParseOutput.parse(out);
    expect([raw, messages]).toEqual([text(RESULT), undefined]);
    expect(segments.map((s) => s.raw)).toEqual(RESULT);
    expect(segments[0]!.fields.slice(0, 3)).toEqual([[[['|']]], [[['^~\\&']]], [[['CHEM1']]]]);
    expect(segments[3]!.fields[7]).toEqual([[['HH'], [''], ['HL70078']], [['A']]]);
    expect(segments[4]!.fields[2]).toEqual([[['H-index 0.1 & clear']]]);
  });
  test('several: bare in a batch, framed, from standard input', async () => {
    const bytes = new TextEncoder().encode(text(RESULT));
    const framed = Uint8Array.from([...frameOf(bytes), ...frameOf(bytes)]);
    const batch = `FHS|^~\\&\rBHS|^~\\&\r${text(RESULT)}${text(RESULT)}BTS|2\rFTS|1\r`;
    for (const [words, input] of [
      [[file('framed.mllp', framed)], ''],
      [[file('batch.hl7', batch)], ''],
      [['-'], text([...RESULT, ...RESULT], '\n')],
    ] as const) {
      const out = Hl7ParseOutput.parse(JSON.parse(await done(['hl7', 'parse', ...words, '--json'], input)));
      expect(out.messages).toHaveLength(2);
      expect(out.messages!.map((m) => m.segments.map((s) => s.raw))).toEqual([RESULT, RESULT]);
      expect(out.segments).toEqual(out.messages![0]!.segments);
    }
  });
  test('as text, with control characters as pictures', async () => {
    const out = await done(['hl7', 'parse', '-'], text([...RESULT, 'NTE|2|L|\\X1B\\[31mred']));
    expect(out).toMatch(/^OUL\^R22 R0001\nMSH\n {2}1 +\|\n {2}2 +\^~\\&\n/);
    expect(out).toMatch(/\nOBX\n {2}1 {6,}1\n/);
    expect(out).toMatch(/\n {2}8\[2\] +A\n/);
    expect(out).toContain('␛[31mred');
    expect(out).not.toContain('\u001b');
  });
  test.each([
    ['nothing', '', 'there is nothing in it'],
    ['no HL7', '{"a": 1}', 'it does not begin with MSH'],
    ['a cut frame', '\u000bMSH|^~\\&|', 'its frame was cut before the end'],
    ['no separator', 'MSH', 'MSH names no field separator'],
  ])('%s is refused in one line, with status 2', async (_, input, why) => {
    for (const command of ['parse', 'check']) {
      const { code, out, err } = await inside(['hl7', command, '-', '--json'], input);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toBe(`standard input: message 1: ${why}; an HL7 v2 message begins with MSH|^~\\&| and has a segment on each line\n`);
    }
  }); // prettier-ignore
  test('a file that is not there', async () => {
    const { code, err } = await inside(['hl7', 'parse', join(folder, 'none')]);
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/no such file or folder; name a file of messages/),
    ]);
  });
});

describe('hl7 check', () => {
  test('what is right', async () => {
    expect(await done(['hl7', 'check', file('right.hl7', text(RESULT))])).toBe('message 1: OUL^R22 R0001\n  no problems\n');
    const out = Hl7CheckOutput.parse(JSON.parse(await done(['hl7', 'check', file('right.hl7', text(RESULT)), '--json'])));
    expect(out).toEqual({ messages: 1, problems: [] });
  }); // prettier-ignore
  test('errors: each with its message and place, and status 3', async () => {
    const wrong = RESULT.map((l) => l.replace('|6.9|', '|6,9|').replace('mmol/L^^UCUM', 'mmol%^^UCUM'));
    const { code, out, err } = await inside(['hl7', 'check', '-', '--json'], text([...RESULT, ...wrong]));
    expect([code, err]).toEqual([3, '']);
    expect(Hl7CheckOutput.parse(JSON.parse(out))).toMatchObject({
      messages: 2,
      problems: [
        { message: 2, path: 'OBX-5', severity: 'error', problem: '"6,9" has a decimal comma; write "6.9"' },
        { message: 2, path: 'OBX-6', severity: 'error' },
      ],
    });
    const said = await inside(['hl7', 'check', '-'], text(wrong));
    expect(said.out).toMatch(/○ error {3}OBX-5: "6,9" has a decimal comma/);
  });
  test('warnings alone are status 0', async () => {
    const local = text(RESULT.map((l) => l.replace('2823-3^Potassium^LN^^^IHELAW', 'K^Potassium^L')));
    expect(await done(['hl7', 'check', '-'], local)).toMatch(/◐ warning OBX-3: there is no LOINC code/);
  });
});
