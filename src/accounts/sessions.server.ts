import type { Person } from '#kernel/person.ts';
import type { Db } from '#storage/index.server.ts';
import { deviceOf } from './device.ts';
import { shortAddress } from './network.ts';

/** A browser in which somebody is signed in. Named by the row's id: its token never leaves the cookie and the database. */
export type SessionRow = { id: string; device: string; from: string | null; begunAt: string; usedAt: string };

export const openSessions = (db: Db, clock: () => Date) => ({
  /** The sessions that are still good, the newest first. */
  async list(person: Person): Promise<SessionRow[]> {
    const rows = await db
      .selectFrom('session')
      .select(['id', 'user_agent', 'ip_address', 'created_at', 'updated_at'])
      .where('person_id', '=', person.id)
      .where('expires_at', '>', clock().toISOString())
      .orderBy('created_at', 'desc')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      device: deviceOf(row.user_agent),
      from: row.ip_address ? shortAddress(row.ip_address) : null,
      begunAt: row.created_at,
      usedAt: row.updated_at,
    }));
  },

  async end(person: Person, id: string): Promise<void> {
    await db.deleteFrom('session').where('id', '=', id).where('person_id', '=', person.id).execute();
  },

  /** Everywhere; `but` stays. */
  async endAll(person: Person, but: string | null = null): Promise<void> {
    const all = db.deleteFrom('session').where('person_id', '=', person.id);
    await (but === null ? all : all.where('id', '!=', but)).execute();
  },

  /** Removes what is over. */
  async prune(): Promise<void> {
    await db.deleteFrom('session').where('expires_at', '<=', clock().toISOString()).execute();
  },
});

export type Sessions = ReturnType<typeof openSessions>;
