import { ask, rejectAll } from '../deeds.ts';
import type { Evidence } from '../evidence.ts';
import type { Detector, Finding } from '../finding.ts';

/** The draw is asked about, so that it is not done the same way again; then the whole tube is turned away. */
const turnAway = (family: string, because: string, seen: Evidence): Finding => ({
  family,
  because,
  does: seen.asked('draw') === null ? ask(seen, 'draw') : rejectAll(seen, 'contaminated'),
});

/**
 * Much EDTA: calcium is held and alkaline phosphatase has lost its metals, whatever the kidneys do; potassium came with the salt.
 * Where no phosphatase was ordered, potassium over 6 with calcium under 7.5 in somebody whose kidneys work.
 */
const edta: Detector = (seen) => {
  const [k, ca, alp, crea] = ['k', 'ca', 'alp', 'crea'].map(seen.value);
  if (ca == null || ca >= 7.5) return null;
  const stripped = alp == null ? (k ?? 0) > 6 && (crea ?? 0) < 3 : alp <= 15;
  if (!stripped) return null;
  const near = alp == null ? '' : ` and alkaline phosphatase ${alp}`;
  return turnAway('F05', `potassium ${k ?? 'not measured'}, calcium ${ca}${near}: EDTA is in it`, seen);
};

/** mg/dL of calcium, and mmol/L of potassium, that a hundredth of an EDTA tube moves. */
const CALCIUM_PER_SHARE = 42;
const POTASSIUM_PER_SHARE = 15.7;
/** mmol/L by which somebody's potassium is elsewhere on another day. */
const DAILY_POTASSIUM = 0.7;
/** Share from which a joint move is more than days and scatter make of one patient's calcium. */
const LEAST_SHARE = 0.019;

/** A little EDTA: no limit is broken. Calcium falls by more than protein explains, and potassium rises by what goes with it. */
const littleEdta: Detector = (seen) => {
  const [ca, k, crea] = ['ca', 'k', 'crea'].map((t) => fromUsual(seen, t));
  if (ca == null || k == null) return null;
  const share = -(ca.by + withProtein(seen, ca.usual)) / CALCIUM_PER_SHARE;
  const kidneys = crea != null && crea.by > 0.3 * crea.usual;
  if (share < LEAST_SHARE || k.by < 0 || kidneys) return null;
  if (Math.abs(k.by - POTASSIUM_PER_SHARE * share) > DAILY_POTASSIUM) return null;
  const moved = `calcium ${round(ca.by)} and potassium +${round(k.by)} from what they were`;
  return turnAway('F05', `${moved}, more than protein or kidneys explain: a little EDTA does that`, seen);
};

/** By how much calcium (mg/dL) falls with its protein: 0.8 for each g/dL of albumin, or all in step where blood is thinned. */
function withProtein(seen: Evidence, calcium: number): number {
  const proteins = ['alb', 'tp'].flatMap((t) => fromUsual(seen, t) ?? []);
  if (proteins.length === 0) return 0;
  const thinner = proteins.reduce((sum, p) => sum - p.by / p.usual, 0) / proteins.length;
  const albumin = -0.8 * (fromUsual(seen, 'alb')?.by ?? 0);
  return Math.max(0, albumin, thinner > 0.05 ? thinner * calcium : 0);
}

/** How far a result is from the mean of what the last week's draws had. */
function fromUsual(seen: Evidence, test: string): { usual: number; by: number } | null {
  const value = seen.value(test);
  const priors = (seen.results.find((r) => r.test === test)?.priors ?? []).slice(-4);
  if (value === null || priors.length === 0) return null;
  const usual = priors.reduce((sum, p) => sum + p.value, 0) / priors.length;
  return { usual, by: value - usual };
}

const round = (x: number): string => x.toFixed(1);

/** What fluids of a drip lack: all of it falls by the share of fluid in the tube. */
const LACKING = ['ca', 'tp', 'alb', 'crea', 'bun', 'alp', 'alt', 'ast', 'tbil', 'co2', 'mg', 'phos'];
/** Of these days and scatter move least, so that the share is read from them; the body's own fluids do not thin the others. */
const STEADY = ['ca', 'tp', 'alb'];
const SMALL = ['crea', 'bun', 'co2', 'k'];

/** Part of the specimen that is not this blood, read from what fell together; null where nothing did, or nothing is on file. */
export function thinned(seen: Evidence): number | null {
  const ratios = (tests: readonly string[]) =>
    tests.flatMap((t) => seen.ratio(t) ?? []).toSorted((a, b) => a - b);
  const [all, steady, small] = [LACKING, STEADY, SMALL].map(ratios) as [number[], number[], number[]];
  if (all.length < 4 || steady.length === 0 || small.length === 0) return null;
  const share = 1 - middle(steady);
  const fallen = all.filter((r) => r < 0.97).length / all.length;
  return share >= 0.07 && fallen >= 0.6 && middle(small) < 1 - share / 2.5 ? share : null;
}

const middle = (sorted: readonly number[]): number =>
  (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;

/** Fluid of a drip: what it lacks is thinned, and what it holds is up. */
const fluid: Detector = (seen, view) => {
  const share = thinned(seen);
  const [glu, na, k, cl] = ['glu', 'na', 'k', 'cl'].map(seen.value);
  const sugar = (glu ?? 0) - (seen.before('glu') ?? 100) > 150;
  const potassium = (k ?? 0) > 5.5 || (seen.change('k') ?? 0) > 0.7;
  if (share === null && !(sugar && withoutHistory(seen))) return null;
  const thin =
    share === null ? 'calcium and protein low' : `the rest ${Math.round(100 * share)} % lower than before`;
  const drip = (family: string, holds: string) =>
    turnAway(family, `${holds}, ${thin}: fluid of a drip is in it`, seen);
  if (sugar && potassium) return drip('F08', `glucose ${glu} and potassium ${k}`);
  if (sugar) return drip('F07', `glucose ${glu} with sodium ${na}`);
  const salt = (seen.change('cl') ?? 0) >= 3 || (seen.change('na') ?? 0) >= 6;
  if (!salt && share! < 0.15) return null;
  if (seen.asked('treatment') === null)
    return {
      family: 'F06',
      because: `${thin}: was fluid given, or is it only in the tube?`,
      does: ask(seen, 'treatment'),
    };
  const given = (view.treatments[seen.order.mrn] ?? []).some((t) => t.treatment === 'fluids');
  // Fluid in the patient leaves potassium where it was; fluid in the tube does not.
  const inTube = salt && (seen.ratio('k') ?? 1) < 1 - share! / 2;
  return given && !inTube ? null : drip('F06', `chloride ${cl}, sodium ${na}`);
};

/**
 * Nothing is on file: sugar as high as this comes with acids, or with thick blood. A closed gap, little protein and calcium, and low
 * sodium make it a drip.
 */
function withoutHistory(seen: Evidence): boolean {
  if (seen.before('ca') !== null || seen.before('tp') !== null) return false;
  const [glu, na, gap, ca, tp] = ['glu', 'na', 'agap', 'ca', 'tp'].map(seen.value);
  const thin = (ca ?? 0) < 9 && (tp ?? 0) < 7;
  return (glu ?? 0) > 400 && (na ?? 140) < 135 && (gap ?? 30) <= 16 && thin;
}

/** What came into the tube that is not blood: salts of another tube, fluid of a drip. */
export const contamination: readonly Detector[] = [edta, fluid, littleEdta];
