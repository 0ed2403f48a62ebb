/**
 * MLLP: 0x0B message 0x1C 0x0D (facts: messaging.hl7_v2.transport). What arrives is a list of arrivals, the same however the
 * bytes were cut on the way.
 */
export type Arrival =
  | { kind: 'frame'; bytes: Uint8Array }
  /** Bytes outside frames: how many, and the first of them. */
  | { kind: 'garbage'; size: number; head: Uint8Array }
  /** A frame that another one, or the end of the connection, cut short. */
  | { kind: 'partial'; bytes: Uint8Array }
  /** A frame above the limit: its beginning, told once; the rest is passed over. */
  | { kind: 'too long'; limit: number; head: Uint8Array };

export type MllpReader = {
  feed: (bytes: Uint8Array) => Arrival[];
  /** The connection ended: what was begun. */
  end: () => Arrival[];
  /** Whether a frame is begun and not ended. */
  begun: () => boolean;
};

const [START, END, CR] = [0x0b, 0x1c, 0x0d];
const HEAD = 4096;

/** The longest frame, in bytes, unless told: a report with hundreds of results has some tens of thousands. */
export const LONGEST_FRAME = 4_000_000;

/** A frame round the bytes of a message. What would end the frame early is a bug of whoever wrote the message. */
export function frameOf(message: Uint8Array): Uint8Array {
  if (message.includes(START) || message.includes(END))
    throw new RangeError('a message may not hold the characters of its frame, 0x0B and 0x1C');
  const frame = new Uint8Array(message.length + 3);
  frame[0] = START;
  frame.set(message, 1);
  frame[message.length + 1] = END;
  frame[message.length + 2] = CR;
  return frame;
}

/**
 * A reader for one connection. A frame whose CR is missing ends where the next one begins. @param limit of one message in
 * bytes
 */
export function mllpReader(limit = LONGEST_FRAME): MllpReader {
  let parts: Uint8Array[] = [];
  let size = 0;
  let where: 'outside' | 'inside' | 'ending' | 'passing' | 'passed' = 'outside';
  let out: Arrival[] = [];

  const keep = (part: Uint8Array): void => {
    if (part.length === 0) return;
    if (where === 'outside') {
      if (size < HEAD) parts.push(part.slice(0, HEAD - size));
      size += part.length;
    } else if (where !== 'passing' && where !== 'passed') {
      parts.push(part.slice());
      size += part.length;
      if (size > limit) {
        out.push({ kind: 'too long', limit, head: joined(parts).slice(0, Math.min(HEAD, limit)) });
        [parts, size, where] = [[], 0, 'passing'];
      }
    }
  };
  const close = (kind: 'frame' | 'partial'): void => {
    const bytes = joined(parts);
    if (where === 'outside') {
      if (size > 0) out.push({ kind: 'garbage', size, head: bytes });
    } else if (where !== 'passing' && where !== 'passed') out.push({ kind, bytes });
    [parts, size] = [[], 0];
  };
  const take = (): Arrival[] => {
    const taken = out;
    out = [];
    return taken;
  };

  return {
    feed(bytes) {
      let at = 0;
      while (at < bytes.length) {
        if (where === 'ending' || where === 'passed') {
          // The byte after 0x1C.
          const next = bytes[at]!;
          if (next === CR || next === START) {
            close('frame');
            where = next === CR ? 'outside' : 'inside';
            at += 1;
          } else {
            where = where === 'ending' ? 'inside' : 'passing';
            keep(Uint8Array.of(END));
          }
          continue;
        }
        const start = bytes.indexOf(START, at);
        const end = where === 'outside' ? -1 : bytes.indexOf(END, at);
        const stop = start < 0 ? end : end < 0 ? start : Math.min(start, end);
        keep(bytes.subarray(at, stop < 0 ? bytes.length : stop));
        if (stop < 0) break;
        at = stop + 1;
        if (stop === start) {
          close('partial');
          where = 'inside';
        } else where = where === 'passing' ? 'passed' : 'ending';
      }
      return take();
    },
    end() {
      if (where === 'ending') parts.push(Uint8Array.of(END));
      close('partial');
      where = 'outside';
      return take();
    },
    begun: () => where !== 'outside',
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
