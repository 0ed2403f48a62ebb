// Every act of the stores, with whatever name somebody brings: their own, or another's.
import { randomBytes } from 'node:crypto';
import { openRecordStore, type Content } from '../../src/record/store.server.ts';
import { openEvidence } from '../../src/record/evidence.server.ts';
import { openActivities } from '../../src/renewals/store.server.ts';
import { openFeeds } from '../../src/renewals/feeds.server.ts';
import { openChoices } from '../../src/renewals/choice.server.ts';
import { openInvitations } from '../../src/accounts/invitations.server.ts';
import { openOrganizations } from '../../src/accounts/organizations.server.ts';
import { openSessions } from '../../src/accounts/sessions.server.ts';
import { openAttempts } from '../../src/accounts/attempts.server.ts';
import type { Around } from '../../src/accounts/around.server.ts';
import type { Shift } from '../../src/laboratory/shift/index.ts';
import type { Db, Place } from '../../src/storage/index.server.ts';
import { openNotices } from '../../src/watch/index.server.ts';
import { badgesOf, shiftsOf, type Owner } from './owner.ts';

const clock = () => new Date('2026-11-22T12:00:00.000Z');

/** The stores of one place, over the database that is given: the real one, or one with a fault. */
export function openStores(db: Db, place: Place) {
  const around = { db, attempts: openAttempts(db, clock), clock, random: randomBytes } as unknown as Around;
  return {
    records: openRecordStore(db, clock, randomBytes),
    evidence: openEvidence(db, place.dataFolder, clock, randomBytes),
    activities: openActivities(db, clock, randomBytes),
    feeds: openFeeds(db, clock, randomBytes),
    choices: openChoices(db, clock),
    badges: badgesOf({ place }, db),
    organizations: openOrganizations(around),
    invitations: openInvitations(around),
    sessions: openSessions(db, clock),
    notices: openNotices(db, clock),
    shifts: shiftsOf(db),
  };
}
export type Stores = ReturnType<typeof openStores>;

/** @param id whatever name @param n a number, as of a change or a version */
export type Act = (stores: Stores, me: Owner, id: string, n: number) => Promise<unknown>;

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<</Note(act)>>\nendobj\ntrailer<<>>\n%%EOF\n');
const told = (n: number): Content => ({
  record: { benchpath: 'record/1', born: 1950 + (n % 50) },
  answers: { goal: null, asked: [], own: {} },
});
const ACTIVITY = { title: 'act', date: '2026-06-01', hours: 1 };
const person = (me: Owner) => ({
  id: me.things['person']?.[0] ?? 'nobody',
  name: 'me',
  email: 'me@example.org',
});

/** What a shift tells that is somebody's own: all of its state is too much to be looked through. */
const said = (found: object | null): unknown =>
  found &&
  Object.values(found).map((v: { shift?: Shift }) => [v.shift?.ledger.lis.incidents, v.shift?.commitment]);

export const ACTS: { [name: string]: Act } = {
  'records.load': ({ records }, me) => records.load(me.scope),
  'records.save': ({ records }, me, _id, n) => records.save(me.scope, told(n), n),
  'records.history': ({ records }, me) => records.history(me.scope, 1_000),
  // Between the two: what one told is over, what the other told is still to come.
  'records.at': ({ records }, me) => records.at(me.scope, '2026-11-22T11:30:00.000Z'),
  'records.remove': ({ records }, me) => records.remove(me.scope),
  'evidence.list': ({ evidence }, me) => evidence.list(me.record),
  'evidence.open': async ({ evidence }, me, id) => {
    const found = await evidence.open(me.record, id);
    found?.stream.destroy();
    return found?.evidence;
  },
  'evidence.add': ({ evidence }, me) => evidence.add(me.record, 'act.pdf', PDF),
  'evidence.mark': ({ evidence }, me, id) => evidence.mark(me.record, id, 'license us-ca-mlt', true),
  'evidence.unmark': ({ evidence }, me, id) => evidence.mark(me.record, id, 'credential ascp-mlt', false),
  'evidence.remove': ({ evidence }, me, id) => evidence.remove(me.record, id),
  'evidence.forget': ({ evidence }, me) => evidence.forget(me.record),
  'activities.list': ({ activities }, me) => activities.list(me.record),
  'activities.find': ({ activities }, me, id) => activities.find(me.record, id),
  'activities.add': ({ activities }, me, id) => activities.add(me.record, { ...ACTIVITY, id }),
  'activities.change': ({ activities }, me, id) => activities.change(me.record, id, ACTIVITY, 1),
  'activities.remove': ({ activities }, me, id) => activities.remove(me.record, id),
  'activities.undo': ({ activities }, me, _id, n) => activities.undo(me.record, n),
  'feeds.list': ({ feeds }, me) => feeds.list(me.record),
  'feeds.make': ({ feeds }, me) => feeds.make(me.record),
  'feeds.revoke': ({ feeds }, me, id) => feeds.revoke(me.record, id),
  'choices.of': ({ choices }, me) => choices.of(me.record),
  'choices.choose': ({ choices }, me) => choices.choose(me.record, { byMail: false, leads: [3] as never }),
  'badges.all': ({ badges }, me) => badges.brought.all(me.record),
  'badges.find': ({ badges }, me, id) => badges.brought.find(me.record, id),
  'badges.mark': ({ badges }, me, id) => badges.brought.mark(me.record, id, 'license us-ca-mlt', true),
  'badges.unmark': ({ badges }, me, id) => badges.brought.mark(me.record, id, 'credential ascp-mlt', false),
  'badges.remove': ({ badges }, me, id) => badges.brought.remove(me.record, id),
  'badges.show': ({ badges }, me, id, n) => badges.show(me.record, id, n % 2 === 0),
  'badges.revoke in the name of': ({ badges }, me, id) =>
    badges.revoke(id, 'act', me.things['organization']?.[0] ?? 'none'),
  'offers.of': ({ badges }, me) => badges.offers.of(me.things['organization']?.[0] ?? 'none'),
  'offers.withdraw': ({ badges }, me, id) =>
    badges.offers.withdraw(me.things['organization']?.[0] ?? 'none', id),
  'offers.waiting': ({ badges }, me) => badges.offers.waiting(person(me)),
  'offers.look': ({ badges }, me, id) => badges.offers.look(id, person(me)),
  'offers.decline': ({ badges }, me, id) => badges.offers.decline(id, person(me)),
  'notices.list': ({ notices }, me) => notices.list(me.record, 50),
  'notices.unread': ({ notices }, me) => notices.unread(me.record),
  'notices.markRead': ({ notices }, me) => notices.markRead(me.record, '2099-01-01T00:00:00.000Z'),
  'notices.byMail': ({ notices }, me) => notices.byMail(me.record),
  'notices.setByMail': ({ notices }, me) => notices.setByMail(me.record, true),
  'shifts.list': ({ shifts }, me) => shifts.list(me.record),
  'shifts.find': async ({ shifts }, me, id) => said(await shifts.find(me.record, id)),
  'shifts.play': async ({ shifts }, me, id, n) =>
    said(await shifts.play(me.record, id, n, { deed: 'wait', minutes: 1 }, false)),
  'organizations.of': ({ organizations }, me) => organizations.of(person(me)),
  'organizations.look': ({ organizations }, me, id) => organizations.look(person(me), id),
  'organizations.rename': ({ organizations }, me, id) => organizations.rename(person(me), id, 'act'),
  'organizations.setRole': ({ organizations }, me, id) =>
    organizations.setRole(person(me), me.things['organization']?.[0] ?? id, id, 'supervisor'),
  'organizations.end': ({ organizations }, me, id) =>
    organizations.end(person(me), me.things['organization']?.[0] ?? id, id),
  'organizations.dissolve': ({ organizations }, me, id) => organizations.dissolve(person(me), id),
  'invitations.list': ({ invitations }, me, id) => invitations.list(person(me), id),
  'invitations.make': ({ invitations }, me, id) =>
    invitations.make(person(me), id, { role: 'learner', uses: 1, days: 1 }),
  'invitations.revoke': ({ invitations }, me, id) =>
    invitations.revoke(person(me), me.things['organization']?.[0] ?? id, id),
  'sessions.list': ({ sessions }, me) => sessions.list(person(me)),
  'sessions.end': ({ sessions }, me, id) => sessions.end(person(me), id),
  'sessions.endAll': ({ sessions }, me) => sessions.endAll(person(me), 'this one'),
};
