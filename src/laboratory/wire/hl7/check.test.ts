import { beforeAll, describe, expect, test } from 'vitest';
import { ucum } from '../units.ts';
import { check } from './check.ts';
import { compare, readGrammar } from './grammar.ts';
import type { Message } from './message.ts';
import { parse } from './parse.ts';
import { readAck, readOrders, readQuery, readResults } from './receive.ts';
import { STRUCTURES } from './structures.ts';
import { isLoinc, type UnitCheck } from './values.ts';

let unit: UnitCheck;
beforeAll(async () => void (unit = await ucum()));

const CLEAN = [
  'MSH|^~\\&|CHEM1|LAB|LIS|LAB|20260105073100||OUL^R22^OUL_R22|R0001|P|2.5.1|||NE|AL||UNICODE UTF-8|||LAB-29^IHE',
  'SPM|1|A26010500123||SER^^HL70487|||||||P^^HL70369',
  'OBR||W1||24321-2^Basic metabolic panel^LN',
  'ORC|SC||||CM',
  'OBX|1|NM|2823-3^Potassium^LN|1|6.9|mmol/L^^UCUM||HH^^HL70078|||F',
  'OBX|2|SN|2345-7^Glucose^LN|1|<^20|mg/dL^^UCUM||L|||F',
];
const message = (lines: readonly string[]) => parse(`${lines.join('\r')}\r`) as Message;
const told = (lines: readonly string[]) => check(message(lines), unit).map((p) => `${p.severity} ${p.path}: ${p.problem}`); // prettier-ignore
/** The clean message with one thing changed. */
const changed = (from: string | RegExp, to: string) =>
  CLEAN.join('\r').replace(from, to).split('\r').filter(Boolean);

test('what is right is told nothing; the panel in OBR-4 is not the analyte in OBX-3 (trap T13)', () => {
  expect(told(CLEAN)).toEqual([]);
});

describe('planted faults', () => {
  const FAULTS: [what: string, lines: string[], expected: (string | RegExp)[]][] = [
    ['a comparator in a plain number', changed('|6.9|', '|<5|'), ['error OBX[1]-5: OBX-2 says NM, a plain number, but here stands "<5"; send SN with "<^5"']],
    ['words in a plain number', changed('|6.9|', '|hemolyzed|'), [/^error OBX\[1\]-5: .*send words as ST or CWE$/]],
    ['a decimal comma', changed('|6.9|', '|6,9|'), ['error OBX[1]-5: "6,9" has a decimal comma; write "6.9"']],
    ['a decimal comma in SN', changed('<^20|', '<^2,5|'), ['error OBX[2]-5.2: "2,5" has a decimal comma; write "2.5"']],
    ['a comparator nobody knows', changed('<^20|', '~^20|'.replace('~', '=<')), [/^error OBX\[2\]-5\.1: "=<" is no comparator/]],
    ['a value type nobody knows', changed('|SN|', '|XY|'), [/^error OBX\[2\]-2: the value type "XY"/]],
    ['a value without its type', changed('|SN|', '||'), [/^error OBX\[2\]-2: there is a value but no value type/]],
    ['a flag without a value', changed('|6.9|', '||'), [/^error OBX\[1\]-5: there is a flag \(HH\) but no value/]],
    ['a final result without a value', changed('|6.9|mmol/L^^UCUM||HH^^HL70078', '||||'), ['error OBX[1]-5: there is no value, though the status is "F"']],
    ['two values in one OBX', changed('|6.9|', '|6.9~7.1|'), [/^error OBX\[1\]-5: the value repeats/]],
    ['a flag of no table', changed('|HH^^HL70078|', '|HIGH|'), ['error OBX[1]-8: "HIGH" is no flag of table HL70078']],
    ['a status of no table', changed('HL70078|||F', 'HL70078|||Z'), [/^error OBX\[1\]-11: "Z" is no result status/]],
    ['a code twice with the same OBX-4 (trap T12)', changed('2345-7^Glucose', '2823-3^Potassium'), ['error OBX[2]-4: 2823-3 stands in OBX[1] too, with the same OBX-4; give each its own']],
    ['no LOINC', changed('2823-3^Potassium^LN', 'K^Potassium^L'), ['warning OBX[1]-3: there is no LOINC code (system LN)']],
    ['LOINC in the wrong slot', changed('2823-3^Potassium^LN', '2823-3^Potassium^L'), ['warning OBX[1]-3: the code looks like LOINC, but its system is not LN']],
    ['a mistyped LOINC code', changed('2823-3', '2832-3'), [/^error OBX\[1\]-3: "2832-3" is no LOINC code/]],
    ['no unit', changed('|mmol/L^^UCUM', '|'), [/^warning OBX\[1\]-6: a number has no unit/]],
    ['a unit that is not UCUM', changed('mg/dL^^UCUM', 'mg%dL^^UCUM'), [/^error OBX\[2\]-6: "mg%dL" is not UCUM/]],
    ['a unit that does not say what it is', changed('mmol/L^^UCUM', 'mmol/L'), [/^warning OBX\[1\]-6: .*does not say that it is UCUM/]],
    ['no code', changed('2823-3^Potassium^LN', ''), ['error OBX[1]-3: OBX-3 must hold something, and is empty']],
    ['no status', changed('HL70078|||F', 'HL70078'), ['error OBX[1]-11: OBX-11 must hold something, and is empty']],
    ['a day that is none', changed('20260105073100', '20260230073100'), [/^error MSH-7: "20260230073100" is no time/]],
    ['a processing id that is none', changed('|P|2.5.1', '|X|2.5.1'), [/^error MSH-11: the processing id "X"/]],
    ['another version', changed('|P|2.5.1', '|P|2.3'), ['note MSH-12: the version is 2.3; this is read as 2.5.1']],
    ['no control id', changed('|R0001|', '||'), ['error MSH-10: MSH-10 must hold something, and is empty']],
    ['a message nobody reads', changed('OUL^R22^OUL_R22', 'ADT^A01^ADT_A01'), [/^error MSH-9: the message ADT\^A01 is not read here/]],
    ['a segment nobody knows', [...CLEAN, 'FOO|1'], ['note FOO: "FOO" is no segment of OUL_R22; it is not read']],
    ['no OBR', CLEAN.filter((l) => !l.startsWith('OBR')), ['error ORC: OBR is missing before ORC']],
    ['no specimen', CLEAN.filter((l) => !l.startsWith('SPM')), ['error OBR: SPM is missing before OBR']],
    ['an order after its state', [CLEAN[0]!, CLEAN[1]!, CLEAN[3]!, CLEAN[2]!, CLEAN[4]!], ['error ORC: OBR is missing before ORC', 'error OBR: OBR stands in a place where OUL_R22 has none']],
    ['a result before its order', [CLEAN[0]!, CLEAN[1]!, CLEAN[4]!, CLEAN[2]!, CLEAN[5]!], [/^warning OBX\[1\]: it stands under SPM, not under OBR/]],
    ['an order control nobody knows', changed('ORC|SC', 'ORC|ZZ'), [/^error ORC-1: the order control "ZZ"/]],
    ['one sign for two things', changed('MSH|^~\\&|', 'MSH|^^\\&|'), [/^error MSH-2: "\^" is named as separator for two things$/]],
  ]; // prettier-ignore
  test.each(FAULTS)('%s', (_, lines, expected) => {
    const found = told(lines);
    for (const one of expected)
      expect(found).toContainEqual(typeof one === 'string' ? one : expect.stringMatching(one));
    expect(told(CLEAN)).toEqual([]);
  });
  test('each is refused by the reader where it is an error, with place and sentence, and read where it is not', () => {
    for (const [what, lines] of FAULTS) {
      const m = message(lines);
      const errors = check(m, unit).filter((p) => p.severity === 'error');
      const read = readResults(m, unit);
      expect('problems' in read, what).toBe(errors.length > 0);
      if ('problems' in read) expect(read.problems[0]!.problem, what).toMatch(/\w+ \w+/);
    }
  });
  test('the same code is no clash in another order, or with its own OBX-4 (trap T11)', () => {
    expect(told([...CLEAN, 'OBR||W2||2823-3^Potassium^LN', CLEAN[4]!])).toEqual([]);
    expect(told([...CLEAN, CLEAN[4]!.replace('LN|1|', 'LN|2|')])).toEqual([]);
    const read = readResults(message([...CLEAN, CLEAN[4]!.replace('LN|1|6.9', 'LN|2|4.1')]));
    expect('value' in read && read.value.results.map(({ result }) => [result.code.code, result.subId, result.value])).toEqual([
      ['2823-3', '1', { type: 'NM', number: '6.9' }],
      ['2345-7', '1', { type: 'SN', comparator: '<', number: '20', separator: '', second: '' }],
      ['2823-3', '2', { type: 'NM', number: '4.1' }],
    ]); // prettier-ignore
  });
  test('results that all stand before their order are refused: none of them would be filed', () => {
    const early = readResults(message([CLEAN[0]!, CLEAN[1]!, CLEAN[4]!, CLEAN[2]!]));
    expect(early).toMatchObject({ problems: [{ path: 'OBX', severity: 'error' }] });
    expect(readResults(message(CLEAN.slice(0, 4)))).toMatchObject({ value: { results: [] } });
  });
  test('a specimen that nothing names, a query of another kind, an acknowledgment of nothing', () => {
    expect(readResults(message(changed('|1|A26010500123|', '|1||')))).toMatchObject({ problems: [{ path: 'SPM-2' }] });
    const query = (qpd: string) => readQuery(message([CLEAN[0]!.replace('OUL^R22^OUL_R22', 'QBP^Q11^QBP_Q11'), qpd, 'RCP|I||R']));
    expect(query('QPD|WOS_BY_RACK^^IHELAW|T1||R1')).toMatchObject({ problems: [{ path: 'QPD-1' }] });
    expect(query('QPD|WOS^^IHELAW|T1')).toMatchObject({ problems: [{ path: 'QPD-3' }] });
    expect(query('QPD|WOS^^IHELAW')).toMatchObject({ problems: [{ path: 'QPD-2' }] });
    expect(readAck(message([CLEAN[0]!.replace('OUL^R22^OUL_R22', 'ACK^R22^ACK'), 'MSA|OK|R1']))).toMatchObject({ problems: [{ path: 'MSA-1' }] });
    expect(readOrders(message(CLEAN))).toMatchObject({ problems: [{ path: 'MSH-9' }] });
  }); // prettier-ignore
  test('an order of ORM^O01, with its notes; a result of the past in it is refused rather than taken for an order', () => {
    const orm = [
      'MSH|^~\\&|EHR|HOSP|LIS|LAB|20260105071500||ORM^O01|O1|P|2.5.1',
      'PID|1||VB000417^^^BENCH^MR||DOE^ALEX||19710203|F',
      'ORC|NW|P1|||||||20260105071500',
      'OBR|1|P1||24321-2^BMP^LN|S',
      'NTE|1|L|fasting~line 2',
      'ORC|CA|P2',
      'OBR|2|P2||2823-3^Potassium^LN',
    ];
    expect(told(orm)).toEqual([]);
    const read = readOrders(message(orm));
    expect('value' in read && read.value.orders).toMatchObject([
      { control: 'NW', placer: 'P1', priority: 'S', service: { code: '24321-2' }, comments: ['fasting', 'line 2'], specimen: null, path: 'ORC[1]' },
      { control: 'CA', placer: 'P2', service: { code: '2823-3' }, path: 'ORC[2]' },
    ]); // prettier-ignore
    const o33 = ['MSH|^~\\&|LIS|LAB|A|LAB|20260105071500||OML^O33^OML_O33|O1|P|2.5.1', 'SPM|1|A1||SER', 'ORC|NW|P1', 'OBR||P1||2823-3^K^LN', 'OBR||OLD||2823-3^K^LN', 'OBX|1|NM|2823-3^K^LN|1|4|mmol/L^^UCUM|||||F'];
    expect(readOrders(message(o33))).toMatchObject({ problems: [{ path: 'OBR[2]' }] });
  }); // prettier-ignore
});

describe('structures', () => {
  test.each(Object.entries(STRUCTURES))('%s can be read, and begins with MSH', (_, { grammar }) => {
    const { parts, ids } = readGrammar(grammar);
    expect(parts[0]).toMatchObject({ id: 'MSH', optional: false });
    expect([...ids].every((id) => /^[A-Z][A-Z0-9]{2}$/.test(id))).toBe(true);
  });
  const at = (names: string) => compare(readGrammar('MSH [{A}] {B [C {D}] [E]} [F]'), names.split(' '));
  test.each([
    ['MSH B', [], []],
    ['MSH A A B C D D E B E F', [], []],
    ['MSH Z01 B Z02', [], []],
    ['MSH', [], ['B']],
    ['MSH B C E', [], ['D']],
    ['MSH B E C', [3], []],
    ['MSH B A', [2], []],
    ['B MSH B', [1], ['MSH']],
    ['MSH B F B', [3], []],
    ['', [0], ['MSH', 'B']],
  ])('%s', (names, strays, missing) => {
    expect(at(names).strays.map((s) => s.at)).toEqual(strays);
    expect(at(names).missing.map((m) => m.id)).toEqual(missing);
  });
  test('a structure that is not closed is our own fault', () => {
    for (const broken of ['[A', 'A]', '{A]']) expect(() => readGrammar(broken)).toThrow(/not closed/);
  });
});

test.each(['2823-3', '98979-8', '33037-3', '1994-3', '2160-0'])('%s is LOINC', (code) =>
  expect(isLoinc(code)).toBe(true),
);
test.each(['2823-4', '2823', 'K', '2823-33', ''])('%s is not', (code) => expect(isLoinc(code)).toBe(false));

test.each(['mmol/L', '10*3/uL', 'mL/min/{1.73_m2}', '{INR}', '1', '%', '[pH]', 'mm[Hg]'])('%s is UCUM', (text) => expect(unit(text)).toBeNull()); // prettier-ignore
test.each(['', ' mmol/L', 'ug/mL FEU', 'x10^3/uL', 'IU/L', 'foo', 'mg/dL{', 'µg', 'm'.repeat(200)])('%s is not UCUM', (text) => expect(unit(text)).toMatch(/\w/)); // prettier-ignore
