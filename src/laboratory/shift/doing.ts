import { act, isRefusal, type Asking, type Event, type Refusal } from '../lis/index.ts';
import type { Deed } from './deed.ts';
import type { Shift } from './shift.ts';

/** What a deed led to: lines of the LIS, and a sentence about what was seen or said. */
export type Outcome = { says: string; events: Event[] };

/** How one kind of deed is done; a refusal is a value, takes no time and leaves no trace. */
export type Doing = {
  [D in Deed['deed']]?: (shift: Shift, deed: Extract<Deed, { deed: D }>) => Outcome | Refusal;
};

/** Who plays, as the LIS knows them. */
export const learner = (shift: Shift): Asking['by'] => ({
  id: 'you',
  role:
    shift.scenario.role === 'pathologist'
      ? 'mls'
      : shift.scenario.role === 'aide'
        ? 'mlt'
        : shift.scenario.role,
});

/** A command at the LIS by whoever plays. */
export function typed(
  shift: Shift,
  command: Parameters<typeof act>[1],
  by: Asking['by'] = learner(shift),
): Outcome | Refusal {
  const done = act(
    shift.ledger,
    command,
    { by, at: shift.opens + shift.now, station: 'bench', outside: shift.outside && by.id === 'you' },
    shift.rules,
  );
  return isRefusal(done) ? done : { says: '', events: done.events };
}

/** The laboratory itself, at this moment. */
export const system = (shift: Shift): Asking => ({
  by: { id: 'lis', role: 'system' },
  at: shift.opens + shift.now,
  station: 'lis',
});
