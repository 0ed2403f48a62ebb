import type { Pieces } from './bytes.ts';
import { LONGEST, LONGEST_1995, type Packing } from './frame.ts';
import { type Framing, newFraming } from './unframe.ts';

/** Which end of the line this is. Where both begin at once, the instrument has priority. */
export type Side = 'instrument' | 'computer';

/** Milliseconds (E1381, LIS1-A: 15, 30, 10, 1 and 20 s). */
export type Times = {
  /** How long a sender waits for an answer. */
  reply: number;
  /** How long a receiver waits for a frame, or for EOT. */
  frame: number;
  /** How long after a refused ENQ another may be sent. */
  busy: number;
  /** After both sent ENQ: how long the instrument waits before it does so again, */
  instrument: number;
  /** and how long the computer does. */
  computer: number;
};
export const TIMES: Times = {
  reply: 15_000,
  frame: 30_000,
  busy: 10_000,
  instrument: 1000,
  computer: 20_000,
};

export type Settings = {
  side: Side;
  times: Times;
  /** A frame, or an ENQ, refused so many times ends the message. */
  tries: number;
  /** Most bytes of text in a frame that is sent; */
  longest: number;
  /** and in one that is received. */
  longestIn: number;
  packing: Packing;
  /** Most bytes in a message that is received. */
  largest: number;
  /**
   * Milliseconds of quiet before anything is sent that asks for an answer; an answer that comes meanwhile belongs to
   * something older and is dropped. An ACK does not say what it acknowledges, so on a line that doubles or reorders this
   * has to be longer than a frame and its answer can take. A line such as TCP does neither: 0.
   */
  settle: number;
  /** Milliseconds of quiet after a missing answer, so that one that is late is not taken for another. */
  rest: number;
  /** Whether a receiver that has something to send says so, by EOT in place of ACK. Not every sender knows that. */
  interrupts: boolean;
};

export const settingsFor = (side: Side, changed: Partial<Settings> = {}): Settings => ({
  side,
  times: TIMES,
  tries: 6,
  longest: LONGEST_1995,
  longestIn: LONGEST,
  packing: 'record',
  largest: 16_000_000,
  settle: 0,
  rest: 10_000,
  interrupts: false,
  ...changed,
});

/** Why a message was given up, or never begun. */
export type Failure =
  | 'no answer in time'
  | 'refused too often'
  | 'the other side is busy'
  | 'the line was cut'
  | 'it does not end with a terminator record (L)'
  | 'it holds characters that frames cannot carry';

/** Why a receiver has only part of a message. */
export type Unfinished = 'the sender ended it before its terminator record (L)' | 'nothing came in time' | 'the line was cut' | 'it is too large'; // prettier-ignore

export type LinkEvent =
  /** A whole message has come. It is acknowledged only when `{ answer: 'accept', offer }` is given: store it first. */
  | { kind: 'message'; offer: number; text: Uint8Array; raw: Uint8Array }
  /** The other side has acknowledged all of it: its handler had accepted it before. */
  | { kind: 'delivered'; id: string }
  /** Not known to be delivered. `perhaps`: the last frame was sent, so it may have been; it would come twice. */
  | { kind: 'failed'; id: string; why: Failure; perhaps: boolean }
  /** A part of a message, or none, of which no more will come. It was not delivered, and its sender cannot think it was. */
  | { kind: 'unfinished'; why: Unfinished; text: Uint8Array; raw: Uint8Array }
  /** An answer is missing: from here on answers could be taken for others. Hang up and connect anew, where that can be done. */
  | { kind: 'broken' };

/** What a receiver has of the message that is coming. */
export type Coming = {
  text: Pieces;
  size: number;
  raw: Pieces;
  /** First character of the record that is not ended yet, and 0 between records. */
  opening: number;
};

export type Session = {
  /** Number of the frame that comes next, and of the one acknowledged last. */
  next: number;
  last: number | null;
  coming: Coming;
  /** Whether we have asked to send. */
  asked: boolean;
  spoiled: boolean;
};

/** The states of E1381: neutral; sender: enquired, ready, sent; receiver: receiving, offered. Times in milliseconds. */
export type Phase =
  | { kind: 'neutral' }
  | { kind: 'enquired'; until: number }
  | { kind: 'ready'; from: number }
  | { kind: 'sent'; until: number }
  | { kind: 'receiving'; until: number; session: Session }
  /** The handler has the message; `after` is where the session goes on if it accepts. `gone`: the sender gave up. */
  | { kind: 'offered'; session: Session; after: Session; gone: boolean };

/** A message on its way out. */
export type Job = {
  id: string;
  frames: readonly Uint8Array[];
  place: number;
  refused: number;
  perhaps: boolean;
};

/** One end of a line, as plain data. */
export type Link = {
  readonly settings: Settings;
  readonly at: number;
  readonly framing: Framing;
  readonly phase: Phase;
  /** The first is the one being sent. */
  readonly queue: readonly Job[];
  /** No ENQ before this. */
  readonly notBefore: number;
  readonly offers: number;
  /** The other side wants to send. */
  readonly wanted: boolean;
};

export const newLink = (settings: Settings): Link => ({
  settings,
  at: 0,
  framing: newFraming(settings.longestIn),
  phase: { kind: 'neutral' },
  queue: [],
  notBefore: 0,
  offers: 0,
  wanted: false,
});

/** When the link has to be given the time at the latest; null = when something happens. */
export function wakeAt({ phase, queue, notBefore }: Link): number | null {
  if (phase.kind === 'neutral') return queue.length > 0 ? notBefore : null;
  if (phase.kind === 'ready') return phase.from;
  return phase.kind === 'offered' ? null : phase.until;
}
