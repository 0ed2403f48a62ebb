import type { Patient } from './patient.ts';
import { below, type Stream } from './streams.ts';
import type { Label, Tube } from './tube.ts';

/** The label that belongs on somebody's tube. */
export const labelOf = (
  patient: Pick<Patient, 'family' | 'given' | 'mrn' | 'born'>,
  accession: string | null,
): Label => ({
  name: `${patient.family}, ${patient.given}`,
  mrn: patient.mrn,
  born: patient.born,
  accession,
});

/** Another's label on it. What is in the tube stays whose it was. */
export const relabel = (tube: Tube, label: Label | null): Tube => ({ ...tube, label });

/** Two tubes with each other's labels: wrong blood in both. */
export const swapIdentity = (a: Tube, b: Tube): [Tube, Tube] => [relabel(a, b.label), relabel(b, a.label)];

export const unlabel = (tube: Tube): Tube => relabel(tube, null);

/** One thing on the label is not what the order says: a digit of the record number, two letters of the name, the day of birth. */
export function mislabel(tube: Tube, what: 'mrn' | 'name' | 'born', stream: Stream): Tube {
  if (!tube.label) return tube;
  const { mrn, name, born } = tube.label;
  const wrong = {
    mrn: () => ({ mrn: otherDigit(mrn, below(stream, 0, mrn.length), 1 + below(stream, 1, 9)) }),
    name: () => ({ name: exchanged(name, stream) }),
    born: () => ({ born: `${born.slice(0, 8)}${day((Number(born.slice(8)) + below(stream, 0, 26)) % 28)}` }),
  };
  return relabel(tube, { ...tube.label, ...wrong[what]() });
}

const day = (n: number) => String(n + 1).padStart(2, '0');

const otherDigit = (text: string, at: number, by: number) =>
  `${text.slice(0, at)}${(Number(text[at]) + by) % 10}${text.slice(at + 1)}`;

/** Two neighboring letters that differ change places. */
function exchanged(name: string, stream: Stream): string {
  const places = [...name].flatMap((letter, k) => {
    const next = name[k + 1] ?? letter;
    return letter !== next && /[A-Z]{2}/.test(letter + next) ? [k] : [];
  });
  const at = places[below(stream, 0, places.length)];
  if (at === undefined) return `${name}S`;
  return `${name.slice(0, at)}${name[at + 1]}${name[at]}${name.slice(at + 2)}`;
}
