import { createHash } from 'node:crypto';
import type { RandomBytes, Token } from '#kernel/ids.ts';
import { newToken, parseToken } from '#kernel/ids.ts';
import type { Db, Tables } from '#storage/index.server.ts';
import { brokenChain, hashOf, type EventRow } from './chain.server.ts';
import { difference, without, type Content, type Difference } from './parts.ts';

export type { Content } from './parts.ts';

/** Whose record: the one of a browser, by the token in its cookie, or the one of a person with an account, by their id. */
export type Scope = { browser: string } | { person: string };

/**
 * `texts` is what stands in the database; a text that is no JSON comes as `undefined` in `record` or `answers`.
 * `version` counts the saves from 1. Times are ISO 8601 in UTC.
 */
export type KeptRecord = Content & {
  id: string;
  texts: { record: string; answers: string };
  version: number;
  createdAt: string;
  updatedAt: string;
};

/** `stale`: somebody (another tab) saved first; `current` is what they saved. `gone`: removed, or never there. */
export type Saved =
  | { saved: true; version: number }
  | { saved: false; why: 'stale'; current: KeptRecord }
  | { saved: false; why: 'gone' };

/** What somebody did: told or changed something, brought in a file, took a change back, made a browser's record theirs. */
export type Kind = 'told' | 'brought in' | 'taken back' | 'claimed';

/** One change of a record. `seq` is the version it made; `undoes` the `seq` of the change it took back. */
export type RecordEvent = Difference & {
  seq: number;
  at: string;
  who: string;
  kind: Kind;
  undoes: number | null;
};

export type Claimed = 'claimed' | 'has one' | 'nothing';

/** The records. Every act names its scope, and touches the one record of that scope. */
export type RecordStore = {
  /** A token for a browser that keeps nothing yet; nothing is written. Of a token only its SHA-256 is ever kept. */
  token(): Token;
  load(scope: Scope): Promise<KeptRecord | null>;
  /** Saves over `version`, the one last seen; over 0, the first save, which makes the row. Each save is an event. */
  save(
    scope: Scope,
    content: Content,
    version: number,
    how?: { kind: Kind; undoes?: number },
  ): Promise<Saved>;
  /** The changes, the newest first, with numbers below `before`; `many` at most. */
  history(scope: Scope, many: number, before?: number): Promise<RecordEvent[]>;
  /** What was kept at a time (ISO 8601); null = nothing yet, or before changes were written down. */
  at(scope: Scope, time: string): Promise<Content | null>;
  /** Makes a browser's record that of a person who has none. */
  claim(token: string, person: string): Promise<Claimed>;
  /** Removes the row, with all that hangs on it, and looks that it is gone. Resolves to whether there was one. */
  remove(scope: Scope): Promise<boolean>;
  /** Removes the browsers' rows whose last save is more than so many days of 24 hours ago. Resolves to their number. */
  prune(olderThanDays: number): Promise<number>;
  /** For whoever looks after the store: each record whose chain of events is not whole, and how. */
  broken(): Promise<{ id: string; how: string }[]>;
};

const MS_PER_DAY = 86_400_000;
/** A version that no row has. */
const NONE = -1;

type Row = Tables['record'];
type Column = { column: 'browser_id' | 'person_id'; value: string };

/** Where a scope's row is found. One round of SHA-256 is enough for a token of 256 bits. */
export function columnOf(scope: Scope): Column | null {
  if ('person' in scope) return { column: 'person_id', value: scope.person };
  const token = parseToken(scope.browser);
  if (token === null) return null;
  return { column: 'browser_id', value: createHash('sha256').update(token).digest('hex') };
}

const written = ({ record, answers }: Content) => ({
  content: JSON.stringify(record ?? null),
  answers: JSON.stringify(answers ?? null),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a row holds, a text that is no JSON as what it is. */
const readable = (row: Pick<Row, 'content' | 'answers'>): Content => {
  const [record, answers] = [parsed(row.content), parsed(row.answers)];
  return {
    record: record === undefined ? { unreadable: row.content } : record,
    answers: answers === undefined ? { unreadable: row.answers } : answers,
  };
};

const kept = (row: Row): KeptRecord => ({
  id: row.id,
  record: parsed(row.content),
  answers: parsed(row.answers),
  texts: { record: row.content, answers: row.answers },
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const eventOf = (e: EventRow): RecordEvent => ({
  seq: e.seq,
  at: e.at,
  who: e.who,
  kind: e.kind as Kind,
  undoes: e.undoes,
  before: JSON.parse(e.before ?? '{}') as Difference['before'],
  after: JSON.parse(e.after ?? '{}') as Difference['after'],
});

/** @param clock the present moment @param random chance for tokens; `crypto.randomBytes` in the product */
export function openRecordStore(db: Db, clock: () => Date, random: RandomBytes): RecordStore {
  const now = () => clock().toISOString();

  const rowOf = async (scope: Scope, within: Db = db): Promise<Row | undefined> => {
    const place = columnOf(scope);
    if (!place) return undefined;
    return within.selectFrom('record').selectAll().where(place.column, '=', place.value).executeTakeFirst();
  };

  const load = async (scope: Scope): Promise<KeptRecord | null> => {
    const row = await rowOf(scope);
    return row ? kept(row) : null;
  };

  /** Writes the event that makes `row` from what it was; resolves to its hash. */
  const chain = (
    row: Row,
    before: Content,
    after: Content,
    who: string,
    kind: Kind,
    undoes: number | null,
  ) => {
    const change = difference(before, after);
    const event = {
      record_id: row.id,
      seq: row.version,
      at: row.updated_at,
      who,
      kind,
      subject: [...new Set([...Object.keys(change.before), ...Object.keys(change.after)])].sort().join(' '),
      before: JSON.stringify(change.before),
      after: JSON.stringify(change.after),
      undoes,
      hash_before: row.head,
    };
    return { ...event, hash: hashOf(event) };
  };

  /**
   * One transaction both compares and writes, so that of two tabs exactly one wins: the first save by the row it makes,
   * a later one by the version it replaces.
   */
  const write = (
    place: Column,
    who: string,
    content: Content,
    seen: number,
    kind: Kind,
    undoes: number | null,
  ) =>
    db.transaction().execute(async (tx) => {
      const at = now();
      const old =
        seen === 0
          ? null
          : await tx
              .selectFrom('record')
              .selectAll()
              .where(place.column, '=', place.value)
              .where('version', '=', seen)
              .executeTakeFirst();
      if (old === undefined) return false;
      const row: Row = old
        ? { ...old, ...written(content), version: seen + 1, updated_at: at }
        : {
            id: Buffer.from(random(16)).toString('hex'),
            person_id: null,
            browser_id: null,
            [place.column]: place.value,
            ...written(content),
            version: 1,
            head: '',
            created_at: at,
            updated_at: at,
          };
      const event = chain(
        row,
        old ? readable(old) : { record: null, answers: null },
        content,
        who,
        kind,
        undoes,
      );
      const done = old
        ? await tx
            .updateTable('record')
            .set({ ...written(content), version: row.version, updated_at: at, head: event.hash })
            .where('id', '=', row.id)
            .where('version', '=', seen)
            .executeTakeFirst()
        : await tx
            .insertInto('record')
            .values({ ...row, head: event.hash })
            .onConflict((conflict) => conflict.column(place.column).doNothing())
            .executeTakeFirst();
      const count = 'numUpdatedRows' in done ? done.numUpdatedRows : done.numInsertedOrUpdatedRows;
      if (count !== 1n) return false;
      await tx.insertInto('event').values(event).execute();
      return true;
    });

  const eventsOf = async (id: string): Promise<EventRow[]> =>
    db.selectFrom('event').selectAll().where('record_id', '=', id).orderBy('seq').execute();

  return {
    load,

    token: () => newToken(random),

    async save(scope, content, version, how) {
      const place = columnOf(scope);
      if (place === null) return { saved: false, why: 'gone' };
      // A version that no row can have is as stale as any.
      const seen = Number.isInteger(version) && version >= 0 && version < 2 ** 31 - 1 ? version : NONE;
      const who = 'person' in scope ? scope.person : 'this browser';
      if (await write(place, who, content, seen, how?.kind ?? 'told', how?.undoes ?? null))
        return { saved: true, version: seen + 1 };
      const current = await load(scope);
      return current === null ? { saved: false, why: 'gone' } : { saved: false, why: 'stale', current };
    },

    async history(scope, many, before) {
      const row = await rowOf(scope);
      if (!row) return [];
      const query = db.selectFrom('event').selectAll().where('record_id', '=', row.id).orderBy('seq', 'desc');
      const rows = await (before === undefined ? query : query.where('seq', '<', before))
        .limit(many)
        .execute();
      return rows.map(eventOf);
    },

    async at(scope, time) {
      const row = await rowOf(scope);
      if (!row) return null;
      let content = readable(row);
      const events = (await eventsOf(row.id)).reverse();
      for (const event of events) {
        if (event.at <= time) return content;
        content = without(content, eventOf(event));
      }
      // Before the first event there was nothing, or a record from before events were written.
      return events.at(-1)?.seq === 1 || row.created_at > time ? null : content;
    },

    async claim(token, person) {
      const [from, to] = [columnOf({ browser: token }), columnOf({ person })!];
      if (!from) return 'nothing';
      return db.transaction().execute(async (tx): Promise<Claimed> => {
        const row = await tx
          .selectFrom('record')
          .selectAll()
          .where(from.column, '=', from.value)
          .executeTakeFirst();
        if (!row) return 'nothing';
        const own = await tx
          .selectFrom('record')
          .select('id')
          .where(to.column, '=', to.value)
          .executeTakeFirst();
        if (own) return 'has one';
        const next: Row = { ...row, version: row.version + 1, updated_at: now() };
        const event = chain(next, readable(row), readable(row), person, 'claimed', null);
        const { numUpdatedRows } = await tx
          .updateTable('record')
          .set({
            person_id: person,
            browser_id: null,
            version: next.version,
            updated_at: next.updated_at,
            head: event.hash,
          })
          .where('id', '=', row.id)
          .where('version', '=', row.version)
          .executeTakeFirst();
        if (numUpdatedRows !== 1n) return 'nothing';
        await tx.insertInto('event').values(event).execute();
        return 'claimed';
      });
    },

    async remove(scope) {
      const row = await rowOf(scope);
      if (!row) return false;
      const { numDeletedRows } = await db.deleteFrom('record').where('id', '=', row.id).executeTakeFirst();
      if ((await load(scope)) !== null) throw new Error('A removed record is still there.');
      return numDeletedRows === 1n;
    },

    async prune(olderThanDays) {
      const before = new Date(clock().getTime() - olderThanDays * MS_PER_DAY).toISOString();
      const { numDeletedRows } = await db
        .deleteFrom('record')
        .where('person_id', 'is', null)
        .where('updated_at', '<', before)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },

    async broken() {
      const found: { id: string; how: string }[] = [];
      for (const { id, version, head } of await db
        .selectFrom('record')
        .select(['id', 'version', 'head'])
        .execute()) {
        const how = brokenChain(await eventsOf(id), version, head);
        if (how !== null) found.push({ id, how });
      }
      return found;
    },
  };
}
