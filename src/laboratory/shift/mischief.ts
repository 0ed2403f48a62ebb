import { record } from '../lis/index.ts';
import { system } from './doing.ts';
import type { Shift } from './shift.ts';
import { typed } from './doing.ts';

/** What the LIS, or somebody before, did wrong. */
export function mischief(shift: Shift, index: number, ends: boolean): void {
  const one = shift.scenario.mischief[index]!;
  if (one.what === 'downtime') {
    typed(
      shift,
      ends ? { do: 'end downtime' } : { do: 'start downtime', why: 'the link to the host is down' },
      { id: 'it', role: 'system' },
    );
    return;
  }
  if (one.what !== 'typed' && one.what !== 'released') return;
  const order = [...shift.ledger.lis.orders.values()].find((o) => o.placer === one.order);
  const accession = order?.accessions.find((a) =>
    shift.ledger.lis.specimens.get(a)?.tests.includes(one.analyte),
  );
  if (!accession) throw new Error(`${shift.scenario.id}: ${one.analyte} is not ordered as ${one.order}`);
  const at = { accession, test: one.analyte };
  const manual = one.what === 'typed';
  const reading = {
    n: 1,
    at: shift.opens + shift.now,
    by: manual ? 'night shift' : 'chem1',
    value: one.value,
    text: null,
    beyond: null,
    alarms: [],
    method: null,
    manual,
    message: null,
  };
  const seen = {
    type: 'Observed' as const,
    ...at,
    reading,
    analyzer: manual ? null : 'chem1',
    run: null,
    key: null,
  };
  if (manual) {
    shift.notes.push({
      at: shift.now,
      about: accession,
      what: 'printout',
      says: [`${one.analyte} ${one.printed}`],
    });
    record(shift.ledger, [seen], system(shift), shift.rules);
    return;
  }
  record(
    shift.ledger,
    [
      seen,
      { type: 'Verified', ...at },
      { type: 'Released', ...at, version: 1, reading: 1, flag: null, comments: [] },
    ],
    system(shift),
    shift.rules,
  );
}
