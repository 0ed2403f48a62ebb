/** Run `node src/storage/generate-tables.server.ts` after adding a migration: writes tables.ts from a migrated database. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from './database.server.ts';
import { ownTables } from './history.server.ts';
import { migrate } from './migrate.server.ts';
import { openSqlite } from './sqlite.server.ts';

// What migrations may use, by the names that the two databases have for it.
const TYPES: Record<string, string> = {
  text: 'string',
  integer: 'number',
  int4: 'number',
  'double precision': 'number',
  float8: 'number',
};

/** The text of tables.ts for a migrated database: the same for SQLite and PostgreSQL, or a migration is not portable. */
export async function describeTables({ db }: Database): Promise<string> {
  const tables = await ownTables(db);
  const shown = tables.map(({ name, columns }) => {
    const fields = columns.map((column) => {
      const type = TYPES[column.dataType.toLowerCase()];
      if (!type)
        throw new Error(
          `${name}.${column.name} has the type ${column.dataType}; use text, integer or double precision`,
        );
      const value = column.isNullable ? `${type} | null` : type;
      return `    ${column.name}: ${column.hasDefaultValue ? `Generated<${value}>` : value};\n`;
    });
    return `  ${name}: {\n${fields.join('')}  };\n`;
  });
  const types = shown.join('');
  const generated = types.includes('Generated<') ? "import type { Generated } from 'kysely';\n\n" : '';
  return `${generated}/** Written by generate-tables.server.ts from a migrated database; never edited by hand. */\nexport type Tables = {\n${types}};\n`;
}

if (import.meta.main) {
  const folder = await mkdtemp(join(tmpdir(), 'benchpath-tables-'));
  const database = openSqlite(folder);
  try {
    const migrated = await migrate(database, () => new Date());
    if (!migrated.ok) throw new Error(migrated.sentence);
    await writeFile(join(import.meta.dirname, 'tables.ts'), await describeTables(database));
  } finally {
    await database.close();
    await rm(folder, { recursive: true });
  }
}
