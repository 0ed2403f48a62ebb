import { isRefusal, type Refusal } from '../lis/index.ts';
import { under } from '../world/index.ts';
import { cellWords, smearOf, wordsOf, type Field, type Lens, type Smear } from '../world/blood/index.ts';
import { atHand } from './at-hand.ts';
import type { Doing, Outcome } from './doing.ts';
import type { Shift } from './shift.ts';

export function note(shift: Shift, about: string, what: string, says: string[]): Outcome {
  shift.notes.push({ at: shift.now, about, what, says });
  return { says: says.join(' '), events: [] };
}

export const refuse = (refused: string): Refusal => ({ kind: 'state', refused });

/** A film made and looked at: ten oil fields, each as somebody would tell it. */
export const slideDeed: NonNullable<Doing['slide']> = (shift, { container: id }) => {
  const found = atHand(shift, id);
  if (isRefusal(found)) return found;
  if (found.tube.kind !== 'lav') return refuse('a film is made from EDTA blood');
  const smear = smearOf(found.tube, shift.now, under(shift.stream, 'film', id));
  shift.films.set(id, { at: shift.now, smear });
  const fields = Array.from({ length: 10 }, (_, k) => wordsOf(smear.field(k + 1, '100x')).join(' '));
  return note(shift, id, 'slide', [...fields, edgeOf(smear)]);
};

/** Large things drift to the edge of a film: ten wider fields there. */
function edgeOf(smear: Smear): string {
  const clumps = Array.from({ length: 10 }, (_, k) => smear.field(k + 1, '50x').clumps.length);
  const all = clumps.reduce((a, b) => a + b, 0);
  return `Along the edge, ten wider fields: ${all === 0 ? 'no clump' : `${all} clump${all === 1 ? '' : 's'}`} of platelets.`;
}

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

/** White cells counted on a film, field after field, until there are enough: how many of each look, in words, no names. */
export const differentialDeed: NonNullable<Doing['differential']> = (shift, { container: id, cells }) => {
  const found = atHand(shift, id);
  if (isRefusal(found)) return found;
  if (found.tube.kind !== 'lav') return refuse('a film is made from EDTA blood');
  const smear = smearOf(found.tube, shift.now, under(shift.stream, 'film', id));
  shift.films.set(id, { at: shift.now, smear });
  const seen = new Map<string, number>();
  let white = 0;
  for (let k = 1; k <= MOST_FIELDS && white < cells; k++)
    for (const cell of smear.field(k, '50x').cells) {
      if (white >= cells) break;
      const words = kindWords(cell);
      seen.set(words, (seen.get(words) ?? 0) + 1);
      if (cell.nucleus.chromatin !== 'ink') white += 1;
    }
  if (white < cells) return refuse(`${MOST_FIELDS} fields hold no ${cells} white cells`);
  const says = [...seen].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([w, n]) => `${n} × ${w}`);
  return note(shift, id, 'differential', says);
};

const MOST_FIELDS = 600;

/** What all cells of one look share: no sizes, lobes or vacuoles. */
const kindWords = (cell: Field['cells'][number]): string =>
  cellWords({ ...cell, vacuoles: 0, patches: 0 })
    .replace(/^\d+ µm, /, '')
    .replace(/in \d+ lobes/, 'in lobes')
    .replace(/, \d+ nucleol(us|i)/, ', with nucleoli');
