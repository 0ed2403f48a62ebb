import { isoOf } from '#kernel/dates.ts';
import { verifyBadge, type CheckedBadge } from '#wallet/badges.server.ts';
import { plainly, type Outcome } from '#wallet/index.ts';
import { app } from '../app.server.ts';
import { badgeFile } from './badge-files.server.ts';
import { BADGE_OPTIONS, withBadges } from './badges.server.ts';
import { dayFrom, json, readWords, type Command } from './command.ts';
import { isBegun, placeFrom } from './place.server.ts';
import { paints, wrap, type Paint } from './text.ts';

export const badgeCheckCommand: Command = async (words, around) => {
  const { values, positionals } = readWords(
    words,
    { on: { type: 'string' }, ...BADGE_OPTIONS },
    ['FILE, a badge as JSON, token, PNG or SVG'],
    'badge check',
  );
  const [file = ''] = positionals;
  const { today, clock } = app();
  // A day is looked at as it begins; without one, this moment counts.
  const now =
    values['on'] === undefined ? clock() : new Date(`${isoOf(dayFrom(values['on'], today))}T00:00:00Z`);
  const bytes = file === '-' ? await around.stdin() : badgeFile(file, 'a badge, or - for standard input');
  const found = isBegun(placeFrom(values))
    ? await withBadges(values, (badges) => badges.check(bytes, now))
    : await verifyBadge(bytes, { pinned: new Map(), now });
  const about = aboutOf(found);
  if (values['json']) return json({ verdict: found.verdict, ...about, checks: found.checks });
  return text(file === '-' ? 'standard input' : file, found, about, around.columns, paints(around.color));
};

/** What the badge says of itself, whoever wrote it. */
function aboutOf({ badge }: CheckedBadge) {
  if (!badge) return { id: null, name: null, issuer: null };
  const { issuer } = badge;
  const said = typeof issuer === 'string' ? { id: issuer } : issuer;
  const name = plainly(badge.credentialSubject.achievement.name);
  return {
    id: plainly(badge.id),
    name,
    issuer: { id: plainly(said.id), name: 'name' in said && said.name ? plainly(said.name) : null },
  };
}

const SHAPE: { [O in Outcome]: string } = { passed: '● passed ', failed: '○ failed ', skipped: '◐ skipped' };

function text(
  file: string,
  { verdict, checks }: CheckedBadge,
  { name, issuer }: ReturnType<typeof aboutOf>,
  columns: number,
  paint: Paint,
): string {
  const color: { [O in Outcome]: Paint['green'] } = {
    passed: paint.green,
    failed: paint.red,
    skipped: paint.yellow,
  };
  const lines = checks.map(({ check, outcome, reason }) => {
    const [first, ...rest] = wrap(reason, columns, ' '.repeat(21)).split('\n');
    return [`  ${color[outcome](SHAPE[outcome])} ${check.padEnd(8)} ${first!.trimStart()}`, ...rest].join(
      '\n',
    );
  });
  const says = name === null ? [] : [`It says: ${name}, from ${issuer?.name ?? issuer?.id}`];
  return [`${file}: ${paint.bold(verdict)}`, ...says, ...lines, ''].join('\n');
}
