import { error } from '@sveltejs/kit';
import { debriefOf, type Debrief } from '#laboratory/scoring/index.ts';
import type { Shift } from '#laboratory/shift/index.ts';
import type { Running } from '#laboratory/shifts.server.ts';
import { laboratory } from '../../../../../app.server.ts';
import { runningAt } from '../shift.server.ts';

const NOT_YET = 'This shift is not over. What is behind it is told when it ends.';
const made = new WeakMap<Shift, Debrief>();

/** A shift that is over, and what it was: robots play the same seed for it, so it is kept while the shift is. */
export async function debriefAt(
  event: Parameters<typeof runningAt>[0],
): Promise<{ running: Running; debrief: Debrief }> {
  const running = await runningAt(event);
  // What is hidden leaves from here alone.
  if (!running.shift.finished) error(403, NOT_YET);
  const lab = await laboratory();
  const debrief =
    made.get(running.shift) ?? debriefOf(running.shift, lab.scenarios.get(running.shift.scenario.id)!, lab);
  made.set(running.shift, debrief);
  return { running, debrief };
}
