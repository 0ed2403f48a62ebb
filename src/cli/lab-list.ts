import { json, readWords, type Command } from './command.ts';
import { laboratory } from './laboratory.server.ts';
import type { LabListOutput } from './outputs-lab.ts';
import { paints } from './text.ts';

export const labListCommand: Command = async (words, around) => {
  const { values } = readWords(
    words,
    { json: { type: 'boolean' }, help: { type: 'boolean' } },
    [],
    'lab list',
  );
  const scenarios: LabListOutput['scenarios'] = [...laboratory().scenarios.values()].map((s) => ({
    id: s.id,
    type: s.type,
    title: s.title,
    departments: s.departments,
    level: s.level,
    role: s.role,
    kind: s.kind,
    minutes: s.minutes,
    specimens: s.orders.filter((o) => o.arrives !== null).length + (s.crowd?.specimens ?? 0),
    seeds: s.seeds,
  }));
  if (values['json']) return json({ scenarios });
  const paint = paints(around.color);
  const width = Math.max(...scenarios.map((s) => s.id.length), 8);
  const lines = scenarios.map(
    (s) =>
      `${String(s.type).padStart(9)}  ${paint.bold(s.id.padEnd(width))}  level ${s.level}  ${String(s.minutes).padStart(3)} min  ${s.departments.join(', ')}`,
  );
  return `${'type'.padStart(9)}  ${'scenario'.padEnd(width)}\n${lines.join('\n')}\n\n${scenarios.length} scenarios. benchpath lab run SCENARIO --robot gold plays one.\n`;
};
