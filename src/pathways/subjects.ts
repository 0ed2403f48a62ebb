/** Subjects and what is part of them. A record gives totals by subject; a total includes its parts. */
const PARTS: { [subject: string]: readonly string[] } = {
  science: ['biology', 'chemistry', 'physics', 'physical-science', 'medical-laboratory'],
  biology: ['microbiology', 'immunology', 'anatomy-physiology', 'genetics', 'molecular-biology', 'hematology', 'cell-biology', 'parasitology'],
  chemistry: ['general-chemistry', 'organic-chemistry', 'biochemistry', 'analytical-chemistry', 'quantitative-analysis', 'clinical-chemistry', 'inorganic-chemistry'],
  microbiology: ['medical-microbiology'],
  physics: ['physics-light-electricity'],
  'medical-laboratory': ['clinical-laboratory-science'],
}; // prettier-ignore

export const KNOWN_SUBJECTS: readonly string[] = [
  ...new Set(['all', 'mathematics', ...Object.keys(PARTS), ...Object.values(PARTS).flat()]),
];

const known = new Set(KNOWN_SUBJECTS);
const wholes = new Map(KNOWN_SUBJECTS.map((s) => [s, above(s)]));
const deep = new Map(KNOWN_SUBJECTS.map((s) => [s, new Set([s, ...below(s)])]));

function above(subject: string): string[] {
  const direct = Object.keys(PARTS).filter((whole) => PARTS[whole]!.includes(subject));
  return [...direct, ...direct.flatMap(above)];
}

function below(subject: string): string[] {
  return partsOf(subject).flatMap((part) => [part, ...below(part)]);
}

/** The subjects directly in one. */
export function partsOf(subject: string): readonly string[] {
  return PARTS[subject] ?? [];
}

/** The subjects that a course belongs to, nearest first. */
export const wholesOf = (subject: string): readonly string[] => wholes.get(subject) ?? [];

/** A subject and everything in it. */
export const allIn = (subject: string): ReadonlySet<string> => deep.get(subject) ?? new Set([subject]);

/**
 * Can an entry of this subject hold courses of that one? A wider subject can. A subject that is not on our list can
 * hold anything: it is asked about, not guessed. `all` is a total and holds only what it names.
 */
export const mayHold = (entry: string, subject: string): boolean =>
  entry !== subject && (wholesOf(subject).includes(entry) || !known.has(entry));

/** A listed subject's place among the listed ones; -1 for another. */
export const placeOf = (subject: string): number => KNOWN_SUBJECTS.indexOf(subject);

/** Subjects as bits of one number; one that is not listed has none. There are fewer than 32. */
export const bitsOfSubjects = (subjects: Iterable<string>): number => {
  let bits = 0;
  for (const s of subjects) if (known.has(s)) bits |= 1 << placeOf(s);
  return bits;
};

const INSIDE = KNOWN_SUBJECTS.map((s) => bitsOfSubjects(allIn(s)));
const HELD = new Map(
  KNOWN_SUBJECTS.map((entry) => [entry, bitsOfSubjects(KNOWN_SUBJECTS.filter((s) => mayHold(entry, s)))]),
);
const ANYTHING = bitsOfSubjects(KNOWN_SUBJECTS.filter((s) => s !== 'all'));

/** An entry's subject, the subjects that its `includes` name, and those that it names or may hold, as bits. */
export function subjectBits(
  subject: string,
  includes: readonly string[] | undefined,
): { own: number; named: number; holds: number } {
  const own = bitsOfSubjects([subject]);
  const may = known.has(subject) ? HELD.get(subject)! : ANYTHING;
  if (!includes) return { own, named: 0, holds: may };
  const words = bitsOfSubjects(includes);
  let named = 0;
  for (let i = 0; i < INSIDE.length; i++) if (INSIDE[i]! & words) named |= 1 << i;
  return { own, named, holds: subject === 'all' ? named & ANYTHING : named & may };
}
