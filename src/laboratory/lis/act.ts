import type { Asking, Command } from './command.ts';
import { decide } from './decide.ts';
import type { Actor, Event, Happened } from './event.ts';
import { append, type Ledger } from './ledger.ts';
import { react } from './react.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import type { Rules } from './rules.ts';

const SYSTEM: Actor = { id: 'lis', role: 'system' };

/** Adds what happened, and what follows from it by policy, each line knowing the line that caused it. */
export function record(
  ledger: Ledger,
  happened: readonly Happened[],
  asking: Asking,
  rules: Rules,
  causedBy: number | null = null,
): Event[] {
  const added: Event[] = [];
  for (const one of happened) {
    const event = append(ledger, one, {
      at: asking.at,
      actor: asking.by,
      station: asking.station,
      policy: rules.policy,
      causedBy,
    });
    added.push(event);
    const follows = react(ledger.lis, event, rules);
    if (follows.length > 0)
      added.push(...record(ledger, follows, { ...asking, by: SYSTEM, outside: false }, rules, event.seq));
  }
  return added;
}

/** One command: what it led to, or why it is refused. A refusal leaves no trace. */
export function act(
  ledger: Ledger,
  command: Command,
  asking: Asking,
  rules: Rules,
): { events: Event[] } | Refusal {
  const decided = decide(ledger.lis, command, asking, rules);
  return isRefusal(decided) ? decided : { events: record(ledger, decided, asking, rules) };
}
