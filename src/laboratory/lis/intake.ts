import { record } from './act.ts';
import type { Asking } from './command.ts';
import type { Event, Happened, Protocol } from './event.ts';
import { readAstm } from './intake-astm.ts';
import { readHl7 } from './intake-hl7.ts';
import type { Ledger } from './ledger.ts';
import type { Rules } from './rules.ts';
import type { Lis, Message } from './state.ts';

/** What a message asks of the LIS, made out of its text: lines to add, or why it is parked; and what is answered. */
export type Understood = {
  happened: Happened[];
  about: string[];
  /** Messages to send back, in order; raw, as the protocol writes them. */
  replies: string[];
} & { park: string | null };

/** `again`: it was filed before, and only its answer is wanted. */
export type Read = (
  lis: Lis,
  message: { id: string; from: string; raw: string; again: boolean },
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

/** Of messages of a peer with this raw text the one that counts: filed, or parked and perhaps mended since. */
function heardBefore(lis: Lis, from: string, raw: string): Message | null {
  let found = lis.messages.get(lis.heard.get(from)?.get(raw) ?? '');
  while (found?.state.status === 'replayed') found = lis.messages.get(found.state.as);
  return found ?? null;
}

/**
 * Takes one message. Its raw text is a line of the chain before anybody reads it. The same text from the same peer again is
 * answered as the first time, and filed once. What cannot be filed whole is parked whole, once, with the reason.
 * @param charset told where `raw` is one character for each byte that came
 */
export function take(
  ledger: Ledger,
  protocol: Exclude<Protocol, 'fhir'>,
  from: string,
  raw: string,
  asking: Asking,
  rules: Rules,
  charset?: '8859/1',
): Taken {
  const { lis } = ledger;
  const id = `M${lis.count + 1}`;
  const first = heardBefore(lis, from, raw);
  const came = { type: 'MessageIn' as const, message: id, protocol, from, raw };
  const events = record(ledger, [charset ? { ...came, charset } : came], asking, rules);
  const cause = events[0]!.seq;
  const repeats = first?.state.status === 'filed' || first?.state.status === 'parked' ? first : null;
  const again = repeats?.state.status === 'filed';
  const understood = READ[protocol](lis, { id, from, raw, again }, asking, rules);
  const add = (happened: readonly Happened[]) =>
    events.push(...record(ledger, happened, asking, rules, cause));
  const { replies } = understood;
  if (repeats && (again || understood.park !== null)) {
    add([{ type: 'MessageRepeated', message: id, first: repeats.id }]);
    return { message: id, events, replies, parked: again ? null : understood.park, repeated: true };
  }
  // What was parked can be filed by now: an order came after its results.
  if (repeats) add([{ type: 'MessageReplayed', message: repeats.id, as: id }]);
  add(linesOf(id, understood));
  return { message: id, events, replies, parked: understood.park, repeated: false };
}

const linesOf = (message: string, { park, happened, about }: Understood): Happened[] =>
  park === null
    ? [...happened, { type: 'MessageFiled', message, about }]
    : [{ type: 'MessageParked', message, why: park }];

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
  const reading = { id, from: found.peer, raw, again: false };
  const understood = READ[found.protocol](ledger.lis, reading, asking, rules);
  events.push(...record(ledger, linesOf(id, understood), asking, rules, events[0]!.seq));
  return { message: id, events, replies: understood.replies, parked: understood.park, repeated: false };
}
