import type { OwnFigures, Plan, Used } from '#pathways/index.ts';

/** A figure that plans are computed with, ready to be shown and changed. */
export type Figure = {
  key: string;
  /** The program, rule or job it belongs to. */
  of: string;
  what: string;
  unit: string;
  amount: number;
  from: Used['from'];
  note: string;
  cite: { source: string }[];
};

const KINDS: { [figure: string]: [what: string, unit: string, most: number] } = {
  months: ['Length', 'months', 240],
  leadWeeks: ['From applying to the first day', 'weeks', 520],
  studyHoursPerWeek: ['Classes and study', 'hours a week', 100],
  practicumHoursPerWeek: ['Unpaid hours in a laboratory', 'hours a week', 100],
  serviceMonths: ['From the first day to the end of the service', 'months', 240],
  workHoursPerWeek: ['Paid work', 'hours a week', 100],
  costUsd: ['Price', 'dollars', 1_000_000],
  feeUsd: ['Fee', 'dollars', 100_000],
  examFeeUsd: ['Fee of an exam', 'dollars', 100_000],
  licenseFeeUsd: ['Fee of a license', 'dollars', 100_000],
  renewalFeeUsd: ['Fee of a renewal', 'dollars', 100_000],
  renewalUsd: ['To renew', 'dollars', 100_000],
  weeks: ['From application to answer', 'weeks', 520],
  examWeeks: ['From exam application to result', 'weeks', 520],
  licenseWeeks: ['From application to license', 'weeks', 520],
  jobWeeks: ['To find a job', 'weeks', 520],
  studyHoursPerCredit: ['Study for one semester hour', 'hours a week', 40],
  termMonths: ['Length of a term', 'months', 24],
  creditsPerTerm: ['Courses a term', 'semester hours', 60],
};

/** The figures of some plans, each once: first those assumed, then the person's own, then the cited ones. */
export function figuresOf(plans: readonly Plan[], nameOf: (id: string) => string): Figure[] {
  const order = ['assumed', 'own', 'cited'];
  const once = new Map<string, Figure>();
  for (const step of plans.flatMap((p) => p.steps))
    for (const f of step.figures) {
      const [source = '', name = ''] = f.key.split('.');
      const [what, unit] = KINDS[name] ?? [name, ''];
      const perHour = name === 'costUsd' && step.kind === 'courses' && /^courses?-/.test(source);
      once.set(f.key, {
        key: f.key,
        of: source === 'assumptions' ? 'For every plan' : nameOf(source),
        what: perHour ? 'Price of one semester hour' : what,
        unit,
        amount: f.amount,
        from: f.from,
        note: f.note,
        cite: f.cite.map((id) => ({ source: id })),
      });
    }
  return [...once.values()].sort((a, b) => order.indexOf(a.from) - order.indexOf(b.from));
}

export type OwnRead = { own: OwnFigures } | { wrong: { [key: string]: string } };

/** The person's figures with a sent form taken in: a number is kept, an empty field goes back to ours. */
export function readOwn(sent: Iterable<readonly [string, unknown]>, own: OwnFigures): OwnRead {
  const next = { ...own };
  const wrong: { [key: string]: string } = {};
  for (const [name, value] of sent) {
    const [, key, figure = ''] = /^own:([a-z0-9-]+\.([a-zA-Z]+))$/.exec(name) ?? [];
    const kind = KINDS[figure];
    if (!key || !kind) continue;
    const text = String(value).trim().replaceAll(/[$,]/g, '');
    const amount = Number(text);
    if (text === '') delete next[key];
    else if (!/^\d+(\.\d+)?$/.test(text) || amount > kind[2])
      wrong[key] =
        `${kind[0]}: write a number from 0 to ${kind[2].toLocaleString('en-US')}, or leave it empty.`;
    else next[key] = amount;
  }
  return Object.keys(wrong).length > 0 ? { wrong } : { own: next };
}
