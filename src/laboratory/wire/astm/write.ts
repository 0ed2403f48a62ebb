import type { Comment, Plain, PlainOrder, PlainPatient, PlainResult, Query } from './plain.ts';
import { type AstmRecord, headerOf, recordOf, type Value, writeRecords } from './record.ts';

/** The records that say it, each numbered within what it belongs to. `plainOf` reads the same from them. */
export function recordsFor({ header, comments, patients, queries, terminator }: Plain): AstmRecord[] {
  const { id, sender, receiver, processing, version, at } = header;
  return [
    headerOf([id, '', sender, '', '', '', '', receiver, '', processing, version, at]),
    ...comments.map(comment),
    ...patients.flatMap(patient),
    ...queries.map(query),
    recordOf('L', ['1', terminator]),
  ];
}

/** The same as text for the line. */
export const writeMessage = (plain: Plain): string => writeRecords(recordsFor(plain));

const comment = ({ source, text, kind }: Comment, place: number): AstmRecord =>
  recordOf('C', [`${place + 1}`, source, text, kind]);

function patient(
  { practiceId, laboratoryId, name, born, sex, comments, orders }: PlainPatient,
  place: number,
) {
  const called = trimmed([name.last, name.first, name.middle]);
  return [
    recordOf('P', [`${place + 1}`, practiceId, laboratoryId, '', called, '', born, sex]),
    ...comments.map(comment),
    ...orders.flatMap(order),
  ];
}

function order(o: PlainOrder, place: number): AstmRecord[] {
  const gap = (count: number): Value[] => Array.from({ length: count }, () => '');
  return [
    recordOf('O', [
      `${place + 1}`, o.specimen, o.instrumentSpecimen, tests(o.tests), o.priority, o.requested, o.collected,
      ...gap(3), o.action, ...gap(3), o.specimenType, ...gap(9), o.report,
    ]), // prettier-ignore
    ...o.comments.map(comment),
    ...o.results.flatMap(result),
  ];
}

function result(r: PlainResult, place: number): AstmRecord[] {
  return [
    recordOf('R', [
      `${place + 1}`, tests([r.test]), r.value, r.unit, r.range, r.flags.map((flag) => [flag]), '', r.status, '', r.operator,
      r.started, r.completed, r.instrument,
    ]), // prettier-ignore
    ...r.comments.map(comment),
  ];
}

function query({ patient: whose, specimen, tests: wanted, status }: Query, place: number): AstmRecord {
  return recordOf('Q', [
    `${place + 1}`,
    [[whose, specimen]],
    '',
    tests(wanted),
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    status,
  ]);
}

const tests = (codes: readonly string[]): string[][] =>
  codes.filter((code) => code !== '').map((code) => ['', '', '', code]);

function trimmed(parts: string[]): string[][] {
  const kept = parts.slice(0, parts.findLastIndex((part) => part !== '') + 1);
  return kept.length === 0 ? [] : [kept];
}
