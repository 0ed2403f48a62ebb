// An installation of the tests' own: a real database, the outbox in its data folder, and people's browsers.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLetters, readCarrier } from '#letters/index.server.ts';
import type { Person } from '#kernel/person.ts';
import { migrate } from '#storage/index.server.ts';
import type { Stage } from '#storage/testing/each-database.server.ts';
import { accountWriters, authsOf, openAccounts, type Visit } from '../index.server.ts';

export const ORIGIN = 'http://localhost:4173';
export const PASSWORD = 'correct horse battery staple';

/** A browser: it keeps cookies, and shows the lines that set them. */
export function browser(client = '192.0.2.1', origin = ORIGIN) {
  const jar = new Map<string, string>();
  const lines: { name: string; value: string; options: object }[] = [];
  const visit = (): Visit => ({
    origin,
    client,
    headers: new Headers({
      cookie: [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; '),
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0',
    }),
    cookies: {
      set(name, value, options) {
        lines.push({ name, value, options });
        if (value === '' || options.maxAge === 0) jar.delete(name);
        else jar.set(name, value);
      },
    },
  });
  return { jar, lines, visit };
}
export type Browser = ReturnType<typeof browser>;

export async function beginAccounts({ place, open }: Stage, secret = 's'.repeat(43)) {
  const where = await place();
  const { db } = await open(where);
  const time = { ahead: 0 };
  const clock = () => new Date(Date.now() + time.ahead);
  const migrated = await migrate({ ...(await open(where)) }, clock);
  if (!migrated.ok) throw new Error(migrated.sentence);
  const logged: unknown[] = [];
  const report = (said: unknown) => void logged.push(said);
  const authOf = authsOf({ db, secret, report });
  const random = (count: number) => new Uint8Array(randomBytes(count));
  const read = readCarrier({}, where.dataFolder);
  if ('problem' in read) throw new Error(read.problem);
  const writers = accountWriters({ db, authOf, clock, random });
  const letters = openLetters({ db, carrier: read.carrier, writers, clock, report });
  const accounts = openAccounts({ db, authOf, letters, clock, random });

  /** The letters in the outbox, the whole text of each; the one that came last is last. */
  const outbox = async (): Promise<string[]> => {
    await letters.work();
    const folder = join(where.dataFolder, 'outbox');
    const rows = await db
      .selectFrom('mail')
      .select(['id', 'kind'])
      .where('state', '=', 'sent')
      .orderBy('settled_at')
      .execute();
    const files = rows.length > 0 ? readdirSync(folder) : [];
    return rows.map(({ id, kind }) =>
      readFileSync(
        join(
          folder,
          files.find((f) => f.endsWith(`-${kind}-${id.slice(0, 12)}.eml`))!,
        ),
        'utf8',
      ),
    );
  };
  /** The token of the link in the newest letter to an address. */
  const tokenFor = async (address: string): Promise<string> => {
    const letter = (await outbox()).findLast((text) => text.includes(`To: ${address}`)) ?? '';
    const whole = letter.replaceAll('=\r\n', '').replaceAll('=3D', '=');
    return /[?&]token=([\w-]+)/.exec(whole)?.[1] ?? '';
  };
  const personIn = async (of: Browser): Promise<Person | null> =>
    (await accounts.signIn.session(of.visit()))?.person ?? null;
  const mustPerson = async (of: Browser): Promise<Person> => {
    const person = await personIn(of);
    if (!person) throw new Error('Nobody is signed in.');
    return person;
  };
  /** Somebody new, signed in by the link in a letter; with a password when one is given. */
  const somebody = async (email: string, password?: string, of = browser()) => {
    await accounts.signIn.askLink(of.visit(), email, '');
    await accounts.signIn.enter(of.visit(), await tokenFor(email));
    const person = await mustPerson(of);
    const session = await accounts.signIn.session(of.visit());
    if (password && session) await accounts.account.setPassword(of.visit(), session, password);
    return { ...of, person };
  };
  /** As if somebody had made their account long ago: only then are they told of changes. */
  const grown = async (): Promise<void> => {
    await db.updateTable('person').set({ created_at: '2026-01-01T00:00:00.000Z' }).execute();
  };
  return { grown, where, db, time, accounts, letters, logged, outbox, tokenFor, personIn, somebody, authOf };
}
