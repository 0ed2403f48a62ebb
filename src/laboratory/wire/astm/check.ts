import { type Message, messagesOf } from './message.ts';
import { type AstmRecord, type Delimiters, textIn, valueOf, valuesOf, wireOf } from './record.ts';
import { isTime } from './time.ts';

/**
 * Something wrong with what was sent. `path`: `R[2].4` is field 4 of the second R record, `frame[3]` the third frame, counted
 * from 1. An error can lose or misfile a result; a warning is a departure that is understood all the same.
 */
export type Problem = { path: string; problem: string; severity: 'error' | 'warning' };

/** The codes of LIS2-A2 that the facts file lists (bench.yaml, e1394_lis02, likely). */
const CODES: { [field: string]: { name: string; known: string } } = {
  'O.6': { name: 'priority', known: 'SARCP' },
  'O.12': { name: 'action code', known: 'CANPQ' },
  'O.26': { name: 'report type', known: 'OCPFXIYZQ' },
  'R.9': { name: 'result status', known: 'CPFXISMRNQVW' },
};
const FLAGS = new Set(['L', 'H', 'LL', 'HH', '<', '>', 'N', 'A', 'U', 'D', 'B', 'W']);
const TYPES = 'HPORCQLMS';
const DATES: { [type: string]: readonly number[] } = { H: [14], P: [8], O: [7, 8], R: [12, 13] };

/** What is wrong with records, in the order they stand. Never throws. */
export function checkRecords(records: readonly AstmRecord[]): Problem[] {
  const counts = new Map<string, number>();
  const places = new Map<AstmRecord, string>();
  for (const record of records) {
    const type = record.type === '' ? 'record' : record.type;
    const count = (counts.get(type) ?? 0) + 1;
    counts.set(type, count);
    places.set(record, `${type}[${count}]`);
  }
  const at = (record: AstmRecord, field?: number) =>
    places.get(record)! + (field === undefined ? '' : `.${field}`);
  const found: Problem[] = [];
  const tell = (severity: Problem['severity'], path: string, problem: string) => {
    found.push({ path, problem, severity });
  };
  const messages = messagesOf(records);
  if (messages.length === 0) tell('error', 'message', 'there is no record in it');
  for (const message of messages) {
    structure(message, at, tell);
    for (const record of message.records) fields(record, at, tell);
    query(message, at, tell);
  }
  const order = new Map([...places.values()].map((path, place) => [path, place]));
  const place = ({ path }: Problem) => order.get(path.split('.')[0]!) ?? (path === 'message' ? 1e9 : -1);
  return found.sort((a, b) => place(a) - place(b));
}

type At = (record: AstmRecord, field?: number) => string;
type Tell = (severity: Problem['severity'], path: string, problem: string) => void;

function structure(message: Message, at: At, tell: Tell): void {
  const { header, terminator, patients, queries, records, strays } = message;
  const [first] = records;
  if (!header && first) tell('error', at(first), 'this message does not begin with a header record (H)');
  if (header) delimiters(header.delimiters, at(header, 2), tell);
  if (!terminator)
    tell(
      'error',
      'message',
      'the terminator record (L) is missing: the message may not be all that was sent',
    );
  for (const record of strays)
    if (/^[a-z]$/.test(record.type)) tell('error', at(record, 1), 'the record type is a small letter; write it large');
    else tell('error', at(record, 1), `there is no record type ${JSON.stringify(record.type)} (${[...TYPES].join(' ')})`); // prettier-ignore
  numbered(patients, at, tell);
  numbered(queries, at, tell);
  for (const patient of patients) {
    const [order] = patient.orders;
    if (!patient.record && order?.record) tell('error', at(order.record), 'this order (O) stands under no patient (P)'); // prettier-ignore
    numbered(patient.orders, at, tell);
    for (const { record, results } of patient.orders) {
      const [result] = results;
      if (!record && result?.record) tell('error', at(result.record), 'this result (R) stands under no order (O), so its specimen is not known'); // prettier-ignore
      numbered(results, at, tell);
    }
  }
  if (terminator && valueOf(terminator, 2) !== '1')
    tell(
      'warning',
      at(terminator, 2),
      `the number of the terminator is ${quoted(terminator, 2)}; it is always 1`,
    );
}

function numbered(
  entries: readonly { record: AstmRecord | null; comments?: AstmRecord[] }[],
  at: At,
  tell: Tell,
): void {
  entries.forEach(({ record, comments = [] }, place) => {
    const list = comments.map((comment, n): [AstmRecord, number] => [comment, n + 1]);
    if (record) list.unshift([record, place + 1]);
    for (const [own, due] of list)
      if (valueOf(own, 2) !== `${due}`)
        tell(
          'warning',
          at(own, 2),
          `the sequence number is ${quoted(own, 2)}; the next one here would be ${due}`,
        );
  });
}

function delimiters({ field, repeat, component, escape }: Delimiters, path: string, tell: Tell): void {
  const all = [field, repeat, component, escape];
  const missing = ['field', 'repeat', 'component', 'escape'].filter((_, n) => all[n] === '');
  if (missing.length > 0) tell('error', path, `the header declares no ${missing.join(', no ')} delimiter`);
  const told = all.filter((d) => d !== '');
  if (new Set(told).size < told.length)
    tell('error', path, 'the header declares one character for two delimiters');
}

function fields(record: AstmRecord, at: At, tell: Tell): void {
  const { type } = record;
  for (const field of DATES[type] ?? []) {
    const told = valueOf(record, field);
    if (told !== '' && !isTime(told))
      tell(
        'error',
        at(record, field),
        `${JSON.stringify(told)} is no date; write YYYYMMDD or YYYYMMDDHHMMSS`,
      );
  }
  for (const [place, { name, known }] of Object.entries(CODES)) {
    const [of, field] = place.split('.');
    if (of !== type) continue;
    for (const [code = ''] of valuesOf(record, Number(field)))
      if (code !== '' && !(code.length === 1 && known.includes(code)))
        tell('warning', at(record, Number(field)), `there is no ${name} ${JSON.stringify(code)} (${[...known].join(' ')})`); // prettier-ignore
  }
  if (type === 'O' && valueOf(record, 3) === '' && textIn(record, 4) === '')
    tell('error', at(record, 3), 'the order names no specimen');
  if (type === 'R') result(record, at, tell);
}

function result(record: AstmRecord, at: At, tell: Tell): void {
  const value = textIn(record, 4);
  if (valuesOf(record, 3).flat().every((part) => part === '')) tell('error', at(record, 3), 'the result names no test'); // prettier-ignore
  if (value === '' && !['X', 'I', 'N'].includes(valueOf(record, 9)))
    tell('warning', at(record, 4), 'the result has no value, and its status does not say why');
  if (textIn(record, 5) === '' && /^[<>]?\s*[-+]?\d+([.,]\d+)?$/.test(value))
    tell('warning', at(record, 5), `the unit is missing: ${value} of what?`);
  for (const flag of valuesOf(record, 7).flat())
    if (flag !== '' && !FLAGS.has(flag))
      tell('warning', at(record, 7), `there is no flag ${JSON.stringify(flag)} (${[...FLAGS].join(' ')})`);
  if (valueOf(record, 9) === '' && value !== '')
    tell('warning', at(record, 9), 'the result has no status, so it is not said to be final (F)');
}

/** A query asks. Results that follow one are no answer to it, and quality control is not told by it. */
function query({ queries, patients }: Message, at: At, tell: Tell): void {
  const results = patients.flatMap(({ orders }) => orders.flatMap((order) => order.results));
  for (const { record } of queries) {
    if (!record) continue;
    const carries = [...Array(Math.max(0, record.fields.length - 13)).keys()].some((n) => wireOf(record, n + 14) !== ''); // prettier-ignore
    if (carries || isMeasured(record))
      tell('error', at(record), 'a query (Q) cannot carry results; quality control is an order (O) with Q in field 12 or 26, and result records (R)'); // prettier-ignore
    else if (results.length > 0)
      tell('error', at(record), 'a query (Q) and results (R) stand in one message; a query asks, results come in a message of their own'); // prettier-ignore
    else if (
      valuesOf(record, 3)
        .flat()
        .every((part) => part === '')
    )
      tell('error', at(record, 3), 'the query does not say which specimen it asks about');
  }
}

/** A test stands where the specimen belongs, and something behind it: a result under the wrong letter. */
const isMeasured = (record: AstmRecord): boolean => {
  const [a, b, c, test] = valuesOf(record, 3)[0]!;
  return a === '' && b === '' && c === '' && Boolean(test) && textIn(record, 4) !== '';
};

const quoted = (record: AstmRecord, field: number): string => {
  const told = textIn(record, field);
  return told === '' ? 'missing' : JSON.stringify(told);
};
