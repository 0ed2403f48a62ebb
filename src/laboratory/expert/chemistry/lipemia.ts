import { comment, release, rerun } from '../deeds.ts';
import type { Evidence } from '../evidence.ts';
import type { Detector, Finding } from '../finding.ts';

const find = (because: string, does: Finding['does']): Finding => ({ family: 'F09', because, does });

/** Electrolytes that a method with diluted plasma reads low in fat, and what is worked out of them. */
const DILUTED = ['na', 'k', 'cl'];
const WORKED_OUT = ['agap'];
const SAYS = 'Lipemic plasma; sodium, potassium and chloride by direct electrode.';

/** Fat takes up room in plasma: electrolytes are measured again undiluted, and those are reported. */
const fat: Detector = (seen) => {
  const held = seen.observed.filter((r) => DILUTED.includes(r.test) && inFat(seen, r.test));
  const indirect = held.filter((r) => r.analyzer !== 'gas1');
  if (indirect.length > 0 && seen.container)
    return find(
      `lipemia index ${seen.value('lidx')}: sodium in diluted plasma reads low`,
      rerun(
        seen,
        'gas1',
        indirect.map((r) => r.test),
      ),
    );
  const direct = [
    ...held,
    ...seen.observed.filter((r) => WORKED_OUT.includes(r.test) && inFat(seen, r.test)),
  ];
  const [first] = direct;
  if (!first) return null;
  const sodium = seen.results.find((r) => r.test === 'na' && r.state.status === 'observed');
  if (sodium && !sodium.comments.includes(SAYS))
    return find('who reads it is told how it was measured', comment(seen, 'na', SAYS));
  const does = release(
    seen,
    [first.test],
    'measured undiluted by direct electrode, which fat does not disturb',
  );
  return does && find('a direct electrode reads the water of plasma', does);
};

const inFat = (seen: Evidence, test: string): boolean =>
  seen.holds(test).some((h) => h === 'index:lidx' || (h.startsWith('part:') && WORKED_OUT.includes(test))) &&
  seen.results.some(
    (r) => r.test === 'na' && (r.state.status !== 'observed' || seen.holds('na').includes('index:lidx')),
  );

export const lipemia: readonly Detector[] = [fat];
