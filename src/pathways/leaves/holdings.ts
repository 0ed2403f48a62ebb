import type { Jurisdiction, LeafOf } from '#content/index.ts';
import { readDate, type Day } from '#kernel/dates.ts';
import type { FHolding } from '../entries.ts';
import { UNREAD } from '../note.ts';
import { MET, UNKNOWN, UNMET, between, least, most, type V } from '../verdict.ts';
import type { LeafTest } from './leaf.ts';
import { askDate, happenedBy, readyDone, type Within } from './time.ts';

/** Active and not lapsed on that day. `never` expires = current for good; not told = unknown. */
export function isCurrent(held: FHolding, on: Day): V {
  if (held.barred !== null) return UNMET;
  if (held.expires === 'never') return MET;
  if (held.expires === null) return UNKNOWN;
  return between(held.expires.earliest >= on, held.expires.latest >= on);
}

const shown = (held: FHolding, current: V): string =>
  current === UNMET ? `${held.id}, ${held.barred ?? 'lapsed'}` : held.id;

/** Which of its dates leaves a holding open. */
function askHeld(held: FHolding, on: Day, current: V, within?: Within): string[] {
  const place = `${held.path}.issued`;
  const issued = askDate(held.issued, place, on, within) ?? (current === UNKNOWN ? null : place);
  return [...(issued === null ? [] : [issued]), ...(current === UNKNOWN ? [`${held.path}.expires`] : [])];
}

export function credentialTest(leaf: LeafOf<'credential'>['credential']): LeafTest {
  const from = new Map(leaf.anyOf.map((c) => (typeof c === 'string' ? [c, null] : [c.id, readDate(c.from)])));
  const done = readyDone(leaf.within);
  return (facts, at, log = UNREAD) => {
    const note = log.note;
    let verdict: V = facts.credentials !== undefined ? UNMET : UNKNOWN;
    for (let held = facts.credentials; held; held = held.next) {
      const since = from.get(held.id);
      if (since === undefined) continue;
      log.used |= held.bit;
      let v = done(held.issued, at.on);
      if (since && held.issued)
        v = least(v, between(held.issued.earliest >= since.latest, held.issued.latest >= since.earliest));
      const current = leaf.current ? isCurrent(held, at.on) : MET;
      v = least(v, current);
      if (note) {
        note.facts.push({ path: held.path, text: shown(held, current) });
        if (v === UNKNOWN) note.ask.push(...askHeld(held, at.on, current, leaf.within));
      }
      verdict = most(verdict, v);
    }
    if (note) {
      if (verdict !== UNKNOWN) note.ask.length = 0;
      else if (facts.credentials === undefined) note.ask.push('credentials');
    }
    return verdict;
  };
}

/** What the rules know of a license by its id: whose it is, its level and what it permits. */
export type LicenseIndex = ReadonlyMap<
  string,
  { jurisdiction: string; level: string; permits: readonly string[] }
>;

export function licenseTest(leaf: LeafOf<'license'>['license'], licenses: LicenseIndex): LeafTest {
  const fits = (id: string): boolean => {
    if (leaf.anyOf) return leaf.anyOf.includes(id);
    const license = licenses.get(id);
    if (!license || license.jurisdiction === leaf.notIn) return false;
    return leaf.level === undefined || license.level === leaf.level;
  };
  return (facts, at, log = UNREAD) => {
    const note = log.note;
    let verdict: V = facts.licenses !== undefined ? UNMET : UNKNOWN;
    for (let held = facts.licenses; held; held = held.next) {
      if (!fits(held.id)) continue;
      log.used |= held.bit;
      const current = leaf.current ? isCurrent(held, at.on) : MET;
      note?.facts.push({ path: held.path, text: shown(held, current) });
      const v = least(happenedBy(held.issued, at.on), current);
      if (v === UNKNOWN && note) note.ask.push(...askHeld(held, at.on, current));
      verdict = most(verdict, v);
    }
    if (note && verdict === UNKNOWN && facts.licenses === undefined) note.ask.push('licenses');
    if (note && verdict !== UNKNOWN) note.ask.length = 0;
    return verdict;
  };
}

/** Whether a state asks for a license of its own: of laboratory people, and of those who draw blood. */
export type StateIndex = ReadonlyMap<
  string,
  Pick<Jurisdiction, 'license' | 'phlebotomyLicense'> &
    Partial<Pick<Jurisdiction, 'confidence' | 'phlebotomy'>>
>;

type StateLicense = LeafOf<'stateLicense'>['stateLicense'];

const PERMIT = {
  testing: ['moderate-testing', 'high-testing'],
  supervisor: ['supervise'],
  director: ['direct'],
  phlebotomy: ['phlebotomy'],
} as const;

/**
 * What a state (as `us-ca`) asks for this work, and its licenses on file that permit it. A state that asks for a
 * license that is not on file, or of which nothing is on file: unknown.
 */
export function askedBy(
  home: string,
  leaf: StateLicense,
  licenses: LicenseIndex,
  states: StateIndex,
): { asked: 'required' | 'none' | 'unknown'; ids: string[] } {
  const { level } = leaf;
  const wanted: readonly string[] =
    level === 'assistant'
      ? []
      : level === 'testing' && leaf.complexity === 'high'
        ? ['high-testing']
        : PERMIT[level];
  const fits = (l: { level: string; permits: readonly string[] }) =>
    level === 'assistant' ? l.level === level : l.permits.some((p) => wanted.includes(p));
  const ids = [...licenses].flatMap(([id, l]) => (l.jurisdiction === home && fits(l) ? [id] : []));
  const place = states.get(home);
  if (!place) return { asked: 'unknown', ids };
  if (level === 'assistant')
    return { asked: ids.length > 0 ? 'required' : place.license === 'unknown' ? 'unknown' : 'none', ids };
  const asked = level === 'phlebotomy' ? place.phlebotomyLicense : place.license;
  return { asked: asked === 'required' && ids.length === 0 ? 'unknown' : asked, ids };
}

/** Met where the state asks for no license; where it does, by a current license that permits the work. */
export function stateLicenseTest(leaf: StateLicense, licenses: LicenseIndex, states: StateIndex): LeafTest {
  const known = new Map<string, ReturnType<typeof askedBy>>();
  const askedIn = (home: string) => {
    if (!known.has(home)) known.set(home, askedBy(home, leaf, licenses, states));
    return known.get(home)!;
  };
  return (facts, at, log = UNREAD) => {
    const note = log.note;
    if (at.seekingLicense) return MET;
    const state = at.state ?? facts.state;
    if (state === null) {
      // The state alone settles it only where the licenses are told too: a state may ask for one.
      note?.ask.push('state', ...(facts.licenses !== undefined ? [] : ['licenses']));
      return UNKNOWN;
    }
    const home = `us-${state.toLowerCase()}`;
    const { asked, ids } = askedIn(home);
    note?.facts.push({ path: 'state', text: state });
    const place = states.get(home);
    const sure = leaf.level === 'phlebotomy' ? place?.phlebotomy?.confidence : place?.confidence;
    if (note && sure) note.sure = sure;
    if (asked === 'none') return MET;
    if (asked === 'unknown') {
      note?.ask.push(`ask:${home}`);
      return UNKNOWN;
    }
    let verdict: V = facts.licenses !== undefined ? UNMET : UNKNOWN;
    for (let held = facts.licenses; held; held = held.next) {
      if (!ids.includes(held.id)) continue;
      log.used |= held.bit;
      const current = isCurrent(held, at.on);
      const v = least(happenedBy(held.issued, at.on), current);
      if (note) {
        note.facts.push({ path: held.path, text: shown(held, current) });
        if (v === UNKNOWN) note.ask.push(...askHeld(held, at.on, current));
      }
      verdict = most(verdict, v);
    }
    if (note) {
      if (verdict !== UNKNOWN) note.ask.length = 0;
      else if (facts.licenses === undefined) note.ask.push('licenses');
    }
    return verdict;
  };
}
