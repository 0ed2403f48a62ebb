import type { Confidence, Jurisdiction, Library, License } from '#content/index.ts';
import type { Day } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { assessGoal, type Assessed } from './assess.ts';
import { listed, prepare, type Facts } from './facts.ts';
import { happenedBy } from './leaves/time.ts';
import { isCurrent } from './leaves/holdings.ts';
import type { Rulebook } from './rulebook.ts';
import { MET, UNKNOWN, UNMET, least, most, nameOf, type V, type Verdict } from './verdict.ts';

/** Kinds of work, told apart by what the law tells apart: moderate tests, high-complexity tests, drawing blood. */
export const WORKS = ['technician', 'technologist', 'phlebotomist'] as const;
export type Work = (typeof WORKS)[number];
export type May = 'yes' | 'no' | 'unknown';

/** One license of the place: held today or not, and whether its rule is met so that an application could go in today. */
export type LicenseStanding = { license: License; held: Verdict; apply: Assessed };

/**
 * May the person do this work there today? `apply` = a license is all that is missing, and its rule is met.
 * `because`: `free` no license asked; `held` the license is held; `license` it is needed and not held; `federal` the
 * federal rule on testing is not met; `untold` it hangs on what the record does not tell; `unread` on a part of the
 * federal rule that could not be read; `unsettled` on what nobody could find out about the place.
 * `confidence` is that of `may`; how sure `apply` is stands with each license.
 */
export type Standing = {
  may: May;
  apply: May;
  because: 'free' | 'held' | 'license' | 'federal' | 'untold' | 'unread' | 'unsettled';
  confidence: Confidence;
  /** The licenses that open this work, the one nearest to the person first. */
  licenses: LicenseStanding[];
};

export type Where = { place: Jurisdiction; code: string; work: { [W in Work]: Standing } };

/** What the person may do in every place on file; `federal` is the same everywhere: the state's license is asked apart. */
export type WhereTo = { federal: { moderate: Assessed; high: Assessed }; places: Where[] };

const FEDERAL = { moderate: 'clia-moderate-testing', high: 'clia-high-testing' } as const;
const LEVELS: { [W in Work]: readonly string[] } = {
  technician: ['technician', 'technologist', 'limited-technologist', 'specialist'],
  technologist: ['technologist', 'limited-technologist', 'specialist'],
  phlebotomist: ['phlebotomy', 'assistant', 'technician'],
};
const PERMIT = {
  technician: 'moderate-testing',
  technologist: 'high-testing',
  phlebotomist: 'phlebotomy',
} as const;
/** Permits on the way to a full one: the record does not tell for which level they were given. */
const PROVISIONAL: readonly string[] = ['temporary', 'trainee'];
/** Levels that a page offers to somebody who holds none; the others count once held. */
const OFFERED: { [W in Work]: readonly string[] } = {
  technician: ['technician'],
  technologist: ['technologist'],
  phlebotomist: ['phlebotomy', 'assistant'],
};
/** A technologist's license opens a technician's work too; it is named after the nearer one unless its rule is met. */
const HIGHER: { [W in Work]: readonly string[] } = {
  technician: ['technologist'],
  technologist: [],
  phlebotomist: [],
};

export function whereTo(book: Rulebook, library: Library, record: PersonRecord, on: Day): WhereTo {
  const facts = prepare(record);
  const role = (id: string) =>
    assessGoal(book, book.goals.get(id)!, facts, { on, state: null, seekingLicense: true });
  const federal = { moderate: role(FEDERAL.moderate), high: role(FEDERAL.high) };
  const places = [...library.jurisdictions.values()].sort((a, b) => a.name.localeCompare(b.name, 'en-US'));
  return { federal, places: places.map((place) => whereIn(book, library, place, facts, on, federal)) };
}

function whereIn(
  book: Rulebook,
  library: Library,
  place: Jurisdiction,
  facts: Facts,
  on: Day,
  federal: WhereTo['federal'],
): Where {
  const code = place.id.slice(3).toUpperCase();
  const standings = [...library.licenses.values()]
    .filter((license) => license.jurisdiction === place.id)
    .filter((license) => WORKS.some((work) => opens(license, work)))
    .map((license) => ({
      license,
      held: nameOf(heldNow(facts, license.id, on)),
      apply: assessGoal(book, book.goals.get(license.id)!, facts, { on, state: code }),
    }));
  const standing = (work: Work): Standing => {
    const fit = standings
      .filter(({ license }) => opens(license, work))
      .map((l) =>
        work === 'technologist' && l.held === 'met' && PROVISIONAL.includes(l.license.level)
          ? { ...l, held: 'unknown' as Verdict }
          : l,
      );
    const asked = work === 'phlebotomist' ? place.phlebotomyLicense : place.license;
    const sure = work === 'phlebotomist' ? (place.phlebotomy?.confidence ?? 'unverified') : place.confidence;
    const rule = work === 'phlebotomist' ? null : work === 'technician' ? federal.moderate : federal.high;
    return judgeWork(fit, work, asked, sure, rule);
  };
  return {
    place,
    code,
    work: {
      technician: standing('technician'),
      technologist: standing('technologist'),
      phlebotomist: standing('phlebotomist'),
    },
  };
}

const opens = (license: License, work: Work): boolean =>
  license.permits.includes(PERMIT[work]) &&
  (LEVELS[work].includes(license.level) || (work !== 'phlebotomist' && PROVISIONAL.includes(license.level)));

/** The license and the federal rule together; both must be met. */
function judgeWork(
  fit: LicenseStanding[],
  work: Work,
  asked: 'required' | 'none' | 'unknown',
  sure: Confidence,
  federal: Assessed | null,
): Standing {
  const rule = federal ? numberOf(federal.verdict) : MET;
  const ruleSure = federal?.confidence ?? 'verified';
  const held = fit.filter((l) => l.held === 'met');
  const near = fit.filter((l) => OFFERED[work].includes(l.license.level));
  const higher = fit.filter((l) => HIGHER[work].includes(l.license.level));
  const open = [...near, ...higher];
  const met = open.filter((l) => l.apply.verdict === 'met');
  const licenses = held.length > 0 ? held : [...met, ...open.filter((l) => !met.includes(l))];
  const none = { apply: 'no' as May, licenses };
  if (rule === UNMET) return { ...none, may: 'no', because: 'federal', confidence: ruleSure };
  if (asked === 'unknown' || sure === 'unverified')
    return { ...none, may: 'unknown', apply: 'unknown', because: 'unsettled', confidence: 'unverified' };
  const confidence = weakest(sure, ruleSure);
  const hangsOn = federal?.ask.some((q) => !q.startsWith('ask:')) ? 'untold' : 'unread';
  if (asked === 'none')
    return { ...none, may: mayOf(rule), because: rule === MET ? 'free' : hangsOn, confidence };
  const license = fit.reduce<V>((v, l) => most(v, numberOf(l.held)), UNMET);
  if (license === MET)
    return { ...none, may: mayOf(rule), because: rule === MET ? 'held' : hangsOn, confidence };
  // A place may have a license of this level that is not on file: then nothing says no.
  const best = licenses.reduce<V>(
    (v, l) => most(v, numberOf(l.apply.verdict)),
    near.length > 0 ? UNMET : UNKNOWN,
  );
  return {
    licenses,
    may: license === UNKNOWN ? 'unknown' : 'no',
    apply: mayOf(least(best, rule)),
    because: license === UNKNOWN ? 'untold' : 'license',
    confidence: sure,
  };
}

/** Held and in force on that day. */
function heldNow(facts: Facts, id: string, on: Day): V {
  return listed(facts.licenses)
    .filter((held) => held.id === id)
    .reduce<V>(
      (v, held) => most(v, least(happenedBy(held.issued, on), isCurrent(held, on))),
      facts.licenses !== undefined ? UNMET : UNKNOWN,
    );
}

const numberOf = (verdict: Verdict): V => (verdict === 'met' ? MET : verdict === 'unmet' ? UNMET : UNKNOWN);
const mayOf = (v: V): May => (v === MET ? 'yes' : v === UNMET ? 'no' : 'unknown');
const ORDER: readonly Confidence[] = ['unverified', 'likely', 'verified'];
const weakest = (a: Confidence, b: Confidence): Confidence => (ORDER.indexOf(a) < ORDER.indexOf(b) ? a : b);
