import { record } from '../lis/index.ts';
import { system, typed } from './doing.ts';
import { measureOne, modelOf } from './machines.ts';
import type { Shift } from './shift.ts';

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
  if (one.what !== 'typed') return;
  const order = [...shift.ledger.lis.orders.values()].find((o) => o.placer === one.order);
  const accession = order?.accessions.find((a) =>
    shift.ledger.lis.specimens.get(a)?.tests.includes(one.analyte),
  );
  const container = [...shift.containers.values()].find((c) => c.accession === accession);
  if (!accession || !container)
    throw new Error(`${shift.scenario.id}: there is no ${one.analyte} of ${one.order} to type in`);
  const model = shift.fleet.find((m) => m.measures.has(one.analyte))!;
  const [found] = measureOne(shift, modelOf(shift, model.id), container, [one.analyte], null).results;
  if (typeof found?.value !== 'number') return;
  const printed = found.value.toFixed(shift.catalog.analytes.get(one.analyte)?.decimals ?? 1);
  const name = shift.catalog.analytes.get(one.analyte)?.name ?? one.analyte;
  shift.notes.push({
    at: shift.now,
    about: accession,
    what: 'printout',
    says: [`${name} (${one.analyte}) ${printed}`],
  });
  const reading = {
    n: 1, at: shift.opens + shift.now, by: 'night shift', value: Number(exchanged(printed)), text: null, beyond: null, alarms: [], method: null, manual: true,
    message: null,
  }; // prettier-ignore
  record(
    shift.ledger,
    [{ type: 'Observed', accession, test: one.analyte, reading, analyzer: null, run: null, key: null }],
    system(shift),
    shift.rules,
  );
}

/** The first two digits that differ change places; where none do, the last one is doubled. */
export function exchanged(written: string): string {
  const letters = [...written];
  const digits = letters.flatMap((c, i) => (/\d/.test(c) ? [i] : []));
  for (const [n, i] of digits.entries()) {
    const j = digits[n + 1];
    if (j === undefined || letters[i] === letters[j]) continue;
    [letters[i], letters[j]] = [letters[j]!, letters[i]!];
    return letters.join('');
  }
  return `${written}${letters.at(-1)}`;
}
