import type { SeenContainer, View } from '../../shift/index.ts';
import { ask, rejectTests, rerun } from '../deeds.ts';
import { evidenceOf, INDICES } from '../evidence.ts';
import type { Detector, Finding } from '../finding.ts';

const find = (because: string, does: Finding['does'], family = 'F12'): Finding => ({ family, because, does });

/** Below a quarter of the line, several tests from one tube are counted up before they are run. */
const LITTLE = 0.25;
const SEVERAL = 4;
/** What can kill within the hour, where nobody says what comes first. */
const FIRST = ['k', 'glu', 'na', 'tnt', 'tni', 'ca', 'lact', 'crea'];

const little = (c: SeenContainer | null): boolean => (c?.drawn?.fill ?? 1) < LITTLE;

/** Too little for everything: whoever takes care of the patient says what comes first, and that is run first. */
export function toRation(view: View): Finding | null {
  for (const c of view.containers) {
    if (!little(c) || !c.spun || c.spinning || !['reception', 'rack'].includes(c.place) || !c.accession)
      continue;
    const seen = evidenceOf(view, c.accession);
    const analyzer = view.analyzers.find((a) => a.takes.includes(c.kind) && a.id.startsWith('chem'));
    const { status } = seen.specimen.state;
    if (!analyzer || (status !== 'accepted' && status !== 'stored')) continue;
    const tests = seen.results.filter((r) => analyzer.measures.includes(r.test) && !INDICES.includes(r.test));
    const pending = tests.filter((r) => r.state.status === 'pending').map((r) => r.test);
    if (pending.length === 0 || tests.length < SEVERAL) continue;
    const said = seen.asked('picture');
    if (said === null)
      return find(
        `filled to ${Math.round((c.drawn?.fill ?? 0) * 100)} % with ${tests.length} tests: what is needed first?`,
        ask(seen, 'picture'),
      );
    const urgent = tests
      .filter((r) => named(said, r.name) >= 0)
      .toSorted((a, b) => named(said, a.name) - named(said, b.name))
      .map((r) => r.test);
    const first = (urgent.length > 0 ? urgent : FIRST.slice(0, 3)).filter((t) => pending.includes(t));
    return first.length > 0
      ? find('what is urgent is run first', rerun(seen, analyzer.id, first))
      : find('and what is left is run as far as it goes', rerun(seen, analyzer.id, pending));
  }
  return null;
}

/** Where a test is named in what was said; -1 = it is not. */
const named = (said: string, name: string): number =>
  said.search(new RegExp(`\\b${name.replace(/[^\w ]/g, '.')}\\b`, 'i'));

/** The probe found too little: nothing is made up for it, and a new tube is asked for. A full tube is tried once more. */
const shortSample: Detector = (seen) => {
  const short = seen.observed.filter(
    (r) => seen.holds(r.test).includes('no-value') && seen.holds(r.test).includes('alarm:short sample'),
  );
  const [first] = short;
  if (!first?.analyzer || !seen.container) return null;
  const tests = short.filter((r) => r.analyzer === first.analyzer).map((r) => r.test);
  if (!little(seen.container) && first.readings.length === 1)
    return find('there should be enough: once more', rerun(seen, first.analyzer, tests), 'routine');
  const open = seen.results.filter((r) => r.state.status === 'pending' && !INDICES.includes(r.test));
  return find(
    'not enough is left for these',
    rejectTests(seen, 'qns', [...tests, ...open.map((r) => r.test)]),
  );
};

export const volume: readonly Detector[] = [shortSample];
