import { app } from '../app.server.ts';
import { isoOf } from '#kernel/dates.ts';
import { knownIn } from '#record/index.ts';
import { assess, prepare, type Assessed } from '#pathways/index.ts';
import { assessText } from './assess-text.ts';
import { dayFrom, json, readWords, type Command } from './command.ts';
import { goalsNamed } from './goals.ts';
import { recordFrom } from './record-input.server.ts';

export const assessCommand: Command = async (words, around) => {
  const { values, positionals } = readWords(
    words,
    {
      for: { type: 'string', multiple: true },
      on: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
    ['RECORD, a record file or -'],
    'assess',
  );
  const { library, book, today } = app();
  const on = dayFrom(values['on'], today);
  const ids = (values['for'] as string[] | undefined)?.flatMap((word) => goalsNamed(book, library, word));
  const record = await recordFrom(positionals[0]!, knownIn(library), around.stdin);
  const { verdicts } = assess(book, prepare(record), on, ids);
  if (values['json']) return json({ on: isoOf(on), verdicts: verdicts.map(outputOf) });
  return assessText({ verdicts, on: isoOf(on), book, library, around, whole: ids !== undefined });
};

/** Only what is promised, in one order. */
const outputOf = ({ id, type, name, verdict, confidence, decidedBy, ask, changes, pathways }: Assessed) => ({
  id, type, name, verdict, confidence, ...(decidedBy === undefined ? {} : { decidedBy }), ask, changes, pathways,
}); // prettier-ignore
