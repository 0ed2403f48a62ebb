// What is there after a fault, beside what was acknowledged.
import { createHash, randomBytes } from 'node:crypto';
import { openRecordStore } from '../../src/record/store.server.ts';
import { openDatabase, type Place } from '../../src/storage/index.server.ts';

/** A save that was acknowledged; a page's answer names neither record nor version. */
export type Acknowledged = { ack: string; token?: string; version?: number };

export type Checked = {
  acknowledged: number;
  /** Changes that are there; more than acknowledged is right: kept, but killed before it was said. */
  kept: number;
  lost: number;
  twice: number;
  /** Records whose chain of changes is not whole. */
  broken: number;
  /** What the database finds wrong inside. */
  wrong: number;
};

/** Marks of writers, and those of pages: the sum of money that only one form sent. */
const MARK = /mark:[\w-]+\.|"budgetUsd":\d+/g;

/** @param refused marks of saves that were answered with a refusal: they must not be there */
export async function check(
  place: Place,
  acks: readonly Acknowledged[],
  refused: readonly string[] = [],
): Promise<Checked> {
  const database = openDatabase(place);
  try {
    const seen = await database.snapshot(async (moment) => ({
      events: await moment
        .selectFrom('event')
        .innerJoin('record', 'record.id', 'event.record_id')
        .select(['browser_id', 'seq', 'before', 'after'])
        .execute(),
      broken: await openRecordStore(moment, () => new Date(), randomBytes).broken(),
    }));
    const places = new Map<string, string[]>();
    for (const { browser_id, seq, before, after } of seen.events) {
      const old = new Set(before?.match(MARK));
      for (const mark of new Set(after?.match(MARK)))
        if (!old.has(mark)) places.set(mark, [...(places.get(mark) ?? []), `${browser_id} ${seq}`]);
    }
    const isKept = ({ ack, token, version }: Acknowledged) => {
      const found = places.get(ack) ?? [];
      return token === undefined ? found.length > 0 : found.includes(`${idOf(token)} ${version}`);
    };
    return {
      acknowledged: acks.length,
      kept: seen.events.length,
      lost: acks.filter((each) => !isKept(each)).length,
      twice:
        [...places.values()].filter((all) => all.length > 1).length +
        refused.filter((mark) => places.has(mark)).length,
      broken: seen.broken.length,
      wrong: (await database.examine()).length,
    };
  } finally {
    await database.close();
  }
}

const idOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export const isLoss = ({ lost, twice, broken, wrong }: Checked): boolean => lost + twice + broken + wrong > 0;

/** What several checks found together. */
export const sum = (all: readonly Checked[]): Checked => {
  const add = (key: keyof Checked) => all.reduce((n, each) => n + each[key], 0);
  return {
    acknowledged: add('acknowledged'),
    kept: add('kept'),
    lost: add('lost'),
    twice: add('twice'),
    broken: add('broken'),
    wrong: add('wrong'),
  };
};
