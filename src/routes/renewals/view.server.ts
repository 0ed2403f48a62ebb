import type { Confidence } from '#content/index.ts';
import { mustDay, readDate } from '#kernel/dates.ts';
import { listed } from '#kernel/names.ts';
import { longDate } from '#kernel/when.ts';
import { amountText, areaName, askText, kindName, type Ledger, type Standing } from '#renewals/index.ts';
import { weaker } from '#pathways/index.ts';
import type { KeptActivity } from '#renewals/store.server.ts';
import { app } from '../../app.server.ts';
import { askOf } from './ask.server.ts';

/** Where a holding has its own page. Credentials of one group share one. */
export function hrefOf(id: string): string {
  const { library } = app();
  if (library.licenses.has(id)) return `/licenses/${id}`;
  const group = [...library.credentials.values()].find((c) => c.members.some((m) => m.id === id));
  return `/credentials/${group?.id ?? id}`;
}

/** A body or a state that approves activities, by its short name. */
export const approverName = (of: string): string =>
  app().library.bodies.get(of)?.short ?? app().library.jurisdictions.get(of)?.name ?? of;

/** Who can have approved an activity: the bodies and states with a rule, those of the person first. */
export function approvers(held: readonly string[]): { value: string; label: string }[] {
  const { library } = app();
  const rules = [...library.continuing.values()];
  const own = new Set(rules.filter((r) => r.holders.some((id) => held.includes(id))).map((r) => r.of));
  const all = [...new Set(rules.map((r) => r.of))];
  return all
    .map((of) => ({ value: of, label: approverName(of) }))
    .sort((a, b) => Number(own.has(b.value)) - Number(own.has(a.value)) || (a.label < b.label ? -1 : 1));
}

export const anchorOf = (s: Standing): string => s.holding.replace(/\W+/g, '-').replace(/-$/, '');

/** So many lines of a list are shown; a career of activities would bury the rest of the page. */
const MOST_LINES = 40;
const MOST_QUESTIONS = 12;

/** `“A” (2 points), “B” and 17 more`. */
function activitiesText(names: readonly string[]): string {
  const most = 12;
  return names.length > most + 1
    ? listed([...names.slice(0, most), `${names.length - most} more`])
    : listed(names);
}

export function standingView(s: Standing, titles: ReadonlyMap<string, string>) {
  const { library } = app();
  const rule = library.continuing.get(s.rule)!;
  const ask = askOf(library, rule);
  const title = (id: string) => titles.get(id) ?? null;
  const left = Map.groupBy(s.left, (l) => `${l.sure} ${l.why.map((w) => w.text).join(' ')}`);
  const closed = s.stopped !== null || (s.lapsedOn !== null && s.period === null);
  // What is only remembered decides nothing: it stands apart, once something else is there to be read.
  const decided = s.proof.parts.filter((part) => part.confidence !== 'unverified');
  const parts = closed ? [] : decided.length > 0 ? decided : s.proof.parts;
  const counted = [...Map.groupBy(s.counted, (c) => c.activity)];
  const known = s.verdict === 'unknown' && !closed;
  return {
    anchor: anchorOf(s),
    name: s.name,
    href: hrefOf(s.id),
    rule: rule.id,
    verdict: s.verdict,
    /** The weakest of what is shown. */
    confidence: parts.reduce<Confidence>((least, part) => weaker(least, part.confidence), 'verified'),
    lapsed: s.lapsedOn && longDate(s.lapsedOn),
    stopped: s.stopped,
    closed,
    period: s.period && `${longDate(s.period.from)} to ${longDate(s.period.to)}`,
    counts: s.unit === 'point' ? 'Points' : 'Hours',
    ask,
    parts,
    remembered: decided.length > 0 && !closed ? s.proof.parts.filter((part) => !decided.includes(part)) : [],
    counted: counted.slice(0, MOST_LINES).map(([id, amounts]) => ({
      id,
      title: title(id) ?? id,
      amounts: listed(amounts.map((c) => `${amountText(s.unit, c.amount)}${c.name ? ` in ${c.name}` : ''}`)),
    })),
    countedIn: counted.length,
    left: [...left.values()].map((group) => ({
      sure: group[0]!.sure,
      what: activitiesText(
        group.map(
          (l) =>
            `“${title(l.activity) ?? l.activity}”${l.amount === null ? '' : ` (${amountText(s.unit, l.amount)})`}`,
        ),
      ),
      why: group[0]!.why.map(({ text, cite }) => ({ text, cite })),
    })),
    leftIn: new Set(s.left.map((l) => l.activity)).size,
    questions: known ? activityQuestions(s.ask, ask.name, title) : [],
  };
}

/** What would settle an answer, in words; of many questions of one kind the first few. */
function activityQuestions(
  asks: readonly string[],
  body: string,
  title: (id: string) => string | null,
): string[] {
  const words = asks.map((ask) => askText(ask, { body, title }));
  const more = words.length - MOST_QUESTIONS;
  return more > 1 ? [...words.slice(0, MOST_QUESTIONS), `${more} more of that kind`] : words;
}

/** What every activity counts for, by its id: the short names of those it counts for, and whether more may follow. */
export function countedBy(ledger: Ledger): (id: string) => { names: string[]; open: boolean } {
  const { library } = app();
  const names = new Map<string, Set<string>>();
  const open = new Set<string>();
  for (const s of ledger.standings) {
    const short = library.licenses.has(s.id) ? approverName(library.continuing.get(s.rule)!.of) : s.name;
    for (const { activity } of s.counted) names.set(activity, (names.get(activity) ?? new Set()).add(short));
    for (const { activity, sure } of s.left) if (!sure) open.add(activity);
  }
  return (id) => ({ names: [...(names.get(id) ?? [])], open: open.has(id) });
}

/** One activity of the table, and what it counted for. */
export function activityView(
  activity: KeptActivity,
  counted: ReturnType<typeof countedBy>,
  proof: readonly { id: string; name: string }[],
  on: string,
) {
  const { hours, minutesPerHour: minutes, points } = activity;
  const worth = [
    hours === undefined ? '' : `${hours} ${hours === 1 ? 'hour' : 'hours'}${minutes ? ` of ${minutes} minutes` : ''}`,
    points === undefined ? '' : `${points} ${points === 1 ? 'point' : 'points'}`,
  ]; // prettier-ignore
  return {
    id: activity.id,
    title: activity.title,
    provider: activity.provider ?? null,
    date: longDate(activity.date),
    planned: readDate(activity.date)!.earliest > mustDay(on),
    amount: worth.filter(Boolean).join(', '),
    areas: activity.areas?.map(areaName).join(', ') ?? null,
    kind: activity.kind ? kindName(activity.kind) : null,
    approved: activity.accreditation ? activity.accreditation.map(approverName).join(', ') || 'nobody' : null,
    counts: counted(activity.id),
    proof: proof.map(({ id, name }) => ({ id, name })),
  };
}
