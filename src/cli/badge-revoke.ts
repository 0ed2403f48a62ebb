import { BADGE_OPTIONS, withBadges } from './badges.server.ts';
import { json, readWords, type Command } from './command.ts';
import { BadInput } from './refusal.ts';

export const badgeRevokeCommand: Command = async (words) => {
  const { values, positionals } = readWords(
    words,
    { reason: { type: 'string' }, ...BADGE_OPTIONS },
    ['ID, of a badge issued here'],
    'badge revoke',
  );
  const [id = ''] = positionals;
  const reason = String(values['reason'] ?? '').trim();
  if (reason === '')
    throw new BadInput('benchpath badge revoke needs --reason TEXT; see benchpath badge revoke --help');
  return withBadges(values, async (badges) => {
    const revoked = await badges.revoke(id, reason);
    if (revoked === null)
      throw new BadInput(`no badge ${id} was issued here; an id is what benchpath badge issue printed`);
    if (values['json']) return json({ id, revoked: true, before: !revoked });
    return revoked ? `Revoked ${id}, for ever.\n` : `${id} was revoked before; nothing changed.\n`;
  });
};
