import { ask, comment, drawAgain, escalate, hasEscalated, rejectAll, release } from './deeds.ts';
import { INDICES, type Evidence } from './evidence.ts';
import type { Detector, Finding } from './finding.ts';

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

/** Many results moved at once: another patient, unless something was done that moves just those. */
const mixUp: Detector = (seen, view) => {
  const flagged = seen.observed.filter(
    (r) => seen.holds(r.test).includes('multivariate') || seen.holds(r.test).includes('delta'),
  );
  if (flagged.length < 2) return null;
  if (seen.asked('treatment') === null)
    return find(
      'F03',
      'several results moved together: was something done to the patient?',
      ask(seen, 'treatment'),
    );
  const noted = (view.treatments[seen.order.mrn] ?? []).map((t) => t.treatment);
  const explained = flagged.filter((r) => noted.some((t) => EXPLAINS[t]?.includes(r.test)));
  if (explained.length >= flagged.length * 0.6) {
    const first = flagged[0]!;
    if (!first.comments.some((c) => c.startsWith('Change agrees')))
      return find(
        'decoy',
        `${noted.join(', ')} explains it`,
        comment(seen, first.test, `Change agrees with ${noted.join(', ')}.`),
      );
    return null;
  }
  if (seen.order && hasEscalated(seen, view) === 'no')
    return find(
      'F03',
      'nothing explains that so much moved at once: whose blood is it?',
      escalate(
        seen,
        'mls',
        'possible wrong blood in tube',
        `${flagged.map((r) => r.name).join(', ')} moved together, nothing was done to the patient`,
        'agreement to reject the whole draw',
      ),
    );
  if (hasEscalated(seen, view) === 'waiting') return find('F03', 'a technologist looks at it', WAIT);
  if (!view.incidents.some((i) => i.subject === seen.accession))
    return find('F03', 'a possible mix-up touches another patient too', {
      deed: 'lis',
      command: {
        do: 'file incident',
        subject: seen.accession,
        says: 'possible wrong blood in tube: whole draw rejected, ward told to check who else was drawn',
      },
    });
  return find('F03', 'the whole draw is turned away', rejectAll(seen, 'id-mismatch'));
};

const CBC = ['wbc', 'rbc', 'hgb', 'hct', 'mcv', 'mch', 'mchc', 'rdw', 'plt'];
const EXPLAINS: { [treatment: string]: string[] } = {
  transfusion: CBC,
  dialysis: ['k', 'bun', 'crea', 'phos', 'co2', 'agap', 'egfr', 'na', 'cl'],
  insulin: ['glu', 'k', 'co2', 'agap', 'na'],
  fluids: [...CBC, 'tp', 'alb', 'ca', 'na', 'cl', 'bun', 'crea'],
};

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
      seen.holds(r.test).some((h) => h === 'delta' || h === 'multivariate' || h === 'factor'),
  );
  if (beyond && hasEscalated(seen, view) === 'no' && !explainedBy(seen, view, beyond.test))
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

const explainedBy = (seen: Evidence, view: Parameters<Detector>[1], test: string): boolean =>
  (view.treatments[seen.order.mrn] ?? []).some((t) => EXPLAINS[t.treatment]?.includes(test));

export const general: readonly Detector[] = [owed, waiting, mixUp];
