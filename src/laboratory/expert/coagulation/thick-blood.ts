import { doNotReport, drawAgain } from '../deeds.ts';
import { chosen } from '../evidence.ts';
import type { Detector } from '../finding.ts';

/** Above it a full tube holds too much citrate for its plasma (bench-fritsma); percent. */
const HEMATOCRIT = 55;
/** What is measured in citrated plasma. */
const CLOTTING = ['pt', 'inr', 'aptt', 'fib', 'ddim', 'tt', 'rept'];

/** Clotting results of blood with a hematocrit above 55 %: drawn again into a tube with less citrate. */
export const thickBlood: Detector = (seen, view) => {
  if (seen.container?.kind !== 'ltblue' || seen.container.sees?.some((s) => s.includes('less citrate'))) return null;
  const read = seen.observed.find((r) => CLOTTING.includes(r.test));
  if (!read) return null;
  const counts = view.results.filter((r) => r.mrn === read.mrn && r.test === 'hct');
  const waiting = counts.some((r) => r.state.status === 'pending') && view.coming.count > 0;
  const hematocrit = counts.map((r) => chosen(r)?.value ?? null).findLast((v) => v !== null) ?? null;
  if (hematocrit === null)
    return waiting ? { family: 'routine', because: 'the hematocrit of the same draw tells whether the citrate was right', does: { deed: 'wait for next' } } : null;
  if (hematocrit <= HEMATOCRIT) return null;
  if (seen.specimen.again === null)
    return {
      family: 'F13',
      because: `hematocrit ${hematocrit} %: so little plasma holds too much citrate, and clotting times are too long`,
      does: { ...drawAgain(seen, seen.specimen.tests), citrateFor: Math.round(hematocrit) } as ReturnType<typeof drawAgain>,
    };
  return { family: 'F13', because: 'too much citrate for its plasma', does: doNotReport(seen, read.test, `drawn again already: hematocrit ${hematocrit} %, too much citrate`) };
}; // prettier-ignore
