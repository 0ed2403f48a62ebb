import { badgeFile } from './badge-files.server.ts';
import { BADGE_OPTIONS, withBadges } from './badges.server.ts';
import { json, readWords, type Command } from './command.ts';
import { BadInput } from './refusal.ts';

export const badgePinCommand: Command = async (words) => {
  const { values, positionals } = readWords(
    words,
    BADGE_OPTIONS,
    ['FILE, a document of an issuer or a status list'],
    'badge pin',
  );
  const [file = ''] = positionals;
  const text = new TextDecoder().decode(badgeFile(file, 'a document that you fetched'));
  return withBadges(values, async (badges) => {
    const pinned = await badges.pin(text.trim());
    if ('problem' in pinned) throw new BadInput(`${file}: ${pinned.problem}`);
    if (values['json']) return json(pinned);
    return `On file: ${pinned.id}, ${pinned.kind === 'issuer' ? 'an issuer with its keys' : 'a list of revoked badges'}.\n`;
  });
};
