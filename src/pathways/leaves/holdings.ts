import type { LeafOf } from '#content/index.ts';
import { readDate, type Day } from '#kernel/dates.ts';
import type { FHolding } from '../facts.ts';
import { MET, UNKNOWN, UNMET, between, least, most, type V } from '../verdict.ts';
import type { LeafTest } from './leaf.ts';
import { askDate, happenedBy, readyDone, type Within } from './time.ts';

/** Not lapsed on that day. `never` expires = current for good; not told = unknown. */
export function isCurrent(held: FHolding, on: Day): V {
  if (held.expires === 'never') return MET;
  if (held.expires === null) return UNKNOWN;
  return between(held.expires.earliest >= on, held.expires.latest >= on);
}

/** Which of its dates leaves a holding open. */
function askHeld(held: FHolding, on: Day, current: V, within?: Within): string[] {
  const place = `${held.path}.issued`;
  const issued = askDate(held.issued, place, on, within) ?? (current === UNKNOWN ? null : place);
  return [
    ...(issued === null ? [] : [issued]),
    ...(current === UNKNOWN ? [`${held.path}.expires`] : []),
  ];
}

export function credentialTest(leaf: LeafOf<'credential'>['credential']): LeafTest {
  const from = new Map(leaf.anyOf.map((c) => (typeof c === 'string' ? [c, null] : [c.id, readDate(c.from)])));
  const done = readyDone(leaf.within);
  return (facts, at, log) => {
    const note = log?.note;
    let verdict: V = facts.credentials.told ? UNMET : UNKNOWN;
    for (const held of facts.credentials.held) {
      const since = from.get(held.id);
      if (since === undefined) continue;
      if (log) log.used |= held.bit;
      let v = done(held.issued, at.on);
      if (since && held.issued)
        v = least(v, between(held.issued.earliest >= since.latest, held.issued.latest >= since.earliest));
      const current = leaf.current ? isCurrent(held, at.on) : MET;
      v = least(v, current);
      if (note) {
        note.facts.push({ path: held.path, text: current === UNMET ? `${held.id}, lapsed` : held.id });
        if (v === UNKNOWN) note.ask.push(...askHeld(held, at.on, current, leaf.within));
      }
      verdict = most(verdict, v);
    }
    if (note) {
      if (verdict !== UNKNOWN) note.ask.length = 0;
      else if (!facts.credentials.told) note.ask.push('credentials');
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
  return (facts, at, log) => {
    const note = log?.note;
    let verdict: V = facts.licenses.told ? UNMET : UNKNOWN;
    for (const held of facts.licenses.held) {
      if (!fits(held.id)) continue;
      if (log) log.used |= held.bit;
      const current = leaf.current ? isCurrent(held, at.on) : MET;
      note?.facts.push({ path: held.path, text: current === UNMET ? `${held.id}, lapsed` : held.id });
      const v = least(happenedBy(held.issued, at.on), current);
      if (v === UNKNOWN && note) note.ask.push(...askHeld(held, at.on, current));
      verdict = most(verdict, v);
    }
    if (note && verdict === UNKNOWN && !facts.licenses.told) note.ask.push('licenses');
    if (note && verdict !== UNKNOWN) note.ask.length = 0;
    return verdict;
  };
}

/** Whether a state asks laboratory people for a license of its own. */
export type StateIndex = ReadonlyMap<string, 'required' | 'none' | 'unknown'>;

const PERMIT = {
  testing: ['moderate-testing', 'high-testing'],
  supervisor: ['supervise'],
  director: ['direct'],
} as const;

/** Met where the state asks for no license; where it does, by a current license that permits the work. */
export function stateLicenseTest(
  leaf: LeafOf<'stateLicense'>['stateLicense'],
  licenses: LicenseIndex,
  states: StateIndex,
): LeafTest {
  const wanted: readonly string[] =
    leaf.level === 'testing' && leaf.complexity === 'high' ? ['high-testing'] : PERMIT[leaf.level];
  return (facts, at, log) => {
    const note = log?.note;
    if (at.seekingLicense) return MET;
    const state = at.state ?? facts.state;
    if (state === null) {
      note?.ask.push('state');
      return UNKNOWN;
    }
    const home = `us-${state.toLowerCase()}`;
    const rule = states.get(home) ?? 'unknown';
    note?.facts.push({ path: 'state', text: state });
    if (rule === 'none') return MET;
    if (rule === 'unknown') {
      note?.ask.push(`ask:${home}`);
      return UNKNOWN;
    }
    let verdict: V = facts.licenses.told ? UNMET : UNKNOWN;
    for (const held of facts.licenses.held) {
      const license = licenses.get(held.id);
      if (license?.jurisdiction !== home || !license.permits.some((p) => wanted.includes(p))) continue;
      if (log) log.used |= held.bit;
      const current = isCurrent(held, at.on);
      const v = least(happenedBy(held.issued, at.on), current);
      if (note) {
        note.facts.push({ path: held.path, text: current === UNMET ? `${held.id}, lapsed` : held.id });
        if (v === UNKNOWN) note.ask.push(...askHeld(held, at.on, current));
      }
      verdict = most(verdict, v);
    }
    if (note) {
      if (verdict !== UNKNOWN) note.ask.length = 0;
      else if (!facts.licenses.told) note.ask.push('licenses');
    }
    return verdict;
  };
}
