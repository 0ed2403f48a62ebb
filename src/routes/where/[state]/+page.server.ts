import { error } from '@sveltejs/kit';
import { app } from '../../../app.server.ts';
import { WORKS, assessGoal, findGoal, prepare, whereTo, type Where, type Work } from '#pathways/index.ts';
import { SOC, adjusted, statePrices, stateWage } from '#wages/index.ts';
import { citedIn } from '#ui/footnotes.ts';
import { PEOPLE, PLANS } from '../people.ts';
import { readerOf } from '../reader.server.ts';
import { why } from '../words.ts';

export const csr = false;

const standing = (where: Where, work: Work) => {
  const { licenses: _, ...rest } = where.work[work];
  return { ...rest, why: why(rest, work) };
};
const sources = (ids: readonly string[]) => ids.map((source) => ({ source }));

/** Mean, median and jobs of an occupation there, and the median at the nation's prices. */
function pay(soc: string, code: string) {
  const { wages } = app();
  const found = stateWage(wages, soc, code);
  if (!found) return null;
  const real = found.median === null ? null : adjusted(wages, code, found.median);
  return {
    employment: found.employment,
    mean: found.mean,
    median: found.median,
    real: real?.usdPerYear ?? null,
    publisher: found.publisher,
    confidence: found.confidence,
    cite: sources(found.cite),
    realCite: sources([...found.cite, ...(real?.cite ?? [])]),
    cautions: [...new Set([...found.cautions, ...(real?.cautions ?? [])])],
  };
}

export async function load({ params, url, cookies }) {
  const { book, library, wages, today } = app();
  const on = today();
  const place = library.jurisdictions.get(`us-${params.state.toLowerCase()}`);
  if (!place) error(404, `No state or territory with the letters ${params.state} is on file.`);
  const person = await readerOf(url, on, cookies);
  const code = place.id.slice(3).toUpperCase();
  const find = (record: typeof person.record) =>
    whereTo(book, library, record, on).places.find((p) => p.place.id === place.id)!;
  const now = find(person.record);
  const later = person.after ? find(person.after) : null;
  const facts = prepare(person.record);
  const licenses = [...library.licenses.values()]
    .filter((l) => l.jurisdiction === place.id)
    .map(({ examples: _examples, pathways: _pathways, ...license }) => {
      const assessed = assessGoal(book, findGoal(book, license.id)!, facts, { on, state: code });
      return {
        ...license,
        verdict: assessed.verdict,
        confidence: assessed.confidence,
        // The smallest set of changes: what is still missing, in a few words.
        missing: (assessed.changes[0] ?? []).map(({ need, cite }) => ({ need, cite })),
        asks: assessed.ask.length,
      };
    });
  const prices = statePrices(wages, code);
  const wagesHere = { laboratory: pay(SOC.laboratory, code), phlebotomist: pay(SOC.phlebotomist, code) };
  return {
    place,
    code,
    people: [
      ...(person.own
        ? [{ value: 'me', label: 'You, as you told us', hint: 'The record kept for this browser' }]
        : []),
      ...PEOPLE.map((p) => ({ value: p.id, label: p.label })),
    ],
    plans:
      person.as === 'me'
        ? [{ value: 'mine', label: 'What your plan ends in' }]
        : PLANS.map((p) => ({ value: p.id, label: p.label })),
    person: { as: person.as, label: person.label, plan: person.plan, work: person.work, query: person.query },
    works: WORKS.map((work) => ({
      work,
      now: standing(now, work),
      later: later ? standing(later, work) : null,
    })),
    licenses,
    pay: wagesHere,
    prices: prices
      ? { all: prices.all, year: prices.year, confidence: prices.confidence, cite: sources(prices.cite) }
      : null,
    today: on,
    sources: citedIn(
      library.sources,
      place,
      licenses,
      wagesHere,
      prices ? { cite: sources(prices.cite) } : null,
    ),
  };
}
