import { counted } from '#kernel/names.ts';
import { move, openDatabase } from '#storage/index.server.ts';
import { json, readWords, type Command } from './command.ts';
import { isBegun, clock, placeFrom, told } from './place.server.ts';
import { BadInput } from './refusal.ts';
import { columns } from './text.ts';

export const moveCommand: Command = async (words) => {
  const { values } = readWords(
    words,
    {
      data: { type: 'string' },
      to: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
    [],
    'move',
  );
  if (values['to'] === undefined)
    throw new BadInput('benchpath move needs --to URL of an empty PostgreSQL; see benchpath move --help');
  const { dataFolder } = placeFrom(values);
  if (!isBegun({ dataFolder }))
    throw new BadInput(`nothing is kept in ${dataFolder}; name the data folder with --data`);
  const to = String(values['to']);
  const { where } = openDatabase({ dataFolder, databaseUrl: to });
  return told(where, dataFolder, async () => {
    const { tables } = await move(dataFolder, to, clock);
    if (values['json']) return json({ from: dataFolder, to: where, tables });
    const rows = Object.entries(tables.toJSON()).map(([table, { rows: n, sum }]) => [
      table,
      String(n),
      sum.slice(0, 16),
    ]);
    return [
      `Moved ${counted(tables.rows, 'row')} from ${dataFolder} to PostgreSQL at ${where}. Read back there, every table is the same:`,
      ...columns([['table', 'rows', 'sum of hashes'], ...rows], [1]).map((line) => `  ${line}`),
      `From now on start Benchpath with DATABASE_URL and the same data folder, where evidence and backups stay.`,
      '',
    ].join('\n');
  });
};
