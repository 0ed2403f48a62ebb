import type { Citation, Continuing, Fact } from '#content/index.ts';
import { isoOf, readDate, type Day } from '#kernel/dates.ts';
import { longDate } from '#kernel/when.ts';
import { MET, UNKNOWN, UNMET, between, least, type V } from '#pathways/index.ts';
import type { Named } from './activity.ts';
import type { Amount } from './amount.ts';
import { inside, touches, type Period } from './period.ts';

/** Why hours do not count, or may not. `ask` = what would settle it, where that is open. */
export type Reason = {
  kind: 'date' | 'planned' | 'refused' | 'short' | 'subject' | 'provider' | 'kind' | 'amount' | 'period' | 'surplus' | 'cap' | 'waived';
  text: string;
  cite: Citation[];
  ask?: string;
}; // prettier-ignore

/** A fact that may decide: known, and not from memory. */
export const decides = <T>(fact: Fact<T> | undefined): fact is Fact<T> & { value: T } =>
  fact !== undefined && fact.value !== null && fact.confidence !== 'unverified';

/** Nothing on file says what would bring it back. */
export const isClosed = (period: Period, rule: Continuing): boolean =>
  period.kind === 'stopped' || (period.kind === 'lapsed' && !decides(rule.lapsed));

/** How a holding that is closed stands, in words. */
export const closedText = (period: Period): string =>
  period.kind === 'stopped' ? `it is ${period.status}` : 'it has lapsed';

/** One thing that an activity must pass, and what to say where it does not, or may not. */
export type Check = { v: V; reason?: Reason };
const fine: Check = { v: MET };

const dayText = (day: Day): string => longDate(isoOf(day));

/** Was it finished in the period, and by the day? */
export function timing(period: Period, activity: Named, on: Day): Check {
  const date = readDate(activity.date)!;
  const done = between(date.latest <= on, date.earliest <= on);
  if (done === UNMET)
    return {
      v: UNMET,
      reason: {
        kind: 'planned',
        text: `Still to come on ${dayText(on)}; what is planned does not count.`,
        cite: [],
      },
    };
  if (period.kind === 'endless' || period.kind === 'stopped') return fine;
  if (period.kind === 'untold')
    return {
      v: UNKNOWN,
      reason: {
        kind: 'period',
        text: 'The days whose hours count are not known.',
        cite: [],
        ask: period.ask[0]!,
      },
    };
  const [sure, possible] =
    period.kind === 'lapsed' ? [period.days, period.days] : [period.sure, period.possible];
  if (!sure || !possible) return fine;
  const v = least(done, between(inside(date, sure), touches(date, possible)));
  if (v === MET) return fine;
  if (v === UNKNOWN) {
    const text = `Whether its day lies between ${dayText(possible.from)} and ${dayText(possible.to)}, when hours count, is not sure.`;
    return {
      v,
      reason: {
        kind: 'period',
        text,
        cite: [],
        ask:
          period.kind === 'open' && period.issued === null ? `${period.path}.issued` : `${activity.id}.date`,
      },
    };
  }
  const before = date.latest < possible.from;
  const text = before
    ? `Finished before ${dayText(possible.from)}, when the period began.`
    : `Finished after ${dayText(possible.to)}, when the period ended; may count for the next one.`;
  return { v, reason: { kind: 'date', text, cite: [] } };
}

/** Is it a kind of activity that the rule refuses? */
export function refusedKind({ accepts }: Continuing, activity: Named): Check {
  let worst: Check = fine;
  for (const { kinds, from, what } of accepts.refuses) {
    if (!kinds || what.value === null) continue;
    if (activity.kind !== undefined && !kinds.includes(activity.kind)) continue;
    const date = readDate(activity.date)!;
    const begins = from === null ? -Infinity : readDate(from)!.earliest;
    if (date.latest < begins) continue;
    const sure = activity.kind !== undefined && date.earliest >= begins && decides(what);
    if (sure) return { v: UNMET, reason: { kind: 'refused', text: what.value, cite: what.cite } };
    const untold = activity.kind === undefined;
    const ask = untold
      ? `${activity.id}.kind`
      : decides(what)
        ? `${activity.id}.date`
        : 'ask:the body that owns the rule';
    const text = `${what.value} ${untold ? 'What kind of activity this was is not told.' : 'Whether that holds here is not sure.'}`;
    worst = { v: UNKNOWN, reason: { kind: 'kind', text, cite: what.cite, ask } };
  }
  return worst;
}

export const askKind = (activity: Named): Reason => ({
  kind: 'kind', text: 'What kind of activity this was is not told.', cite: [], ask: `${activity.id}.kind`,
}); // prettier-ignore

/** Is it long enough? */
export function length({ accepts }: Continuing, activity: Named): Check {
  const { leastHours } = accepts;
  if (!decides(leastHours)) return fine;
  const text = `An activity of less than ${leastHours.value} hour${leastHours.value === 1 ? '' : 's'} does not count.`;
  if (activity.hours === undefined)
    return {
      v: UNKNOWN,
      reason: { kind: 'amount', text, cite: leastHours.cite, ask: `${activity.id}.hours` },
    };
  return activity.hours >= leastHours.value
    ? fine
    : { v: UNMET, reason: { kind: 'short', text, cite: leastHours.cite } };
}

/** Does the rule take hours from whoever gave these? */
export function provider({ accepts }: Continuing, activity: Named, approved: boolean): Check {
  const { providers } = accepts;
  if (approved || (decides(providers) && providers.value === 'any')) return fine;
  const rule = decides(providers)
    ? 'Only hours from providers that it has approved count here'
    : 'Whose hours count here is not on file';
  const [text, ask] =
    activity.accreditation === undefined
      ? [`${rule}. If the certificate says that it is approved here, say so.`, `${activity.id}.accreditation`]
      : [`${rule}; ask whether these do.`, 'ask:the body that owns the rule'];
  return { v: UNKNOWN, reason: { kind: 'provider', text, cite: providers.cite, ask } };
}

/** What is open about how much an activity is worth. */
export function amountReason(rule: Continuing, activity: Named, { ask }: Amount): Reason {
  const text =
    ask === 'points'
      ? 'How many points it gives is not told.'
      : ask === 'hours'
        ? 'How many hours it took is not told.'
        : `Hours of ${rule.minutes?.value} minutes count here; how long an hour of this certificate is, is not told.`;
  return { kind: 'amount', text, cite: rule.minutes?.cite ?? [], ask: `${activity.id}.${ask}` };
}
