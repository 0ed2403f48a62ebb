import type { Confidence, Credential, License } from '#content/index.ts';
import { isoOf } from '#kernel/dates.ts';
import type { Goal } from '../rulebook.ts';
import { afterWeeks } from './calendar.ts';
import { NOTHING, type Option } from './option.ts';
import { expiryOf, renewingOf } from './renewing.ts';
import { citedBy, figure, shown, type Situation, type Used } from './situation.ts';

/** The exam of a credential: application, test and result, at the fee on file. */
export function examOption(s: Situation, goal: Goal): Option {
  const { fees, processing } = goal.entry as Credential;
  return granting(s, goal, {
    key: `exam:${goal.id}`,
    kind: 'exam',
    name: `Apply for and pass ${goal.short}`,
    gives: 'credentials',
    weeks: processingWeeks(s, goal.id, processing, 'examWeeks'),
    fee: feeOf(s, goal.id, fees.application, 'examFeeUsd'),
  });
}

/** The application for a license, with the fees that come first. */
export function licenseOption(s: Situation, goal: Goal): Option {
  const { fees, processing } = goal.entry as License;
  const first = ['initial', 'application_total', 'applicationTotal', 'application-total', 'application']
    .map((k) => fees[k])
    .find((f) => f && f.value !== null);
  return granting(s, goal, {
    key: `license:${goal.id}`,
    kind: 'application',
    name: `Apply for the ${goal.name}`,
    gives: 'licenses',
    weeks: processingWeeks(s, goal.id, processing, 'licenseWeeks'),
    fee: feeOf(s, goal.id, first, 'licenseFeeUsd'),
  });
}

type Granting = Pick<Option, 'key' | 'kind' | 'name'> & {
  gives: 'credentials' | 'licenses';
  weeks: Used;
  fee: Used;
};

/** What is applied for and then held until it expires. */
function granting(s: Situation, goal: Goal, { gives, weeks, fee, ...named }: Granting): Option {
  return {
    ...NOTHING,
    ...named,
    source: goal.id,
    qualify: goal,
    after: [],
    startOn: (day) => day,
    endOf: (start) => afterWeeks(start, weeks.amount),
    costUsd: fee.amount,
    adds: (_start, end) => ({
      [gives]: [{ id: goal.id, issued: isoOf(end), expires: expiryOf(goal, end) }],
    }),
    renews: renewingOf(s, goal),
    figures: shown([weeks, fee]),
    cite: citedBy([weeks, fee]),
  };
}

type Processing = { value: { low: number; high: number } | null; cite: { source: string }[] } | undefined;

function processingWeeks(
  s: Situation,
  id: string,
  processing: Processing,
  fallback: 'examWeeks' | 'licenseWeeks',
): Used {
  const key = `${id}.weeks`;
  const range = processing?.value;
  if (s.own[key] !== undefined) return figure(s.own, key, undefined);
  if (!range) return figure(s.own, `assumptions.${fallback}`, s.library.assumptions[fallback]);
  // Plans take the longer figure: a plan that hopes for the shorter one is late half of the time.
  return {
    amount: range.high,
    from: 'cited',
    key,
    note: `${range.low} to ${range.high} weeks`,
    cite: processing.cite.map((c) => c.source),
  };
}

type Fee = {
  value: number | { [kind: string]: number } | null;
  cite: { source: string }[];
  confidence?: Confidence | undefined;
  note?: string | undefined;
};

function feeOf(
  s: Situation,
  id: string,
  fee: Fee | undefined,
  fallback: 'examFeeUsd' | 'licenseFeeUsd',
): Used {
  const key = `${id}.feeUsd`;
  // Of several amounts for several kinds of applicants the highest: a plan must not come out dearer than it said.
  const value =
    typeof fee?.value === 'number' ? fee.value : fee?.value ? Math.max(...Object.values(fee.value)) : null;
  if (value !== null)
    return figure(s.own, key, { value, cite: fee?.cite ?? [], confidence: fee?.confidence, note: fee?.note });
  return s.own[key] !== undefined
    ? figure(s.own, key, undefined)
    : figure(s.own, `assumptions.${fallback}`, s.library.assumptions[fallback]);
}
