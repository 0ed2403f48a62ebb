import { messagesOf, type Problem } from '#laboratory/wire/astm/index.ts';
import { ASTM_OPTIONS, astmFrom } from './astm-parse.ts';
import { json, readWords, type Command } from './command.ts';
import { shown } from './hl7-parse.ts';
import type { AstmCheckOutput } from './outputs-astm.ts';
import { paints, wrap, type Paint } from './text.ts';

export const astmCheckCommand: Command = async (words, around) => {
  const { values, positionals } = readWords(words, ASTM_OPTIONS, ['FILE, a capture of an ASTM line, or -'], 'astm check'); // prettier-ignore
  const { frames, records, problems } = await astmFrom(positionals[0]!, around.stdin);
  const messages = messagesOf(records).length;
  const counted = `${messages} ${messages === 1 ? 'message' : 'messages'}, ${frames.length} frames`;
  const out = values['json']
    ? json({ messages, frames: frames.length, problems } satisfies AstmCheckOutput)
    : [
        `${counted}: ${problems.length === 0 ? 'no problems' : `${problems.length} found`}`,
        ...problems.map((problem) => line(problem, around.columns, paints(around.color))),
        '',
      ].join('\n');
  return problems.some(({ severity }) => severity === 'error') ? { out, code: 3 } : out;
};

function line({ path, problem, severity }: Problem, columns: number, paint: Paint): string {
  const mark = severity === 'error' ? paint.red('○ error  ') : paint.yellow('◐ warning');
  return `  ${mark} ${wrap(`${shown(path)}: ${shown(problem)}`, columns, ' '.repeat(12)).trimStart()}`;
}
