import { BADGE_OPTIONS, withBadges } from './badges.server.ts';
import { json, readWords, type Command } from './command.ts';

export const issuerRotateCommand: Command = async (words) => {
  const { values } = readWords(words, { lost: { type: 'boolean' }, ...BADGE_OPTIONS }, [], 'issuer rotate');
  const lost = values['lost'] === true;
  return withBadges(values, async (badges) => {
    const { did, before, id } = await badges.rotate(lost);
    if (values['json']) return json({ key: id, issuer: did, before, lost });
    const stays = did === before;
    return [
      `Badges are now signed with ${id}`,
      lost
        ? 'What the old key signed is good no more' +
          (stays ? '.' : ' here; elsewhere nobody can be told, because a did:key cannot be taken back.')
        : 'Badges signed before stay good.',
      ...(stays
        ? []
        : [`The issuer has a new name, ${did}: a did:key is its key. Set ORIGIN to keep one name.`]),
      '',
    ].join('\n');
  });
};
