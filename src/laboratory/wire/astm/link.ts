import { bytesOf, joined } from './bytes.ts';
import { CR, isRestricted } from './control.ts';
import { framesOf } from './frame.ts';
import { type Draft, say } from './draft.ts';
import { answered, receive, unfinished } from './receiver.ts';
import { begin, expired, give, reply } from './sender.ts';
import { type Failure, type Link, type LinkEvent, wakeAt } from './state.ts';
import { type Found, newFraming, unframe } from './unframe.ts';

/** What happens to a link, and when, in milliseconds of any clock that never goes back. */
export type Input =
  | { at: number; bytes: Uint8Array }
  | { at: number; tick: true }
  /** A message to send: its records, each ended by CR, the last one L. `id` is only for the answer. */
  | { at: number; send: { id: string; text: string | Uint8Array } }
  /** What the handler made of the message with this `offer`. Refused, the sender is asked to send its end again. */
  | { at: number; answer: 'accept' | 'refuse'; offer: number }
  /** The line was cut, and is a new one from here on. */
  | { at: number; cut: true };

export type Step = { state: Link; output: Uint8Array[]; events: LinkEvent[] };

/**
 * One step of one end of an ASTM line (E1381, LIS1-A). Pure: the same state and input give the same step.
 *
 * What it guarantees, for each message that is sent once:
 * - the receiver gets it whole and unaltered, as far as a sum of eight bits can tell, at most once, in the order sent;
 * - where the sender is told `delivered`, the receiver's handler had accepted it before;
 * - where it is told `failed`, the receiver may have it all the same if `perhaps` is set: the last ACK was lost. Sending it
 *   again delivers it again, so who receives must know a message by what it says (laboratory design, section 5);
 * - a message that is begun and not delivered is told to the receiver as `unfinished`.
 * This holds on any line that keeps the order and doubles nothing, and is hung up at `broken`: on TCP. On a bare line
 * `settle` must be longer than a copy of a frame and its answer can take, and `rest` longer than anything can be late,
 * because an ACK does not say what it acknowledges. No setting helps where a NAK is turned into an ACK on the way.
 *
 * A message is whole with the frame that ends its terminator record (L), not with EOT: EOT has no answer, so a message
 * that were stored only then would have been acknowledged before.
 */
export function step(state: Link, input: Input): Step {
  const draft: Draft = { ...state, at: Math.max(state.at, input.at), output: [], events: [] };
  for (let due = wakeAt(draft); due !== null && due <= draft.at; due = wakeAt(draft)) {
    if (draft.phase.kind === 'receiving') unfinished(draft, 'nothing came in time');
    else expired(draft);
  }
  if ('bytes' in input) read(draft, input.bytes);
  else if ('send' in input) enqueue(draft, input.send);
  else if ('answer' in input) answered(draft, input.answer, input.offer);
  else if ('cut' in input) cut(draft);
  begin(draft);
  const { output, events, ...next } = draft;
  return { state: next, output, events };
}

function read(draft: Draft, bytes: Uint8Array): void {
  const { framing, found } = unframe(draft.framing, bytes);
  draft.framing = framing;
  let from = 0;
  for (const item of found) {
    take(draft, item, bytes.slice(from, item.to));
    from = item.to;
  }
  // What is not a whole frame yet belongs to what comes next.
  if (draft.phase.kind === 'receiving' && from < bytes.length) {
    const { session } = draft.phase;
    const { coming } = session;
    const raw = { before: coming.raw, bytes: bytes.slice(from) };
    draft.phase = { ...draft.phase, session: { ...session, coming: { ...coming, raw } } };
  }
}

function take(draft: Draft, item: Found, raw: Uint8Array): void {
  const { kind } = draft.phase;
  if (kind === 'enquired' || kind === 'sent') reply(draft, item);
  else if (kind !== 'ready') receive(draft, item, raw);
}

function enqueue(draft: Draft, { id, text }: { id: string; text: string | Uint8Array }): void {
  const given = typeof text === 'string' ? bytesOf(text) : text;
  const bytes = given.at(-1) === CR ? given : joined({ before: null, bytes: given }, Uint8Array.of(CR));
  const fault = faultOf(bytes);
  if (fault) return say(draft, { kind: 'failed', id, why: fault, perhaps: false });
  const { longest, packing } = draft.settings;
  const job = { id, frames: framesOf(bytes, longest, packing), place: 0, refused: 0, perhaps: false };
  draft.queue = [...draft.queue, job];
}

function faultOf(bytes: Uint8Array): Failure | null {
  if (bytes.some(isRestricted)) return 'it holds characters that frames cannot carry';
  const last = bytes[bytes.lastIndexOf(CR, -2) + 1];
  return last === 0x4c ? null : 'it does not end with a terminator record (L)';
}

function cut(draft: Draft): void {
  const { kind } = draft.phase;
  if (kind === 'receiving') unfinished(draft, 'the line was cut');
  else if (kind === 'enquired' || kind === 'ready' || kind === 'sent') give(draft, 'the line was cut');
  draft.framing = newFraming(draft.settings.longestIn);
  draft.notBefore = draft.at;
  draft.wanted = false;
  draft.phase = { kind: 'neutral' };
}
