import { describe, expect, test } from 'vitest';
import { loadLibrary } from '#content/library.server.ts';
import { knownIn, readRecord } from './index.ts';

const known = knownIn(loadLibrary('content').library);
const HEAD = 'benchpath: record/1\n';
const lines = (text: string) => {
  const read = readRecord(text, 'me.yaml', known);
  return 'problems' in read
    ? read.problems.map((p) => `${p.file}:${p.line} ${p.path}: ${p.message}; ${p.right}`)
    : [];
};

type Case = [what: string, text: string, ...problems: string[]];
const TABLE: Case[] = [
  ['nothing', '', '1 : the file is empty; begin with `benchpath: record/1`, then one line for each thing told'],
  ['no format line', 'state: MN\n', '1 benchpath: the line that names the format is missing; write record/1'],
  ['another format', 'benchpath: record/2\n', '1 benchpath: "record/2" is not a word for it; did you mean record/1? write record/1'],
  ['a sentence', 'I am a phlebotomist\n', '1 : "I am a phlebotomist" is text, not an entry with keys; begin with `benchpath: record/1`, then one line for each thing told'],
  ['a key with a slip', `${HEAD}state: MN\neducaton: []\n`, '3 educaton: unknown key "educaton"; did you mean education?'],
  ['a key in an entry with a slip', `${HEAD}experience:\n  - as: phlebotomist\n    hoursPerWek: 40\n`, '4 experience[0].hoursPerWek: unknown key "hoursPerWek"; did you mean hoursPerWeek?'],
  ['a year in quotes', `${HEAD}born: "1999"\n`, '2 born: "1999" is text, not a number; write a number, without quotes'],
  ['a state by its name', `${HEAD}state: Minnesota\n`, '2 state: "Minnesota" cannot be read; write the two letters of the state, like MN'],
  ['a state that is none', `${HEAD}state: MM\n`, '2 state: "MM" is no state, district or territory; write its two letters, like MN'],
  ['limits in a state by its name', `${HEAD}limits: { states: [MN, Texas] }\n`, '2 limits.states[1]: "Texas" is no state, district or territory; did you mean TX?'],
  ['yes for true', `${HEAD}limits: { enlist: yes }\n`, '2 limits.enlist: "yes" is text, not true or false; write true or false, without quotes'],
  ['a degree with a slip', `${HEAD}education:\n  - { degree: bachelr }\n`, '3 education[0].degree: "bachelr" is not a word for it; did you mean bachelor? one of: high-school, associate, bachelor, master, doctorate, physician'],
  ['a key of a program in a degree', `${HEAD}education:\n  - { degree: associate, acreditted: regional }\n`, '3 education[0].acreditted: unknown key "acreditted"; did you mean accredited?'],
  ['a degree and a program in one', `${HEAD}education:\n  - { degree: associate, program: mlt }\n`, '3 education[0]: it is a degree and a program in one entry; write two entries, one with `degree` and one with `program`'],
  ['neither degree nor program', `${HEAD}education:\n  - { completed: 2024-05 }\n`, '3 education[0]: it names neither a degree nor a program; begin the entry with `degree:` or `program:`'],
  ['two faults of one program', `${HEAD}education:\n  - program: mlt\n    accreditor: nacls\n    completed: 2024-13\n`,
    '4 education[0].accreditor: "nacls" is not a word for it; did you mean naacls? one of: naacls, abhes, caahep, cdph, nysed, state, amt, nha, ncct, regional, national, foreign, other, none',
    '5 education[0].completed: "2024-13" is not a date of the calendar; write a date like 2024-05-31 or 2024-05'],
  ['text for a list', `${HEAD}credentials: none\n`, '2 credentials: "none" is text, not a list; write a list; an empty one is `credentials: []`'],
  ['nothing for a list', `${HEAD}licenses:\n`, '2 licenses: it is empty; write a list; an empty one is `licenses: []`; or leave the line out, which means not told'],
  ['February 30', `${HEAD}experience:\n  - { as: phlebotomist, from: 2024-02-30 }\n`, '3 experience[0].from: "2024-02-30" is not a date of the calendar; write a date like 2024-05-31 or 2024-05'],
  ['a bare year', `${HEAD}stateSince: 2020\n`, '2 stateSince: 2020 is not a date of the calendar; write a date like 2024-05-31 or 2024-05'],
  ['the year 202', `${HEAD}stateSince: 0202-05\n`, '2 stateSince: the year 202 cannot be right; write a year from 1900 to 2100'],
  ['a job that ends before it begins', `${HEAD}experience:\n  - from: 2024-05\n    to: 2023-05\n`, '3 experience[0]: the job ends before it begins; let `to` be on or after `from`; `to: null` means it goes on'],
  ['400 hours a week', `${HEAD}experience:\n  - { as: other, hoursPerWeek: 400 }\n`, '3 experience[0].hoursPerWeek: 400 is too large; write a number of at most 168'],
  ['hours of both kinds', `${HEAD}coursework:\n  - { subject: biology, semesterHours: 3, quarterHours: 4 }\n`, '3 coursework[0]: give semesterHours or quarterHours, not both; keep the one that stands on the transcript'],
  ['a credential with a slip', `${HEAD}credentials:\n  - id: ascp-mtl\n`, '3 credentials[0].id: no credential "ascp-mtl" is on file; did you mean ascp-mlt or ascp-htl or ascp-ct?'],
  ['a credential as people write it', `${HEAD}credentials:\n  - { id: MLT(ASCP) }\n`, '3 credentials[0].id: no credential "MLT(ASCP)" is on file; did you mean ascp-mlt?'],
  ['a license among the credentials', `${HEAD}credentials:\n  - { id: us-ca-mlt }\n`, '3 credentials[0].id: no credential "us-ca-mlt" is on file; it belongs under `licenses:`'],
  ['a credential that ends before it is issued', `${HEAD}credentials:\n  - { id: ascp-mlt, issued: 2024-05, expires: 2023-05 }\n`, '3 credentials[0].expires: it ends before it was issued; let `expires` be on or after `issued`; `expires: null` means never'],
  ['a key twice', `${HEAD}state: MN\nstate: WI\n`, '3 : the key "state" stands here twice; keep one of the two lines'],
  ['an open bracket', `${HEAD}limits: { budgetUsd: 5\n`, '3 : Flow map in block collection must be sufficiently indented and end with a }; indent with spaces, the entries of one list alike'],
  ['a tab', `${HEAD}education:\n\t- { degree: associate }\n`, '3 : Tabs are not allowed as indentation; indent with spaces'],
  ['two documents', `${HEAD}---\n${HEAD}`, '2 : Source contains multiple documents; one file holds one record; take out the line `---`'],
  ['U+0000 by its escape', `${HEAD}education:\n  - { degree: associate,\n      field: "bio\\0logy" }\n`, '4 education[0].field: it holds a character that no text has; write letters, digits and signs; leave out \\0 and the like'],
  ['half a character by its escape', `{ "benchpath": "record/1",\n"training": [{ "topic": "\\ud800" }] }`, '2 training[0].topic: it holds a character that no text has; write letters, digits and signs; leave out \\0 and the like'],
  ['a reference', `${HEAD}coursework: &all []\ntraining: *all\n`, '3 : a reference (*name) is not read; write the text out where it belongs'],
]; // prettier-ignore

describe('one line for each problem, on the line to mend', () => {
  test.each(TABLE)('%s', (_what, text, ...problems) => {
    expect(lines(text)).toEqual(problems.map((p) => `me.yaml:${p}`));
  });

  test('JSON has lines too', () => {
    expect(lines('{\n  "benchpath": "record/1",\n  "born": "x"\n}')).toEqual([
      'me.yaml:3 born: "x" is text, not a number; write a number, without quotes',
    ]);
  });

  test('several problems stand in the order of the file', () => {
    expect(lines(`${HEAD}born: x\nstate: 5\nextra: 1\n`).map((l) => l.split(':')[1])).toEqual([
      '2 born',
      '3 state',
      '4 extra',
    ]);
  });
});

const over = (piece: string, length: number) =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const laughs = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((c, i) => `${c}: &${c} [${over(`*${'abcdefghi'[i]},`, 27)}]`).join('\n')}\n`;
const HOSTILE: [string, string][] = [
  ['ten megabytes', over('x', 10_000_000)],
  ['a NUL', `${HEAD}state: M\0N\n`],
  ['bytes that are no UTF-8', new TextDecoder().decode(new Uint8Array([0x62, 0xff, 0xfe, 0x80]))],
  ['a billion laughs', laughs],
  ['brackets without end', over('[', 50_000)],
  ['braces without end', over('{"a":', 50_000)],
  ['lists without end', over('- ', 50_000)],
  ['question marks without end', over('? ', 50_000)],
  ['ever deeper lines', Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ['many errors', over('"', 50_000)],
  ['many documents', over('---\n', 50_000)],
  ['a million keys', Array.from({ length: 5000 }, (_, i) => `k${i}: 1`).join('\n')],
  ['__proto__', `${HEAD}__proto__: { state: MN }\n`],
  ['__proto__ in JSON', '{"benchpath":"record/1","__proto__":{"polluted":1}}'],
  ['constructor', `${HEAD}constructor: { prototype: { polluted: 1 } }\n`],
  ['__proto__ in an entry', `${HEAD}education:\n  - { degree: associate, __proto__: { field: x } }\n`],
  ['a binary type', '!!binary aGVsbG8=\n'],
  ['a set', `${HEAD}education: !!set { a, b }\n`],
  ['a merge key', `${HEAD}<<: { state: MN }\n`],
  ['YAML of another version', `%YAML 1.1\n---\n${HEAD}stateSince: 2001-01-01\nborn: 0o17\n`],
  ['a list for a key', `${HEAD}? [a, b]\n: 1\n`],
  ['a number beyond numbers', `${HEAD}born: 1e999\n`],
  ['not a number', `${HEAD}limits: { budgetUsd: .nan }\n`],
];

describe('whatever comes in', () => {
  test.each(HOSTILE)('%s: refused with a line, never thrown', (_what, text) => {
    const read = readRecord(text, 'x', known);
    expect('problems' in read && read.problems.length).toBeGreaterThan(0);
    if ('problems' in read)
      for (const p of read.problems) {
        expect(p.line).toBeGreaterThanOrEqual(1);
        expect(p.message.length).toBeGreaterThan(0);
        expect(p.message.length).toBeLessThan(300);
        expect(`${p.path}${p.message}${p.right}`).not.toContain('\n');
      }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('a byte order mark and Windows line ends are no problem', () => {
    expect(readRecord(`\ufeff${HEAD.replace('\n', '\r\n')}state: MN\r\n`, 'x', known)).toEqual({
      record: { benchpath: 'record/1', state: 'MN' },
    });
  });
});
