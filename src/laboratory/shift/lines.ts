import type { Line, Talk } from '../analyzers/index.ts';
import { take, type Asking } from '../lis/index.ts';
import { newLink, settingsFor, step, textOf, type Link } from '../wire/astm/index.ts';
import { frameOf, mllpReader } from '../wire/hl7/index.ts';
import type { Shift } from './shift.ts';

// The lines between the analyzers of a shift and its LIS: bytes in frames, as over a socket, without one.

const asking = (shift: Shift, analyzer: string): Asking => ({
  by: { id: analyzer, role: 'analyzer' },
  at: shift.opens + shift.now,
  station: analyzer,
});

const text = new TextDecoder();
const bytes = new TextEncoder();

/** MLLP: each frame is taken by the LIS, what it answers comes back in frames. */
export const hl7Line =
  (shift: Shift, analyzer: string): Line =>
  (sent) => {
    const reader = mllpReader();
    const back: Uint8Array[] = [];
    for (const arrival of reader.feed(sent)) {
      if (arrival.kind !== 'frame') continue;
      const { replies } = take(
        shift.ledger,
        'hl7',
        analyzer,
        text.decode(arrival.bytes),
        asking(shift, analyzer),
        shift.rules,
      );
      back.push(...replies.map((r) => frameOf(bytes.encode(r))));
    }
    return joined(back);
  };

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * E1381: two ends of a line play establishment, frames, checksums and acknowledgment until both are quiet. The LIS accepts a
 * message before its last frame is acknowledged, and answers a query in the next session.
 */
export const astmTalk =
  (shift: Shift, analyzer: string): Talk =>
  (message) => {
    const ends = { instrument: newLink(settingsFor('instrument')), host: newLink(settingsFor('computer')) };
    const back: string[] = [];
    let clock = 0;
    let sent = 0;
    const feed = (end: keyof typeof ends, input: Parameters<typeof step>[1]): void => {
      const made = step(ends[end], input);
      ends[end] = made.state as Link;
      for (const event of made.events) {
        if (event.kind !== 'message') continue;
        const heard = textOf(event.text).text;
        if (end === 'host') {
          const { replies } = take(
            shift.ledger,
            'astm',
            analyzer,
            heard,
            asking(shift, analyzer),
            shift.rules,
          );
          feed('host', { at: clock, answer: 'accept', offer: event.offer });
          for (const reply of replies) feed('host', { at: clock, send: { id: `h${++sent}`, text: reply } });
        } else {
          back.push(heard);
          feed('instrument', { at: clock, answer: 'accept', offer: event.offer });
        }
      }
      const other = end === 'host' ? 'instrument' : 'host';
      for (const output of made.output) feed(other, { at: clock, bytes: output });
    };
    feed('instrument', { at: clock, send: { id: 'i', text: message } });
    // What waits for its turn begins when the pause between sessions is over.
    for (let quiet = 0; quiet < 3; quiet++) {
      clock += 30_000;
      feed('host', { at: clock, tick: true });
      feed('instrument', { at: clock, tick: true });
    }
    return back;
  };
