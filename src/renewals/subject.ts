import { areasOf, type Continuing, type SubjectArea } from '#content/index.ts';
import { MET, UNKNOWN, UNMET, type V } from '#pathways/index.ts';
import type { Named } from './activity.ts';
import { decides, type Reason } from './checks.ts';

/** Whether an area counts, and the whole where no area is told. */
export function subjects(rule: Continuing, activity: Named, approved: boolean) {
  const { subjects: list, unclear, refuses } = rule.accepts;
  const refused = refuses.filter((r) => r.areas && decides(r.what));
  const isRefused = (area: SubjectArea) => refused.some((r) => areasOf(r.areas!).includes(area));
  const own = activity.areas ?? [];
  const partly = own.some(isRefused);
  const accepted = decides(list) ? areasOf(list.value) : null;
  const open = areasOf(unclear);
  const of = (area: SubjectArea): V => {
    if (isRefused(area)) return UNMET;
    if (accepted !== null && !accepted.includes(area)) return open.includes(area) ? UNKNOWN : UNMET;
    return !partly && (accepted !== null || approved) ? MET : UNKNOWN;
  };
  const refusal = refused.find((r) => r.areas && own.some((area) => areasOf(r.areas!).includes(area)));
  const reason: Reason = refusal
    ? {
        kind: 'refused',
        text: refusal.what.value!,
        cite: refusal.what.cite,
        ...(own.every(isRefused) ? {} : { ask: `${activity.id}.areas` }),
      }
    : activity.areas === undefined
      ? { kind: 'subject', text: 'What it was about is not told.', cite: [], ask: `${activity.id}.areas` }
      : accepted
        ? own.some((area) => open.includes(area))
          ? {
              kind: 'subject',
              text: 'Whether this subject is among those that count here is not clear.',
              cite: list!.cite,
              ask: 'ask:the body that owns the rule',
            }
          : {
              kind: 'subject',
              text: 'Its subject is not among those that count here.',
              cite: list!.cite,
            }
        : {
            kind: 'subject',
            text: 'Which subjects count here is not on file.',
            cite: [],
            ask: 'ask:the body that owns the rule',
          };
  const onFile = accepted !== null || refusal !== undefined || activity.areas === undefined;
  return {
    of,
    onFile,
    untold: (approved && refused.length === 0 && accepted === null ? MET : UNKNOWN) as V,
    reason,
  };
}
