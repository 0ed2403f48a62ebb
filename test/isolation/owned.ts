// Two owners straight in the stores, without a server.
import { randomBytes } from 'node:crypto';
import { migrate, openDatabase, type Db, type Place } from '../../src/storage/index.server.ts';
import { subjectOf } from '../../src/renewals/store.server.ts';
import { openStores } from './acts.ts';
import { fill, type Owner } from './owner.ts';

const AT = '2026-11-22T12:00:00.000Z';
const hex = () => randomBytes(16).toString('hex');

/** Somebody with an account, a record, an organization with a learner, an invitation, offers of badges, and a session. */
export async function newOwner(
  place: Place,
  db: Db,
  mark: string,
  changes: number,
  at: string,
): Promise<Owner> {
  const insert = async (name: string) => {
    const row = { id: hex(), name, email: `${name}@example.org` };
    await db
      .insertInto('person')
      .values({ ...row, email_verified: 1, image: null, created_at: AT, updated_at: AT })
      .execute();
    return row;
  };
  const [person, learner] = [await insert(mark), await insert(`${mark}learner`)];
  const owner = await fill({ place }, db, { person: person.id }, mark, changes, at);
  const { organizations, invitations, badges } = openStores(db, place);
  const made = await organizations.create(person, `${mark}organization`);
  if ('why' in made) throw new Error(made.why);
  await db.insertInto('member').values({ id: hex(), organization_id: made.id, person_id: learner.id, role: 'learner', created_at: AT }).execute(); // prettier-ignore
  await invitations.make(person, made.id, { role: 'learner', uses: 2, days: 7 });
  const award = { name: `${mark}offered`, description: `${mark}description`, criteria: `${mark}criteria` };
  const offer = { organization: made.id, by: person, award, learner: `${mark}called` };
  await badges.offers.make({ ...offer, member: null });
  await badges.offers.make({ ...offer, member: person.id });
  const { token } = (await badges.offers.make({ ...offer, member: person.id }))!;
  const given = await badges.offers.accept(token, person, owner.record, { name: true, email: null });
  if (!given || 'problem' in given) throw new Error('The badge was not given.');
  await db.insertInto('session').values({ id: hex(), token: hex(), person_id: person.id, expires_at: '2099-01-01T00:00:00.000Z', created_at: AT, updated_at: AT, ip_address: mark, user_agent: mark, active_organization_id: null }).execute(); // prettier-ignore
  Object.assign(owner.things, { person: [person.id], email: [person.email], organization: [made.id] });
  return owner;
}

export async function twoOwners(place: Place): Promise<[Owner, Owner]> {
  const database = openDatabase(place);
  const migrated = await migrate(database, () => new Date(AT));
  if (!migrated.ok) throw new Error(migrated.sentence);
  const owners: [Owner, Owner] = [
    await newOwner(place, database.db, 'quokkari', 8, AT),
    await newOwner(place, database.db, 'bilbywort', 4, '2026-11-22T11:00:00.000Z'),
  ];
  // Evidence may name anything as what it proves: one says that it proves what the other did.
  const { evidence } = openStores(database.db, place);
  for (const [i, of] of owners.entries())
    for (const subject of owners[1 - i]!.things['activity']!.map(subjectOf))
      await evidence.mark(of.record, of.things['evidence']![0]!, subject, true);
  await database.close();
  return owners;
}

const NAMED = ['activity', 'evidence', 'badge', 'issued_badge', 'badge_offer', 'feed', 'notice', 'lab_shift', 'member', 'organization', 'invitation_link', 'session', 'person', 'record'] as const; // prettier-ignore

/** Every name that stands in the database at this moment, whosever it is. */
export async function namesIn(db: Db): Promise<string[]> {
  const names = [];
  for (const table of NAMED)
    for (const { id } of await db.selectFrom(table).select('id').orderBy('id').execute()) names.push(id);
  return names;
}
