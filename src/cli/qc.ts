import { pathText, distinct, readDocument } from '#record/index.ts';
import { readControls, seriesFlags, type Series } from '#laboratory/quality/index.ts';
import { json, readWords, type Command, type Surroundings } from './command.ts';
import type { QcOutput } from './outputs-qc.ts';
import { qcText } from './qc-text.ts';
import { BadInput } from './refusal.ts';
import { lineOf, textFrom } from './text-input.server.ts';

export const qcCommand: Command = async (words, around) => {
  const { values, positionals } = readWords(
    words,
    { json: { type: 'boolean' }, help: { type: 'boolean' } },
    ['FILE, a file of control values or -'],
    'qc',
  );
  const series = await seriesFrom(positionals[0]!, around.stdin);
  const flags: QcOutput['flags'] = seriesFlags(series);
  return values['json'] ? json({ flags }) : qcText(series, around);
};

/** Room for years of control values. */
const LONGEST = 2_000_000;

async function seriesFrom(path: string, stdin: Surroundings['stdin']): Promise<Series> {
  const tooLong = 'give the controls of one analyte on one analyzer';
  const wanted = { longest: LONGEST, tooLong, name: 'a file of control values' };
  const { name, text } = await textFrom(path, wanted, stdin);
  const kind = { noun: 'file of controls', first: 'rules: [1_3s, 2_2s, R_4s]', longest: LONGEST, tooLong };
  const read = readDocument(text, kind);
  if ('problems' in read) throw new BadInput(...read.problems.map((p) => lineOf({ file: name, ...p })));
  const controls = readControls(read.value);
  if ('series' in controls) return controls.series;
  const placed = controls.problems.map(({ at, message, right }) => ({
    line: read.lineOf(at),
    path: pathText(at),
    message,
    right,
  }));
  const sorted = distinct(placed.toSorted((a, b) => a.line - b.line));
  throw new BadInput(...sorted.map((p) => lineOf({ file: name, ...p })));
}
