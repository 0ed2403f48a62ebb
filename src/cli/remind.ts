import { json, readWords, type Command } from './command.ts';
import { placeFrom } from './place.server.ts';
import { BadInput } from './refusal.ts';
import { dueReminders } from './remind.server.ts';

export const remindCommand: Command = async (words) => {
  const { values } = readWords(
    words,
    { site: { type: 'string' }, data: { type: 'string' }, help: { type: 'boolean' } },
    [],
    'remind',
  );
  const site = URL.parse(String(values['site'] ?? ''));
  if (site === null || !/^https?:$/.test(site.protocol))
    throw new BadInput(
      `benchpath remind needs --site ADDRESS, which stands in the letters, for example --site https://bench.example`,
    );
  return json(await dueReminders(placeFrom(values), site.origin));
};
