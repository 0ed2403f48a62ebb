import {
  act,
  isRefusal,
  record,
  replayParked,
  reportsFor,
  take,
  type Asking,
  type Command,
  type Event,
  type Happened,
  type Ledger,
  type Refusal,
  type Rules,
} from '../lis/index.ts';
import type { LisStore } from '../store.server.ts';

type Protocol = 'hl7' | 'astm' | 'fhir';
type Incoming = { protocol: 'hl7' | 'astm'; from: string; raw: string; charset?: '8859/1' };

/** A LIS at work: what comes in is filed, what is reported is written down to go out. All of it is on the disk when a promise resolves. */
export type House = {
  store: LisStore;
  rules: Rules;
  /** Does something to the ledger; what is reported by it goes out. `work` may be done again (`LisStore`). */
  write: <T>(by: Asking['by'], work: (ledger: Ledger, asking: Asking) => T) => Promise<T>;
  /** One message of an analyzer or a sender; what is answered. */
  hear: (message: Incoming) => Promise<{ message: string; replies: string[]; parked: string | null }>;
  /** What came and is no message, so that somebody can look at it. */
  keep: (protocol: Protocol, from: string, raw: string, why: string) => Promise<void>;
  /** Reads a parked message anew, as it is (null) or mended. */
  mend: (message: string, raw: string | null, by: Asking['by']) => Promise<{ message: string; parked: string | null } | { refused: string }>;
  /** A command of somebody. */
  does: (command: Command, by: Asking['by']) => Promise<{ events: readonly Event[] } | Refusal>;
  /** Lines that nobody decides about: that a message was taken. */
  note: (happened: readonly Happened[], by?: Asking['by']) => Promise<void>;
  /** Adds lines within `write`. */
  add: (ledger: Ledger, happened: readonly Happened[], asking: Asking) => void;
  /** Calls back after anything was written. */
  onWritten: (listener: () => void) => void;
}; // prettier-ignore

const SYSTEM: Asking['by'] = { id: 'lis', role: 'system' };

/** @param clock the LIS's time in seconds; where others wrote later lines already, theirs counts */
export function openHouse(store: LisStore, rules: Rules, clock: () => number): House {
  const listeners: (() => void)[] = [];
  const write = async <T>(by: Asking['by'], work: (ledger: Ledger, asking: Asking) => T): Promise<T> => {
    const done = await store.write((ledger) => {
      const asking = { by, at: Math.max(clock(), ledger.lis.now), station: by.id };
      const before = ledger.events.length;
      const result = work(ledger, asking);
      const reports = reportsFor(ledger.lis, ledger.events.slice(before), rules);
      if (reports.length > 0) record(ledger, reports, { ...asking, by: SYSTEM }, rules);
      return result;
    });
    for (const listener of listeners) listener();
    return done;
  };
  const came = (ledger: Ledger, protocol: Protocol, from: string, raw: string, then: (id: string) => Happened, asking: Asking): string => {
    const id = `M${ledger.lis.count + 1}`;
    record(ledger, [{ type: 'MessageIn', message: id, protocol, from, raw }, then(id)], asking, rules);
    return id;
  }; // prettier-ignore

  return {
    store,
    rules,
    write,
    add: (ledger, happened, asking) => void record(ledger, happened, asking, rules),
    hear: async ({ protocol, from, raw, charset }) => {
      const by = { id: from, role: 'analyzer' as const };
      let ours: unknown = null;
      try {
        return await write(by, (ledger, asking) => {
          try {
            return take(ledger, protocol, from, raw, asking, rules, charset);
          } catch (error) {
            ours = error ?? 'nothing';
            throw error;
          }
        });
      } catch (error) {
        if (ours === null) throw error;
        // A fault of ours in reading it: what was sent is kept all the same, and waits for the fault to be mended.
        const why = `it could not be read, and the fault is ours: ${String(error)}`;
        const park = (message: string) => ({ type: 'MessageParked' as const, message, why });
        const message = await write(by, (ledger, asking) => came(ledger, protocol, from, raw, park, asking));
        return { message, replies: [], parked: why };
      }
    },
    keep: async (protocol, from, raw, why) => {
      const by = { id: from, role: 'sender' as const };
      const refused = (message: string) => ({ type: 'MessageRefused' as const, message, why });
      await write(by, (ledger, asking) => came(ledger, protocol, from, raw, refused, asking));
    },
    mend: (message, raw, by) =>
      write(by, (ledger, asking) => replayParked(ledger, message, raw, asking, rules)),
    does: (command, by) =>
      write(by, (ledger, asking) => {
        const done = act(ledger, command, asking, rules);
        return isRefusal(done) ? done : { events: done.events };
      }),
    note: (happened, by = SYSTEM) =>
      write(by, (ledger, asking) => void record(ledger, happened, asking, rules)),
    onWritten: (listener) => void listeners.push(listener),
  };
}
