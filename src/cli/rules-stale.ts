import { app } from '../app.server.ts';
import { ages, STALE_AFTER_DAYS } from '#content/index.ts';
import { isoOf } from '#kernel/dates.ts';
import { counted } from '#kernel/names.ts';
import { dayFrom, json, readWords, type Command } from './command.ts';
import { columns } from './text.ts';

export const staleCommand: Command = async (words) => {
  const { values } = readWords(
    words,
    { on: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
    [],
    'rules stale',
  );
  const { library, today } = app();
  const on = dayFrom(values['on'], today);
  const all = ages(library, on);
  const stale = all.filter((e) => e.days > STALE_AFTER_DAYS);
  if (values['json']) return json({ on: isoOf(on), afterDays: STALE_AFTER_DAYS, stale });
  const newest = all[0];
  if (stale.length === 0)
    return `On ${isoOf(on)} nothing is stale: every entry was compared with its sources in the last ${STALE_AFTER_DAYS} days${newest ? `, the longest ago on ${newest.checked}` : ''}.\n`;
  const rows = stale.map((e) => [e.checked, counted(e.days, 'day'), e.type, e.id, e.name]);
  return `On ${isoOf(on)} ${stale.length} of ${all.length} entries were not compared with their sources for more than ${STALE_AFTER_DAYS} days:\n${columns(rows, [1]).join('\n')}\n`;
};
