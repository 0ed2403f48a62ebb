import { textOf } from '../bytes.ts';
import { ACK, EOT, NAK } from '../control.ts';
import { type Input, step } from '../link.ts';
import { type Link, newLink, type Settings, settingsFor, type Side, wakeAt } from '../state.ts';

/** How often, of each piece that is written (0 to 1). Pieces are whole writes, or parts of one where the order is kept. */
export type Faults = {
  /** Never arrives. */
  drop: number;
  /** Arrives twice, each time as soon as anything does. */
  double: number;
  /** One of its bytes is another. */
  flip: number;
  /** Only its beginning arrives. */
  half: number;
  /** Its second half arrives before its first. */
  swap: number;
  /** Arrives in several pieces. */
  split: number;
  /** Bytes nobody sent come with it. */
  garbage: number;
  /** It, and all behind it, arrive after each timer has run out. */
  stall: number;
  /** It alone does. */
  late: number;
  /** The line is cut and made anew. */
  cut: number;
  /** The handler cannot take the message; takes longer than the sender waits. */
  refuse: number;
  slow: number;
};
export const NO_FAULTS: Faults = { drop: 0, double: 0, flip: 0, half: 0, swap: 0, split: 0, garbage: 0, stall: 0, late: 0, cut: 0, refuse: 0, slow: 0 }; // prettier-ignore

/** Milliseconds that anything on the line takes at most, late pieces aside; and those. */
export const SLOWEST = 100;
const LATE = [16_000, 31_000];

export type Said = { at: number; kind: 'accepted' | 'delivered' | 'failed' | 'unfinished'; id: string; perhaps: boolean }; // prettier-ignore
export type Told = { [S in Side]: Said[] };
export type Course = { told: Told; at: number; steps: number; faults: { [F in keyof Faults]?: number } };

type Event = { at: number; order: number; side: Side; input: Input; line: number };
const other = (side: Side): Side => (side === 'computer' ? 'instrument' : 'computer');

/** The id that a test message says of itself: the third field of H. */
export const idOf = (text: string): string => /^H\|[^|]*\|([^|\r]*)/.exec(text)?.[1] ?? '';

/**
 * Two ends joined by a bad line. Each sends its messages in order, and again what failed, until all are delivered. Same seed,
 * same course. `order`: whether pieces keep their order, as on TCP; else any may overtake.
 */
export function course(
  seed: number,
  sends: { [S in Side]: readonly string[] },
  given: Partial<Faults>,
  { order = false, settings = {} }: { order?: boolean; settings?: Partial<Settings> } = {},
): Course {
  const chance = random(seed);
  const faults = { ...NO_FAULTS, ...given };
  const counts: Course['faults'] = {};
  const happens = (fault: keyof Faults): boolean => {
    if (faults[fault] === 0 || chance() >= faults[fault]) return false;
    counts[fault] = (counts[fault] ?? 0) + 1;
    return true;
  };
  const quiet = order ? {} : { settle: SLOWEST * 3, rest: 90_000 };
  const links: { [S in Side]: Link } = {
    instrument: newLink(settingsFor('instrument', { ...quiet, ...settings })),
    computer: newLink(settingsFor('computer', { ...quiet, ...settings })),
  };
  const known = { instrument: new Set(sends.instrument), computer: new Set(sends.computer) };
  const told: Told = { instrument: [], computer: [] };
  const next = { instrument: 0, computer: 0 };
  const free = { instrument: 0, computer: 0 }; // when the line toward a side has delivered all that was written before
  const heap = new Heap();
  let [at, steps, line, orders] = [0, 0, 0, 0];
  const later = (after: number, side: Side, input: Input) =>
    heap.add({
      at: input.at + after,
      order: orders++,
      side,
      input: { ...input, at: input.at + after },
      line,
    });

  const take = (side: Side, input: Input): void => {
    steps++;
    const { state, output, events } = step(links[side], input);
    links[side] = state;
    for (const bytes of output) write(other(side), bytes);
    let hangUp = false;
    for (const event of events) {
      if (event.kind === 'broken') hangUp = order;
      else if (event.kind === 'message') {
        const answer = happens('refuse') ? 'refuse' : 'accept';
        const id = idOf(textOf(event.text).text);
        const whole = known[other(side)].has(textOf(event.text).text);
        if (answer === 'accept') told[side].push({ at, kind: 'accepted', id: whole ? id : `altered ${id}`, perhaps: false }); // prettier-ignore
        later(happens('slow') ? 20_000 : 1, side, { at, answer, offer: event.offer });
      } else {
        const id = 'id' in event ? event.id : idOf(textOf(event.text).text);
        told[side].push({ at, kind: event.kind, id, perhaps: 'perhaps' in event && event.perhaps });
        if (event.kind === 'delivered') next[side]++;
        if (event.kind !== 'unfinished') submit(side);
      }
    }
    const wake = wakeAt(links[side]);
    if (wake !== null) later(Math.max(0, wake - at), side, { at, tick: true });
    if (hangUp || (output.length > 0 && happens('cut'))) hang();
  };
  /** The line is gone with all that was on it, and there is a new one. */
  const hang = (): void => {
    line++;
    for (const side of ['instrument', 'computer'] as const) {
      free[side] = at;
      take(side, { at, cut: true });
    }
  };
  const submit = (side: Side): void => {
    const text = sends[side][next[side]];
    if (text !== undefined) later(0, side, { at, send: { id: idOf(text), text } });
  };
  const write = (to: Side, bytes: Uint8Array): void => {
    const [stalled, late] = [happens('stall'), !order && happens('late')];
    const pieces = spoil(bytes, order, happens, chance);
    for (const piece of late ? pieces : pieces.concat(happens('double') ? pieces : [])) {
      let arrives = at + 1 + Math.floor(chance() * (SLOWEST - 1));
      if (stalled || late) arrives += LATE[Math.floor(chance() * LATE.length)]!;
      if (order || stalled) arrives = free[to] = Math.max(free[to], arrives);
      else arrives = Math.max(arrives, free[to]);
      later(arrives - at, to, { at, bytes: piece });
    }
  };

  submit('instrument');
  submit('computer');
  for (let event = heap.take(); event; event = heap.take()) {
    const { side, input } = event;
    // What was on a line that was cut is gone; what a handler says is not.
    if (event.line !== line && 'bytes' in input) continue;
    at = event.at;
    if ('tick' in input && (wakeAt(links[side]) ?? Infinity) > at) continue;
    take(side, input);
    if (steps > 40_000_000) throw new Error('the two never end');
  }
  return { told, at, steps, faults: counts };
}

/** What arrives for what was written. */
function spoil(
  bytes: Uint8Array,
  order: boolean,
  happens: (fault: keyof Faults) => boolean,
  chance: () => number,
): Uint8Array[] {
  if (happens('drop')) return [];
  const somewhere = (size: number) => Math.floor(chance() * size);
  let all = [bytes];
  if (happens('flip')) {
    const place = somewhere(bytes.length);
    const byte = bytes[place]! ^ (1 + somewhere(255));
    // The one thing that no end of such a line can notice: a refusal that arrives as a consent.
    if (!(bytes[0] === NAK && byte === ACK)) all = [bytes.with(place, byte)];
  } else if (happens('half')) all = [bytes.slice(0, somewhere(bytes.length))];
  else if (happens('swap')) {
    const place = somewhere(bytes.length);
    all = [Uint8Array.of(...bytes.slice(place), ...bytes.slice(0, place))];
  }
  if (happens('garbage')) {
    const noise = Uint8Array.from({ length: 1 + somewhere(12) }, () => somewhere(256)).filter((b) => b !== ACK && b !== EOT); // prettier-ignore
    all = chance() < 0.5 ? [noise, ...all] : [...all, noise];
  }
  if (order && happens('split')) all = all.flatMap((piece) => [...piece].map((b) => Uint8Array.of(b)));
  return all;
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What comes next in time; of the same time, in the order it was added. */
class Heap {
  readonly #all: Event[] = [];
  add(event: Event): void {
    let at = this.#all.push(event) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!before(event, this.#all[up]!)) break;
      this.#all[at] = this.#all[up]!;
      at = up;
    }
    this.#all[at] = event;
  }
  take(): Event | undefined {
    const all = this.#all;
    const first = all[0];
    const last = all.pop();
    if (first === undefined || last === undefined || all.length === 0) return first;
    let at = 0;
    for (;;) {
      let down = at * 2 + 1;
      if (down >= all.length) break;
      if (down + 1 < all.length && before(all[down + 1]!, all[down]!)) down++;
      if (!before(all[down]!, last)) break;
      all[at] = all[down]!;
      at = down;
    }
    all[at] = last;
    return first;
  }
}
const before = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
