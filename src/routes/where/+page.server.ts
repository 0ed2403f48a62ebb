import { app } from '../../app.server.ts';
import type { License } from '#content/index.ts';
import { whereTo, type Where, type WhereTo, type Work } from '#pathways/index.ts';
import { citedIn } from '#ui/footnotes.ts';
import type { MapState } from '#ui/UsaMap.svelte';
import { PEOPLE, PLANS } from './people.ts';
import { readerOf } from './reader.server.ts';
import { counts, inkOf, mayWord, why } from './words.ts';

export const csr = false;

/** What one license costs in money and time. */
const terms = (license: License) => ({
  id: license.id,
  name: license.name,
  fee: license.fees['application'] ?? license.fees['initial'] ?? null,
  weeks: license.processing ?? null,
  years: license.renewal?.years ?? null,
  ceHours: license.renewal?.ceHours ?? null,
});

function row(where: Where, work: Work, after: Where | null, query: string) {
  const { place, code } = where;
  const { licenses, ...today } = where.work[work];
  // With a plan, the license that the plan leads to.
  const nearest = after?.work[work].licenses[0] ?? licenses[0];
  return {
    code,
    name: place.name,
    href: `/where/${place.id.slice(3)}?${query}`,
    ask: place.ask,
    cite: (work === 'phlebotomist' ? place.phlebotomy?.cite : undefined) ?? place.cite,
    today: { ...today, why: why(today, work) },
    license: nearest
      ? { ...terms(nearest.license), confidence: (licenses[0] ?? nearest).apply.confidence }
      : null,
    after: after
      ? {
          may: after.work[work].may,
          apply: after.work[work].apply,
          because: after.work[work].because,
        }
      : null,
  };
}

/** Places of which the same holds, together. */
function alike(rows: ReturnType<typeof row>[]) {
  const groups = new Map<string, ReturnType<typeof row>[]>();
  for (const r of rows) {
    const key = JSON.stringify([r.today.may, r.today.because, r.today.confidence, r.after?.may]);
    groups.set(key, [...(groups.get(key) ?? []), r]);
  }
  return [...groups.values()].map((places) => {
    const cites = new Map(places.flatMap((p) => p.cite).map((c) => [c.source, c]));
    return { ...places[0]!, places, cites: [...cites.values()] };
  });
}

const mapOf = (places: WhereTo['places'], work: Work, query: string): MapState[] =>
  places.map((p) => ({
    code: p.code,
    fill: inkOf(p.work[work]),
    title: `${p.place.name}: ${mayWord(p.work[work])}. ${why(p.work[work], work)}`,
    href: `/where/${p.place.id.slice(3)}?${query}`,
  }));

export async function load({ url, cookies }) {
  const { book, library, today } = app();
  const on = today();
  const person = await readerOf(url, on, cookies);
  const now = whereTo(book, library, person.record, on);
  const later = person.after ? whereTo(book, library, person.after, on) : null;
  const rows = now.places.map((p, i) => row(p, person.work, later?.places[i] ?? null, person.query));
  const asked = (work: Work, p: Where) =>
    work === 'phlebotomist' ? p.place.phlebotomyLicense : p.place.license;
  const federal = person.work === 'technologist' ? now.federal.high : now.federal.moderate;
  return {
    people: [
      ...(person.own
        ? [{ value: 'me', label: 'You, as you told us', hint: 'The record kept for this browser' }]
        : []),
      ...PEOPLE.map((p) => ({ value: p.id, label: p.label, hint: p.hint })),
    ],
    plans:
      person.as === 'me'
        ? [{ value: 'mine', label: 'What your plan ends in' }]
        : PLANS.map((p) => ({ value: p.id, label: p.label })),
    person: { as: person.as, label: person.label, plan: person.plan, work: person.work, query: person.query },
    federal: { verdict: federal.verdict, name: federal.name, id: federal.id },
    counts: counts(now.places, person.work),
    countsAfter: later ? counts(later.places, person.work) : null,
    map: mapOf(now.places, person.work, person.query),
    mapAfter: later ? mapOf(later.places, person.work, person.query) : null,
    asking: rows.filter((_, i) => asked(person.work, now.places[i]!) === 'required'),
    free: alike(rows.filter((_, i) => asked(person.work, now.places[i]!) === 'none')),
    unsettled: rows.filter((_, i) => asked(person.work, now.places[i]!) === 'unknown'),
    // The verdicts are as old as the rule that was compared with its sources longest ago.
    checked: [...library.jurisdictions.values(), ...library.licenses.values()]
      .map((r) => r.checked.on)
      .sort()[0]!,
    today: on,
    sources: citedIn(library.sources, rows),
  };
}
