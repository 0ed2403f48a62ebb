import { resolve } from 'node:path';
import { writeArchive } from '#record/archive.server.ts';
import { openDatabase } from '#storage/index.server.ts';
import { personAt, withRecords, writeNew } from './archive.server.ts';
import { json, readWords, type Command } from './command.ts';
import { isBegun, placeFrom, told } from './place.server.ts';
import { BadInput } from './refusal.ts';

export const exportCommand: Command = async (words) => {
  const { values } = readWords(
    words,
    {
      to: { type: 'string' },
      person: { type: 'string' },
      record: { type: 'string' },
      data: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
    [],
    'export',
  );
  const { to, person, record } = values;
  if (to === undefined)
    throw new BadInput('benchpath export needs --to FILE.zip; see benchpath export --help');
  if ((person === undefined) === (record === undefined))
    throw new BadInput('say whose record, with --person ADDRESS or --record ID; see benchpath export --help');
  const place = placeFrom(values);
  if (!isBegun(place))
    throw new BadInput(`nothing is kept in ${place.dataFolder}; name the data folder with --data`);
  const file = resolve(String(to));
  return told(openDatabase(place).where, place.dataFolder, () =>
    withRecords(place, async (db, evidence) => {
      const owner = person === undefined ? null : await personAt(db, String(person));
      const row = await db
        .selectFrom('record')
        .select('id')
        .where(owner === null ? 'id' : 'person_id', '=', owner ?? String(record))
        .executeTakeFirst();
      const zip = row && (await writeArchive(db, evidence, row.id));
      if (!zip) throw new BadInput(`there is no record of ${JSON.stringify(String(person ?? record))} here`);
      await writeNew(file, zip);
      if (values['json']) return json({ file, record: row.id, bytes: zip.length });
      return `${file}\nIt is not encrypted: whoever has it can read it.\n`;
    }),
  );
};
