import { badgeFile, badgeWriter } from './badge-files.server.ts';
import { BADGE_OPTIONS, withBadges } from './badges.server.ts';
import { awardIn } from './award-input.ts';
import { json, readWords, type Command } from './command.ts';
import { BadInput } from './refusal.ts';

export const badgeIssueCommand: Command = async (words, around) => {
  const { values, positionals } = readWords(
    words,
    { to: { type: 'string' }, out: { type: 'string' }, ...BADGE_OPTIONS },
    ['AWARD, a file that says for what'],
    'badge issue',
  );
  const [file = ''] = positionals;
  const write = values['out'] === undefined ? null : badgeWriter(String(values['out']));
  const bytes = file === '-' ? await around.stdin() : badgeFile(file, 'an award, or - for standard input');
  const award = awardIn(bytes, file === '-' ? 'standard input' : file);
  return withBadges(values, async (badges) => {
    const to = values['to'] === undefined ? null : String(values['to']);
    const recordId = await badges.recordOf(to);
    if (typeof recordId !== 'string') throw new BadInput(recordId.problem);
    const made = await badges.issue(
      { ...(to === null ? {} : { email: to }), ...award },
      { recordId, organization: null },
    );
    if ('problem' in made) throw new BadInput(made.problem);
    write?.(made);
    const { id, address, badge } = made;
    const issuer = typeof badge.issuer === 'string' ? badge.issuer : badge.issuer.id;
    if (values['json']) return json({ id, address, issuer });
    return [
      `Issued ${id}`,
      address === null
        ? 'It has no public address: set ORIGIN to the https address of this installation for one.'
        : `Everybody can look at it at ${address}`,
      `Signed as ${issuer}`,
      `To take it back: benchpath badge revoke ${id} --reason WHY`,
      '',
    ].join('\n');
  });
};
