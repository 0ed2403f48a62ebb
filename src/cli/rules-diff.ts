import { isoOf, mustDay } from '#kernel/dates.ts';
import { knownIn } from '#record/index.ts';
import { namesIn, rulebook } from '#pathways/index.ts';
import { ruleChanges, verdictChanges } from '#watch/index.ts';
import { dayFrom, json, readWords, type Command } from './command.ts';
import { libraryFrom } from './library-input.server.ts';
import type { RulesDiffOutput } from './outputs.ts';
import { recordsIn } from './record-input.server.ts';
import { paints, wrap } from './text.ts';

export const diffCommand: Command = async (words, around) => {
  const { values, positionals } = readWords(
    words,
    {
      records: { type: 'string' },
      on: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
    ['OLD, a content folder', 'NEW, a content folder'],
    'rules diff',
  );
  const on = dayFrom(values['on'], () =>
    mustDay(process.env['BENCHPATH_TODAY'] ?? new Date().toISOString().slice(0, 10)),
  );
  const [old, now] = [positionals[0]!, positionals[1]!];
  const [before, after] = [libraryFrom(old), libraryFrom(now)];
  const [oldBook, newBook] = [rulebook(before), rulebook(after)];
  const [oldName, newName] = [namesIn(oldBook), namesIn(newBook)];
  const name = (id: string) => (newBook.goals.has(id) ? newName(id) : oldName(id));
  // A record may hold what only one of the two folders knows.
  const [a, b] = [knownIn(before), knownIn(after)];
  const known = {
    credentials: new Map([...a.credentials, ...b.credentials]),
    licenses: new Map([...a.licenses, ...b.licenses]),
    states: new Map([...a.states, ...b.states]),
    aliases: new Map([...a.aliases, ...b.aliases]),
  };
  const folder = values['records'] as string | undefined;
  const records = folder === undefined ? [] : recordsIn(folder, known);
  const found = {
    old,
    new: now,
    on: isoOf(on),
    rules: ruleChanges(before, after, name),
    verdicts: verdictChanges(oldBook, newBook, records, on),
  };
  if (values['json']) return json(found);
  return diffText(
    found,
    folder === undefined ? null : records.length,
    around.columns,
    paints(around.color).bold,
  );
};

/** @param records how many were looked at; null = none was given */
function diffText(
  d: RulesDiffOutput,
  records: number | null,
  width: number,
  bold: (text: string) => string,
): string {
  const lines = [
    bold(
      d.rules.length === 0
        ? 'No rule changed.'
        : `${d.rules.length} ${d.rules.length === 1 ? 'entry' : 'entries'} changed`,
    ),
  ];
  for (const rule of d.rules) {
    lines.push('', `${rule.change} ${rule.type} ${bold(rule.id)}, ${rule.name}`);
    for (const w of rule.what)
      lines.push(wrap(`${w.pathway ? `${w.pathway}: ` : ''}${w.what}`, width, '  ', '    '));
  }
  if (records === null)
    return `${[...lines, '', 'Whose verdicts change: add --records FOLDER'].join('\n')}\n`;
  const touched = new Set(d.verdicts.map((v) => v.record));
  lines.push('', bold(`On ${d.on} verdicts change for ${touched.size} of ${records} records`));
  for (const name of touched) {
    lines.push('', name);
    for (const v of d.verdicts.filter((x) => x.record === name)) {
      const whole =
        v.before === v.after
          ? `${v.after ?? 'not on file'} as before`
          : `${v.before ?? 'not on file'} → ${v.after ?? 'not on file'}`;
      const ways = v.pathways.map(
        (p) => `${p.id} ${p.before ?? 'not on file'} → ${p.after ?? 'not on file'}`,
      );
      lines.push(
        wrap(`${v.id}: ${whole}${ways.length > 0 ? ` (${ways.join('; ')})` : ''}`, width, '  ', '    '),
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
