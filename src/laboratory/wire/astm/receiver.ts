import { joined } from './bytes.ts';
import { ACK, CR, EOT, LF, NAK } from './control.ts';
import { type Draft, put, say } from './draft.ts';
import type { Coming, Session, Unfinished } from './state.ts';
import type { Found, Frame } from './unframe.ts';

const NOTHING: Coming = { text: null, size: 0, raw: null, opening: 0 };
const TERMINATOR = 0x4c; // L

/** What comes while nothing is being sent. */
export function receive(draft: Draft, item: Found, raw: Uint8Array): void {
  const { phase } = draft;
  if (phase.kind === 'neutral') {
    if (item.kind === 'ENQ') open(draft, raw);
  } else if (phase.kind === 'offered') {
    // The sender owes us patience. If it lost it, there is nobody left to answer.
    if (item.kind === 'EOT') draft.phase = { ...phase, gone: true };
    else if (item.kind === 'ENQ') put(draft, NAK);
  } else if (phase.kind === 'receiving') {
    const { coming } = phase.session;
    const session = { ...phase.session, coming: { ...coming, raw: { before: coming.raw, bytes: raw } } };
    draft.phase = { ...phase, session };
    if (item.kind === 'EOT') close(draft, session);
    else if (item.kind === 'frame') frame(draft, session, item.frame);
    else if (item.kind === 'unreadable' || item.kind === 'ENQ') wait(draft, session, NAK);
  }
}

function open(draft: Draft, raw: Uint8Array): void {
  const coming = { ...NOTHING, raw: { before: null, bytes: raw } };
  wait(draft, { next: 1, last: null, coming, asked: false, spoiled: false }, ACK);
}

/** Answers, and waits for the next frame. */
function wait(draft: Draft, session: Session, answer: number): void {
  put(draft, answer);
  draft.phase = { kind: 'receiving', until: draft.at + draft.settings.times.frame, session };
}

function close(draft: Draft, session: Session): void {
  const { last, coming } = session;
  if (coming.size > 0 || last === null)
    unfinished(draft, 'the sender ended it before its terminator record (L)'); // prettier-ignore
  else neutral(draft);
}

function neutral(draft: Draft): void {
  draft.phase = { kind: 'neutral' };
  draft.notBefore = Math.max(draft.notBefore, draft.at + draft.settings.settle);
}

/** Tells what has come of a message of which no more will, and leaves the line. */
export function unfinished(draft: Draft, why: Unfinished): void {
  if (draft.phase.kind !== 'receiving') return;
  const { text, raw, size } = draft.phase.session.coming;
  const { last, spoiled } = draft.phase.session;
  // After a whole message, silence where EOT was due is no loss.
  if ((size > 0 || last === null) && !spoiled)
    say(draft, { kind: 'unfinished', why, text: joined(text), raw: joined(raw) });
  neutral(draft);
}

function frame(draft: Draft, session: Session, { ok, number, text, end }: Frame): void {
  if (ok && number === session.last) return wait(draft, session, ACK); // our ACK was lost; it is not taken twice
  if (!ok || number !== session.next || session.spoiled) return wait(draft, session, NAK);
  const { coming } = session;
  // A record ends with ETX also where its CR was left out.
  const bytes = end === 'ETX' && !endsLine(text.at(-1)) ? joined({ before: null, bytes: text }, Uint8Array.of(CR)) : text; // prettier-ignore
  const size = coming.size + bytes.length;
  if (size > draft.settings.largest) {
    say(draft, { kind: 'unfinished', why: 'it is too large', text: joined(coming.text), raw: joined(coming.raw) }); // prettier-ignore
    return wait(draft, { ...session, coming: NOTHING, spoiled: true }, NAK);
  }
  const opening = end === 'ETX' ? openingAt(coming.opening, trimmed(text)) : openingAt(coming.opening, text);
  const all = { ...coming, text: { before: coming.text, bytes }, size };
  const after = { ...session, next: (session.next + 1) % 8, last: session.next };
  if (end === 'ETX' && opening === TERMINATOR) {
    draft.offers++;
    draft.phase = { kind: 'offered', session, after: { ...after, coming: NOTHING }, gone: false };
    const { text: pieces, raw } = all;
    say(draft, { kind: 'message', offer: draft.offers, text: joined(pieces), raw: joined(raw) });
    return;
  }
  const asks = draft.settings.interrupts && !session.asked && draft.queue.length > 0;
  const coming2 = { ...all, opening: end === 'ETX' ? 0 : opening };
  wait(draft, { ...after, coming: coming2, asked: session.asked || asks }, asks ? EOT : ACK);
}

/** The handler has the message, or could not take it: then its last frame is asked for again, and offered again. */
export function answered(draft: Draft, answer: 'accept' | 'refuse', offer: number): void {
  const { phase } = draft;
  if (phase.kind !== 'offered' || offer !== draft.offers) return;
  const { session, after, gone } = phase;
  if (!gone) wait(draft, answer === 'accept' ? after : session, answer === 'accept' ? ACK : NAK);
  else if (answer === 'accept') neutral(draft);
  else {
    draft.phase = { kind: 'receiving', until: draft.at, session };
    unfinished(draft, 'the sender ended it before its terminator record (L)');
  }
}

const endsLine = (byte: number | undefined): boolean => byte === CR || byte === LF;

function trimmed(text: Uint8Array): Uint8Array {
  let to = text.length;
  while (to > 0 && endsLine(text[to - 1])) to--;
  return text.subarray(0, to);
}

/** First character of the record that is open at the end of a text; 0 = none. @param before the one open at its beginning */
function openingAt(before: number, text: Uint8Array): number {
  if (text.length === 0) return before;
  const start = Math.max(text.lastIndexOf(CR), text.lastIndexOf(LF)) + 1;
  if (start === text.length) return 0;
  return start === 0 && before !== 0 ? before : text[start]!;
}
