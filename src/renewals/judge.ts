import type { Citation, Confidence } from '#content/index.ts';
import { MET, UNKNOWN, UNMET, nameOf, weaker, type Proof, type V } from '#pathways/index.ts';
import { fromPieces } from './amount.ts';
import { closedText, isClosed } from './checks.ts';
import { isoOf } from '#kernel/dates.ts';
import { longDate } from '#kernel/when.ts';
import { fill, type Filled } from './fill.ts';
import type { Need } from './owed.ts';
import { askedIn, offersOf, stands, totalOf, totalStands, type Problem } from './problem.ts';
import { amountText } from './words.ts';

const BODY = 'ask:the body that owns the rule';

const leaf = (v: V, need: string, more: Partial<Proof> & { cite: Citation[]; confidence: Confidence }): Proof => ({
  kind: 'training', verdict: nameOf(v), need, facts: [], as_of: null, ask: [], parts: [], ...more,
}); // prettier-ignore

/** The proof of what a holding owes and has: a part for the total and one for each need. */
export function proofOf(p: Problem, best: Filled): Proof {
  const parts = partsOf(p, best);
  const order = ['unmet', 'unknown', 'met'] as const;
  const verdict = order.find((v) => parts.some((part) => part.verdict === v)) ?? 'met';
  const { cite, confidence, as_of } = p.rule.period;
  return { kind: 'all', verdict, need: 'all of these', facts: [], cite, confidence, as_of, ask: [], parts };
}

function partsOf(p: Problem, best: Filled): Proof[] {
  const { owed, period, rule } = p;
  if (owed.waived.v === MET) return [leaf(MET, owed.waived.text, owed.waived)];
  if (isClosed(period, rule))
    return [
      leaf(UNKNOWN, 'a way back', {
        found: `${period.kind === 'lapsed' ? `it lapsed on ${longDate(isoOf(period.since))}` : closedText(period)}; what it asks for now is not on file`,
        cite: [],
        confidence: 'unverified',
        ask: [BODY],
      }),
    ];
  const loosely = fill(offersOf(p, p.needs, false), askedIn(p, p.needs, 'least'));
  const all = [...p.needs, ...p.open];
  const openly = fill(offersOf(p, all, true), askedIn(p, all, 'full'));
  return [
    ...(owed.first.v === MET
      ? [leaf(MET, 'a first period, which owes less than the others', owed.first)]
      : []),
    ...(totalStands(p, 'full') ? [totalPart(p)] : []),
    ...p.needs.flatMap((need, i) =>
      stands(p, need, 'full')
        ? [needPart(p, need, best.filled[i]!, stands(p, need, 'least') ? loosely.filled[i]! : need.least)]
        : [],
    ),
    ...p.open.flatMap((need, i) =>
      stands(p, need, 'full') ? [needPart(p, need, openly.filled[p.needs.length + i]!, need.least)] : [],
    ),
  ];
}

/** How sure it is that hours of these days count. */
function sureness({ period, rule }: Problem, own: Confidence): Confidence {
  const term = period.kind === 'open' ? weaker(own, rule.period.confidence) : own;
  return period.kind === 'open' && period.inferred ? weaker(term, rule.ends!.confidence) : term;
}

function totalPart(p: Problem): Proof {
  const { least, cite, confidence, as_of, note } = p.owed.total;
  const { unit } = p.rule;
  const have = totalOf(p, true);
  if (!p.totalKnown)
    return leaf(UNKNOWN, least === null ? `a number of ${unit === 'point' ? 'points' : 'hours'} that is not on file` : amountText(unit, least), {
      found: `${amountText(unit, have)} so far`, cite, confidence: 'unverified', as_of, ask: [BODY],
      ...(note ? { note } : {}),
    }); // prettier-ignore
  const open = !totalStands(p, 'least') || totalOf(p, false) >= least!;
  const v = have >= least! ? MET : open ? UNKNOWN : UNMET;
  return leaf(v, `${amountText(unit, least!)} in all`, {
    found: `${fromPieces(Math.min(have, least!))} of ${fromPieces(least!)}`,
    facts: factsOf(p, () => true),
    cite: [...cite, ...p.rule.period.cite.filter((c) => !cite.some((own) => own.source === c.source))],
    confidence: sureness(p, confidence),
    as_of,
    ask: v === UNKNOWN ? asksOf(p, () => true) : [],
    ...(note ? { note } : {}),
  });
}

/** @param most what could count at best */
function needPart(p: Problem, need: Need, have: number, most: number): Proof {
  const { unit } = p.rule;
  const settled = need.confidence !== 'unverified' && !need.categoriesUntold;
  const v = most < need.least ? UNMET : settled && have >= need.least ? MET : UNKNOWN;
  const serves = (i: number) => p.accepted[i]!.within(need.areas, need.approved) !== UNMET;
  const ask = asksOf(p, serves);
  if (need.categoriesUntold) ask.unshift(`${p.held.path}.categories`);
  if (need.confidence === 'unverified') ask.push(BODY);
  for (const { activity, counts, within } of p.accepted)
    if (counts === MET && within(need.areas, need.approved) === UNKNOWN)
      ask.push(`${activity.id}.${activity.areas === undefined ? 'areas' : 'accreditation'}`);
  return leaf(v, `of these, ${amountText(unit, need.least)} in ${need.name}`, {
    found: `${fromPieces(have)} of ${fromPieces(need.least)}`,
    facts: factsOf(p, serves),
    cite: need.cite,
    confidence: need.confidence === 'unverified' ? 'unverified' : sureness(p, need.confidence),
    as_of: need.as_of,
    ask: v === UNKNOWN ? [...new Set(ask)] : [],
    ...(need.note ? { note: need.note } : {}),
  });
}

const factsOf = (p: Problem, serves: (i: number) => boolean): Proof['facts'] =>
  p.accepted.flatMap(({ activity, counts, amount }, i) =>
    counts === MET && amount.sure > 0 && serves(i)
      ? [
          {
            path: activity.id,
            text: `${activity.title}, ${longDate(activity.date)}: ${amountText(p.rule.unit, amount.sure)}`,
          },
        ]
      : [],
  );

/** What would settle how much counts: what is owed at all, and each activity that may count. */
function asksOf(p: Problem, serves: (i: number) => boolean): string[] {
  const told = [...(p.period.kind === 'untold' ? p.period.ask : []), ...(p.told ? [] : ['activities'])];
  const open = p.accepted.flatMap((a, i) =>
    serves(i) && a.counts !== UNMET ? a.reasons.flatMap((reason) => reason.ask ?? []) : [],
  );
  return [...new Set([...p.owed.ask, ...told, ...open])];
}
