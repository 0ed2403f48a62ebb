import type { Coming, Shift } from './shift.ts';

/** Something that will happen. Of the same moment, what was entered first comes first. */
export function schedule(shift: Shift, at: number, coming: Coming): void {
  shift.entered += 1;
  shift.queue.push({ at, order: shift.entered, coming });
  shift.queue.sort((a, b) => a.at - b.at || a.order - b.order);
}

/** The next thing that happens no later than a moment; it is taken out. */
export function nextBefore(shift: Shift, at: number): { at: number; coming: Coming } | null {
  const first = shift.queue[0];
  if (!first || first.at > at) return null;
  return shift.queue.shift()!;
}
