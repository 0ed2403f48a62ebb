// Somebody with everything: a mark of theirs stands in each text that is kept of them, and every name (id, hash, secret) by
// which anything of theirs is kept here is written down.
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { loadLaboratory, type Laboratory } from '../../src/laboratory/load.server.ts';
import type { Deed } from '../../src/laboratory/shift/index.ts';
import { openShifts, type Shifts } from '../../src/laboratory/shifts.server.ts';
import { openEvidence } from '../../src/record/evidence.server.ts';
import { openRecordStore, type Scope } from '../../src/record/store.server.ts';
import { openActivities, subjectOf, type KeptActivity } from '../../src/renewals/store.server.ts';
import { openDatabase, type Db } from '../../src/storage/index.server.ts';
import { readSecret } from '../../src/storage/secret.server.ts';
import { openBadges, type Badges } from '../../src/wallet/badges.server.ts';
import { keyOf } from '../../src/routes/record/key.server.ts';
import { ROOT, TODAY, type Site } from '../browser/testing/site.ts';

/** What is theirs, by what it is. A list has several, so that one may be removed and another changed. */
export type Things = { [what: string]: string[] };
export type Owner = {
  /** A word that stands in all their texts, and in nobody else's. */
  mark: string;
  scope: Scope;
  record: string;
  things: Things;
  activities: KeptActivity[];
};

const AT = `${TODAY}T12:00:00.000Z`;
const clock = () => new Date(AT);
const hex = () => randomBytes(16).toString('hex');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const PDF = (note: string) =>
  Buffer.from(`%PDF-1.4\n1 0 obj\n<</Note(${note})>>\nendobj\ntrailer<<>>\n%%EOF\n`);

/** Opens the data of a running site beside it. */
export async function beside<T>(site: Pick<Site, 'place'>, use: (db: Db) => Promise<T>): Promise<T> {
  const database = openDatabase(site.place);
  try {
    return await use(database.db);
  } finally {
    await database.close();
  }
}

/** The badges of a site, beside its server. */
export const badgesOf = (site: Pick<Site, 'place'>, db: Db): Badges => {
  const secret = () => Buffer.from(readSecret(site.place.dataFolder, process.env));
  return openBadges(db, { clock, random: randomBytes, secret, origin: null });
};

let laboratory: Laboratory | null = null;

/** The shifts in the laboratory, beside a server. */
export const shiftsOf = (db: Db): Shifts =>
  openShifts(
    db,
    clock,
    randomBytes,
    () => {
      const read = laboratory ? { laboratory } : loadLaboratory(join(ROOT, 'content'));
      if ('problems' in read) throw new Error(read.problems.map((p) => p.message).join('\n'));
      laboratory = read.laboratory;
      return Promise.resolve(laboratory);
    },
    () => Promise.resolve(null),
  );

/** A shift under way, and one that is over; in both somebody wrote down what they saw. */
async function work(db: Db, record: string, mark: string): Promise<{ shift: string[]; seal: string[] }> {
  const shifts = shiftsOf(db);
  const made = { shift: [] as string[], seal: [] as string[] };
  for (const ends of [false, true]) {
    const id = (await shifts.begin(record, SCENARIO, 'shift'))!;
    const incident = {
      do: 'file incident',
      subject: 'the shift',
      says: `${mark}incident, ${mark}again`,
    } as const;
    const deeds: Deed[] = [
      { deed: 'wait', minutes: 2 },
      { deed: 'lis', command: incident },
    ];
    for (const [n, deed] of [...deeds, ...(ends ? [{ deed: 'finish' } as const] : [])].entries())
      await shifts.play(record, id, n, deed, false);
    const found = await shifts.find(record, id);
    made.shift.push(id);
    if (found && 'running' in found) made.seal.push(found.running.shift.commitment);
  }
  return made;
}
const SCENARIO = 'two-tubes-from-4-west';

const entries = (mark: string) => ({
  education: [
    { degree: 'bachelor', field: `${mark}degree`, completed: '2019-06', accredited: 'regional' },
    { degree: 'master', field: `${mark}master`, completed: '2021-06' },
  ],
  credentials: [{ id: 'ascp-mlt', number: `${mark}number`, issued: '2024-07-01', expires: '2027-07-31' }],
  licenses: [{ id: 'us-ca-mlt', number: `${mark}license`, issued: '2025-01-01', expires: '2026-12-31' }],
  training: [{ topic: `${mark}topic`, hours: 10 }],
});

/** Everything that a record can have, one change after the other, so that its history has a mark in each. */
export async function fill(
  site: Pick<Site, 'place'>,
  db: Db,
  scope: Scope,
  mark: string,
  changes: number,
  at = AT,
): Promise<Owner> {
  const clock = () => new Date(at);
  const records = openRecordStore(db, clock, randomBytes);
  const evidence = openEvidence(db, site.place.dataFolder, clock, randomBytes);
  const activities = openActivities(db, clock, randomBytes);
  const list = entries(mark);
  const save = async (told: object) =>
    records.save(
      scope,
      {
        record: { benchpath: 'record/1', state: 'MN', ...list, ...told },
        answers: { goal: 'technician-in-mn', asked: ['goal', 'state'], own: {} },
      },
      (await records.load(scope))?.version ?? 0,
    );
  for (let n = 1; n <= changes; n += 1) await save({ limits: { budgetUsd: 10_000 + n } });
  const { id: record } = (await records.load(scope))!;
  const files = [];
  for (const n of ['One', 'Two', 'Three', 'Four']) {
    const added = await evidence.add(record, `${mark}file${n}.pdf`, PDF(`${mark}bytes${n}`));
    if ('refused' in added) throw new Error(added.refused);
    await evidence.mark(record, added.added.id, 'credential ascp-mlt', true);
    files.push(added.added);
  }
  const done: KeptActivity[] = [];
  const add = async (n: string) =>
    (await activities.add(record, {
      title: `${mark}title${n}`,
      provider: `${mark}provider`,
      date: '2026-05-31',
      hours: 2,
      areas: ['chemistry'],
      accreditation: ['ascp', `${mark}approver`],
    }))!.added;
  for (const n of ['One', 'Two', 'Three']) done.push(await add(n));
  // One that is removed, which only its owner can have back.
  await activities.remove(record, (await add('Gone')).id);
  done.push(await add('Four'));
  await evidence.mark(record, files[0]!.id, subjectOf(done[0]!.id), true);
  await evidence.mark(record, files[0]!.id, `${mark}subject`, true);
  // The last three changes are each of another part, so that each can be taken back by itself; so is the last activity.
  const limits = { budgetUsd: 20_000 };
  await save({ limits });
  await save({ limits, born: 1970 });
  await save({ limits, born: 1970, training: [{ topic: `${mark}later`, hours: 10 }] });
  const last = (await records.load(scope))!.version;
  const badges = badgesOf(site, db);
  const issued = await badges.issue(
    { name: `${mark}award`, description: `${mark}description`, criteria: `${mark}criteria` },
    { recordId: record, organization: null },
  );
  if ('problem' in issued) throw new Error(issued.problem);
  const taken = await badges.issue(
    { name: `${mark}taken`, description: `${mark}description`, criteria: `${mark}criteria` },
    { recordId: record, organization: null },
  );
  if ('problem' in taken) throw new Error(taken.problem);
  await badges.revoke(taken.id, `${mark}reason`);
  const brought: string[] = [];
  for (const badge of [issued, taken]) {
    const kept = await badges.brought.keep(record, await badges.check(badge.text));
    if ('refused' in kept) throw new Error(kept.refused);
    brought.push(kept.kept);
  }
  const feed = randomBytes(32).toString('base64url');
  const notice = hex();
  await db.insertInto('feed').values({ id: sha256(feed), record_id: record, created_at: AT, revoked_at: null }).execute(); // prettier-ignore
  await db.insertInto('feed').values({ id: sha256(`${mark}closed`), record_id: record, created_at: AT, revoked_at: AT }).execute(); // prettier-ignore
  await db.insertInto('notice').values({ id: notice, record_id: record, subject: 'ascp-mlt', before: `${mark}before`, after: `${mark}after`, source: `${mark}source`, made_at: AT, read_at: null }).execute(); // prettier-ignore
  await db.insertInto('reminder_choice').values({ record_id: record, by_mail: 0, leads: JSON.stringify([50 + changes, 13]), updated_at: AT }).execute(); // prettier-ignore
  const worked = await work(db, record, mark);
  const letter = hex();
  await db.insertInto('mail').values({ id: letter, record_id: record, person_id: null, kind: 'reminder', address: `${mark}@letters.example`, about: JSON.stringify({ of: `${mark}letter` }), state: 'sent', attempts: 1, not_before: AT, claimed_until: null, problem: null, created_at: AT, settled_at: AT }).execute(); // prettier-ignore
  const events = await db.selectFrom('event').select('hash').where('record_id', '=', record).execute();
  return {
    mark,
    scope,
    record,
    activities: done,
    things: {
      record: [record],
      evidence: files.map((one) => one.id),
      'bytes of evidence': [files[0]!.sha256],
      activity: done.map((one) => one.id),
      'subject of an activity': [subjectOf(done[0]!.id)],
      'brought badge': brought,
      'issued badge': [issued.id, taken.id],
      entry: list.education.map(keyOf),
      license: list.licenses.map(keyOf),
      // Nobody else has so many changes, so that these numbers name something of theirs alone.
      change: [last, last - 1, last - 2].map(String),
      'change of an activity': [last - 3, last - 4].map(String),
      'hash of a change': [events.at(-1)!.hash],
      'secret of the calendar': [feed],
      'name of the calendar': [sha256(feed)],
      notice: [notice],
      'days before': [JSON.stringify([50 + changes, 13])],
      letter: [letter],
      shift: worked.shift,
      'seal of a shift': worked.seal,
    },
  };
}
