import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { filesOfArchive, readArchive } from '#record/archive.server.ts';
import { writeNew, zipFrom } from './archive.server.ts';
import { json, readWords, type Command } from './command.ts';
import { BadInput } from './refusal.ts';

export const openCommand: Command = async (words, around) => {
  const { values, positionals } = readWords(
    words,
    { to: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
    ['FILE.age, an encrypted backup'],
    'open',
  );
  const [path = ''] = positionals;
  if (values['to'] === undefined)
    throw new BadInput('benchpath open needs --to FOLDER; see benchpath open --help');
  const folder = resolve(String(values['to']));
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new BadInput(`${folder} is not empty; name a new folder`);
  const zip = await zipFrom(path, around.stdin);
  const unpacked = await filesOfArchive(zip);
  if ('wrong' in unpacked) throw new BadInput(`${path}: the file ${unpacked.wrong}`);
  for (const [name, bytes] of unpacked.files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true, mode: 0o700 });
    await writeNew(join(folder, name), bytes);
  }
  // Its owner gets what is in it, whatever is wrong with it; and is told.
  const read = await readArchive(zip);
  const wrong = 'wrong' in read ? read.wrong : null;
  if (values['json']) return json({ folder, files: unpacked.files.size, wrong });
  const said = wrong === null ? 'Every file is as it was sealed.' : `But the file ${wrong}.`;
  return `${folder}: ${unpacked.files.size} files. README.txt says what they are. ${said}\n`;
};
