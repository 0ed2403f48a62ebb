import { record } from './act.ts';
import type { Asking } from './command.ts';
import type { Event, Happened, Protocol } from './event.ts';
import { readAstm } from './intake-astm.ts';
import { readHl7 } from './intake-hl7.ts';
import type { Ledger } from './ledger.ts';
import type { Rules } from './rules.ts';
import type { Lis } from './state.ts';

/** What a message asks of the LIS, made out of its text: lines to add, or why it is parked; and what is answered. */
export type Understood = {
  happened: Happened[];
  about: string[];
  /** Messages to send back, in order; raw, as the protocol writes them. */
  replies: string[];
} & { park: string | null };

export type Read = (
  lis: Lis,
  message: { id: string; from: string; raw: string },
  asking: Asking,
  rules: Rules,
) => Understood;

const READ: { [protocol in Exclude<Protocol, 'fhir'>]: Read } = { hl7: readHl7, astm: readAstm };

/** What came in, what it led to, and what is answered. */
export type Taken = {
  message: string;
  events: Event[];
  replies: string[];
  parked: string | null;
  repeated: boolean;
};

/**
 * Takes one message. Its raw text is a line of the chain before anybody reads it. The same text from the same peer again is
 * answered as the first time, and filed once. What cannot be filed whole is parked whole, with the reason.
 */
export function take(
  ledger: Ledger,
  protocol: Exclude<Protocol, 'fhir'>,
  from: string,
  raw: string,
  asking: Asking,
  rules: Rules,
): Taken {
  const { lis } = ledger;
  const id = `M${lis.count + 1}`;
  const first = [...lis.messages.values()].find(
    (m) => m.way === 'in' && m.peer === from && m.raw === raw && m.state.status !== 'replayed',
  );
  const events = record(ledger, [{ type: 'MessageIn', message: id, protocol, from, raw }], asking, rules);
  const cause = events[0]!.seq;
  if (first && first.state.status !== 'parked') {
    events.push(
      ...record(ledger, [{ type: 'MessageRepeated', message: id, first: first.id }], asking, rules, cause),
    );
    const { replies } = READ[protocol](lis, { id, from, raw }, asking, rules);
    return { message: id, events, replies, parked: null, repeated: true };
  }
  return {
    ...read(ledger, protocol, id, from, raw, asking, rules, cause),
    events,
    message: id,
    repeated: false,
  };
}

function read(
  ledger: Ledger,
  protocol: Exclude<Protocol, 'fhir'>,
  id: string,
  from: string,
  raw: string,
  asking: Asking,
  rules: Rules,
  cause: number,
): Pick<Taken, 'replies' | 'parked'> {
  const understood = READ[protocol](ledger.lis, { id, from, raw }, asking, rules);
  if (understood.park !== null)
    record(ledger, [{ type: 'MessageParked', message: id, why: understood.park }], asking, rules, cause);
  else
    record(
      ledger,
      [...understood.happened, { type: 'MessageFiled', message: id, about: understood.about }],
      asking,
      rules,
      cause,
    );
  return { replies: understood.replies, parked: understood.park };
}

/** Reads a parked message anew, as it is or mended; both texts stay. */
export function replayParked(
  ledger: Ledger,
  message: string,
  mended: string | null,
  asking: Asking,
  rules: Rules,
): Taken | { refused: string } {
  const found = ledger.lis.messages.get(message);
  if (!found) return { refused: `there is no message ${message}` };
  if (found.state.status !== 'parked')
    return { refused: `message ${message} is ${found.state.status}; only what is parked is read anew` };
  if (found.protocol === 'fhir')
    return { refused: 'what FHIR could not take was refused at the door; nothing is parked there' };
  const id = `M${ledger.lis.count + 1}`;
  const raw = mended ?? found.raw;
  const events = record(
    ledger,
    [
      { type: 'MessageIn', message: id, protocol: found.protocol, from: found.peer, raw },
      { type: 'MessageReplayed', message, as: id },
    ],
    asking,
    rules,
  );
  return {
    ...read(ledger, found.protocol, id, found.peer, raw, asking, rules, events[0]!.seq),
    events,
    message: id,
    repeated: false,
  };
}
