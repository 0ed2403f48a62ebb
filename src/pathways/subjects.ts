/** Subjects and what is part of them. A record gives totals by subject; a total includes its parts. */
const PARTS: { [subject: string]: readonly string[] } = {
  science: ['biology', 'chemistry', 'physics', 'physical-science', 'medical-laboratory'],
  biology: ['microbiology', 'immunology', 'anatomy-physiology', 'genetics', 'molecular-biology', 'hematology', 'cell-biology', 'parasitology'],
  chemistry: ['general-chemistry', 'organic-chemistry', 'biochemistry', 'analytical-chemistry', 'quantitative-analysis', 'clinical-chemistry', 'inorganic-chemistry'],
  microbiology: ['medical-microbiology'],
  physics: ['physics-light-electricity'],
  'medical-laboratory': ['clinical-laboratory-science'],
}; // prettier-ignore

export const partsOf = (subject: string): readonly string[] => PARTS[subject] ?? [];

/** The subjects that a course belongs to, nearest first. */
export function wholesOf(subject: string): string[] {
  const direct = Object.keys(PARTS).filter((whole) => PARTS[whole]!.includes(subject));
  return [...direct, ...direct.flatMap(wholesOf)];
}

export const KNOWN_SUBJECTS: readonly string[] = [...new Set(['all', 'mathematics', ...Object.keys(PARTS), ...Object.values(PARTS).flat()])];
