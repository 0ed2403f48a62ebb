import { spin, standUntil } from '../world/index.ts';
import { advise } from './advice.ts';
import { collected, placeOrder } from './arrivals.ts';
import { applyChange, noteChange } from './changes.ts';
import type { Run } from './deed.ts';
import { runControlMaterials, runSpecimens } from './machines.ts';
import { mischief } from './mischief.ts';
import { calibrated } from './quality-deeds.ts';
import type { Coming, Shift } from './shift.ts';
import { answered, readsBack } from './with-people.ts';

/** Something that was coming has come. */
export function happen(shift: Shift, coming: Coming): void {
  switch (coming.what) {
    case 'order':
      placeOrder(
        shift,
        shift.scenario.orders.find((o) => o.id === coming.order)!,
      );
      return;
    case 'arrival': {
      const container = shift.containers.get(coming.container)!;
      const celsius = container.tube.stays.at(-1)?.celsius ?? 22;
      Object.assign(container, {
        tube: standUntil(container.tube, shift.now, celsius),
        place: 'reception',
        arrivedAt: shift.now,
      });
      if (container.planned) collected(shift, container.id, container.planned);
      return;
    }
    case 'spun':
      for (const id of coming.containers) {
        const container = shift.containers.get(id)!;
        const tube = standUntil(container.tube, shift.now, 22);
        const clotted = (shift.now - tube.drawnAt) / 60;
        Object.assign(container, { tube: spin(tube, clotted), spinning: false, seen: null });
      }
      return;
    case 'measured':
      for (const id of coming.containers) {
        const container = shift.containers.get(id)!;
        container.tube = standUntil(container.tube, shift.now, 22);
        container.place = 'rack';
      }
      runSpecimens(shift, coming.analyzer, coming.containers, coming.tests, coming.how as Run | null);
      return;
    case 'controls':
      runControlMaterials(shift, coming.analyzer, coming.analytes);
      return;
    case 'calibrated':
      calibrated(shift, coming.analyzer, coming.analyte);
      return;
    case 'change':
      applyChange(shift, shift.scenario.analyzers[coming.index]!);
      noteChange(shift, shift.scenario.analyzers[coming.index]!, shift.now);
      return;
    case 'interruption': {
      const ring = shift.scenario.happens[coming.index]!;
      shift.rings.set(ring.id, { index: coming.index, since: shift.now, answered: null });
      shift.talk.push({ at: shift.now, who: ring.what, says: ring.says, about: ring.id });
      return;
    }
    case 'answered':
      return answered(shift, coming.call);
    case 'read back':
      return readsBack(shift, coming.call);
    case 'advice':
      return advise(shift, coming.escalation);
    case 'mischief':
      return mischief(shift, coming.index, coming.ends);
  }
}
