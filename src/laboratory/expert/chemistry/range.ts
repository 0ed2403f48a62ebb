import { rerun } from '../deeds.ts';
import type { Run } from '../../shift/index.ts';
import type { Detector } from '../finding.ts';

/** One dilution after the other until it is read within the range. */
const STEPS: readonly Run[] = ['diluted 10', 'diluted 100'];

/** More than the analyzer can read, or more than its reagent lasts for: diluted, and read again. */
const tooMuch: Detector = (seen) => {
  const above = seen.observed.filter(
    (r) =>
      seen.holds(r.test).includes('alarm:substrate depletion') ||
      r.readings.find((m) => m.n === r.chosen)?.beyond === '>',
  );
  for (const how of STEPS) {
    const now = above.filter((r) => r.analyzer === 'chem1' && r.readings.length === STEPS.indexOf(how) + 1);
    const [first] = now;
    if (first && seen.container)
      return {
        family: 'routine',
        because: `${first.name} is beyond what can be read: diluted`,
        does: rerun(
          seen,
          'chem1',
          now.map((r) => r.test),
          how,
        ),
      };
  }
  return null;
};

export const range: readonly Detector[] = [tooMuch];
