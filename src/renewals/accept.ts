import type { Continuing, SubjectArea } from '#content/index.ts';
import type { Day } from '#kernel/dates.ts';
import { MET, UNKNOWN, UNMET, least, most, type V } from '#pathways/index.ts';
import type { Named } from './activity.ts';
import { amountOf, type Amount } from './amount.ts';
import {
  amountReason,
  askKind,
  decides,
  length,
  provider,
  refusedKind,
  timing,
  type Check,
  type Reason,
} from './checks.ts';
import type { Period } from './period.ts';
import { subjects } from './subject.ts';

/** An activity under a rule: what it is worth, whether it counts at all, and whether in each area. */
export type Accepted = {
  activity: Named;
  amount: Amount;
  counts: V;
  /** Whether its hours count in a need for any of these areas. */
  within: (areas: readonly SubjectArea[], approved: boolean) => V;
  /** The cap its kind falls under: its place, none, or not known. */
  cap: number | null | 'untold';
  reasons: Reason[];
};

/** Judges one activity under a rule in a period, as of a day. */
export function accept(rule: Continuing, period: Period, activity: Named, on: Day): Accepted {
  const approved = activity.accreditation?.includes(rule.of) ?? false;
  const amount = amountOf(rule, activity);
  const subject = subjects(rule, activity, approved);
  const whose = provider(rule, activity, approved);
  const checks = [timing(period, activity, on), refusedKind(rule, activity), length(rule, activity), whose];
  const base = checks.reduce<V>((v, check) => least(v, check.v), MET);
  const own = activity.areas ?? null;
  const whole = own === null ? subject.untold : own.reduce<V>((v, area) => most(v, subject.of(area)), UNMET);
  const counts = least(base, whole);
  // Where neither whose hours count is on file nor which subjects do, one sentence is enough.
  const said = whose.v === MET || subject.onFile;
  const open: Check[] = [...checks, ...(said ? [{ v: whole, reason: subject.reason }] : [])];
  const cap = rule.caps.length === 0 ? null : capOf(rule, activity);
  const reasons = open.flatMap(({ v, reason }) => (v === counts && v !== MET && reason ? [reason] : []));
  if (counts !== UNMET && amount.ask !== null) reasons.push(amountReason(rule, activity, amount));
  if (counts !== UNMET && cap === 'untold') reasons.push(askKind(activity));
  return {
    activity,
    amount,
    counts,
    cap,
    reasons,
    within: (areas, needsApproval) => {
      const v = own === null
        ? least(subject.untold, UNKNOWN)
        : own.filter((a) => areas.includes(a)).reduce<V>((v, area) => most(v, subject.of(area)), UNMET); // prettier-ignore
      return least(base, needsApproval && !approved ? least(v, UNKNOWN) : v);
    },
  };
}

function capOf(rule: Continuing, { kind }: Named): number | null | 'untold' {
  if (kind === undefined) return 'untold';
  const place = rule.caps.findIndex((cap) => decides(cap.most) && cap.kinds.includes(kind));
  return place < 0 ? null : place;
}
