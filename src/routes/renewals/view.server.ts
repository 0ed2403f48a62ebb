import { listed } from '#kernel/names.ts';
import { longDate } from '#kernel/when.ts';
import {
  amountText,
  areaName,
  askText,
  kindName,
  rulesOf,
  type Named,
  type Standing,
} from '#renewals/index.ts';
import type { KeptActivity } from '#renewals/store.server.ts';
import { app } from '../../app.server.ts';
import { askOf } from './ask.server.ts';
import type { Person } from './person.server.ts';

/** Where a holding has its own page. Credentials of one group share one. */
export function hrefOf(id: string): string {
  const { library } = app();
  if (library.licenses.has(id)) return `/licenses/${id}`;
  const group = [...library.credentials.values()].find((c) => c.members.some((m) => m.id === id));
  return `/credentials/${group?.id ?? id}`;
}

/** Who can have approved an activity: the bodies and states with a rule, those of the person first. */
export function approvers(held: readonly string[]): { value: string; label: string }[] {
  const { library } = app();
  const rules = [...library.continuing.values()];
  const own = new Set(rules.filter((r) => r.holders.some((id) => held.includes(id))).map((r) => r.of));
  const all = [...new Set(rules.map((r) => r.of))];
  const nameOf = (of: string) => library.bodies.get(of)?.short ?? library.jurisdictions.get(of)?.name ?? of;
  return all
    .map((of) => ({ value: of, label: nameOf(of) }))
    .sort((a, b) => Number(own.has(b.value)) - Number(own.has(a.value)) || (a.label < b.label ? -1 : 1));
}

/** What is still missing, in words: `7 contact hours: 1 in hematology and 6 in anything that counts`. */
function missingText({ unit, missing, verdict }: Standing): string | null {
  if (!missing.total) return null;
  const parts = missing.needs.map((need) => `${amountText(unit, need.amount)} in ${need.name}`);
  if (parts.length > 0 && missing.any) parts.push(`${amountText(unit, missing.any)} in anything that counts`);
  const all = `${verdict === 'unknown' ? 'up to ' : ''}${amountText(unit, missing.total)}`;
  return parts.length > 0 ? `${all}: ${listed(parts)}` : all;
}

/** What must still be done, by when and for which, the nearest first. */
export const todo = ({ ledger }: Person) =>
  ledger.standings
    .flatMap((s) => {
      const missing = missingText(s);
      return s.verdict === 'met' || (missing === null && s.verdict !== 'unknown')
        ? []
        : [
            {
              id: s.holding,
              name: s.name,
              href: `#${anchorOf(s)}`,
              due: s.due,
              verdict: s.verdict,
              missing,
              overdue: s.due !== null && s.due < ledger.on,
            },
          ];
    })
    .sort((a, b) => ((a.due ?? '9999') < (b.due ?? '9999') ? -1 : 1));

export const anchorOf = (s: Standing): string => s.holding.replace(/\W+/g, '-').replace(/-$/, '');

export function standingView(s: Standing, activities: readonly Named[]) {
  const { library } = app();
  const rule = library.continuing.get(s.rule)!;
  const ask = askOf(library, rule);
  const title = (id: string) => activities.find((a) => a.id === id)?.title ?? null;
  const left = Map.groupBy(s.left, (l) => `${l.sure} ${l.why.map((w) => w.text).join(' ')}`);
  return {
    anchor: anchorOf(s),
    name: s.name,
    href: hrefOf(s.id),
    rule: rule.id,
    verdict: s.verdict,
    confidence: s.confidence,
    lapsed: s.lapsed,
    period: s.period && `${longDate(s.period.from)} to ${longDate(s.period.to)}`,
    ask,
    parts: s.proof.parts,
    counted: [...Map.groupBy(s.counted, (c) => c.activity)].map(([id, amounts]) => ({
      title: title(id) ?? id,
      amounts: listed(amounts.map((c) => `${amountText(s.unit, c.amount)}${c.name ? ` in ${c.name}` : ''}`)),
    })),
    left: [...left.values()].map((group) => ({
      sure: group[0]!.sure,
      what: listed(
        group.map(
          (l) =>
            `“${title(l.activity) ?? l.activity}”${l.amount === null ? '' : ` (${amountText(s.unit, l.amount)})`}`,
        ),
      ),
      why: group[0]!.why.map(({ text, cite }) => ({ text, cite })),
    })),
    questions: s.verdict === 'unknown' ? s.ask.map((q) => askText(q, { body: ask.name, title })) : [],
  };
}

/** One activity of the table, and what it counted for. */
export function activityView(activity: KeptActivity, { ledger }: Person) {
  const rules = rulesOf(app().library);
  const names = new Map(approvers([]).map(({ value, label }) => [value, label]));
  const counted = ledger.standings.filter((s) => s.counted.some((c) => c.activity === activity.id));
  return {
    id: activity.id,
    title: activity.title,
    provider: activity.provider ?? null,
    date: longDate(activity.date),
    amount: [
      activity.hours === undefined ? '' : `${activity.hours} ${activity.hours === 1 ? 'hour' : 'hours'}${activity.minutesPerHour ? ` of ${activity.minutesPerHour} minutes` : ''}`,
      activity.points === undefined ? '' : `${activity.points} ${activity.points === 1 ? 'point' : 'points'}`,
    ].filter(Boolean).join(', '),
    areas: activity.areas?.map(areaName).join(', ') ?? null,
    kind: activity.kind ? kindName(activity.kind) : null,
    approved: activity.accreditation ? activity.accreditation.map((of) => names.get(of) ?? of).join(', ') || 'nobody' : null,
    counts: counted.map((s) => rules.get(s.id)!.name),
  }; // prettier-ignore
}
