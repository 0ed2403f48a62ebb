import { act, isRefusal, type Asking, type Command, type Event } from '../lis/index.ts';
import type { Shift } from './shift.ts';

/** A command of the LIS done by the laboratory itself at some moment; one that is refused is a fault of the scenario. */
export function command(
  shift: Shift,
  what: Command,
  at: number,
  by: Asking['by'] = { id: 'lis', role: 'system' },
): Event[] {
  const done = act(shift.ledger, what, { by, at: shift.opens + Math.round(at), station: 'lis' }, shift.rules);
  if (isRefusal(done)) throw new Error(`${shift.scenario.id}: ${what.do} refused: ${done.refused}`);
  return done.events;
}
