import type { Library } from '#content/index.ts';
import { dayOf, mustDay, partsOf } from '#kernel/dates.ts';
import { counted } from '#kernel/names.ts';
import type { Frontier, Plan, Rulebook, Step } from '#pathways/index.ts';
import { sourceLine } from './assess-text.ts';
import type { Surroundings } from './command.ts';
import { columns, dollars, paints, sureText, wrap, type Paint } from './text.ts';
import { bodyOf } from './words.ts';

/** What is not known yet, the plans side by side, then each as a timeline, then what they rest on. */
export function planText(
  found: Frontier,
  open: readonly string[],
  book: Rulebook,
  library: Library,
  around: Surroundings,
): string {
  const paint = paints(around.color);
  const confirm = (rule: string) => (book.goals.has(rule) ? bodyOf(book.goals.get(rule)!, library) : rule);
  const lines = [paint.bold(`From ${found.on} to ${found.target.name}`), ''];
  if (found.reached)
    return `${[...lines, 'You meet this already. To see the proof: benchpath assess RECORD --for ID'].join('\n')}\n`;
  for (const text of open) lines.push(wrap(text, around.columns), '');
  if (!found.complete)
    lines.push(
      wrap(
        'The search was cut short: any plan shown holds, but a better one may be missing, or one at all. Set a budget and hours a week.',
        around.columns,
        '',
        '',
      ),
      '',
    );
  if (found.plans.length === 0) {
    lines.push(
      found.complete ? 'No plan reaches it.' : 'No plan was found.',
      ...found.why.map((w) => wrap(`- ${w.what}`, around.columns, '  ', '    ')),
    );
    lines.push(
      ...cited(
        found.why.flatMap((w) => ('cite' in w ? w.cite : [])),
        library,
        around,
        paint,
      ),
    );
    return `${lines.join('\n')}\n`;
  }
  lines.push(
    `${found.plans.length === 1 ? 'One plan is' : `${found.plans.length} plans are`} beaten by no other on time, dollars out of pocket and ten-year net pay.`,
    '',
  );
  const head = ['plan', 'done on', 'months', 'you pay', 'net pay, ten years', 'rests on facts that are'];
  const rows = found.plans.map((p, i) => [
    `${i + 1}`,
    p.goalOn,
    `${p.months}`,
    dollars(p.costUsd),
    dollars(p.netPayUsd),
    sureText[p.confidence],
  ]);
  lines.push(...columns([head, ...rows], [0, 2, 3, 4]));
  found.plans.forEach((plan, i) =>
    lines.push('', ...timeline(plan, i + 1, found.on, around, paint, confirm)),
  );
  const steps = found.plans.flatMap((p) => p.steps);
  lines.push(
    ...assumptions(steps, around, paint),
    ...cited(
      steps.flatMap((s) => s.cite),
      library,
      around,
      paint,
    ),
  );
  return `${lines.join('\n')}\n`;
}

function timeline(
  plan: Plan,
  number: number,
  on: string,
  around: Surroundings,
  paint: Paint,
  confirm: (rule: string) => string,
): string[] {
  const width = Math.min(48, around.columns - 32);
  const [first, last] = [mustDay(on), Math.max(mustDay(plan.goalOn), mustDay(on) + 1)];
  const place = (day: number) =>
    Math.max(0, Math.min(width, Math.round(((day - first) / (last - first)) * width)));
  const bar = (s: Step) => {
    const from = Math.min(place(mustDay(s.from)), width - 1);
    const until = Math.max(from + 1, place(mustDay(s.to) + 1));
    return (
      paint.dim('·'.repeat(from)) +
      paint.cyan('█'.repeat(until - from)) +
      paint.dim('·'.repeat(width - until))
    );
  };
  const lines = [
    paint.bold(
      `Plan ${number}: ${counted(plan.months, 'month')}, you pay ${dollars(plan.costUsd)}, ten-year net pay ${dollars(plan.netPayUsd)}`,
    ),
  ];
  lines.push(`  ${years(first, last, width, place)}`);
  for (const s of plan.steps) {
    const money = [s.costUsd > 0 ? `pay ${dollars(s.costUsd)}` : '', s.payUsd > 0 ? earned(s) : '']
      .filter(Boolean)
      .join(', ');
    const hours = [
      s.studyHoursPerWeek ? `${Math.round(s.studyHoursPerWeek)} h study` : '',
      s.practicumHoursPerWeek ? `${Math.round(s.practicumHoursPerWeek)} h unpaid at a bench` : '',
      s.workHoursPerWeek ? `${Math.round(s.workHoursPerWeek)} h work` : '',
    ].filter(Boolean);
    lines.push(`  ${bar(s)}  ${s.from} to ${s.to}`);
    lines.push(
      wrap(
        [
          `${paint.bold(s.name)}`,
          money,
          s.service ? 'full-time duty' : '',
          hours.length > 0 && !s.service ? `${hours.join(', ')} a week` : '',
        ]
          .filter(Boolean)
          .join('; '),
        around.columns,
        '    ',
      ),
    );
    if (s.service)
      lines.push(wrap(`! ${s.service.confirm} Ask ${s.service.ask}.`, around.columns, '      ', '        '));
    for (const text of s.serves) lines.push(wrap(`for ${text}`, around.columns, '      ', '        '));
    const sources = s.cite.length > 0 ? `[${s.cite.join(', ')}]` : '';
    const sure =
      s.confidence === 'verified'
        ? ''
        : `${sureText[s.confidence]}${s.pathway ? `: confirm with ${confirm(s.pathway.split('/')[0]!)}` : s.service ? `: confirm with ${s.service.ask}` : ''}`;
    if (sources || sure)
      lines.push(paint.dim(wrap([sure, sources].filter(Boolean).join(' '), around.columns, '      ')));
  }
  // What is used must still hold on the day on which the step begins, not on the day on which it ends.
  for (const d of plan.deadlines)
    lines.push(wrap(`! begin by ${d.on}: ${d.what}`, around.columns, '  ', '    '));
  return lines;
}

/** A job pays from its first day on, which is after the days that the step takes to find it. */
const earned = ({ kind, payUsd }: Step): string =>
  kind === 'job'
    ? `earn ${dollars(payUsd)} once found, until a better job or the goal`
    : `earn ${dollars(payUsd)}`;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A ruler: the years where they begin, and in a short plan the months. Words that would touch are left out. */
function years(first: number, last: number, width: number, place: (day: number) => number): string {
  const ruler = Array.from({ length: width }, () => ' ');
  const write = (at: number, text: string) => {
    const free = ruler.slice(Math.max(0, at - 1), at + text.length + 1).every((c) => c === ' ');
    if (free && at + text.length <= width) [...text].forEach((c, i) => (ruler[at + i] = c));
  };
  const start = partsOf(first);
  const months = (partsOf(last).year - start.year) * 12 + partsOf(last).month - start.month;
  write(0, months > 15 ? `${start.year}` : `${MONTHS[start.month - 1]} ${start.year}`);
  for (let m = start.month; m <= start.month - 1 + months; m++) {
    const [year, month] = [start.year + Math.floor(m / 12), m % 12];
    if (month === 0) write(place(dayOf(year, 1, 1)), `${year}`);
    else if (months <= 15) write(place(dayOf(year, month + 1, 1)), MONTHS[month]!);
  }
  return ruler.join('').trimEnd();
}

function assumptions(steps: readonly Step[], around: Surroundings, paint: Paint): string[] {
  const figures = new Map(
    steps
      .flatMap((s) => s.figures)
      .filter((f) => f.from === 'assumed')
      .map((f) => [f.key, f]),
  );
  if (figures.size === 0) return [];
  return [
    '',
    paint.bold('Assumed, because no figure is on file; ask your school, the board or an employer'),
    ...[...figures.values()].map((f) =>
      wrap(`${f.key}: ${f.amount}. ${f.note}`, around.columns, '  ', '      '),
    ),
  ];
}

function cited(ids: readonly string[], library: Library, around: Surroundings, paint: Paint): string[] {
  const once = [...new Set(ids)].sort();
  return once.length === 0
    ? []
    : ['', paint.bold('Sources'), ...once.map((id) => sourceLine(id, library, around.columns))];
}
