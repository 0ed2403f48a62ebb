import { isRefusal, type Refusal } from '../lis/index.ts';
import { under } from '../world/index.ts';
import { smearOf, wordsOf, type Field, type Lens } from '../world/blood/index.ts';
import { atHand } from './at-hand.ts';
import type { Doing, Outcome } from './doing.ts';
import type { Shift } from './shift.ts';

function note(shift: Shift, about: string, what: string, says: string[]): Outcome {
  shift.notes.push({ at: shift.now, about, what, says });
  return { says: says.join(' '), events: [] };
}

const refuse = (refused: string): Refusal => ({ kind: 'state', refused });

/** A film made and looked at: ten oil fields, each as somebody would tell it. */
export const slideDeed: NonNullable<Doing['slide']> = (shift, { container: id }) => {
  const found = atHand(shift, id);
  if (isRefusal(found)) return found;
  if (found.tube.kind !== 'lav') return refuse('a film is made from EDTA blood');
  const smear = smearOf(found.tube, shift.now, under(shift.stream, 'film', id));
  shift.films.set(id, { at: shift.now, smear });
  const fields = Array.from({ length: 10 }, (_, k) => wordsOf(smear.field(k + 1, '100x')).join(' '));
  return note(shift, id, 'slide', fields);
};

/** A field of the last film of a container, as an eye sees it, with its words; null = no film was made. */
export function filmField(
  shift: Shift,
  container: string,
  number: number,
  lens: Lens,
): { at: number; field: Field; words: readonly string[] } | null {
  const film = shift.films.get(container);
  if (!film) return null;
  const field = film.smear.field(number, lens);
  return { at: film.at, field, words: wordsOf(field) };
}

export const sedimentDeed: NonNullable<Doing['sediment']> = (shift, { container: id }) => {
  const found = atHand(shift, id);
  if (isRefusal(found)) return found;
  return refuse('sediments are not looked at yet');
};

export const benchTestDeed: NonNullable<Doing['bench test']> = (shift, { container: id }) => {
  const found = atHand(shift, id);
  if (isRefusal(found)) return found;
  return refuse('this test is not done yet');
};
