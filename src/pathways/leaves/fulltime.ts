import { monthScale, monthsBetween, type Day } from '#kernel/dates.ts';

/** A stretch of work: days from `from` up to and not including `until`, at a share (0 to 1) of full time. */
export type Stretch = { from: Day; until: Day; share: number };

/**
 * Stretches of one person's work. Emptied and filled again for the next person: a verdict takes less than a
 * microsecond, and new lists each time would be a good part of it.
 */
export class Stretches {
  count = 0;
  #from = new Int32Array(8);
  #until = new Int32Array(8);
  #share = new Float64Array(8);
  /** The days on which stretches begin and end, in their order. */
  #cuts = new Int32Array(16);

  clear(): void {
    this.count = 0;
  }

  add(from: Day, until: Day, share: number): void {
    if (this.count === this.#from.length) this.#grow();
    this.#from[this.count] = from;
    this.#until[this.count] = until;
    this.#share[this.count] = share;
    this.count++;
  }

  /** Full-time months. Where jobs overlap their shares add up, and never to more than one: nobody gains two in one. */
  months(): number {
    const { count } = this;
    if (count === 0) return 0;
    if (count === 1) return monthsBetween(this.#from[0]!, this.#until[0]!) * Math.min(1, this.#share[0]!);
    const cuts = this.#cuts;
    for (let i = 0; i < count; i++) {
      insert(cuts, 2 * i, this.#from[i]!);
      insert(cuts, 2 * i + 1, this.#until[i]!);
    }
    let months = 0;
    let from = cuts[0]!;
    let scaleFrom = monthScale(from);
    for (let i = 1; i < 2 * count; i++) {
      const until = cuts[i]!;
      if (until === from) continue;
      const scaleUntil = monthScale(until);
      months += (scaleUntil - scaleFrom) * Math.min(1, this.#shareOf(from, until));
      from = until;
      scaleFrom = scaleUntil;
    }
    return months;
  }

  /** Hours of work; hours of jobs held at the same time add up. `share` here is hours a week. */
  hours(): number {
    let hours = 0;
    for (let i = 0; i < this.count; i++) hours += ((this.#until[i]! - this.#from[i]!) / 7) * this.#share[i]!;
    return hours;
  }

  /** What is worked between two days with no cut between them. */
  #shareOf(from: Day, until: Day): number {
    let share = 0;
    for (let i = 0; i < this.count; i++)
      if (this.#from[i]! <= from && this.#until[i]! >= until) share += this.#share[i]!;
    return share;
  }

  #grow(): void {
    const room = 2 * this.count;
    const [from, until, share] = [this.#from, this.#until, this.#share];
    this.#from = new Int32Array(room);
    this.#until = new Int32Array(room);
    this.#share = new Float64Array(room);
    this.#cuts = new Int32Array(2 * room);
    this.#from.set(from);
    this.#until.set(until);
    this.#share.set(share);
  }
}

/** Into the first `count` places of a list, which are sorted, where it belongs; the lists are a handful long. */
function insert(sorted: Int32Array, count: number, value: Day): void {
  let i = count;
  for (; i > 0 && sorted[i - 1]! > value; i--) sorted[i] = sorted[i - 1]!;
  sorted[i] = value;
}

/** Full-time months in a list of stretches. */
export function fullTimeMonths(list: readonly Stretch[]): number {
  const stretches = new Stretches();
  for (const { from, until, share } of list) stretches.add(from, until, share);
  return stretches.months();
}
