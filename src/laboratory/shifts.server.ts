import { canonical, sha256 } from '#kernel/digest.ts';
import type { ScenarioEntry } from '#content/laboratory/index.ts';
import type { RandomBytes } from '#kernel/ids.ts';
import type { Db, Tables } from '#storage/index.server.ts';
import { isRefusal, type Refusal } from './lis/refusal.ts';
import type { Laboratory } from './load.server.ts';
import type { Deed, Shift } from './shift/index.ts';
import { inTurn, keeping } from './turns.server.ts';

/** With `learn` there are hints and sources at hand; `shift` is without. Both are scored alike. */
export type Mode = 'learn' | 'shift';

/** A shift of somebody, without opening it. Times ISO 8601, UTC; `score` null = none yet. */
export type KeptShift = {
  id: string;
  scenario: string;
  mode: Mode;
  begunAt: string;
  finishedAt: string | null;
  deeds: number;
  score: number | null;
};

/** A shift as it stands after `number` deeds. `said`: what came of each, in order. Its truth is in `shift`: give out `view(shift)`. */
export type Running = {
  readonly id: string;
  readonly mode: Mode;
  readonly shift: Shift;
  readonly said: readonly string[];
  readonly number: number;
  /** True = the log of the finished shift was played anew and gave the same hashes; null = not finished. */
  readonly verified: boolean | null;
};

/** `altered`: the scenario or the facts are no longer those it began with, so that it cannot be played anew. */
export type Found = { running: Running } | { altered: KeptShift };

/** `stale`: another tab did this step first; what it did is in `running`. */
export type Played =
  { played: Running; says: string } | { refused: Refusal; running: Running } | { stale: Running };

/** The shifts of records. Every act names the record, and touches nothing of any other. */
export type Shifts = {
  /** Null where there is no such scenario, or the record has as many shifts as it may have. */
  begin(record: string, scenario: string, mode: Mode): Promise<string | null>;
  /** The newest first. */
  list(record: string): Promise<KeptShift[]>;
  /** Null where this record has no such shift. */
  find(record: string, id: string): Promise<Found | null>;
  /** @param number how many deeds were done when whoever asks looked */
  play(record: string, id: string, number: number, deed: Deed, outside: boolean): Promise<Played | null>;
};

export const MOST_SHIFTS = 1_000;
const MOST_DEEDS = 3_000;
/** Shifts that a process keeps ready; any other is played anew from its log. */
const READY = 24;

/** Loaded at its first use: commands and pages that know of no shift do not wait for it. */
const bench = () => import('./shift/index.ts');

type Row = Tables['lab_shift'];
type Live = { id: string; mode: Mode; shift: Shift; said: string[]; number: number };

/** @param random chance for names and seeds @param scoreOf what a finished shift is worth; null = practice only */
export function openShifts(
  db: Db,
  clock: () => Date,
  random: RandomBytes,
  laboratory: () => Promise<Laboratory>,
  scoreOf: (shift: Shift) => Promise<number | null>,
): Shifts {
  const now = () => clock().toISOString();
  const ready = keeping<Live>(READY);
  const turns = inTurn();

  const rowOf = (record: string, id: string): Promise<Row | undefined> =>
    db
      .selectFrom('lab_shift')
      .selectAll()
      .where('id', '=', id)
      .where('record_id', '=', record)
      .executeTakeFirst();

  const deedsAfter = (record: string, id: string, number: number) =>
    db
      .selectFrom('lab_deed')
      .select(['number', 'deed', 'outside', 'state_hash'])
      .where('shift_id', '=', id)
      .where('record_id', '=', record)
      .where('number', '>', number)
      .orderBy('number')
      .execute();

  /** The shift as it was opened; null = it would no longer be the same. */
  async function opened(row: Row): Promise<Live | null> {
    const [made, { openShift, stateHash }] = await Promise.all([laboratory(), bench()]);
    const scenario = made.scenarios.get(row.scenario);
    if (!scenario || hashOf(scenario) !== row.scenario_hash) return null;
    const shift = openShift(scenario, row.seed, made);
    if (stateHash(shift) !== row.opened_hash) return null;
    return { id: row.id, mode: row.mode as Mode, shift, said: [], number: 0 };
  }

  /** Does what other tabs and processes did since; null = it gives other hashes than it did then. */
  async function caughtUp(record: string, live: Live): Promise<Live | null> {
    const { play, readDeed, stateHash } = await bench();
    for (const row of await deedsAfter(record, live.id, live.number)) {
      const deed = readDeed(JSON.parse(row.deed));
      if ('problem' in deed) return null;
      const outcome = play(live.shift, deed, { outside: row.outside === 1 });
      if (isRefusal(outcome) || stateHash(live.shift) !== row.state_hash) return null;
      live.said.push(outcome.says);
      live.number = row.number;
    }
    return live;
  }

  async function liveOf(record: string, row: Row): Promise<Live | null> {
    // Taken out while something is done with it: what breaks half-way is not used again.
    const live = ready.take(row.id) ?? (await opened(row));
    const current = live && (await caughtUp(record, live));
    if (current) ready.put(row.id, current);
    if (current?.shift.finished) await settled(record, row, current.shift);
    return current;
  }

  /** Writes down once what a finished shift is worth, and whether its log gives it again. */
  async function settled(record: string, row: Row, shift: Shift): Promise<void> {
    if (row.finished_at !== null) return;
    const ended = {
      finished_at: now(),
      verified: (await verified(record, row)) ? 1 : 0,
      score: await scoreOf(shift),
    };
    await db
      .updateTable('lab_shift')
      .set(ended)
      .where('id', '=', row.id)
      .where('record_id', '=', record)
      .execute();
    Object.assign(row, ended);
  }

  /** Plays the whole log anew, in a laboratory of its own. */
  async function verified(record: string, row: Row): Promise<boolean> {
    const anew = await opened(row);
    return anew !== null && (await caughtUp(record, anew))?.shift.finished === true;
  }

  const running = (live: Live, row: Row): Running => ({
    ...live,
    said: [...live.said],
    verified: row.finished_at === null ? null : row.verified === 1,
  });

  return {
    async begin(record, id, mode) {
      const [made, { openShift, stateHash }] = await Promise.all([laboratory(), bench()]);
      const scenario = made.scenarios.get(id);
      const { many } = await db
        .selectFrom('lab_shift')
        .select(({ fn }) => fn.countAll<number | string>().as('many'))
        .where('record_id', '=', record)
        .executeTakeFirstOrThrow();
      if (!scenario || Number(many) >= MOST_SHIFTS) return null;
      const seed = Buffer.from(random(8)).readBigUInt64BE().toString();
      const shift = openShift(scenario, seed, made);
      const name = Buffer.from(random(16)).toString('hex');
      const row: Row = {
        id: name, record_id: record, scenario: id, scenario_hash: hashOf(scenario), seed, mode, opened_hash: stateHash(shift),
        begun_at: now(), finished_at: null, verified: null, score: null,
      }; // prettier-ignore
      await db.insertInto('lab_shift').values(row).execute();
      ready.put(name, { id: name, mode, shift, said: [], number: 0 });
      return name;
    },

    async list(record) {
      const rows = await db
        .selectFrom('lab_shift')
        .selectAll()
        .where('record_id', '=', record)
        .orderBy('begun_at', 'desc')
        .orderBy('id')
        .execute();
      const counts = await db
        .selectFrom('lab_deed')
        .select(({ fn }) => ['shift_id', fn.max('number').as('deeds')])
        .where('record_id', '=', record)
        .groupBy('shift_id')
        .execute();
      const deeds = new Map(counts.map((c) => [c.shift_id, Number(c.deeds)]));
      return rows.map((row) => keptOf(row, deeds.get(row.id) ?? 0));
    },

    find: (record, id) =>
      turns(id, async () => {
        const row = await rowOf(record, id);
        if (!row) return null;
        const live = await liveOf(record, row);
        return live ? { running: running(live, row) } : { altered: keptOf(row, 0) };
      }),

    play: (record, id, number, deed, outside) =>
      turns(id, async () => {
        const row = await rowOf(record, id);
        const live = row && (await liveOf(record, row));
        if (!row || !live) return null;
        if (live.number !== number) return { stale: running(live, row) };
        if (number >= MOST_DEEDS)
          return {
            refused: { kind: 'state', refused: 'this shift has gone on for too long; finish it' },
            running: running(live, row),
          };
        const { play, stateHash } = await bench();
        ready.take(id);
        const outcome = play(live.shift, deed, { outside });
        if (isRefusal(outcome)) {
          ready.put(id, live);
          return { refused: outcome, running: running(live, row) };
        }
        const written = {
          shift_id: id, record_id: record, number: number + 1, deed: JSON.stringify(deed), outside: outside ? 1 : 0,
          state_hash: stateHash(live.shift), done_at: now(),
        }; // prettier-ignore
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('lab_deed')
          .values(written)
          .onConflict((conflict) => conflict.columns(['shift_id', 'number']).doNothing())
          .executeTakeFirstOrThrow();
        if (Number(numInsertedOrUpdatedRows) !== 1) {
          // Another process was first: what was done here never happened.
          const current = await liveOf(record, row);
          return current && { stale: running(current, row) };
        }
        live.said.push(outcome.says);
        live.number += 1;
        if (live.shift.finished) await settled(record, row, live.shift);
        ready.put(id, live);
        return { played: running(live, row), says: outcome.says };
      }),
  };
}

/** What a scenario says, as one number: a shift is never played on under another. */
const hashOf = (scenario: ScenarioEntry): string => sha256(canonical(scenario));

const keptOf = (row: Row, deeds: number): KeptShift => ({
  id: row.id,
  scenario: row.scenario,
  mode: row.mode as Mode,
  begunAt: row.begun_at,
  finishedAt: row.finished_at,
  deeds,
  score: row.score,
});
