import type { Role } from '../catalog/index.ts';
import type { Asking } from './command.ts';
import type { Refusal } from './refusal.ts';
import type { Rules } from './rules.ts';
import type { Lis } from './state.ts';

/** Who is no member of staff: their acts are bounded by what their part of the program can ask. */
const SENDERS = ['analyzer', 'sender', 'system'];

/**
 * Null = it is within this person's authority. What is beyond may still be done when they say so (`outside`): real systems
 * let people break the glass, and put it on record. What nobody may do is not asked here; it is refused by `decide`.
 */
export function beyondScope(act: string, asking: Asking, rules: Rules, cosigned = false): Refusal | null {
  const { role } = asking.by;
  if (SENDERS.includes(role) || asking.outside) return null;
  const may = rules.may(act, role as Role);
  if (may === 'yes' || (may === 'cosign' && cosigned)) return null;
  const who =
    typeof may === 'object'
      ? `escalate to ${may.escalate}`
      : may === 'cosign'
        ? 'a second person has to sign'
        : 'it is not yours to do';
  return { kind: 'scope', refused: `employer policy: ${act} as ${role} – ${who}`, ask: act };
}

/** Somebody with the authority was asked about one of these subjects, and agreed: they sign for it. */
export const grantedFor = (lis: Lis, ...subjects: readonly string[]): boolean =>
  [...lis.escalations.values()].some((e) => e.answered?.allow === true && subjects.includes(e.subject));
