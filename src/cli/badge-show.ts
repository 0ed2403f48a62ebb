import { badgeWriter } from './badge-files.server.ts';
import { BADGE_OPTIONS, withBadges } from './badges.server.ts';
import { readWords, type Command } from './command.ts';
import { BadInput } from './refusal.ts';

export const badgeShowCommand: Command = async (words) => {
  const { values, positionals } = readWords(
    words,
    { out: { type: 'string' }, ...BADGE_OPTIONS },
    ['ID, of a badge issued here'],
    'badge show',
  );
  const write = values['out'] === undefined ? null : badgeWriter(String(values['out']));
  return withBadges(values, async (badges) => {
    const badge = await badges.issued(positionals[0]!);
    if (!badge)
      throw new BadInput(
        `no badge ${positionals[0]} was issued here; an id is what benchpath badge issue printed`,
      );
    if (!write) return `${badge.text}\n`;
    write(badge);
    return `Written to ${String(values['out'])}\n`;
  });
};
