import { drawAgain, escalate, hasEscalated, release } from './deeds.ts';
import { INDICES, type Evidence } from './evidence.ts';
import type { Detector, Finding } from './finding.ts';
import { mixUp, sameDraw, toSign } from './mix-up.ts';

const find = (family: string, because: string, does: Finding['does']): Finding => ({ family, because, does });
const WAIT: Finding['does'] = { deed: 'wait for next' };

const reportable = (seen: Evidence): string[] => seen.specimen.tests.filter((t) => !INDICES.includes(t));

/** What was turned away, or not reported, and is not asked for again yet. */
const owed: Detector = (seen) => {
  if (seen.specimen.again !== null) return null;
  const lost = seen.results.filter(
    (r) =>
      r.state.status === 'not-reported' &&
      r.state.why !== 'cancelled by the sender' &&
      !NOT_AGAIN.some((w) => r.state.status === 'not-reported' && r.state.why.startsWith(w)),
  );
  if (lost.length === 0) return null;
  return find(
    'routine',
    'what cannot be reported is drawn again',
    drawAgain(
      seen,
      lost.map((r) => r.test),
    ),
  );
};

/** Reasons for not reporting that a new draw would not mend. */
const NOT_AGAIN = ['estimate only', 'see comment', 'drawn again already'];

/** The specimen is held by somebody, or waits for an answer. */
const waiting: Detector = (seen, view) =>
  hasEscalated(seen, view) === 'waiting' ? find('routine', 'an answer is on its way', WAIT) : null;

/** Nothing is wrong that anybody could see: it goes out. */
export const plain: Detector = (seen, view) => {
  const tests = reportable(seen);
  const blocked = seen.observed.filter((r) =>
    seen.holds(r.test).some((h) => h === 'quality' || h.startsWith('part:')),
  );
  const free = tests.filter((t) => !blocked.some((b) => b.test === t));
  const beyond = seen.observed.find(
    (r) =>
      free.includes(r.test) &&
      (seen.holds(r.test).includes('factor') ||
        (seen.holds(r.test).some((h) => h === 'delta' || h === 'multivariate') && toSign(seen, view))),
  );
  if (beyond && view.scenario.role === 'mlt' && hasEscalated(seen, view) === 'no')
    return find(
      'routine',
      `${beyond.name} moved, and nothing else looks wrong: a technologist decides`,
      escalate(
        seen,
        'mls',
        `${beyond.name} fails its delta check`,
        'specimen sound, label right, other results as before, nothing was done to the patient',
        'agreement to release',
      ),
    );
  const does = release(seen, free, 'specimen, label, controls and the other results agree');
  return does ? find('routine', 'specimen, label, controls and the other results agree', does) : null;
};

/** What is thought of first, whatever the department; and what is thought of last. */
export const general: readonly Detector[] = [owed, waiting, sameDraw];
export const closing: readonly Detector[] = [mixUp, plain];
