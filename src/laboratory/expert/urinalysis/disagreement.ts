import { ask, rejectAll } from '../deeds.ts';
import { chosen, type Evidence } from '../evidence.ts';
import type { Detector } from '../finding.ts';

/** Below it cells burst in their own urine (rule UA2). */
const DILUTE = 1.01;
/** From it on urine is old, or cells burst (rules UA3, UA13). */
const ALKALINE = 8;
const POSITIVE = ['1+', '2+', '3+', '4+', 'positive'];

const wordOf = (seen: Evidence, test: string): string => {
  const result = seen.observed.find((r) => r.test === test);
  return (result && chosen(result)?.text) ?? '';
};

/**
 * Strip positive for cells, sediment without them (rules UA2, UA3): they burst, which takes time, dilution or alkali. Urine that
 * stood is asked for again; nobody reports an empty sediment of it.
 */
export const disagreement: Detector = (seen) => {
  if (seen.container?.kind !== 'ucup' || seen.observed.length === 0) return null;
  const [gravity, ph] = [seen.value('ua_sg'), seen.value('ua_ph')];
  const [white, red] = [seen.value('ua_wbc'), seen.value('ua_rbc')];
  const lost = [
    POSITIVE.includes(wordOf(seen, 'ua_le')) && white === 0 && 'esterase without white cells',
    POSITIVE.includes(wordOf(seen, 'ua_bld')) && red === 0 && 'blood without red cells',
  ].filter((s) => s !== false);
  const bursts = (gravity !== null && gravity < DILUTE) || (ph !== null && ph >= ALKALINE);
  if (lost.length === 0 || !bursts) return null;
  const told = seen.asked('draw');
  if (told === null)
    return { family: 'F14', because: `${lost.join(' and ')}, gravity ${gravity}, pH ${ph}: cells burst. How old is it?`, does: ask(seen, 'draw') };
  return { family: 'F14', because: 'it stood, and its cells are gone: a fresh one is asked for', does: rejectAll(seen, 'transport') };
}; // prettier-ignore
