import type { Reading } from '../lis/index.ts';
import type { Container } from '../shift/index.ts';

// What is read by eye: counts that scatter with how many were counted, and grades in words.

/** What a sediment truly holds for each high-power field, when it was voided; null = no count of a sediment. */
export function sedimentTruth({ tube }: Container, test: string): number | null {
  if (tube.urine === null) return null;
  if (test === 'ua_rbc') return tube.urine.redCells;
  return test === 'ua_wbc' ? tube.urine.whiteCells : null;
}

/** How far a count in a sediment may be off: three cells, or half of them. Ours; it only ever spares. */
export const sedimentAllows = (test: string, truth: number): number | null =>
  test === 'ua_rbc' || test === 'ua_wbc' ? Math.max(3, truth / 2) : null;

/**
 * How far what was counted by eye may be off by chance, in the unit of the result; ours, it only ever spares. A share of so many
 * cells: four standard deviations and a cell (Rümke). White cells corrected for nucleated red ones: three of a count among 100.
 */
export function countAllows(reading: Pick<Reading, 'method'>, truth: number, white: number): number {
  const method = reading.method ?? '';
  const corrected = Number(/100 \/ \(100 \+ ([\d.]+)\)$/.exec(method)?.[1] ?? NaN);
  if (!Number.isNaN(corrected)) return (truth * 3 * Math.sqrt(corrected)) / (100 + corrected);
  const cells = Number(/^by eye, (\d+) cells$/.exec(method)?.[1] ?? NaN);
  if (Number.isNaN(cells) || white <= 0) return 0;
  const share = Math.min(1, Math.max(truth / white, 1 / cells));
  return (4 * Math.sqrt((share * (1 - share)) / cells) + 1 / cells) * white;
}

const GRADES = ['negative', 'trace', '1+', '2+', '3+', '4+'];

/** Does a grade in words say another thing than the truth: on the other side of negative, and not just a step away? */
export function gradeIsWrong(said: string, truth: string): boolean {
  const [a, b] = [said, truth].map((w) => (w === 'positive' ? GRADES.length : GRADES.indexOf(w)));
  if (a === undefined || b === undefined || a < 0 || b < 0) return false;
  return (a === 0) !== (b === 0) && Math.abs(a - b) > 1;
}
