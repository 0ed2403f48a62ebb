import { app } from '../app.server.ts';
import type { Rulebook } from '#pathways/index.ts';
import { json, readWords, type Command } from './command.ts';
import type { RulesListOutput } from './outputs.ts';
import { columns, paints } from './text.ts';

export const listCommand: Command = async (words, around) => {
  const { values } = readWords(
    words,
    { json: { type: 'boolean' }, help: { type: 'boolean' } },
    [],
    'rules list',
  );
  const { book } = app();
  const rules = listOf(book);
  if (values['json']) return json({ rules });
  const paint = paints(around.color);
  const lines: string[] = [];
  for (const [type, title] of [
    ['credential', 'Credentials'],
    ['license', 'Licenses'],
    ['role', 'Federal roles (CLIA)'],
  ] as const) {
    const here = rules.filter((r) => r.type === type);
    lines.push(
      paint.bold(`${title} (${here.length})`),
      ...columns(here.map((r) => [`  ${r.id}`, r.name, ways(r.pathways)])),
      '',
    );
  }
  const aliases = [...book.aliases].map(([alias, id]) => `${alias} = ${id}`);
  if (aliases.length > 0) lines.push(`Other spellings: ${aliases.join(', ')}`, '');
  return `${lines.join('\n')}One rule in full: benchpath rules show ID\n`;
};

const ways = (all: RulesListOutput['rules'][number]['pathways']): string => {
  const open = all.filter((p) => p.status === 'active' && p.until === null).length;
  return `${all.length} ${all.length === 1 ? 'pathway' : 'pathways'}${open < all.length ? `, ${open} open` : ''}`;
};

const listOf = (book: Rulebook): RulesListOutput['rules'] =>
  [...book.goals.values()].map((g) => ({
    id: g.id,
    type: g.type,
    name: g.name,
    level: g.level,
    checked: g.entry.checked.on,
    pathways: g.ways.map(({ pathway: p }) => ({
      id: p.id,
      name: p.name,
      status: p.status,
      from: p.effective.from,
      until: p.effective.until,
      confidence: p.confidence,
    })),
  }));
