import { isRefusal } from '../lis/index.ts';
import {
  bilirubinTablet,
  countSediment,
  reducingSubstances,
  refractometer,
  sedimentOf,
  sedimentWords,
  sulfosalicylicAcid,
  type At,
  type Power,
  type SedimentField,
  type Tube,
} from '../world/index.ts';
import { atHand } from './at-hand.ts';
import { typed, type Doing } from './doing.ts';
import { note, refuse } from './microscope.ts';
import type { Shift } from './shift.ts';

const FIELDS = 10;

/** A sediment spun down and looked at, ten fields at each power; what is ordered of it is filed as it was counted. */
export const sedimentDeed: NonNullable<Doing['sediment']> = (shift, { container: id }) => {
  const found = atHand(shift, id);
  if (isRefusal(found)) return found;
  if (found.tube.kind !== 'ucup') return refuse('a sediment is made from urine');
  const { accession } = found;
  if (accession === null) return refuse('scan it first');
  shift.sediments.set(id, { at: shift.now, tube: found.tube });
  const read = sedimentOf(found.tube, { at: shift.now }, shift.stream);
  const lines = (['HPF', 'LPF'] as const).flatMap((power) =>
    Array.from(
      { length: FIELDS },
      (_, k) =>
        `${power === 'HPF' ? 'High' : 'Low'} power, field ${k + 1}: ${sedimentWords(read.field(k + 1, power)).join(' ')}`,
    ),
  );
  const looked = note(shift, id, 'sediment', lines);
  for (const { analyte, value } of countSediment(found.tube, { at: shift.now }, shift.stream)) {
    const state = shift.ledger.lis.results.get(`${accession}/${analyte}`)?.state.status;
    if (state !== 'pending' && state !== 'observed') continue;
    const done = typed(shift, {
      do: 'enter',
      accession,
      test: analyte,
      value,
      text: null,
      method: `by eye, ${FIELDS} fields`,
      from: 'eye',
    });
    if (isRefusal(done)) return done;
    looked.events.push(...done.events);
  }
  return looked;
};

/** A field of the last sediment of a container, with its words; null = none was made. */
export function sedimentField(
  shift: Shift,
  container: string,
  number: number,
  power: Power,
): { at: number; field: SedimentField; words: readonly string[] } | null {
  const made = shift.sediments.get(container);
  if (!made) return null;
  const field = sedimentOf(made.tube, { at: made.at }, shift.stream).field(number, power);
  return { at: made.at, field, words: sedimentWords(field) };
}

const TESTS: { readonly [test: string]: { name: string; reads: (tube: Tube, at: At) => string } } = {
  reducing: { name: 'copper reduction', reads: reducingSubstances },
  ssa: { name: 'sulfosalicylic acid', reads: sulfosalicylicAcid },
  ictotest: { name: 'bilirubin tablet', reads: bilirubinTablet },
  refractometer: { name: 'gravity by refraction', reads: (tube, at) => refractometer(tube, at).toFixed(3) },
};

/** A test beside the strip, read by eye and written down. */
export const benchTestDeed: NonNullable<Doing['bench test']> = (shift, { container: id, test }) => {
  const found = atHand(shift, id);
  if (isRefusal(found)) return found;
  if (found.tube.kind !== 'ucup') return refuse('these tests are made on urine');
  const { name, reads } = TESTS[test]!;
  return note(shift, id, test, [`${name}: ${reads(found.tube, shift.now)}`]);
};
