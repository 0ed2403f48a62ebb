import { resolve } from 'node:path';
import { counted } from '#kernel/names.ts';
import { examineRecords } from '#record/sound.server.ts';
import { backUp, openDatabase, verify } from '#storage/index.server.ts';
import { dueBackup } from './backup-due.server.ts';
import { json, readWords, type Command } from './command.ts';
import { clock, placeFrom, told, withData } from './place.server.ts';
import { Trouble } from './refusal.ts';

export const backupCommand: Command = async (words) => {
  const { values } = readWords(
    words,
    {
      data: { type: 'string' },
      to: { type: 'string' },
      due: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
    [],
    'backup',
  );
  const place = placeFrom(values);
  if (values['due'] !== undefined) return json(await dueBackup(place, String(values['due'])));
  const to = values['to'] === undefined ? undefined : resolve(String(values['to']));
  return told(openDatabase(place).where, to ?? place.dataFolder, () =>
    withData(place, async (database) => {
      const backup = await backUp(database, 'by-hand', clock(), to);
      const trial = await verify(backup, examineRecords, clock);
      if (!trial.ok)
        throw new Trouble(
          `The backup ${backup} was made, but it is not whole (${trial.wrong.slice(0, 3).join('; ')}): see benchpath doctor.`,
        );
      const { rows, evidence } = trial.verified;
      if (values['json']) return json({ backup, rows, evidence, verified: trial.verified.at });
      return [
        backup,
        `${counted(rows, 'row')} and ${counted(evidence, 'file')} of evidence, restored once for trial and found whole.`,
        'The file `secret` of the data folder is not in it: keep a copy of that one elsewhere.',
        '',
      ].join('\n');
    }),
  );
};
