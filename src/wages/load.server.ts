import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { parseYaml, type Problem } from '#content/load.server.ts';
import { Cautions, FigureFile, Rejected, TablesAbout, type Figure } from '#content/index.ts';
import * as rows from '#content/index.ts';
import { readCsv } from './csv.ts';
import type { TableId, WageTables } from './tables.ts';
import { referenceProblems } from './references.ts';

const ROWS: { [id in TableId]: z.ZodType } = {
  national: rows.NationalRow,
  states: rows.StateRow,
  'states-reprinted': rows.ReprintedRow,
  metros: rows.MetroRow,
  sectors: rows.SectorRow,
  industries: rows.IndustryRow,
  projections: rows.ProjectionRow,
  'parity-states': rows.ParityRow,
  'parity-metros': rows.MetroParityRow,
};

/**
 * Reads content/wages. `sources` are the ids of content/sources; every citation must be among them. Problems
 * name file and line; tables with problems are not to be used.
 */
export function loadWages(
  folder: string,
  sources: ReadonlySet<string>,
): { tables: WageTables; problems: Problem[] } {
  const problems: Problem[] = [];
  const text = (file: string): string => {
    if (existsSync(join(folder, file))) return readFileSync(join(folder, file), 'utf8');
    problems.push({ file, line: 0, path: '', message: 'no such file' });
    return '';
  };
  const yaml = <T>(file: string, schema: z.ZodType<T>): T | null => {
    const read = parseYaml(text(file), schema, file);
    if ('value' in read) return read.value;
    problems.push(...read.problems);
    return null;
  };
  const table = (id: TableId): never[] => {
    const csv = readCsv(text(`${id}.csv`));
    problems.push(...csv.problems.map((p) => ({ file: `${id}.csv`, path: '', ...p })));
    return csv.rows.flatMap(({ line, cells }) => {
      const parsed = ROWS[id].safeParse(cells);
      if (parsed.success) return [parsed.data as never];
      for (const issue of parsed.error.issues)
        problems.push({ file: `${id}.csv`, line, path: issue.path.join('.'), message: issue.message });
      return [];
    });
  };

  const figures = new Map<string, Figure>();
  const apart = new Set(['cautions.yaml', 'tables.yaml', 'rejected.yaml']);
  const files = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.yaml') && !apart.has(name))
    : [];
  for (const file of files.sort()) {
    const {
      title,
      publisher,
      cautions,
      figures: list,
    } = yaml(file, FigureFile) ?? { title: '', publisher: '', cautions: [], figures: [] };
    for (const f of list) {
      if (figures.has(f.id)) problems.push({ file, line: 0, path: f.id, message: 'the id is used twice' });
      figures.set(f.id, {
        ...f,
        publisher: f.publisher ?? publisher,
        cautions: f.cautions ?? cautions,
        subject: title,
      });
    }
  }
  const tables: WageTables = {
    about: new Map((yaml('tables.yaml', TablesAbout)?.tables ?? []).map((t) => [t.id as TableId, t])),
    rows: Object.fromEntries(Object.keys(ROWS).map((id) => [id, table(id as TableId)])) as never,
    figures,
    cautions: new Map((yaml('cautions.yaml', Cautions)?.cautions ?? []).map((c) => [c.id, c])),
    rejected: yaml('rejected.yaml', Rejected)?.rejected ?? [],
  };
  return { tables, problems: [...problems, ...referenceProblems(tables, sources)] };
}
