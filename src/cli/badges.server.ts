import { randomBytes } from 'node:crypto';
import { openBadges, type Badges } from '#wallet/badges.server.ts';
import { readSecret } from '#storage/secret.server.ts';
import { app } from '../app.server.ts';
import { placeFrom, told, withData } from './place.server.ts';

/** The options of every command about badges. */
export const BADGE_OPTIONS = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** The badges of the place that the words name; refused where nothing is kept. ORIGIN is the public address. */
export function withBadges<T>(
  values: { [name: string]: unknown },
  use: (badges: Badges) => Promise<T>,
): Promise<T> {
  const place = placeFrom(values);
  const secret = () => Buffer.from(readSecret(place.dataFolder, process.env));
  return told(place.databaseUrl ?? place.dataFolder, place.dataFolder, () =>
    withData(place, ({ db }) => {
      const origin = URL.parse(process.env['ORIGIN'] ?? '');
      return use(openBadges(db, { clock: app().clock, random: randomBytes, secret, origin }));
    }),
  );
}
