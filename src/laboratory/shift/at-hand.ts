import type { Refusal } from '../lis/index.ts';
import { standUntil } from '../world/index.ts';
import type { Container, Shift } from './shift.ts';

const refuse = (refused: string): Refusal => ({ kind: 'state', refused });

/** A container that is at hand. */
export function atHand(shift: Shift, id: string): Container | Refusal {
  const found = shift.containers.get(id);
  if (!found || found.place === 'on the way')
    return { kind: 'unknown', refused: `there is no container ${id} here` };
  if (found.place === 'gone') return refuse(`${id} is gone`);
  if (found.spinning) return refuse(`${id} is in the centrifuge`);
  // The tube grew older while it stood here.
  found.tube = standUntil(
    found.tube,
    shift.now,
    found.tube.stays.at(-1)?.celsius === 4 ? 22 : (found.tube.stays.at(-1)?.celsius ?? 22),
  );
  return found;
}
