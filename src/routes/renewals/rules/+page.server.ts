import type { Fact } from '#content/index.ts';
import { rulesOf } from '#renewals/index.ts';
import { citedIn } from '#ui/footnotes.ts';
import { app } from '../../../app.server.ts';
import { askOf } from '../ask.server.ts';
import { rowsOf, UNIT } from './rows.ts';

export const csr = false;

/** Nothing asked is a sentence, not a number. */
const totalOf = (fact: Fact<number>): Fact<number | string> =>
  fact.value === 0 ? { ...fact, value: 'None found' } : fact;

export function load() {
  const { library, today } = app();
  const rules = rulesOf(library);
  const shown = [...library.continuing.values()].map((rule) => {
    const totals = Map.groupBy(rule.holders, (id) => JSON.stringify(rules.get(id)!.total));
    return {
      id: rule.id,
      name: rule.name,
      summary: rule.summary,
      checked: rule.checked.on,
      unit: UNIT[rule.unit],
      ask: askOf(library, rule),
      totals: [...totals.values()].map((ids) => ({
        holders: ids.map((id) => ({
          id,
          name: rules.get(id)!.name,
          href: `/${library.licenses.has(id) ? 'licenses' : 'credentials'}/${hrefId(id)}`,
        })),
        fact: totalOf(rules.get(ids[0]!)!.total),
      })),
      rows: rowsOf(rule, (id) => rules.get(id)?.name ?? id),
      facts: rule.facts,
      conflicts: rule.conflicts,
    };
  });
  return { rules: shown, today: today(), sources: citedIn(library.sources, shown) };

  /** Credentials of one group share a page. */
  function hrefId(id: string): string {
    const group = [...library.credentials.values()].find((c) => c.members.some((m) => m.id === id));
    return group?.id ?? id;
  }
}
