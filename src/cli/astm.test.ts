import { describe, expect, test } from 'vitest';
import { bytesOf, framesOf } from '#laboratory/wire/astm/index.ts';
import { AstmCheckOutput, AstmParseOutput } from './outputs-astm.ts';
import { inside } from './testing/process.ts';

const RECORDS = ['H|\\^&|||CHEM1|||||LIS||P|LIS2-A2|20260105073100', 'P|1', 'O|1|A26010500123||^^^K\\^^^NA|S||||||N', 'R|1|^^^K|6.9|mmol/L|3.5-5.1|HH||F||tech1||20260105073055|CHEM1', 'C|1|I|H-index&F&0.1|G', 'L|1|N']; // prettier-ignore
const TEXT = RECORDS.map((record) => `${record}\r`).join('');
const CAPTURE = Buffer.concat([Buffer.from('\u0005\u0006'), ...framesOf(bytesOf(TEXT), 30).flatMap((f) => [f, Uint8Array.of(6)]), Buffer.from('\u0004')]); // prettier-ignore

const parsed = async (input: string | Uint8Array) => {
  const { code, out, err } = await inside(['astm', 'parse', '-', '--json'], input);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return AstmParseOutput.parse(JSON.parse(out));
};
const checked = async (input: string | Uint8Array) => {
  const { code, out } = await inside(['astm', 'check', '-', '--json'], input);
  return { code, ...AstmCheckOutput.parse(JSON.parse(out)) };
};

describe('astm parse', () => {
  test('frames of a capture, and the records in them', async () => {
    const { frames, records } = await parsed(CAPTURE);
    expect(frames.slice(0, 3).map(({ number, end, ok }) => [number, end, ok])).toEqual([[1, 'ETB', true], [2, 'ETX', true], [3, 'ETX', true]]); // prettier-ignore
    expect(records.map((r) => r.raw)).toEqual(RECORDS);
    expect(records.map((r) => r.type).join('')).toBe('HPORCL');
    expect(records[0]!.fields.slice(0, 2)).toEqual([[['H']], [['\\^&']]]);
    expect(records[2]!.fields[4]).toEqual([['', '', '', 'K'], ['', '', '', 'NA']]); // prettier-ignore
    expect(records[3]!.fields[3]).toEqual([['6.9']]);
    expect(records[4]!.fields[3]).toEqual([['H-index|0.1']]);
  });
  test('bare records, whatever ends their lines', async () => {
    for (const end of ['\r', '\n', '\r\n'])
      expect((await parsed(TEXT.replaceAll('\r', end))).records).toEqual((await parsed(CAPTURE)).records);
    expect((await parsed(TEXT)).frames).toEqual([]);
  });
  test('as text', async () => {
    const { out } = await inside(['astm', 'parse', '-'], CAPTURE);
    expect(out).toMatch(/^10 frames\nH\n {2}2 {5}\\\^&\n/);
    expect(out).toMatch(/\n {2}5\[2\] {2} \^ {2}\^ {2}\^ NA\n/);
  });
  test('what is none of it is refused', async () => {
    for (const input of ['', 'MSH|^~\\&|x', '\u0000\u0001\u0002\u0003', '\u0005\u0004'])
      expect(await inside(['astm', 'parse', '-'], input)).toMatchObject({ code: 2, out: '' });
  });
});

describe('astm check', () => {
  test('nothing is wrong', async () => {
    expect(await checked(CAPTURE)).toEqual({ code: 0, messages: 1, frames: 10, problems: [] });
    expect((await inside(['astm', 'check', '-'], TEXT)).out).toBe('1 message, 0 frames: no problems\n');
  });
  test('each problem has its place; errors make the exit status 3', async () => {
    const spoilt = CAPTURE.map((byte, place) => (place === 50 ? byte ^ 1 : byte));
    const { code, problems } = await checked(spoilt);
    expect([code, problems[0]?.path]).toEqual([3, 'frame[2]']);
    const warned = await inside(['astm', 'check', '-'], TEXT.replace('|HH|', '|high|'));
    expect([warned.code, warned.out]).toEqual([0, '1 message, 0 frames: 1 found\n  ◐ warning R[1].7: there is no flag "high" (L H LL HH < > N A U D B W)\n']); // prettier-ignore
  });
});
