import { isRefusal, keyOf, type Result } from '../lis/index.ts';
import { typed, type Doing } from './doing.ts';
import { refuse } from './microscope.ts';
import type { Shift } from './shift.ts';

// Results that somebody at the bench works out of what was counted.

const CITRATE = 1.1;

/** The last reading of an analyzer that may be worked with. */
function machineReading(shift: Shift, accession: string, test: string) {
  const result = shift.ledger.lis.results.get(keyOf(accession, test));
  const reading = result?.readings.findLast((r) => r.message !== null && r.value !== null);
  if (!result || !reading) return refuse(`no analyzer has read ${test} of ${accession}`);
  if (result.state.status !== 'observed') return refuse(`${test} is ${result.state.status}`);
  if (result.state.holds.some((h) => h.kind === 'quality'))
    return refuse('its control run is not good: a correction does not mend that');
  return { ...reading, value: reading.value! };
}

/** White cells × 100 / (100 + nucleated red cells for 100 of them); a count from citrate × 1.1 (facts `corrections`). */
export const calculateDeed: NonNullable<Doing['calculate']> = (shift, deed) => {
  const { accession, test } = deed;
  const raw = machineReading(shift, accession, test);
  if (isRefusal(raw)) return raw;
  if (deed.by === 'citrate' && shift.ledger.lis.specimens.get(accession)?.tube !== 'ltblue')
    return refuse('only a count from a citrate tube is multiplied by 1.1');
  if (deed.by === 'nrbc' && test !== 'wbc')
    return refuse('nucleated red cells are counted among white cells only');
  const factor = deed.by === 'nrbc' ? 100 / (100 + deed.nrbc) : CITRATE;
  const method =
    deed.by === 'nrbc' ? `${raw.value} × 100 / (100 + ${deed.nrbc})` : `${raw.value} in citrate × ${CITRATE}`;
  const done = file(shift, accession, test, raw.value * factor, method);
  if (isRefusal(done)) return done;
  const reading = shift.ledger.lis.results.get(keyOf(accession, test))!.readings.at(-1)!;
  const still = shift.sealed.get(`${accession}/${test}/${raw.n}`);
  if (typeof still === 'number') shift.sealed.set(`${accession}/${test}/${reading.n}`, still * factor);
  return { ...done, says: `${test} ${reading.value}: ${method}` };
};

const FIVE = ['neut', 'lymph', 'mono', 'eos', 'baso'] as const;

/** A differential counted by eye: each of the five as its share of the white cells on file. */
export const fileDifferentialDeed: NonNullable<Doing['file differential']> = (
  shift,
  { accession, counts },
) => {
  const white = valueOf(shift.ledger.lis.results.get(keyOf(accession, 'wbc')));
  if (white === null) return refuse('there is no white cell count to take shares of');
  const cells = counts.other + FIVE.reduce((sum, name) => sum + counts[name], 0);
  if (cells < 100) return refuse(`${cells} cells are too few: count 100`);
  const method = `by eye, ${cells} cells`;
  const events = [];
  const values = {
    ...Object.fromEntries(FIVE.map((name) => [name, (white * counts[name]) / cells])),
    nrbc: (100 * counts.nrbc) / cells,
  };
  for (const [test, value] of Object.entries(values)) {
    const status = shift.ledger.lis.results.get(keyOf(accession, test))?.state.status;
    if (status !== 'pending' && status !== 'observed') continue;
    const done = file(shift, accession, test, value, method);
    if (isRefusal(done)) return done;
    events.push(...done.events);
  }
  return events.length === 0 ? refuse('nothing of it is open') : { says: `differential ${method}`, events };
};

const valueOf = (result: Result | undefined): number | null =>
  result?.readings.find((r) => r.n === result.chosen)?.value ?? null;

function file(shift: Shift, accession: string, test: string, value: number, method: string) {
  const decimals = shift.catalog.analytes.get(test)?.decimals ?? 1;
  const from = method.startsWith('by eye') ? ('eye' as const) : ('calculation' as const);
  return typed(shift, {
    do: 'enter',
    accession,
    test,
    value: Number(value.toFixed(decimals)),
    text: null,
    method,
    from,
  });
}
