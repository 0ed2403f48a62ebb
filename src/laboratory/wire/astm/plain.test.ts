import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf } from './bytes.ts';
import { checkRecords } from './check.ts';
import { readCapture } from './capture.ts';
import { framesOf } from './frame.ts';
import { messagesOf } from './message.ts';
import {
  messageOf,
  NO_ORDER,
  NO_PATIENT,
  NO_RESULT,
  noWorkFor,
  type Plain,
  queryFor,
  rowsOf,
} from './plain.ts';
import { plainOf } from './read.ts';
import { readRecords, writeRecords } from './record.ts';
import { writeMessage } from './write.ts';

/** The sample of the facts file (bench.yaml, samples.astm_result). */
const SAMPLE = ['H|\\^&|||CHEM1|||||LIS||P|LIS2-A2|20260105073100', 'P|1', 'O|1|A26010500123||^^^K|S||||||N', 'R|1|^^^K|6.9|mmol/L|3.5-5.1|HH||F||tech1||20260105073055|CHEM1', 'C|1|I|H-index 0.1|G', 'L|1|N'].map((r) => `${r}\r`).join(''); // prettier-ignore
const HEADING = { sender: 'CHEM1', receiver: 'LIS', at: '20260105073100' };
const read = (text: string): Plain => plainOf(messagesOf(readRecords(text))[0]!);
const problems = (...records: string[]) =>
  checkRecords(readRecords(records.map((r) => `${r}\r`).join(''))).map((p) => `${p.path}: ${p.problem}`);

const potassium = {
  ...NO_RESULT,
  test: 'K', value: '6.9', unit: 'mmol/L', range: '3.5-5.1', flags: ['HH'], status: 'F', operator: 'tech1',
  completed: '20260105073055', instrument: 'CHEM1', comments: [{ source: 'I', text: 'H-index 0.1', kind: 'G' }],
}; // prettier-ignore
const order = { ...NO_ORDER, specimen: 'A26010500123', tests: ['K'], priority: 'S', action: 'N', results: [potassium] }; // prettier-ignore

describe('the sample of the facts file', () => {
  test('is read', () => {
    const [row, ...more] = rowsOf(read(SAMPLE));
    expect(more).toEqual([]);
    expect(row).toEqual({ ...potassium, specimen: 'A26010500123', instrumentSpecimen: '', practiceId: '', control: false }); // prettier-ignore
    expect(checkRecords(readRecords(SAMPLE))).toEqual([]);
  });
  test('is written, letter for letter', () => {
    expect(writeMessage(messageOf(HEADING, [{ ...NO_PATIENT, orders: [order] }]))).toBe(SAMPLE);
  });
});

describe('host query', () => {
  test('a query is asked and understood, and answered with no work', () => {
    const query = writeMessage(queryFor(HEADING, 'A26010500123'));
    expect(query).toBe('H|\\^&|||CHEM1|||||LIS||P|LIS2-A2|20260105073100\rQ|1|^A26010500123||^^^ALL||||||||O\rL|1|N\r'); // prettier-ignore
    expect(read(query).queries).toEqual([
      { patient: '', specimen: 'A26010500123', tests: ['ALL'], status: 'O' },
    ]);
    const answer = writeMessage(noWorkFor({ ...HEADING, sender: 'LIS', receiver: 'CHEM1' }));
    expect(answer).toMatch(/^H\|[^\r]*\rL\|1\|I\r$/);
    expect(checkRecords(readRecords(query + answer))).toEqual([]);
  });
  test('several specimens, and instruments that put the specimen first or third', () => {
    const asked = (field: string) => read(`H|\\^&\rQ|1|${field}||ALL||||||||O\rL|1|N\r`).queries.map((q) => q.specimen); // prettier-ignore
    expect([asked('^A1\\^A2'), asked('A3^^0^1^N'), asked('^^A4^12'), asked('P9^A5')]).toEqual([['A1', 'A2'], ['A3'], ['A4'], ['A5']]); // prettier-ignore
  });
});

test('what is written is read the same, through frames of any length', () => {
  const text = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('a|b', 'x^y', '&', '\\', 'µmol', ''));
  const comments = fc.array(fc.record({ source: text, text, kind: text }), { maxLength: 2 });
  const code = fc.string({ minLength: 1, maxLength: 4 }).filter((c) => c !== '');
  const result = fc.record({ test: code, value: text, unit: text, range: text, flags: fc.array(code, { maxLength: 2 }), status: text, operator: text, started: text, completed: text, instrument: text, comments }); // prettier-ignore
  const orders = fc.array(fc.record({ specimen: text, instrumentSpecimen: text, tests: fc.array(code, { maxLength: 3 }), priority: text, requested: text, collected: text, action: text, specimenType: text, report: text, comments, results: fc.array(result, { maxLength: 2 }) }), { maxLength: 2 }); // prettier-ignore
  const patient = fc.record({ practiceId: text, laboratoryId: text, name: fc.record({ last: text, first: text, middle: text }), born: text, sex: text, comments, orders }); // prettier-ignore
  const header = fc.record({
    id: text,
    sender: text,
    receiver: text,
    processing: text,
    version: text,
    at: text,
  });
  // A specimen that is not named beside a patient that is: Q-3 would read as the specimen.
  const query = fc.record({ patient: fc.constant(''), specimen: text, tests: fc.array(code, { maxLength: 2 }), status: text }); // prettier-ignore
  const any = fc.record({ header, comments, patients: fc.array(patient, { maxLength: 2 }), queries: fc.array(query, { maxLength: 2 }), terminator: text }); // prettier-ignore
  fc.assert(
    fc.property(any, fc.integer({ min: 1, max: 300 }), (plain, longest) => {
      const written = writeMessage(plain);
      expect(read(written)).toEqual(plain);
      expect(writeRecords(readRecords(written))).toBe(written);
      const line = Uint8Array.from(framesOf(bytesOf(written), longest).flatMap((f) => [...f]));
      const { text: again, frames } = readCapture(line);
      expect([again, frames.every((f) => f.ok)]).toEqual([written, true]);
    }),
    { numRuns: 120 },
  );
});

describe('what is wrong is told', () => {
  const [H, P, O, R, , L] = SAMPLE.split('\r') as [string, string, string, string, string, string];
  test('T7: a query that carries quality control is refused; O-12 or O-26 Q is how it is told', () => {
    expect(problems(H, 'Q|1|^^^K|LOT5^N|4.1|mmol/L|20260105073055', L)).toEqual([
      'Q[1]: a query (Q) cannot carry results; quality control is an order (O) with Q in field 12 or 26, and result records (R)',
    ]);
    expect(problems(H, P, O, R, 'Q|1|^A1||ALL||||||||O', L)[0]).toMatch(
      /^Q\[1\]: a query \(Q\) and results \(R\)/,
    );
    const control = (o: string) => rowsOf(read([H, P, o, R, L].join('\r'))).map((row) => row.control);
    const far = `O|1|C1||^^^K|S${'|'.repeat(20)}`;
    expect([control('O|1|C1||^^^K|S||||||Q'), control(`${far}Q`), control(`${far}F`)]).toEqual([[true], [true], [false]]); // prettier-ignore
    expect(problems(H, P, 'O|1|C1||^^^K|S||||||Q', R, L)).toEqual([]);
    expect(read(`${H}\rQ|1|^^^K|LOT5^N|4.1\r${L}\r`).queries.map((q) => q.specimen)).toEqual(['']);
  });

  test.each([
    ['no L', [H, P, O, R], ['message: the terminator record (L) is missing: the message may not be all that was sent']],
    ['no H', [P, O, R, L], ['P[1]: this message does not begin with a header record (H)']],
    ['R without O', [H, P, R, L], ['R[1]: this result (R) stands under no order (O), so its specimen is not known']],
    ['O without P', [H, O, R, L], ['O[1]: this order (O) stands under no patient (P)']],
    ['numbers', [H, P, O, R, R, L], ['R[2].2: the sequence number is "1"; the next one here would be 2']],
    ['a date', [H, P, O, R.replace('20260105', '20260230'), L], ['R[1].13: "20260230073055" is no date; write YYYYMMDD or YYYYMMDDHHMMSS']],
    ['an action code', [H, P, O.replace(/N$/, 'Z'), R, L], ['O[1].12: there is no action code "Z" (C A N P Q)']],
    ['a status', [H, P, O, R.replace('|F|', '|Z|'), L], ['R[1].9: there is no result status "Z" (C P F X I S M R N Q V W)']],
    ['a flag', [H, P, O, R.replace('HH', 'HHH'), L], ['R[1].7: there is no flag "HHH" (L H LL HH < > N A U D B W)']],
    ['a report type', [H, P, `${O}${'|'.repeat(14)}K`, R, L], ['O[1].26: there is no report type "K" (O C P F X I Y Z Q)']],
    ['no unit', [H, P, O, R.replace('mmol/L', ''), L], ['R[1].5: the unit is missing: 6.9 of what?']],
    ['no specimen', [H, P, 'O|1|||^^^K|S', R, L], ['O[1].3: the order names no specimen']],
    ['delimiters', ['H|\\\\&', L], ['H[1].2: the header declares one character for two delimiters']],
    ['an unknown type', [H, 'Z|1', L], ['Z[1].1: there is no record type "Z" (H P O R C Q L M S)']],
    ['nothing', [], ['message: there is no record in it']],
  ])('%s', (_, records, told) => {
    expect(problems(...records)).toEqual(told);
  }); // prettier-ignore

  test('in frames: a bad checksum, a number left out, a frame broken off, one sent again', () => {
    const line = (...parts: string[]) => readCapture(Uint8Array.from(bytesOf(parts.join(''))));
    const text = (number: number, record: string) => {
      const [frame] = framesOf(bytesOf(`${record}\r`));
      const out = frame!.with(1, 0x30 + number);
      return new TextDecoder().decode(out);
    };
    const own = (number: number, record: string) => {
      const sum = [...bytesOf(`${number}${record}\r\u0003`)].reduce((a, b) => a + b, 0) % 256;
      return `\u0002${number}${record}\r\u0003${sum.toString(16).toUpperCase().padStart(2, '0')}\r\n`;
    };
    const all = ['\u0005', own(1, H), own(2, P), own(3, O), own(4, R), own(5, L), '\u0004'];
    expect(line(...all).problems).toEqual([]);
    expect(line(...all.with(2, text(2, P))).problems.map((p) => p.path)).toEqual(['frame[2]']);
    expect(line(...all.toSpliced(4, 1)).problems[0]?.problem).toBe('the frame is number 5; number 4 was due, so one may be missing'); // prettier-ignore
    expect(line(...all.toSpliced(2, 0, '\u00022P|')).problems.map((p) => p.path)).toEqual(['frame[1]']);
    const again = line(...all.toSpliced(4, 0, own(3, O), text(4, R)));
    expect([again.frames.length, again.records.length]).toEqual([7, 5]);
    expect(again.problems.map((p) => p.path)).toEqual(['frame[5]']);
  });

  test('any bytes are read and checked, and nothing is thrown', () => {
    const letters = fc.constantFrom('H|\\^&', 'P', 'O', 'R', 'Q', 'C', 'L', '|', '^', '\r', '\u0002', '\u0003', '\u0005', '1', '20260230', '&X41&', 'Z'); // prettier-ignore
    const any = fc.oneof(fc.uint8Array({ maxLength: 120 }), fc.array(letters, { maxLength: 40 }).map((l) => bytesOf(l.join('')))); // prettier-ignore
    fc.assert(
      fc.property(any, (bytes) => {
        const { records, problems: told } = readCapture(bytes);
        for (const message of messagesOf(records)) rowsOf(plainOf(message));
        for (const { path, problem } of told) expect(`${path} ${problem}`).not.toMatch(/undefined|null/);
      }),
      { numRuns: 300 },
    );
  });
});
