import { askText, unitText, type Worked } from '#formulas/index.ts';
import type { z } from 'zod';
import type { Surroundings } from './command.ts';
import type { CalcCited, CalcListed, CalcOutput } from './outputs-calc.ts';
import { columns, paints, sureText, wrap } from './text.ts';

type Said = Omit<z.infer<typeof CalcOutput>, 'working'> & { working: readonly Worked[] };

const withUnit = (text: string, unit: string): string => `${text} ${unitText(unit)}`.trim();

/** An answer for reading: what comes out, how, what to mind, and where it was read. */
export function answerText(
  said: Said,
  note: string | undefined,
  { color, columns: width }: Surroundings,
): string {
  const paint = paints(color);
  const one = said.outputs.length === 1;
  const answers = said.outputs.map((o) => `${one ? said.name : o.name}: ${withUnit(o.text, o.unit)}`);
  const lines = [...(one ? [] : [said.name]), ...answers.map((line) => paint.bold(line)), ''];
  for (const { id, expression, written, text } of said.working) {
    const first = `  ${id} = `;
    const under = first.replace(/[^=]/g, ' ');
    const ways = [expression, written, text].filter((way, i, all) => way !== all[i - 1]);
    lines.push(...ways.map((way, i) => wrap(way, width, i === 0 ? first : under, `${under}  `)));
  }
  lines.push('', ...said.cautions.map((text) => wrap(`With care: ${text}`, width, '  ', '    ')));
  if (note) lines.push(wrap(`Note: ${note}`, width, '  ', '    '));
  return [...lines, ...sourceLines(said.confidence, said.cite, width)].join('\n') + '\n';
}

const sourceLines = (confidence: Said['confidence'], cite: CalcCited, width: number): string[] => [
  `  How sure: ${sureText[confidence]}.`,
  ...cite.map((c) =>
    wrap(`Source: ${c.title} [${c.source}]${c.url ? `, ${c.url}` : ''}`, width, '  ', '    '),
  ),
];

/** Every formula in a line. */
export function listText(formulas: readonly CalcListed[], { color }: Surroundings): string {
  const rows = formulas.map((f) => [
    f.id,
    f.name,
    f.inputs
      .map((i) => (i.choices ? `${i.id}=${i.choices.map((c) => c.id).join('|')}` : withUnit(i.id, i.unit!)))
      .join(', '),
  ]);
  const paint = paints(color);
  return `${paint.bold(`Formulas (${formulas.length})`)}\n${columns(rows)
    .map((line) => `  ${line}`)
    .join('\n')}\n\nOne in full, with ranges and sources: benchpath calc --list NAME\n`;
}

/** One formula in full. */
export function wholeText(f: CalcListed, { color, columns: width }: Surroundings): string {
  const paint = paints(color);
  const said = (text: string) => wrap(text, width, '  ', '    ');
  return [
    `${paint.bold(f.name)} (${[f.id, ...f.also].join(', ')})`,
    f.answers,
    '',
    ...f.inputs.map((i) => said(`${i.id}: ${takes(i)}`)),
    '',
    ...f.outputs.map((o) => wrap(withUnit(o.expression, ''), width, `  ${o.id} = `, '      ')),
    ...f.outputs.map((o) => said(`${o.id}: ${o.name}${unitText(o.unit) ? ` in ${unitText(o.unit)}` : ''}`)),
    '',
    ...f.limits.map((l) =>
      said(`${l.refuses ? 'Refused' : 'With care'}${l.when === null ? '' : ` where ${l.when}`}: ${l.text}`),
    ),
    ...sourceLines(f.confidence, f.cite, width),
    '',
  ].join('\n');
}

const takes = (i: CalcListed['inputs'][number]): string =>
  i.kind === 'choice'
    ? askText({ kind: 'choice', id: i.id, name: i.name, also: [], choices: i.choices! })
    : askText({ kind: i.kind, id: i.id, name: i.name, also: [], unit: i.unit!, range: i.range! });
