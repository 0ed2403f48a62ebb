import type { Database } from '#storage/index.server.ts';

/** What in the database only the secret opens; null = nothing. */
export async function needsSecret({ db }: Database): Promise<string | null> {
  const key = await db
    .selectFrom('issuer_key')
    .select('id')
    .where('sealed', 'is not', null)
    .executeTakeFirst();
  if (key) return 'without it no badge can be signed with the keys in the database';
  const session = await db.selectFrom('session').select('id').executeTakeFirst();
  return session ? 'without it everybody must sign in anew' : null;
}
