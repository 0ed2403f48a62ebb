import {
  areasOf,
  type Citation,
  type Confidence,
  type Continuing,
  type SubjectArea,
} from '#content/index.ts';
import { readDate } from '#kernel/dates.ts';
import { UNKNOWN } from '#pathways/index.ts';
import { decides } from './checks.ts';
import { pieces } from './amount.ts';
import type { Held, HolderRule, Rules } from './holdings.ts';
import { NO_FIRST, firstOf, waivedBy, type First, type Waived } from './exempt.ts';
import type { Period } from './period.ts';
import { areaNames } from './words.ts';

/** Hours asked for in some areas. */
export type Need = {
  key: string;
  name: string;
  areas: readonly SubjectArea[];
  /** In pieces. */
  least: number;
  approved: boolean;
  cite: Citation[];
  confidence: Confidence;
  as_of: string | null;
  note?: string | undefined;
  /** It stands once for each category on the license, and those are not told. */
  categoriesUntold: boolean;
};

/**
 * What is owed in a period. `waived` = nothing at all; `first` = a first period, which owes only `owes`; each surely,
 * perhaps, or not. `ask` = what would settle the two.
 */
export type Owed = {
  total: {
    least: number | null;
    cite: Citation[];
    confidence: Confidence;
    as_of: string | null;
    note?: string | undefined;
  };
  needs: Need[];
  waived: Waived;
  first: First;
  ask: string[];
};

/** What a holding owes by its rule. */
export function owedBy(
  { rule, total }: HolderRule,
  held: Held,
  period: Period,
  all: readonly Held[],
  rules: Rules,
): Owed {
  const issued = held.issued === undefined ? null : readDate(held.issued);
  const needs = needsOf(rule, held);
  const waived = waivedBy(rule, total, needs.length, issued, period);
  const lapsed = period.kind === 'lapsed' && decides(rule.lapsed) ? rule.lapsed : null;
  if (lapsed)
    return {
      total: { ...lapsed, least: pieces(lapsed.value.hours) },
      needs: [],
      waived,
      first: NO_FIRST,
      ask: waived.v === UNKNOWN ? asksOf(rule, held, period, all, rules) : [],
    };
  const first = firstOf(rule, held, period, all, rules);
  return {
    total: { ...total, least: total.value === null ? null : pieces(total.value) },
    needs,
    waived,
    first,
    ask: waived.v === UNKNOWN || first.v === UNKNOWN ? asksOf(rule, held, period, all, rules) : [],
  };
}

/** What a rule asks of a holding by area. */
function needsOf(rule: Continuing, held: Held): Need[] {
  return rule.areas.flatMap((need) => {
    if (need.holders && !need.holders.includes(held.id)) return [];
    const { value, cite, confidence, as_of, note } = need.least;
    if (value === null) return [];
    const areas = areasOf(need.areas);
    const one = {
      least: pieces(value),
      approved: need.approved,
      cite,
      confidence,
      as_of,
      note,
      categoriesUntold: false,
    };
    if (!need.each) return [{ ...one, areas, key: need.areas.join('+'), name: areaNames(areas) }];
    if (held.categories === undefined)
      return [
        { ...one, areas, key: 'category', name: 'each category of your license', categoriesUntold: true },
      ];
    return [...new Set(held.categories)]
      .filter((c) => areas.includes(c))
      .map((c) => ({ ...one, areas: [c], key: `category:${c}`, name: areaNames([c]) }));
  });
}

/** Days that are not told and would settle whether this is a first period. */
function asksOf(rule: Continuing, held: Held, period: Period, all: readonly Held[], rules: Rules): string[] {
  const issued = all
    .filter((other) => rules.get(other.id)?.rule === rule && other.issued === undefined)
    .map((other) => `${other.path}.issued`);
  const own = issued.filter((path) => path === `${held.path}.issued`);
  const open = [...(own.length > 0 ? own : issued), ...(period.kind === 'untold' ? period.ask : [])];
  return open.length > 0 ? open : ['ask:the body that owns the rule'];
}
