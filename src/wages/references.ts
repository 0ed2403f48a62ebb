import type { Problem } from '#content/load.server.ts';
import type { TableId, WageTables } from './tables.ts';

/** Every source cited must be on file, every caution named must exist, and every table must say what it is. */
export function referenceProblems(tables: WageTables, sources: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = [];
  const say = (file: string, path: string, message: string) =>
    problems.push({ file, line: 0, path, message });
  const cites = (file: string, path: string, ids: readonly string[]) => {
    for (const id of ids) if (!sources.has(id)) say(file, path, `cites ${id}, which is not in sources`);
  };
  const cautions = (file: string, path: string, ids: readonly string[]) => {
    for (const id of ids)
      if (!tables.cautions.has(id)) say(file, path, `names the caution ${id}, which is not on file`);
  };
  for (const c of tables.cautions.values())
    cites(
      'cautions.yaml',
      c.id,
      c.cite.map((x) => x.source),
    );
  for (const t of tables.about.values()) {
    cites(
      'tables.yaml',
      t.id,
      t.cite.map((x) => x.source),
    );
    cautions('tables.yaml', t.id, t.cautions);
    if (!(t.id in tables.rows)) say('tables.yaml', t.id, 'there is no table of this name');
  }
  for (const id of Object.keys(tables.rows) as TableId[]) {
    if (!tables.about.has(id)) say(`${id}.csv`, '', 'tables.yaml says nothing of this table');
    for (const row of tables.rows[id]) if ('cite' in row) cites(`${id}.csv`, '', row.cite);
  }
  for (const f of tables.figures.values()) {
    cites(
      f.subject,
      f.id,
      f.cite.map((x) => x.source),
    );
    cautions(f.subject, f.id, f.cautions);
  }
  return problems;
}
