import { dirname, resolve } from 'node:path';
import { contentRoot } from './content-folder.server.ts';
import { counted } from '#kernel/names.ts';
import { refuseInside } from '#storage/data-folder.server.ts';
import { openDatabase, restore } from '#storage/index.server.ts';
import { json, readWords, type Command } from './command.ts';
import { clock, placeFrom, told } from './place.server.ts';
import { BadInput } from './refusal.ts';

export const restoreCommand: Command = async (words) => {
  const { values, positionals } = readWords(
    words,
    {
      data: { type: 'string' },
      'database-url': { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
    ['BACKUP'],
    'restore',
  );
  const databaseUrl = values['database-url'] === undefined ? undefined : String(values['database-url']);
  // Said, never guessed: the place that DATABASE_URL or the system names is the one in use.
  if (values['data'] === undefined && databaseUrl === undefined)
    throw new BadInput(
      'benchpath restore needs an empty place: --data FOLDER or --database-url URL; see benchpath restore --help',
    );
  const place = { ...placeFrom(values), databaseUrl };
  const inside = refuseInside(place.dataFolder, dirname(contentRoot()));
  if (inside) throw new BadInput(inside);
  const { where } = openDatabase(place);
  return told(where, place.dataFolder, async () => {
    const { tables, evidence } = await restore(resolve(positionals[0]!), place, clock);
    if (values['json']) return json({ where, dataFolder: place.dataFolder, tables, evidence });
    return [
      `Restored into ${where}: ${counted(tables.rows, 'row')}, and ${counted(evidence, 'file')} of evidence in ${place.dataFolder}.`,
      'Put the file `secret` of the old data folder there too: without it, people sign in anew, and keys that sign badges stay locked.',
      `Then: ${databaseUrl ? 'DATABASE_URL=… ' : ''}npm start -- --data ${place.dataFolder}`,
      '',
    ].join('\n');
  });
};
