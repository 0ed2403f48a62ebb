import {
  decide,
  flagText,
  judgeSeries,
  ruleOf,
  scaleOf,
  zoneOf,
  type Flag,
  type MaterialSeries,
  type Scale,
  type Series,
} from '#laboratory/quality/index.ts';
import { counted, listed } from '#kernel/names.ts';
import type { Surroundings } from './command.ts';
import { columns, paints, wrap } from './text.ts';

/** The runs that break a rule, what each rule says, and a chart of each material. */
export function qcText(series: Series, around: Pick<Surroundings, 'color' | 'columns'>): string {
  const { bold } = paints(around.color);
  const judged = judgeSeries(series);
  const runs = Math.max(0, ...series.materials.map((m) => m.values.length));
  const ids = series.materials.map((m) => m.id);
  const lines = [
    bold(`${counted(runs, 'run')} of ${listed(ids)}: ${judged.length === 0 ? 'no rule broken' : `rules broken in ${judged.length}`}`),
  ]; // prettier-ignore
  if (judged.length > 0) {
    const rows = judged.map(({ run, flags }) => [String(run), decide(flags).decision, flags.map(flagText).join('; ')]); // prettier-ignore
    lines.push('', ...columns([['run', 'by itself', 'rules'], ...rows], [0]), '', bold('The rules'));
    const broken = new Set(judged.flatMap(({ flags }) => flags.map((f) => f.rule)));
    for (const id of broken) {
      const { says, detects, note } = ruleOf(id);
      const finds = detects === 'none' ? '' : ` Finds: ${detects === 'trend' ? 'a trend' : `${detects === 'either' ? 'any' : detects} error`}.`; // prettier-ignore
      lines.push(wrap(`${id}: ${says}${finds}${note ? ` ${note}` : ''}`, around.columns, '  ', '    '));
    }
  }
  for (const material of series.materials) lines.push('', ...chartOf(material, judged, bold, around.columns));
  const legend =
    'o no rule, ! warns, X rejects: 1_2s and 7_T warn here, all others reject, unless a laboratory decides otherwise.';
  lines.push('', wrap(legend, around.columns));
  return `${lines.join('\n')}\n`;
}

type Judged = readonly { run: number; flags: Flag[] }[];

/** The lines of the chart, and between them what lies there; what lies beyond 3 SD stands at the edge. */
const ROWS = [3.5, 3, 2.5, 2, 1.5, 1, 0.5, 0, -0.5, -1, -1.5, -2, -2.5, -3, -3.5];

function chartOf(m: MaterialSeries, judged: Judged, bold: (s: string) => string, width: number): string[] {
  const across = Math.max(10, Math.floor((width - 10) / 2));
  const scale = scaleOf(m.mean, m.sd);
  const parts: string[] = [bold(`${m.id}: mean ${m.mean}, SD ${m.sd}`)];
  for (let from = 0; from < m.values.length; from += across) {
    const values = m.values.slice(from, from + across);
    for (const row of ROWS) {
      const line = Number.isInteger(row);
      const label = line ? (row === 0 ? 'mean' : `${row > 0 ? '+' : '−'}${Math.abs(row)} SD`) : '';
      const cells = values.map((v, i) => {
        if (v !== null && rowOf(v, scale) === row) return markOf(m.id, from + i + 1, judged);
        return line ? '-' : ' ';
      });
      parts.push(`${label.padStart(6)} ${line ? '-' : ' '}${cells.join(line ? '-' : ' ')}`.trimEnd());
    }
    parts.push(`${'run'.padStart(6)}  ${ruler(from + 1, values.length)}`.trimEnd());
  }
  return parts;
}

/** Only what lies exactly at a limit stands on its line. */
function rowOf(value: number, scale: Scale): number {
  const zone = zoneOf(value, scale);
  const size = [0, 1, 2, 3, 3, 4, 4][Math.abs(zone)]!;
  const z = Math.abs((value - scale.mean) / scale.sd);
  const row = zone === 0 ? 0 : size < 4 && Math.abs(z - size) < 1e-9 ? size : size - 0.5;
  return zone < 0 ? -row : row;
}

function markOf(id: string, run: number, judged: Judged): string {
  const own = judged.find((j) => j.run === run)?.flags.filter((f) => f.materials.includes(id)) ?? [];
  const { decision } = decide(own);
  return decision === 'reject' ? 'X' : decision === 'warn' ? '!' : 'o';
}

/** Run numbers, one every five runs. */
function ruler(first: number, runs: number): string {
  let text = '';
  for (let i = 0; i < runs; i++) {
    const run = first + i;
    if (i === 0 || run % 5 === 0) text = `${text.padEnd(2 * i)}${run} `;
  }
  return text;
}
