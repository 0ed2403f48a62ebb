// PostgreSQL killed while it is used, and started again.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { faultOf } from './faults.server.ts';
import { migrate } from './migrate.server.ts';
import { openDatabase } from './open.server.ts';
import { startPostgres } from './testing/postgres.server.ts';

test('a server that dies inside a transaction ends the transaction, not our process, and serves again when it is back', async () => {
  const server = await startPostgres({ durable: true });
  const dataFolder = await mkdtemp(join(tmpdir(), 'benchpath-crash-'));
  const database = openDatabase({ dataFolder, databaseUrl: await server.freshDatabase() });
  const { db } = database;
  await migrate(database, () => new Date());
  const save = (name: string) => sql`insert into installation values (${name}, 'v')`;
  await save('before').execute(db);
  const within = db.transaction().execute(async (transaction) => {
    await save('never').execute(transaction);
    await server.crash();
    await save('nor this').execute(transaction);
  });
  const error = await within.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(faultOf(error, 'there')).toMatchObject({ fault: 'unreachable' });
  await save('after').execute(db);
  const rows = await db.selectFrom('installation').select('name').orderBy('name').execute();
  expect(rows.map(({ name }) => name)).toEqual(['after', 'before']);
  await database.close();
  await server.stop();
  await rm(dataFolder, { recursive: true });
});
