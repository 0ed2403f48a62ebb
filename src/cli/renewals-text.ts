import type { Library } from '#content/index.ts';
import { listed } from '#kernel/names.ts';
import {
  amountText,
  areaName,
  askText,
  missingText,
  type Deadline,
  type Ledger,
  type Named,
  type Standing,
} from '#renewals/index.ts';
import { sourceLine } from './assess-text.ts';
import type { Surroundings } from './command.ts';
import { paints, sureText, verdictText, wrap, type Paint } from './text.ts';

type View = {
  ledger: Ledger;
  days: readonly Deadline[];
  activities: readonly Named[] | null;
  library: Library;
  around: Surroundings;
};

const INDENT = ' '.repeat(12);

/** What is still to do first, then each holding with what counted and what did not, then the days to keep. */
export function renewalsText(view: View): string {
  const { ledger, days, around } = view;
  const paint = paints(around.color);
  const lines = [`Renewals on ${ledger.on}`, '', paint.bold('What you must still do'), ...todo(view)];
  if (ledger.standings.length > 0) lines.push('', paint.bold('What you hold'));
  for (const s of ledger.standings) lines.push(...standingLines(s, view, paint));
  for (const { id } of ledger.uncovered)
    lines.push(
      wrap(
        `${id}: no rule on continuing education is on file. Ask whoever issued it.`,
        around.columns,
        '',
        INDENT,
      ),
    );
  if (days.length > 0) lines.push('', paint.bold('Days to keep'));
  for (const d of days)
    lines.push(wrap(`${d.on}  ${d.what}${d.overdue ? ' (past)' : ''}`, around.columns, '  ', INDENT));
  const cited = new Set(
    ledger.standings.flatMap((s) => s.proof.parts.flatMap((p) => p.cite.map((c) => c.source))),
  );
  if (cited.size > 0) lines.push('', paint.bold('Sources'));
  return `${[...lines, ...[...cited].map((id) => sourceLine(id, view.library, around.columns))].join('\n')}\n`;
}

function todo({ ledger, around, activities }: View): string[] {
  const say = (text: string) => wrap(text, around.columns, '  ', INDENT);
  if (activities === null) return [say('What you have done is not told; name a file with --activities.')];
  const open = ledger.standings
    .filter((s) => s.missing.total !== null && s.missing.total > 0)
    .sort((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1));
  const next = ledger.next && [
    say(
      `Next best: ${listed(ledger.next.areas.map(areaName).slice(0, 4), 'or')}${ledger.next.areas.length > 4 ? ' and the like' : ''}. It counts for ${listed([...new Set(ledger.next.gains.map(({ id }) => id))])}.`,
    ),
  ];
  if (open.length === 0) return [say('Nothing that is known is missing.'), ...(next ?? [])];
  return [
    ...open.map((s) =>
      say(`${s.due ?? (s.lapsedOn ? 'lapsed' : 'no day told')}  ${s.name}: ${missingText(s)}`),
    ),
    ...(next ?? []),
  ];
}

function standingLines(s: Standing, { activities, library, around }: View, paint: Paint): string[] {
  const say = (text: string) => wrap(text, around.columns, INDENT, `${INDENT}  `);
  const title = (id: string) => activities?.find((a) => a.id === id)?.title ?? null;
  const lines = [
    `${verdictText(s.verdict, paint)} ${paint.bold(s.name)}  ${paint.dim(s.id)}`,
    say(
      `${s.period ? `${s.period.from} to ${s.period.to}` : s.lapsedOn ? `lapsed on ${s.lapsedOn}` : s.stopped ? s.stopped : 'its days are not known'}; ${sureText[s.confidence]}`,
    ),
    ...s.proof.parts.map((p) =>
      say(
        `${p.verdict}: ${p.need}${p.found ? `: ${p.found}` : ''}${p.confidence === 'verified' ? '' : `, ${sureText[p.confidence]}`}${p.cite.length > 0 ? ` [${p.cite.map((c) => c.source).join(', ')}]` : ''}`,
      ),
    ),
  ];
  for (const [activity, amounts] of Map.groupBy(s.counted, (c) => c.activity))
    lines.push(
      say(
        `counts: “${title(activity)}” ${listed(amounts.map((c) => `${amountText(s.unit, c.amount)}${c.name ? ` in ${c.name}` : ''}`))}`,
      ),
    );
  for (const [why, left] of Map.groupBy(s.left, (l) => `${l.sure} ${l.why.map((w) => w.text).join(' ')}`)) {
    const named = left.map(
      (l) => `“${title(l.activity)}”${l.amount === null ? '' : ` ${amountText(s.unit, l.amount)}`}`,
    );
    const text = why.slice(why.indexOf(' ') + 1);
    lines.push(say(`${left[0]!.sure ? 'does not count' : 'may count'}: ${listed(named)}. ${text}`));
  }
  if (s.verdict === 'unknown') {
    const names = { body: bodyOf(s.rule, library), title };
    lines.push(say(`→ ${s.ask.map((ask) => askText(ask, names)).join('; ')}`));
  }
  return lines;
}

function bodyOf(rule: string, library: Library): string {
  const { of } = library.continuing.get(rule)!;
  return library.bodies.get(of)?.name ?? library.jurisdictions.get(of)?.ask.name ?? of;
}
