import { ask, comment, rejectTests, release } from '../deeds.ts';
import type { Evidence } from '../evidence.ts';
import type { Detector, Finding } from '../finding.ts';

const find = (family: string, because: string, does: Finding['does']): Finding => ({ family, because, does });

/** Results that are held for the color of hemoglobin, by the limit of each test. */
const heldByIndex = (seen: Evidence): string[] =>
  seen.observed.filter((r) => seen.holds(r.test).includes('index:hidx')).map((r) => r.test);

const FREED = 'Hemolysis in the body';

/**
 * In the body: the draw before was as red, bilirubin or LDH say that cells have been breaking for a while, and potassium, which the
 * kidneys took away, is not up in step. A new draw would be no better: it goes out, and the ward is told.
 */
const inBody: Detector = (seen) => {
  const held = heldByIndex(seen);
  if (held.length === 0 || !redInBody(seen)) return null;
  if (seen.asked('picture') === null)
    return find(
      'decoy',
      'as red as the draw before, and potassium is not up: how is the patient?',
      ask(seen, 'picture'),
    );
  const on = seen.results.find((r) => r.test === 'ldh') ?? seen.observed[0]!;
  if (!on.comments.some((c) => c.startsWith(FREED)))
    return find(
      'decoy',
      'cells break in the body, not in the tube: the ward has to know',
      comment(seen, on.test, `${FREED} is likely: two draws are red alike. The ward was told.`),
    );
  const does = release(
    seen,
    held,
    'red in the body: the draw before was as red, potassium is not up in step',
  );
  return does && find('decoy', 'another draw would be as red: it goes out', does);
};

function redInBody(seen: Evidence): boolean {
  const [now, before] = [seen.value('hidx'), seen.before('hidx')];
  if (now === null || before === null || before < 0.5 * now) return false;
  const breaking = (seen.value('tbil') ?? 0) > 1.5 || (seen.value('ldh') ?? 0) > 600;
  return breaking && (seen.value('k') ?? 0) <= 5.1;
}

/** In the tube: test by test, what hemoglobin disturbs is not reported and drawn again; the rest is as good as ever. */
const inTube: Detector = (seen) => {
  const held = heldByIndex(seen);
  if (held.length === 0 || redInBody(seen)) return null;
  return find(
    'F04',
    `hemolysis index ${seen.value('hidx')} g/L: ${held.join(', ')} are beyond their limits, the rest is not disturbed`,
    rejectTests(seen, 'hemolyzed', held),
  );
};

/** Red cells that burst in the tube, or in the body. */
export const hemolysis: readonly Detector[] = [inBody, inTube];
