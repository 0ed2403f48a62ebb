import {
  checkRecords,
  isControl,
  messageOf,
  messagesOf,
  NO_ORDER,
  NO_PATIENT,
  noWorkFor,
  plainOf,
  readRecords,
  rowsOf,
  writeMessage,
  type Plain,
  type Row,
} from '../wire/astm/index.ts';
import { fileResults, isParked, type Incoming } from './filing.ts';
import type { Read, Understood } from './intake.ts';
import { isoTime, timeOf } from './time.ts';
import { openWork, type Work } from './work.ts';

/** Reads one ASTM message: results of an instrument, or its query for work. There is no answer to results but the line's own ACK. */
export const readAstm: Read = (lis, taken, asking, rules) => {
  const records = readRecords(taken.raw);
  const none = { happened: [], about: [], replies: [] };
  const faults = checkRecords(records).filter((p) => p.severity === 'error');
  if (faults.length > 0) return { ...none, park: faults.map((f) => `${f.path} ${f.problem}`).join('; ') };
  const understood: Understood = { ...none, happened: [], about: [], replies: [], park: null };
  for (const message of messagesOf(records)) {
    const plain = plainOf(message);
    const rows = rowsOf(plain);
    const filed = taken.again
      ? { happened: [], about: [] }
      : fileResults(
          lis,
          taken.from,
          taken.id,
          rows.map((row) => incoming(row, plain, asking.at)),
          asking,
          rules,
        );
    if (isParked(filed)) return { ...none, park: filed.park };
    understood.happened.push(...filed.happened);
    understood.about.push(...filed.about);
    if (rows.length === 0 && plain.patients.some((p) => p.orders.some((o) => !isControl(o))))
      return { ...none, park: 'orders by ASTM are not taken here: the sender is an instrument' };
    for (const query of plain.queries) {
      const specimen = query.specimen === 'ALL' || query.specimen === '' ? null : query.specimen;
      const work = openWork(lis, taken.from, specimen, asking, rules);
      understood.happened.push({ type: 'QueryReceived', analyzer: taken.from, specimen: specimen ?? 'all' });
      for (const w of work)
        understood.happened.push({
          type: 'OrderDownloaded',
          analyzer: taken.from,
          accession: w.specimen.id,
          tests: w.tests,
          message: taken.id,
        });
      understood.replies.push(answer(work, asking.at, plain));
    }
  }
  return understood;
};

const stamp = (at: number): string => isoTime(at).replace(/[-:T]/g, '');

/** Orders for the instrument, one patient after the other; none: the terminator says that nothing is known. */
function answer(work: readonly Work[], at: number, asked: Plain): string {
  const heading = { sender: 'BENCHPATH', receiver: asked.header.sender, at: stamp(at) };
  if (work.length === 0) return writeMessage(noWorkFor(heading));
  const patients = work.map(({ patient, specimen, tests, orders }) => ({
    ...NO_PATIENT,
    practiceId: patient?.ids[0]?.id ?? '',
    name: { last: patient?.family ?? '', first: patient?.given ?? '', middle: '' },
    born: (patient?.born ?? '').replaceAll('-', ''),
    sex: patient?.sex ?? 'U',
    orders: [
      {
        ...NO_ORDER,
        specimen: specimen.id,
        tests: tests.map((t) => t.toUpperCase()),
        priority: orders[0]?.priority === 'S' ? 'S' : 'R',
        action: 'A',
        report: 'O',
      },
    ],
  }));
  return writeMessage(messageOf(heading, patients));
}

/** YYYYMMDDHHMMSS as a moment. */
function momentOf(text: string): number | null {
  const parts = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?/.exec(text);
  if (!parts) return null;
  const [, y, m, d, hour = '00', minute = '00', second = '00'] = parts;
  return timeOf(`${y}-${m}-${d}T${hour}:${minute}:${second}`);
}

function incoming(row: Row, plain: Plain, now: number): Incoming {
  const beyond = row.value.startsWith('<') ? '<' : row.value.startsWith('>') ? '>' : null;
  const bare = beyond ? row.value.slice(1) : row.value;
  const number = bare.trim() === '' ? NaN : Number(bare);
  const cannot = row.status === 'X' || row.value === '';
  return {
    specimen: row.specimen,
    control: row.control,
    code: row.test,
    subId: row.instrumentSpecimen,
    value: cannot || Number.isNaN(number) ? null : number,
    text: cannot || !Number.isNaN(number) ? null : row.value,
    beyond,
    unit: row.unit || null,
    alarms: row.comments.map((c) => c.text).filter((t) => t !== ''),
    at: momentOf(row.completed) ?? momentOf(plain.header.at) ?? now,
    mrn: row.practiceId || null,
  };
}
