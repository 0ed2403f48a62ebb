import { backupHours, faultOf, openDatabase, type Database, type Place } from '#storage/index.server.ts';
import { json, readWords, type Command } from './command.ts';
import { backups, integrity, records, schema } from './doctor/data.server.ts';
import { letters, log, place as placeFinding, secret, space } from './doctor/disk.server.ts';
import { look, wrong, type Finding, type State } from './doctor/finding.ts';
import { needsSecret } from './doctor/secret.server.ts';
import { clock, isBegun, placeFrom } from './place.server.ts';
import { paints, wrap, type Paint } from './text.ts';

export const doctorCommand: Command = async (words, { color, columns }) => {
  const { values } = readWords(
    words,
    { data: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
    [],
    'doctor',
  );
  const found = await examine(placeFrom(values));
  const bad = found.filter(({ state }) => state === 'wrong').length;
  const out = values['json']
    ? json({ at: clock().toISOString(), sound: bad === 0, findings: found })
    : told(found, paints(color), columns);
  return bad === 0 ? out : { out, code: 3 };
};

async function examine(place: Place): Promise<Finding[]> {
  if (!isBegun(place))
    return [
      look(
        'place',
        `nothing is kept in ${place.dataFolder} yet`,
        'If it should be, name the data folder with --data.',
      ),
    ];
  const database = openDatabase(place);
  try {
    const where = await placeFinding(place, database.where);
    const ofDisk = where.state === 'fine' ? [await space(place), await log(place)] : [];
    return [where, ...ofDisk.flatMap((each) => each ?? []), ...(await ofData(place, database))];
  } finally {
    await database.close();
  }
}

async function ofData(place: Place, database: Database): Promise<Finding[]> {
  const found: Finding[] = [];
  try {
    found.push(await schema(database));
    found.push(await integrity(database));
    if (found[0]!.state === 'fine') {
      found.push(...(await records(database)));
      found.push(await backups(database, backupHours(process.env) ?? 24, clock()));
      found.push(await letters(place), await secret(place, await needsSecret(database)));
    }
  } catch (error) {
    const fault = faultOf(error, database.where);
    if (fault === null) throw error;
    found.push(
      wrong('database', fault.sentence, 'Do what the sentence says, then run benchpath doctor again.'),
    );
  }
  return found;
}

const WORDS: { [S in State]: (paint: Paint) => string } = {
  fine: (paint) => paint.green('● fine '),
  look: (paint) => paint.yellow('◐ look '),
  wrong: (paint) => paint.red('○ wrong'),
};

/** As wide as the word for a state and what it is about. */
const MARGIN = ' '.repeat(19);

function told(found: readonly Finding[], paint: Paint, width: number): string {
  const lines = found.flatMap(({ about, state, text, act }) => [
    `${WORDS[state](paint)}  ${about.padEnd(10)}${wrap(text, width, MARGIN).trimStart()}`,
    ...(act ? [wrap(act, width, MARGIN)] : []),
  ]);
  const count = (state: State) => found.filter((each) => each.state === state).length;
  return `${[...lines, '', `${count('fine')} fine, ${count('look')} to look at, ${count('wrong')} wrong.`].join('\n')}\n`;
}
