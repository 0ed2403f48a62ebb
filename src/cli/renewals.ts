import { app } from '../app.server.ts';
import { knownIn } from '#record/index.ts';
import {
  LONGEST_ACTIVITIES,
  allocate,
  deadlines,
  fromPieces,
  holdingsOf,
  named,
  readActivities,
  rulesOf,
  type Deadline,
  type Ledger,
  type Standing,
} from '#renewals/index.ts';
import { dayFrom, json, readWords, type Command } from './command.ts';
import type { RenewalsOutput } from './outputs-renewals.ts';
import { recordFrom } from './record-input.server.ts';
import { BadInput } from './refusal.ts';
import { renewalsText } from './renewals-text.ts';
import { lineOf, textFrom } from './text-input.server.ts';

export const renewalsCommand: Command = async (words, around) => {
  const { values, positionals } = readWords(
    words,
    {
      activities: { type: 'string' },
      on: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
    ['RECORD, a record file or -'],
    'renewals',
  );
  const { library, book, today } = app();
  const on = dayFrom(values['on'], today);
  const path = values['activities'] as string | undefined;
  if (path === '-' && positionals[0] === '-')
    throw new BadInput('standard input holds the record or the activities, not both; name a file for one');
  const record = await recordFrom(positionals[0]!, knownIn(library), around.stdin);
  const activities = path === undefined ? null : named(await activitiesFrom(path, around.stdin));
  const rules = rulesOf(library);
  const ledger = allocate(rules, holdingsOf(record), activities, on);
  const days = deadlines({ book, rules, record, standings: ledger.standings }, on);
  if (values['json']) return json(outputOf(ledger, days, activities !== null));
  return renewalsText({ ledger, days, activities, library, around });
};

async function activitiesFrom(path: string, stdin: () => Promise<Uint8Array>) {
  const wanted = {
    longest: LONGEST_ACTIVITIES,
    tooLong: 'give the activities of one person',
    name: 'an activities file',
  };
  const { name, text } = await textFrom(path, wanted, stdin);
  const read = readActivities(text, name);
  if ('activities' in read) return read.activities;
  throw new BadInput(...read.problems.map(lineOf));
}

const outputOf = (ledger: Ledger, days: readonly Deadline[], told: boolean): RenewalsOutput => ({
  on: ledger.on,
  told,
  standings: ledger.standings.map(standingOf),
  next: ledger.next && {
    areas: ledger.next.areas,
    gains: ledger.next.gains.map((gain) => ({ ...gain, amount: fromPieces(gain.amount) })),
  },
  uncovered: ledger.uncovered.map(({ path, id }) => ({ holding: path, id })),
  deadlines: [...days],
});

/** Pieces as hours or points. */
function standingOf(s: Standing): RenewalsOutput['standings'][number] {
  const known = (amount: number | null) => (amount === null ? null : fromPieces(amount));
  const whole = <T extends { amount: number }>(one: T) => ({ ...one, amount: fromPieces(one.amount) });
  const { total, any, needs } = s.missing;
  return {
    ...s,
    have: fromPieces(s.have),
    need: known(s.need),
    missing: { total: known(total), any: known(any), needs: needs.map(whole) },
    cut: s.cut && { ...s.cut, asked: fromPieces(s.cut.asked), have: fromPieces(s.cut.have) },
    counted: s.counted.map(whole),
    left: s.left.map((left) => ({ ...left, amount: known(left.amount) })),
  };
}
