// Who is there: two people and two organizations, each with everything, people in the first organization, and browsers
// without an account.
import { createHash, randomBytes } from 'node:crypto';
import { vi } from 'vitest';
import { parseToken } from '../../src/kernel/ids.ts';
import type { Db } from '../../src/storage/index.server.ts';
import { TODAY, type Site } from '../browser/testing/site.ts';
import { issuerOf, signed, unsigned } from '../../src/wallet/testing/badges.server.ts';
import { badgesOf, beside, fill, type Owner } from './owner.ts';
import { visitor, type Visitor } from './visitor.ts';

export type Somebody = Owner & { browser: Visitor };
export type Cast = {
  /** With an account, an organization, a learner and an invitation in it. Whom the others try to reach. */
  ana: Somebody;
  /** With nothing but a browser, which keeps as much. Whom the others try to reach, too. */
  xul: Somebody;
  /** With an account and an organization of their own. */
  bo: Somebody;
  /** A learner in Ana's organization. */
  mia: Somebody;
  /** A browser with a record, and one that is here for the first time. */
  cleo: Somebody;
  nobody: Visitor;
  /** The text of a badge that no wallet holds. */
  badge: string;
};

const AT = `${TODAY}T12:00:00.000Z`;
const hex = () => randomBytes(16).toString('hex');

export const addressOf = (mark: string): string => `${mark}@example.org`;

/** Somebody who came by a letter, with everything that an account can have. */
export async function newPerson(site: Site, name: string, mark: string, changes: number): Promise<Somebody> {
  const email = addressOf(mark);
  const browser = visitor(site, name);
  await browser.enterByLetter(email);
  await browser.must({ method: 'POST', path: '/account?/name', form: { name: `${mark}name` } }, 303);
  const other = visitor(site, `${name} elsewhere`);
  await other.signIn(email);
  return beside(site, async (db) => {
    const { id } = await db
      .selectFrom('person')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    const owner = await fill(site, db, { person: id }, mark, changes);
    const [passkey, credential] = [hex(), hex()];
    await db.insertInto('passkey').values({ id: passkey, person_id: id, name: `${mark}passkey`, credential_id: credential, public_key: 'none', counter: 0, device_type: 'singleDevice', backed_up: 0, transports: null, aaguid: null, created_at: AT }).execute(); // prettier-ignore
    const sessions = await db.selectFrom('session').select(['id', 'token']).where('person_id', '=', id).orderBy('created_at').execute(); // prettier-ignore
    const keys = await db.selectFrom('sign_in').select('id').where('person_id', '=', id).execute();
    Object.assign(owner.things, {
      person: [id],
      email: [email],
      // The newest first: the oldest is the one that this person goes on with.
      session: sessions.map((one) => one.id).reverse(),
      'token of a session': sessions.map((one) => one.token).reverse(),
      passkey: [passkey],
      'credential of a passkey': [credential],
      'way to sign in': keys.map((one) => one.id),
    });
    return { ...owner, browser };
  });
}

/** Somebody without an account. */
export async function newBrowser(site: Site, name: string, mark: string, changes: number): Promise<Somebody> {
  const browser = visitor(site, name);
  await browser.must({ method: 'GET', path: '/start' }, 200);
  const token = parseToken(browser.cookie('benchpath'))!;
  const owner = await beside(site, (db) => fill(site, db, { browser: token }, mark, changes));
  const found = await beside(site, (db) =>
    db.selectFrom('record').select('browser_id').where('id', '=', owner.record).executeTakeFirstOrThrow(),
  );
  owner.things['hash of the cookie'] = [found.browser_id!];
  owner.things['cookie'] = [token];
  return { ...owner, browser };
}

/** An organization with its owner, a learner whom no other learner sees, and a link to join. */
async function withOrganization(site: Site, of: Somebody): Promise<void> {
  const made = await of.browser.must(
    { method: 'POST', path: '/organizations', form: { name: `${of.mark}organization` } },
    303,
  );
  const organization = made.location.split('/').at(-1)!;
  const path = `/organizations/${organization}`;
  const form = { role: 'instructor', uses: '5', days: '7' };
  const tokens: string[] = [];
  for (let n = 0; n < 2; n += 1) {
    const { text } = await of.browser.must({ method: 'POST', path: `${path}?/invite`, form }, 200);
    tokens.push(/\/join\/([\w-]{43})/.exec(text)![1]!);
  }
  await beside(site, async (db) => {
    const learner = { id: hex(), name: `${of.mark}learner`, email: `learner.${of.mark}@example.org` };
    await db.insertInto('person').values({ ...learner, email_verified: 1, image: null, created_at: AT, updated_at: AT }).execute(); // prettier-ignore
    await joined(db, organization, learner.id, 'learner');
    const member = async (person: string) =>
      (await db.selectFrom('member').select('id').where('person_id', '=', person).where('organization_id', '=', organization).executeTakeFirstOrThrow()).id; // prettier-ignore
    const links = await db.selectFrom('invitation_link').select('id').where('organization_id', '=', organization).execute(); // prettier-ignore
    Object.assign(of.things, {
      organization: [organization],
      member: [await member(learner.id), await member(of.things['person']![0]!)],
      learner: [learner.id],
      invitation: links.map((one) => one.id),
      'secret of an invitation': tokens,
    });
  });
}

export const joined = (db: Db, organization: string, person: string, role: string): Promise<unknown> =>
  db
    .insertInto('member')
    .values({ id: hex(), organization_id: organization, person_id: person, role, created_at: AT })
    .execute();

/** Badges that the organization offers: to whoever has the link, to its learner, to its owner, and one that was accepted. */
async function withOffers(site: Site, of: Somebody): Promise<void> {
  await beside(site, async (db) => {
    const { offers } = badgesOf(site, db);
    const [organization, person, learner] = ['organization', 'person', 'learner'].map((what) => of.things[what]![0]!) as [string, string, string]; // prettier-ignore
    const owner = { id: person, name: `${of.mark}name`, email: addressOf(of.mark) };
    const award = {
      name: `${of.mark}offered`,
      description: `${of.mark}description`,
      criteria: `${of.mark}criteria`,
    };
    const offer = async (member: string | null) => {
      const { token } = (await offers.make({
        organization,
        by: owner,
        award,
        learner: `${of.mark}called`,
        member,
      }))!;
      return { token, id: createHash('sha256').update(token).digest('hex') };
    };
    const [open, learners, first, second, taken] = [await offer(null), await offer(learner), await offer(person), await offer(person), await offer(person)]; // prettier-ignore
    const given = await offers.accept(taken.id, owner, of.record, { name: true, email: null });
    if (!given || 'problem' in given) throw new Error('The badge was not given.');
    Object.assign(of.things, {
      offer: [open.id, learners.id],
      'offer to them': [first.id, second.id],
      'secret of an offer': [open.token],
      'given badge': [given.id],
    });
  });
}

/** A good badge of somebody elsewhere. */
const strayBadge = async (): Promise<string> => {
  const issuer = await issuerOf(7);
  return JSON.stringify(await signed(unsigned(issuer.id), issuer));
};

export async function openCast(site: Site): Promise<Cast> {
  const ana = await newPerson(site, 'Ana', 'quokkari', 9);
  await withOrganization(site, ana);
  await withOffers(site, ana);
  // Begun and not ended: what waits for a device of hers is hers too.
  await ana.browser.must({ method: 'GET', path: '/account/passkey' }, 200);
  const xul = await newBrowser(site, 'Xul', 'xolotlan', 8);
  const bo = await newPerson(site, 'Bo', 'bilbywort', 2);
  await withOrganization(site, bo);
  await withOffers(site, bo);
  const mia = await newPerson(site, 'Mia', 'mirabelka', 2);
  await beside(site, (db) =>
    joined(db, ana.things['organization']![0]!, mia.things['person']![0]!, 'learner'),
  );
  ana.things['pending proof'] = await beside(site, async (db) =>
    (await db.selectFrom('proof_of_mail').select(['id', 'identifier', 'value']).execute())
      .filter((row) => row.value.includes(ana.things['person']![0]!))
      .flatMap((row) => [row.identifier, row.id]),
  );
  // She learns at Bo's school too: who leads it sees her name and address there, and nothing else of hers.
  await beside(site, (db) =>
    joined(db, bo.things['organization']![0]!, mia.things['person']![0]!, 'learner'),
  );
  const cleo = await newBrowser(site, 'Cleo', 'cleopatrik', 2);
  // A letter is settled soon after it is written; the data stands still only then.
  await vi.waitFor(
    () =>
      beside(site, async (db) => {
        const waiting = await db.selectFrom('mail').select('id').where('state', '!=', 'sent').execute();
        if (waiting.length > 0) throw new Error('Letters still wait.');
      }),
    { timeout: 20_000, interval: 100 },
  );
  return { ana, xul, bo, mia, cleo, nobody: visitor(site, 'nobody'), badge: await strayBadge() };
}
