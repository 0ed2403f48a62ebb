import type { Act, Asking, Command } from './command.ts';
import { decideMessage } from './decide-messages.ts';
import { decideOrder } from './decide-orders.ts';
import { decidePeople } from './decide-people.ts';
import { decideQuality } from './decide-quality.ts';
import { decideResult } from './decide-results.ts';
import { decideSpecimen } from './decide-specimens.ts';
import type { Happened } from './event.ts';
import type { Refusal } from './refusal.ts';
import type { Rules } from './rules.ts';
import type { Lis } from './state.ts';

/** What may be done about one kind of command: what happens, or why not. It looks, and changes nothing. */
export type Decisions = {
  [A in Act]: (
    lis: Lis,
    command: Extract<Command, { do: A }>,
    asking: Asking,
    rules: Rules,
  ) => Happened[] | Refusal;
};

const DECIDE: Decisions = {
  ...decideOrder,
  ...decideSpecimen,
  ...decideResult,
  ...decideQuality,
  ...decidePeople,
  ...decideMessage,
};

export function decide(lis: Lis, command: Command, asking: Asking, rules: Rules): Happened[] | Refusal {
  const decision = DECIDE[command.do] as (
    lis: Lis,
    command: Command,
    asking: Asking,
    rules: Rules,
  ) => Happened[] | Refusal;
  return decision(lis, command, asking, rules);
}
