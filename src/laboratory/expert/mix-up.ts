import { ask, comment, escalate, hasEscalated, rejectAll } from './deeds.ts';
import type { Evidence } from './evidence.ts';
import type { Detector, Finding } from './finding.ts';
import type { View } from '../shift/index.ts';

// Whose blood is it? A label that is right says nothing about what is in the tube.

const find = (family: string, because: string, does: Finding['does']): Finding => ({ family, because, does });

/** Results that moved beyond their own limit since the draw before. */
const movedOf = (seen: Evidence) => seen.observed.filter((r) => seen.holds(r.test).includes('delta'));

const CBC = ['wbc', 'rbc', 'hgb', 'hct', 'mcv', 'mch', 'mchc', 'rdw', 'plt'];
/** What a treatment moves. */
const MOVES: { [treatment: string]: readonly string[] } = {
  transfusion: CBC,
  dialysis: ['k', 'bun', 'crea', 'phos', 'co2', 'agap', 'egfr', 'na', 'cl'],
  insulin: ['glu', 'k', 'co2', 'agap', 'na', 'cl'],
  fluids: [...CBC, 'tp', 'alb', 'ca', 'na', 'cl', 'bun', 'crea'],
};
/** Of that a technician lets out alone, by the policy of the laboratory. */
const SIGNED: { [treatment: string]: readonly string[] } = {
  transfusion: CBC,
  dialysis: ['k', 'bun', 'crea'],
};

const treatmentsOf = (seen: Evidence, view: View): string[] => [
  ...new Set((view.treatments[seen.order.mrn] ?? []).map((t) => t.treatment)),
];

/** What was done to the patient moves this result. */
export const explained = (seen: Evidence, view: View, test: string): boolean =>
  treatmentsOf(seen, view).some((t) => MOVES[t]?.includes(test));
const signed = (seen: Evidence, view: View, test: string): boolean =>
  treatmentsOf(seen, view).some((t) => SIGNED[t]?.includes(test));

/** Does whoever plays decide on changes that nothing explains? */
const decides = (view: View): boolean => !['aide', 'mlt'].includes(view.scenario.role);

/** A change that somebody with more authority has to sign for. */
export const toSign = (seen: Evidence, view: View): boolean => {
  if (decides(view)) return false;
  const moved = movedOf(seen);
  if (moved.some((r) => !signed(seen, view, r.test))) return true;
  const together = seen.observed.some((r) => seen.holds(r.test).includes('multivariate'));
  return together && treatmentsOf(seen, view).length === 0;
};

/** fL beyond which a red cell volume hardly ever moves in one patient, and in two of five mix-ups does (bench-mcvdelta). */
const CELL_VOLUME = 10;
const otherCells = (seen: Evidence): boolean =>
  movedOf(seen).some((r) => r.test === 'mcv') && Math.abs(seen.change('mcv') ?? 0) > CELL_VOLUME;

/** Many results moved at once: another patient, unless something was done that moves just those. */
export const mixUp: Detector = (seen, view) => {
  const moved = movedOf(seen);
  if (moved.length < 2 && !otherCells(seen)) return null;
  if (seen.asked('treatment') === null)
    return find(
      'F03',
      'several results moved together: was something done to the patient?',
      ask(seen, 'treatment'),
    );
  if (moved.filter((r) => explained(seen, view, r.test)).length >= moved.length * 0.6) {
    const done = treatmentsOf(seen, view).join(', ');
    const first = moved[0]!;
    return first.comments.some((c) => c.startsWith('Change agrees'))
      ? null
      : find('decoy', `${done} explains it`, comment(seen, first.test, `Change agrees with ${done}.`));
  }
  return otherBlood(
    seen,
    view,
    `${moved.map((r) => r.name).join(', ')} moved together, nothing was done to the patient`,
  );
};

const INCIDENT = 'possible wrong blood in tube';

/** The whole tube is turned away: a technician asks first; then it is written up, for it touches another patient too. */
function otherBlood(seen: Evidence, view: View, evidence: string): Finding {
  const asked = hasEscalated(seen, view);
  if (!decides(view) && asked === 'no')
    return find(
      'F03',
      'nothing explains that so much moved at once: whose blood is it?',
      escalate(seen, 'mls', INCIDENT, evidence, 'agreement to reject the whole draw'),
    );
  if (asked === 'waiting') return find('F03', 'a technologist looks at it', { deed: 'wait for next' });
  if (!view.incidents.some((i) => i.subject === seen.accession))
    return find('F03', 'a possible mix-up touches another patient too', {
      deed: 'lis',
      command: {
        do: 'file incident',
        subject: seen.accession,
        says: `${INCIDENT}: whole draw rejected, ward told to check who else was drawn`,
      },
    });
  return find('F03', 'the whole draw is turned away', rejectAll(seen, 'id-mismatch'));
}

/** Minutes between tubes of one draw. */
const ONE_DRAW = 10;

/** What came of the same needle as a tube that is somebody else's is somebody else's too, though nothing in it looks wrong. */
export const sameDraw: Detector = (seen, view) => {
  const other = view.specimens.find(
    (s) =>
      s.order === seen.specimen.order &&
      s.accession !== seen.accession &&
      view.incidents.some((i) => i.subject === s.accession && i.says.startsWith(INCIDENT)) &&
      Math.abs((s.collectedAt ?? 0) - (seen.specimen.collectedAt ?? 0)) <= ONE_DRAW * 60,
  );
  if (!other || seen.observed.length === 0) return null;
  return find(
    'F03',
    `drawn together with ${other.accession}, which is not this patient’s`,
    rejectAll(seen, 'id-mismatch'),
  );
};
