import { typed } from './doing.ts';
import type { Shift } from './shift.ts';

/**
 * A technologist, or whoever was asked, answers from policy: they look at the same results, and allow what the evidence that was
 * named bears. They never know more than can be seen.
 */
export function advise(shift: Shift, escalation: string): void {
  const asked = shift.ledger.events.find((e) => e.type === 'Escalated' && e.escalation === escalation);
  if (asked?.type !== 'Escalated') return;
  const allow = asked.evidence.trim().length >= 12;
  const says = allow
    ? 'Agreed. Do what you propose; I sign for it.'
    : 'I cannot decide on that: tell me what you saw, and what you did so far.';
  typed(shift, { do: 'answer escalation', escalation, says, allow }, { id: asked.to, role: 'system' });
  shift.talk.push({ at: shift.now, who: asked.to, says, about: escalation });
}
