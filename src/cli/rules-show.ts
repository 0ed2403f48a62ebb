import { app } from '../app.server.ts';
import type { Condition, Pathway } from '#content/index.ts';
import { leafKind, parts } from '#content/index.ts';
import { describe, namesIn, type NameOf } from '#pathways/index.ts';
import { sourceLine } from './assess-text.ts';
import { json, readWords, type Command } from './command.ts';
import { goalsNamed } from './goals.ts';
import { dollars, paints, sureText, wrap } from './text.ts';
import { bodyOf } from './words.ts';

export const showCommand: Command = async (words, around) => {
  const { values, positionals } = readWords(
    words,
    { json: { type: 'boolean' }, help: { type: 'boolean' } },
    ['ID, a rule'],
    'rules show',
  );
  const { library, book } = app();
  const goal = book.goals.get(goalsNamed(book, library, positionals[0]!)[0]!)!;
  const { entry } = goal;
  if (values['json']) return json(entry);
  const paint = paints(around.color);
  const width = around.columns;
  const lines = [
    paint.bold(`${goal.short === goal.name ? goal.name : `${goal.name}, ${goal.short}`} (${goal.id})`),
    wrap(entry.summary, width),
    '',
  ];
  for (const { pathway } of goal.ways)
    lines.push(...pathwayLines(pathway, namesIn(book), width, paint.bold), '');
  const fees = 'fees' in entry ? Object.entries(entry.fees) : [];
  for (const [name, fee] of fees)
    if (fee)
      lines.push(
        wrap(
          `Fee, ${name}: ${moneyText(fee.value)}, ${sureText[fee.confidence as 'likely']} ${citeText(fee.cite)}`,
          width,
          '',
          '  ',
        ),
      );
  for (const c of entry.conflicts)
    lines.push(
      wrap(
        `Sources differ on ${c.about}: ${c.readings.map((r) => `${String(r.value)} ${citeText(r.cite)}`).join('; ')}${c.resolution ? `. ${c.resolution}` : ''}`,
        width,
        '',
        '  ',
      ),
    );
  lines.push(
    `Compared with its sources on ${entry.checked.on}.`,
    wrap(`Confirm with ${bodyOf(goal, library)}`, width),
    '',
    paint.bold('Sources'),
  );
  for (const id of sourcesOf(entry)) lines.push(sourceLine(id, library, width));
  return `${lines.join('\n')}\n`;
};

function pathwayLines(p: Pathway, name: NameOf, width: number, bold: (text: string) => string): string[] {
  const { from, until } = p.effective;
  const dates = [from ? `from ${from}` : '', until ? `until ${until}` : ''].filter(Boolean).join(' ');
  const lines = [
    bold(`${p.name} (${p.id})`),
    `  ${[p.status, dates, sureText[p.confidence], p.as_of ? `as of ${p.as_of}` : ''].filter(Boolean).join(', ')} ${citeText(p.cite)}`,
  ];
  const walk = (c: Condition, depth: number): void => {
    const pad = '  '.repeat(depth);
    const own = [
      c.confidence && c.confidence !== p.confidence ? sureText[c.confidence] : '',
      c.cite ? citeText(c.cite) : '',
    ]
      .filter(Boolean)
      .join(' ');
    const unread = leafKind(c) === 'unread' ? 'not known: ' : '';
    lines.push(wrap(`- ${unread}${describe(c, name)}${own ? ` (${own})` : ''}`, width, pad, `${pad}  `));
    if (c.note) lines.push(wrap(c.note, width, `${pad}  `));
    for (const part of parts(c)) walk(part, depth + 1);
  };
  walk(p.requirement, 1);
  for (const c of p.conflicts)
    lines.push(
      wrap(
        `Sources differ on ${c.about}: ${c.readings.map((r) => `${String(r.value)} ${citeText(r.cite)}`).join('; ')}${c.resolution ? `. ${c.resolution}` : ''}`,
        width,
        '  ',
        '    ',
      ),
    );
  for (const note of p.notes) lines.push(wrap(note, width, '  '));
  return lines;
}

const citeText = (cite: readonly { source: string }[]) =>
  cite.length > 0 ? `[${cite.map((c) => c.source).join(', ')}]` : '';

function moneyText(value: number | { [kind: string]: number } | null): string {
  if (value === null) return 'not known';
  if (typeof value === 'number') return dollars(value);
  return Object.entries(value)
    .map(([kind, usd]) => `${dollars(usd)} (${kind.replaceAll('-', ' ')})`)
    .join(', ');
}

/** Every source an entry cites, in order. */
function sourcesOf(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const v of value) sourcesOf(v, found);
  else if (value && typeof value === 'object')
    for (const [key, inner] of Object.entries(value))
      if (key === 'cite' && Array.isArray(inner))
        for (const c of inner as { source: string }[]) found.add(c.source);
      else sourcesOf(inner, found);
  return found;
}
