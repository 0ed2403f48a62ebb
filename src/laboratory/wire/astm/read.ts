import type { Entry, Message } from './message.ts';
import { type AstmRecord, textIn, valueOf, valuesOf } from './record.ts';
import { type Comment, NO_ORDER, NO_PATIENT, NO_RESULT, type Plain, type PlainOrder, type PlainPatient, type PlainResult, type Query } from './plain.ts'; // prettier-ignore

/** What a message says, in plain words. Never throws; what is missing is ''. */
export function plainOf({ header, comments, patients, queries, terminator }: Message): Plain {
  const h = (field: number) => (header ? textIn(header, field) : '');
  return {
    header: { id: h(3), sender: h(5), receiver: h(10), processing: h(12), version: h(13), at: h(14) },
    comments: comments.map(comment),
    patients: patients.map((entry) => ({
      ...patient(entry),
      orders: entry.orders.map((own) => ({ ...order(own), results: own.results.map(result) })),
    })),
    queries: queries.flatMap(({ record }) => (record ? query(record) : [])),
    terminator: terminator ? valueOf(terminator, 3) : '',
  };
}

const comment = (record: AstmRecord): Comment => ({
  source: textIn(record, 3),
  text: textIn(record, 4),
  kind: textIn(record, 5),
});

function patient({ record, comments }: Entry): PlainPatient {
  if (!record) return { ...NO_PATIENT, comments: comments.map(comment) };
  const [last = '', first = '', middle = ''] = valuesOf(record, 6)[0]!;
  return {
    practiceId: textIn(record, 3),
    laboratoryId: textIn(record, 4),
    name: { last, first, middle },
    born: textIn(record, 8),
    sex: textIn(record, 9),
    comments: comments.map(comment),
    orders: [],
  };
}

function order({ record, comments }: Entry): PlainOrder {
  if (!record) return { ...NO_ORDER, comments: comments.map(comment) };
  return {
    // Some instruments put a place or a carrier behind the id; the id comes first.
    specimen: valueOf(record, 3),
    instrumentSpecimen: textIn(record, 4),
    tests: testsIn(record, 5),
    priority: valueOf(record, 6),
    requested: valueOf(record, 7),
    collected: valueOf(record, 8),
    action: valueOf(record, 12),
    specimenType: textIn(record, 16),
    report: valueOf(record, 26),
    comments: comments.map(comment),
    results: [],
  };
}

function result({ record, comments }: Entry): PlainResult {
  if (!record) return { ...NO_RESULT, comments: comments.map(comment) };
  return {
    test: testsIn(record, 3)[0] ?? '',
    value: textIn(record, 4),
    unit: textIn(record, 5),
    range: textIn(record, 6),
    flags: valuesOf(record, 7).flatMap((repeat) => repeat.filter((flag) => flag !== '')),
    status: valueOf(record, 9),
    operator: textIn(record, 11),
    started: valueOf(record, 12),
    completed: valueOf(record, 13),
    instrument: textIn(record, 14),
    comments: comments.map(comment),
  };
}

/** Codes of tests: the fourth component, `^^^K`; where that is empty the first that is not. */
function testsIn(record: AstmRecord, field: number): string[] {
  return valuesOf(record, field)
    .map((parts) => parts[3] || parts.find((part) => part !== '') || '')
    .filter((code) => code !== '');
}

/** One for each specimen asked for. Q-3 is patient^specimen; there are instruments that put the specimen first, or third. */
function query(record: AstmRecord): Query[] {
  const [tests, status] = [testsIn(record, 5), valueOf(record, 13)];
  return valuesOf(record, 3).map(([first = '', second = '', third = '']) => ({
    patient: second ? first : '',
    specimen: second || first || third,
    tests,
    status,
  }));
}
