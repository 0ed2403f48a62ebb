import { bringIn, readArchive } from '#record/archive.server.ts';
import { openDatabase } from '#storage/index.server.ts';
import { personAt, withRecords, zipFrom } from './archive.server.ts';
import { json, readWords, type Command } from './command.ts';
import { placeFrom, told } from './place.server.ts';
import { BadInput } from './refusal.ts';

export const importCommand: Command = async (words, around) => {
  const { values, positionals } = readWords(
    words,
    {
      person: { type: 'string' },
      check: { type: 'boolean' },
      replace: { type: 'boolean' },
      data: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
    ['FILE, what benchpath export wrote'],
    'import',
  );
  const { person, check } = values;
  if ((person === undefined) === (check !== true))
    throw new BadInput(
      'say whose it becomes with --person ADDRESS, or only --check it; without an account bring it in at /record/import',
    );
  const [path = ''] = positionals;
  const read = await readArchive(await zipFrom(path, around.stdin));
  if ('wrong' in read) throw new BadInput(`${path}: the file ${read.wrong}`);
  const { record, rows } = read.archive;
  const held = { record: record.id, events: rows.event.length, evidence: rows.evidence.length };
  const said = `record ${record.id}, saved ${record.updated_at.slice(0, 10)}: ${held.events} changes, ${held.evidence} files of evidence`;
  if (check) return values['json'] ? json({ ...held, brought: false }) : `Whole: ${said}.\n`;
  const place = placeFrom(values);
  return told(openDatabase(place).where, place.dataFolder, () =>
    withRecords(place, async (db, evidence) => {
      const scope = { person: await personAt(db, String(person)) };
      const own = await db
        .selectFrom('record')
        .select('version')
        .where('person_id', '=', scope.person)
        .executeTakeFirst();
      const done = await bringIn(
        db,
        evidence,
        scope,
        read.archive,
        values['replace'] ? (own?.version ?? null) : null,
      );
      if ('brought' in done)
        return values['json'] ? json({ ...held, brought: true }) : `Brought in: ${said}.\n`;
      throw new BadInput(
        done.refused === 'has one'
          ? `${String(person)} has a record already; keep it with benchpath export, then say --replace`
          : 'this record is kept here already, by another browser or account',
      );
    }),
  );
};
