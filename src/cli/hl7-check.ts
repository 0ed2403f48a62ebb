import { check, get, typeOf, type Problem } from '#laboratory/wire/hl7/index.ts';
import { ucum } from '#laboratory/wire/hl7/index.ts';
import { json, readWords, type Command } from './command.ts';
import { hl7From } from './hl7-input.server.ts';
import { shown } from './hl7-parse.ts';
import type { Hl7CheckOutput } from './outputs-hl7.ts';
import { paints, wrap, type Paint } from './text.ts';

export const hl7CheckCommand: Command = async (words, around) => {
  const { values, positionals } = readWords(
    words,
    { json: { type: 'boolean' }, help: { type: 'boolean' } },
    ['FILE, a file of HL7 messages or -'],
    'hl7 check',
  );
  const { messages, notes } = await hl7From(positionals[0]!, around.stdin);
  const unit = await ucum();
  const found = messages.map((message) => ({ message, problems: check(message, unit) }));
  const problems: Hl7CheckOutput['problems'] = [
    ...notes.map((n) => ({ message: 0, ...n })),
    ...found.flatMap(({ problems: own }, i) => own.map((p) => ({ message: i + 1, ...p }))),
  ];
  const paint = paints(around.color);
  const out = values['json']
    ? json({ messages: messages.length, problems } satisfies Hl7CheckOutput)
    : [
        ...notes.map((n) => line(n, around.columns, paint)),
        ...found.flatMap(({ message, problems: own }, i) => [
          paint.bold(shown(`message ${i + 1}: ${typeOf(message)} ${get(message, 'MSH', 10)}`.trimEnd())),
          ...(own.length === 0 ? ['  no problems'] : own.map((p) => line(p, around.columns, paint))),
        ]),
        '',
      ].join('\n');
  return problems.some((p) => p.severity === 'error') ? { out, code: 3 } : out;
};

const SHAPE: { [S in Problem['severity']]: string } = {
  error: '○ error  ',
  warning: '◐ warning',
  note: '● note   ',
};

function line({ path, problem, severity }: Problem, columns: number, paint: Paint): string {
  const color = { error: paint.red, warning: paint.yellow, note: paint.dim }[severity];
  const place = path === '' ? '' : `${shown(path)}: `;
  return `  ${color(SHAPE[severity])} ${wrap(place + shown(problem), columns, '', ' '.repeat(12))}`;
}
