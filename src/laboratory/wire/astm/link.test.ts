import { describe, expect, test } from 'vitest';
import { bytesOf, textOf } from './bytes.ts';
import { frameOf } from './frame.ts';
import { type Input, step } from './link.ts';
import {
  type Link,
  type LinkEvent,
  newLink,
  type Settings,
  settingsFor,
  type Side,
  wakeAt,
} from './state.ts';

const [ENQ, ACK, NAK, EOT] = ['\u0005', '\u0006', '\u0015', '\u0004'];
const MESSAGE = 'H|\\^&|1\rL|1|N\r';
const frame = (number: number, text: string, end: 'ETX' | 'ETB' = 'ETX') => textOf(frameOf(number, bytesOf(text), end)).text; // prettier-ignore

/** One end that is spoken to in text: what it writes, and what it tells. */
function end(side: Side, settings: Partial<Settings> = {}) {
  let link: Link = newLink(settingsFor(side, settings));
  const events: LinkEvent[] = [];
  const put = (input: Input): string => {
    const { state, output, events: more } = step(link, input);
    link = state;
    events.push(...more);
    return output.map((bytes) => textOf(bytes).text).join('');
  };
  return {
    events,
    hear: (at: number, line: string) => put({ at, bytes: bytesOf(line) }),
    wait: (at: number) => put({ at, tick: true }),
    send: (at: number, text = MESSAGE, id = 'm') => put({ at, send: { id, text } }),
    answer: (at: number, answer: 'accept' | 'refuse' = 'accept', offer = 1) => put({ at, answer, offer }),
    cut: (at: number) => put({ at, cut: true }),
    wake: () => wakeAt(link),
    kinds: () => events.map((e) => ('why' in e ? `${e.kind}: ${e.why}` : e.kind)),
    texts: () => events.flatMap((e) => (e.kind === 'message' ? [textOf(e.text).text] : [])),
  };
}

describe('who receives', () => {
  const begun = (settings: Partial<Settings> = {}) => {
    const host = end('computer', settings);
    expect(host.hear(0, ENQ)).toBe(ACK);
    expect(host.hear(1, frame(1, 'H|\\^&|1\r'))).toBe(ACK);
    return host;
  };

  test('acknowledges the end of a message only when it is accepted', () => {
    const host = begun();
    expect(host.hear(2, frame(2, 'L|1|N\r'))).toBe('');
    expect(host.texts()).toEqual([MESSAGE]);
    expect(host.wait(14_000)).toBe('');
    expect(host.answer(14_001)).toBe(ACK);
    expect(host.hear(14_002, EOT)).toBe('');
    expect(host.kinds()).toEqual(['message']);
  });

  test('T8: gives no answer to EOT, and tolerates one', () => {
    const host = begun();
    host.hear(2, frame(2, 'L|1|N\r'));
    host.answer(3);
    expect(host.hear(4, EOT)).toBe('');
    const analyzer = end('instrument');
    analyzer.send(0);
    analyzer.hear(1, ACK);
    analyzer.hear(2, ACK);
    expect(analyzer.hear(3, ACK)).toBe(EOT);
    expect(analyzer.hear(4, ACK)).toBe(''); // an ACK of the EOT, from a host that knows no better
    expect(analyzer.send(5)).toBe(ENQ);
    expect(analyzer.kinds()).toEqual(['delivered']);
  });

  test('keeps a repeated frame once and acknowledges it again', () => {
    const host = begun();
    expect(host.hear(2, frame(1, 'H|\\^&|1\r'))).toBe(ACK);
    host.hear(3, frame(2, 'L|1|N\r'));
    host.answer(4);
    expect(host.hear(5, frame(2, 'L|1|N\r'))).toBe(ACK);
    expect(host.texts()).toEqual([MESSAGE]);
  });

  test('refuses a bad checksum, a frame out of turn and one without end, and takes the right one after', () => {
    const host = begun();
    expect(host.hear(2, frame(2, 'L|1|N\r').replace('L|1', 'L|2'))).toBe(NAK);
    expect(host.hear(3, frame(3, 'L|1|N\r'))).toBe(NAK);
    expect(host.hear(4, '\u00022L|1|N\r07\r\n')).toBe(NAK);
    expect(host.hear(5, '\u00022L|')).toBe('');
    host.hear(6, frame(2, 'L|1|N\r'));
    expect(host.texts()).toEqual([MESSAGE]);
  });

  test('has a refused end sent again, and offers it again', () => {
    const host = begun();
    host.hear(2, frame(2, 'L|1|N\r'));
    expect(host.answer(3, 'refuse', 1)).toBe(NAK);
    host.hear(4, frame(2, 'L|1|N\r'));
    expect(host.answer(5, 'accept', 2)).toBe(ACK);
    expect(host.texts()).toEqual([MESSAGE, MESSAGE]);
  });

  test('gives no late answer to a sender that has gone, and takes no new message meanwhile', () => {
    const host = begun();
    host.hear(2, frame(2, 'L|1|N\r'));
    host.hear(15_002, EOT);
    expect(host.hear(15_003, ENQ)).toBe(NAK);
    expect(host.answer(16_000)).toBe('');
    expect(host.hear(25_003, ENQ)).toBe(ACK);
    expect(host.answer(25_004, 'accept', 1)).toBe('');
  });

  test('tells what came of a message that ends early, goes silent or is cut off', () => {
    const early = begun();
    early.hear(2, EOT);
    const silent = begun();
    expect(silent.wake()).toBe(30_001);
    silent.wait(30_000);
    expect(silent.kinds()).toEqual([]);
    silent.wait(30_001);
    const cut = begun();
    cut.cut(5);
    const nothing = end('computer');
    nothing.hear(0, `${ENQ}${EOT}`);
    expect([early, silent, cut, nothing].map((host) => host.kinds())).toEqual([
      ['unfinished: the sender ended it before its terminator record (L)'],
      ['unfinished: nothing came in time'],
      ['unfinished: the line was cut'],
      ['unfinished: the sender ended it before its terminator record (L)'],
    ]);
    const [told] = early.events;
    expect(told?.kind === 'unfinished' && [textOf(told.text).text, textOf(told.raw).text]).toEqual([
      'H|\\^&|1\r',
      `${ENQ}${frame(1, 'H|\\^&|1\r')}${EOT}`,
    ]);
  });

  test('puts frames of one record together, ends a record whose CR was left out, and takes several messages', () => {
    const host = end('computer');
    host.hear(0, ENQ);
    host.hear(1, frame(1, 'H|\\^&|a') + frame(2, 'C|1|I|Lip', 'ETB') + frame(3, 'emic\r') + frame(4, 'L', 'ETB') + frame(5, '|1|N')); // prettier-ignore
    host.answer(2);
    host.hear(3, frame(6, 'H|\\^&|b\rL|1|N\r'));
    host.answer(4, 'accept', 2);
    expect(host.texts()).toEqual(['H|\\^&|a\rC|1|I|Lipemic\rL|1|N\r', 'H|\\^&|b\rL|1|N\r']);
  });

  test('refuses what is larger than it takes', () => {
    const host = begun({ largest: 20 });
    expect(host.hear(2, frame(2, 'C|1|I|123456789\r'))).toBe(NAK);
    expect(host.hear(3, frame(2, 'L|1|N\r'))).toBe(NAK);
    host.hear(4, EOT);
    expect(host.kinds()).toEqual(['unfinished: it is too large']);
  });

  test('may ask for the line by EOT, once, and gets it', () => {
    const host = begun({ interrupts: true });
    host.send(2, MESSAGE, 'order');
    expect(host.hear(3, frame(2, 'C|1|I|x\r'))).toBe(EOT);
    expect(host.hear(4, frame(2, 'C|1|I|x\r'))).toBe(ACK);
    host.hear(5, frame(3, 'L|1|N\r'));
    expect(host.answer(6)).toBe(ACK);
    expect(host.hear(7, EOT)).toBe(ENQ);
  });
});

describe('who sends', () => {
  const begun = (settings: Partial<Settings> = {}) => {
    const analyzer = end('instrument', settings);
    expect(analyzer.send(0)).toBe(ENQ);
    return analyzer;
  };

  test('sends frame by frame, and EOT at the end', () => {
    const analyzer = begun();
    expect(analyzer.hear(1, ACK)).toBe(frame(1, 'H|\\^&|1\r'));
    expect(analyzer.hear(2, ACK)).toBe(frame(2, 'L|1|N\r'));
    expect(analyzer.hear(3, ACK)).toBe(EOT);
    expect(analyzer.kinds()).toEqual(['delivered']);
  });

  test('gives up after 15 s without an answer, says so, and is broken', () => {
    const analyzer = begun();
    expect(analyzer.wait(14_999)).toBe('');
    expect(analyzer.wait(15_000)).toBe(EOT);
    expect(analyzer.events).toEqual([
      { kind: 'failed', id: 'm', why: 'no answer in time', perhaps: false },
      { kind: 'broken' },
    ]);
    analyzer.send(15_001);
    expect([analyzer.wait(24_999), analyzer.wait(25_000)]).toEqual(['', ENQ]);
  });

  test('says that a message may have arrived, where only the last answer is missing', () => {
    const analyzer = begun();
    analyzer.hear(1, ACK);
    analyzer.hear(2, ACK);
    analyzer.cut(3);
    expect(analyzer.events).toEqual([{ kind: 'failed', id: 'm', why: 'the line was cut', perhaps: true }]);
  });

  test('repeats a refused frame with its number, and ends with EOT at the sixth refusal', () => {
    const analyzer = begun();
    analyzer.hear(1, ACK);
    for (let n = 1; n < 6; n++) expect(analyzer.hear(1 + n, NAK)).toBe(frame(1, 'H|\\^&|1\r'));
    expect(analyzer.hear(7, NAK)).toBe(EOT);
    expect(analyzer.kinds()).toEqual(['failed: refused too often']);
  });

  test('waits 10 s after a refused ENQ, and gives up at the sixth', () => {
    const analyzer = begun();
    let at = 0;
    for (let n = 1; n < 6; n++, at += 10_000) {
      expect(analyzer.hear(at, NAK)).toBe('');
      expect([analyzer.wait(at + 9999), analyzer.wait(at + 10_000)]).toEqual(['', ENQ]);
    }
    expect(analyzer.hear(at, NAK)).toBe('');
    expect(analyzer.kinds()).toEqual(['failed: the other side is busy']);
  });

  test('both begin at once: the instrument does so again after 1 s, the computer waits 20 s', () => {
    const analyzer = begun();
    const host = end('computer');
    expect(host.send(0)).toBe(ENQ);
    expect([analyzer.hear(5, ENQ), host.hear(5, ENQ)]).toEqual(['', '']);
    expect([analyzer.wait(1004), analyzer.wait(1005)]).toEqual(['', ENQ]);
    expect(host.hear(1006, ENQ)).toBe(ACK);
    host.hear(1007, frame(1, MESSAGE));
    host.answer(1008);
    expect(host.hear(1009, EOT)).toBe('');
    expect([host.wait(20_004), host.wait(20_005)]).toEqual(['', ENQ]);
  });

  test('asked for the line by EOT it sends the frame again, ends its message, and leaves 15 s', () => {
    const analyzer = begun();
    analyzer.send(0, MESSAGE, 'second');
    analyzer.hear(1, ACK);
    expect(analyzer.hear(2, EOT)).toBe(frame(1, 'H|\\^&|1\r'));
    analyzer.hear(3, ACK);
    expect(analyzer.hear(4, ACK)).toBe(EOT);
    expect(analyzer.hear(5, ENQ)).toBe(ACK);
    analyzer.hear(6, EOT);
    expect([analyzer.wait(15_003), analyzer.wait(15_004)]).toEqual(['', ENQ]);
  });

  test('an answer that comes in the time to settle answers nothing', () => {
    const analyzer = begun({ settle: 100 });
    expect(analyzer.hear(1, ACK)).toBe('');
    expect(analyzer.hear(50, ACK)).toBe('');
    expect([analyzer.wait(100), analyzer.wait(101)]).toEqual(['', frame(1, 'H|\\^&|1\r')]);
  });

  test('sends nothing that frames cannot carry, and nothing without an end', () => {
    const analyzer = end('instrument');
    expect([analyzer.send(0, 'H|\\^&\rC|1|I|a\u0003b\rL|1|N\r'), analyzer.send(0, 'H|\\^&\r')]).toEqual([
      '',
      '',
    ]);
    expect(analyzer.kinds()).toEqual([
      'failed: it holds characters that frames cannot carry',
      'failed: it does not end with a terminator record (L)',
    ]);
    expect(analyzer.send(0, MESSAGE.slice(0, -1))).toBe(ENQ);
  });
});
