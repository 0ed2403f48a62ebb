import { json, readWords, type Command } from './command.ts';
import { placeFrom } from './place.server.ts';
import { BadInput } from './refusal.ts';
import { dueWatch } from './watch.server.ts';

export const watchCommand: Command = async (words) => {
  const { values } = readWords(
    words,
    { site: { type: 'string' }, data: { type: 'string' }, help: { type: 'boolean' } },
    [],
    'watch',
  );
  const site = URL.parse(String(values['site'] ?? ''));
  if (site === null || !/^https?:$/.test(site.protocol))
    throw new BadInput(
      'benchpath watch needs --site ADDRESS, which stands in the letters, for example --site https://bench.example',
    );
  return json(await dueWatch(placeFrom(values), site.origin));
};
