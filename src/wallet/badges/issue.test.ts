import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Database } from '#storage/index.server.ts';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { bakedPng, bakedSvg, openBadges, type IssuedBadge } from '../badges.server.ts';
import { issuerOf, pin, unsigned, signed } from '../testing/badges.server.ts';
import { AT, AWARD, issuing, ORIGIN, recordIn, SECRET } from '../testing/installation.server.ts';
import { unseal } from './seal.server.ts';
import { bitAt, decodeList, PLACES } from './status.server.ts';
import { addressesIn, verifyBadge } from './verify.server.ts';

const DAY_MS = 86_400_000;
const DID = 'did:web:benchpath.example';
type Opened = Awaited<ReturnType<typeof issuing>>;

const TO = { recordId: 'r1', organization: null };
async function issued(
  { badges }: Pick<Opened, 'badges'>,
  award: object = AWARD,
  to = TO,
): Promise<IssuedBadge> {
  const made = await badges.issue(award as typeof AWARD, to);
  if ('problem' in made) throw new Error(made.problem);
  return made;
}
const json = (text: string | null): any => JSON.parse(text!);

onEachDatabase(({ open, place }) => {
  const begin = async (around?: Parameters<typeof issuing>[1]) => {
    const database = await open();
    const opened = await issuing(database, around);
    await recordIn(database, 'r1');
    return { database, ...opened };
  };

  test('a badge of ours is good, in every form, and says what it is not', async () => {
    const here = await begin();
    const made = await issued(here);
    expect(made.address).toBe(`https://benchpath.example/badge/${made.id}`);
    const baked = [made.text, bakedPng(made.text), bakedSvg(made.text, made.badge)];
    for (const form of baked) expect(await here.badges.check(form)).toMatchObject({ verdict: 'valid' });
    const { badge } = made;
    expect(badge.issuer).toMatchObject({ id: DID, name: 'Benchpath at benchpath.example' });
    expect(badge.credentialSubject.narrative).toMatch(/not a certification or license of any board or state.*simulated laboratory.*no direct observation/);
    expect(badge.credentialSubject.achievement.alignment).toMatchObject([{ targetName: 'Compatibility testing', targetCode: 'BB.2' }]);
    expect(badge.evidence).toMatchObject([{ id: 'https://benchpath.example/shift/12', narrative: 'Shift 12: 91 points' }]);
    expect([badge.validFrom, badge.validUntil]).toEqual(['2026-03-01T08:00:00Z', '2028-03-01T23:59:59Z']);
    expect(await here.badges.issued(made.id)).toEqual(made);
  }); // prettier-ignore

  test('the least award makes a badge too', async () => {
    const here = await begin();
    const { name, description, criteria } = AWARD;
    const made = await issued(here, { name, description, criteria });
    expect(await here.badges.check(made.text)).toMatchObject({ verdict: 'valid' });
    expect(made.badge.validUntil).toBeUndefined();
    expect(made.badge.credentialSubject.narrative).not.toMatch(/simulated/);
    expect(made.badge.credentialSubject.id).toMatch(/^urn:uuid:/);
  });

  test('it names nobody: the e-mail is there as a hash with salt only', async () => {
    const here = await begin();
    const made = await issued(here);
    expect(made.text.toLowerCase()).not.toContain('ana@');
    const [identity] = [made.badge.credentialSubject.identifier].flat();
    const hash = createHash('sha256').update(`ana@example.org${identity!.salt}`).digest('hex');
    expect(identity!.identityHash).toBe(`sha256$${hash}`);
    const again = await issued(here);
    expect([again.badge.credentialSubject.identifier].flat()[0]!.salt).not.toBe(identity!.salt);
    expect(again.badge.credentialSubject.achievement.id).toBe(made.badge.credentialSubject.achievement.id);
  });

  test('an organization issues under its own name', async () => {
    const here = await begin();
    const row = {
      id: 'o1',
      name: 'Lakeside College',
      slug: 'lakeside',
      logo: null,
      metadata: null,
      created_at: AT,
    };
    await here.db.insertInto('organization').values(row).execute();
    const made = await issued(here, AWARD, { recordId: 'r1', organization: row } as never);
    expect(made.badge.issuer).toMatchObject({ id: DID, name: 'Lakeside College' });
    expect(made.badge.credentialSubject.narrative).toContain('as Lakeside College says');
  });

  test('revoked for ever, and told by the list, also after the record is gone', async () => {
    const here = await begin();
    const made = await issued(here);
    const other = await issued(here);
    expect(await here.badges.revoke(made.id, 'Given to the wrong person')).toBe(true);
    expect(await here.badges.revoke(made.id, 'Again')).toBe(false);
    expect(await here.badges.revoke('6e0b1e50-0c7a-4c0e-9e0c-0f8c3c3f7a10', 'Nobody')).toBeNull();
    expect(await here.badges.revoke("' or 1=1", 'Nobody')).toBeNull();
    expect((await here.badges.issued(made.id))!.revoked).toEqual({
      at: AT,
      reason: 'Given to the wrong person',
    });
    const { verdict, checks } = await here.badges.check(made.text);
    expect([verdict, checks.at(-1)?.reason]).toEqual(['not valid', 'it was revoked by its issuer']);
    expect(await here.badges.check(other.text)).toMatchObject({ verdict: 'valid' });
    await here.db.deleteFrom('record').where('id', '=', 'r1').execute();
    expect(await here.badges.issued(made.id)).toBeNull();
    expect(await here.badges.check(made.text)).toMatchObject({ verdict: 'not valid' });
    expect(await here.badges.check(other.text)).toMatchObject({ verdict: 'valid' });
  });

  test('the reason of a revocation is told to nobody but us: it is not in the list', async () => {
    const here = await begin();
    const made = await issued(here);
    await here.badges.revoke(made.id, 'Given to the wrong person');
    const [list] = await here.db.selectFrom('status_list').select('id').execute();
    const signed = await here.badges.statusList(list!.id);
    expect(signed && 'text' in signed && signed.text).not.toContain('wrong');
    expect(await here.badges.statusList('nothing')).toBeNull();
  });

  test('a place is given once, whatever chance says', async () => {
    const here = await begin();
    // Chance that knows four places only.
    let n = 0;
    const few = (count: number) => (count === 3 ? Uint8Array.from([0, 0, n++ >> 1]) : randomBytes(count));
    const clock = () => new Date(AT);
    const badges = openBadges(here.db, { clock, random: few, secret: () => SECRET, origin: ORIGIN });
    for (let i = 0; i < 4; i++) await issued({ badges });
    const places = await here.db.selectFrom('status_entry').select('place').orderBy('place').execute();
    expect(places.map((row) => row.place)).toEqual([0, 1, 2, 3]);
  });

  test('a list half full is left for a new one', async () => {
    const here = await begin();
    const first = await issued(here);
    const [list] = await here.db.selectFrom('status_list').selectAll().execute();
    const taken = await here.db.selectFrom('status_entry').select('place').executeTakeFirstOrThrow();
    for (let from = 0; from < PLACES / 2; from += 5000) {
      const rows = Array.from({ length: Math.min(5000, PLACES / 2 - from) }, (_, i) => from + i)
        .filter((each) => each !== taken.place)
        .map((each) => ({ list_id: list!.id, place: each, state: 'given', reason: null, changed_at: AT }));
      await here.db.insertInto('status_entry').values(rows).execute();
    }
    const next = await issued(here);
    const listIn = (badge: IssuedBadge) => json(badge.text).credentialStatus.statusListCredential;
    expect(listIn(next)).not.toBe(listIn(first));
    for (const badge of [first, next])
      expect(await here.badges.check(badge.text)).toMatchObject({ verdict: 'valid' });
  });

  test('a badge revoked while its list is signed is on the list', async () => {
    const here = await begin();
    const made: IssuedBadge[] = [];
    for (let i = 0; i < 12; i++) made.push(await issued(here));
    const [list] = await here.db.selectFrom('status_list').select('id').execute();
    const asking = made.map(async () => here.badges.statusList(list!.id));
    const revoking = made.map(async (badge) => here.badges.revoke(badge.id, 'all'));
    expect(await Promise.all(revoking)).toEqual(made.map(() => true));
    await Promise.all(asking);
    const signed = await here.badges.statusList(list!.id);
    const bits = decodeList(json((signed as { text: string }).text).credentialSubject.encodedList)!;
    const places = made.map((badge) => Number(json(badge.text).credentialStatus.statusListIndex));
    expect(places.every((each) => bitAt(bits, each))).toBe(true);
    expect(bits.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)).toBe(12);
  });

  test('the list is signed anew each day, and a copy of it is old after thirty', async () => {
    const here = await begin();
    const made = await issued(here);
    const [list] = await here.db.selectFrom('status_list').select('id').execute();
    const text = async () => ((await here.badges.statusList(list!.id)) as { text: string }).text;
    const first = await text();
    here.time.now += DAY_MS - 1000;
    expect(await text()).toBe(first);
    here.time.now += 2000;
    expect(await text()).not.toBe(first);
    const copies = pin(json(first), json(await here.badges.didDocument()));
    const at = (days: number) => ({ pinned: copies, now: new Date(Date.parse(AT) + days * DAY_MS) });
    expect((await verifyBadge(made.text, at(29))).verdict).toBe('valid');
    expect(await verifyBadge(made.text, at(31))).toMatchObject({ verdict: 'not known' });
  });

  test('others need what we publish, and no more than that', async () => {
    const here = await begin();
    const made = await issued(here);
    const document = json(await here.badges.didDocument());
    const list = json(((await here.badges.statusList(json(made.text).credentialStatus.statusListCredential.split('/').at(-1))) as { text: string }).text);
    expect(document).toMatchObject({ id: DID, assertionMethod: [document.verificationMethod[0].id] });
    expect(JSON.stringify([document, list])).not.toMatch(/secret/i);
    expect(addressesIn(made.text)).toEqual([DID, document.assertionMethod[0], list.id]);
    const now = new Date(AT);
    expect(await verifyBadge(made.text, { pinned: pin(document, list), now })).toMatchObject({ verdict: 'valid' });
    // Another installation, to which somebody brought the two documents.
    const there = await begin({ origin: new URL('https://elsewhere.example') });
    expect(await there.badges.check(made.text)).toMatchObject({ verdict: 'not known' });
    expect(await there.badges.pin(JSON.stringify(document))).toEqual({ id: DID, kind: 'issuer' });
    expect(await there.badges.pin(JSON.stringify(list))).toEqual({ id: list.id, kind: 'list' });
    expect(await there.badges.check(made.text)).toMatchObject({ verdict: 'valid' });
    await here.badges.revoke(made.id, 'x');
    const newer = json(((await here.badges.statusList(list.id.split('/').at(-1))) as { text: string }).text);
    await there.badges.pin(JSON.stringify(newer));
    expect(await there.badges.check(made.text)).toMatchObject({ verdict: 'not valid' });
  }); // prettier-ignore

  test('what is brought under our own names is not believed', async () => {
    const here = await begin();
    const made = await issued(here);
    const stranger = await issuerOf(9, DID);
    await here.badges.pin(JSON.stringify(stranger.document));
    expect(await here.badges.check(made.text)).toMatchObject({ verdict: 'valid' });
    const forged = JSON.stringify(await signed({ ...unsigned(DID), credentialStatus: undefined }, stranger));
    expect(await here.badges.check(forged)).toMatchObject({ verdict: 'not valid' });
  });

  test.each([
    '',
    'null',
    '[]',
    '{}',
    '{"id":"http://x"}',
    '{"id":"did:web:x"}',
    `{"id":"did:key:z6Mk","assertionMethod":[]}`,
  ])('no document to put on file: %s', async (text) =>
    expect(await (await begin()).badges.pin(text)).toHaveProperty('problem'),
  );

  describe('keys', () => {
    const keys = ({ db }: Opened) => db.selectFrom('issuer_key').selectAll().orderBy('created_at').execute();

    test('the secret half is kept sealed, and opened by the installation’s secret only', async () => {
      const here = await begin();
      await issued(here);
      const [key] = await keys(here);
      expect(key!.sealed!.split('.')).toHaveLength(5);
      const secret = await unseal(key!.sealed!, SECRET);
      expect(secret).toMatch(/^z/);
      expect(JSON.stringify(await keys(here))).not.toContain(secret);
      const other = await issuing(here.database, { secret: new Uint8Array(32).fill(8) });
      expect(await other.badges.issue(AWARD, TO)).toEqual({ problem: expect.stringMatching(/sealed with another secret/) });
      const [head, , iv, body, tag] = key!.sealed!.split('.');
      const spoiled = [head, '', iv, (body!.startsWith('A') ? 'B' : 'A') + body!.slice(1), tag].join('.');
      await here.db.updateTable('issuer_key').set({ sealed: spoiled }).execute();
      expect(await here.badges.issue(AWARD, TO)).toHaveProperty('problem');
    }); // prettier-ignore

    test('after rotation old badges stay good, and the old secret is gone', async () => {
      const here = await begin();
      const before = await issued(here);
      here.time.now += 1000;
      expect(await here.badges.rotate(false)).toMatchObject({ did: DID, before: DID });
      const after = await issued(here);
      for (const badge of [before, after]) expect(await here.badges.check(badge.text)).toMatchObject({ verdict: 'valid' });
      const [old, current] = await keys(here);
      expect([old!.state, old!.sealed, current!.state]).toEqual(['retired', null, 'current']);
      expect(json(await here.badges.didDocument()).assertionMethod).toEqual([current!.id, old!.id]);
      await here.badges.revoke(before.id, 'x');
      expect(await here.badges.check(before.text)).toMatchObject({ verdict: 'not valid' });
    }); // prettier-ignore

    test('a lost key is taken back: nothing that it signed is good any more', async () => {
      const here = await begin();
      const before = await issued(here);
      here.time.now += 1000;
      await here.badges.rotate(true);
      const after = await issued(here);
      expect(await here.badges.check(after.text)).toMatchObject({ verdict: 'valid' });
      const { verdict, checks } = await here.badges.check(before.text);
      expect([verdict, checks.find((c) => c.check === 'proof')?.reason]).toEqual(['not valid', expect.stringMatching(/does not let this key sign/)]);
    }); // prettier-ignore

    test('a secret that is lost is mended by a new key', async () => {
      const here = await begin();
      await issued(here);
      const other = await issuing(here.database, { secret: new Uint8Array(32).fill(8) });
      await other.badges.rotate(true);
      expect(await other.badges.check((await issued(other)).text)).toMatchObject({ verdict: 'valid' });
    });

    test('without a public address the name is the key; a new key is a new issuer, and the old one’s lists live on', async () => {
      for (const origin of [null, new URL('http://school.lan'), new URL('https://localhost:4173')]) {
        const here = await begin({ origin });
        const before = await issued(here);
        expect(before.address).toBeNull();
        expect(before.badge.id).toBe(`urn:uuid:${before.id}`);
        expect(before.badge.issuer).toMatchObject({ id: expect.stringMatching(/^did:key:/) });
        expect(await here.badges.didDocument()).toBeNull();
        expect(await here.badges.check(before.text)).toMatchObject({ verdict: 'valid' });
        here.time.now += 1000;
        const { did, before: old } = await here.badges.rotate(false);
        expect(did).not.toBe(old);
        const after = await issued(here);
        expect(after.badge.issuer).toMatchObject({ id: did });
        expect(await here.badges.check(before.text)).toMatchObject({ verdict: 'valid' });
        await here.badges.revoke(before.id, 'x');
        expect(await here.badges.check(before.text)).toMatchObject({ verdict: 'not valid' });
        here.time.now += 1000;
        await here.badges.rotate(true);
        expect(await here.badges.check(after.text)).toMatchObject({ verdict: 'not valid' });
      }
    });

    test('an address with a port is a name with a port', async () => {
      const here = await begin({ origin: new URL('https://lab.example:8443') });
      const made = await issued(here);
      expect(made.badge.issuer).toMatchObject({
        id: 'did:web:lab.example%3A8443',
        url: 'https://lab.example:8443',
      });
      expect(made.address).toMatch(/^https:\/\/lab\.example:8443\/badge\//);
      expect(await here.badges.check(made.text)).toMatchObject({ verdict: 'valid' });
    });

    test('processes that need the first key at once, or rotate at once, end with one', async () => {
      const where = await place();
      const databases: Database[] = [await open(where), await open(where), await open(where)];
      const [first, ...others] = await Promise.all(databases.map((each) => issuing(each)));
      await recordIn(databases[0]!, 'r1');
      const all = [first!, ...others];
      const made = await Promise.all(all.map((each) => issued(each)));
      const current = async () => (await keys(first!)).filter((row) => row.state === 'current');
      expect(await current()).toHaveLength(1);
      await Promise.all(all.map((each) => each.badges.rotate(false)));
      expect(await current()).toHaveLength(1);
      for (const badge of made)
        expect(await first!.badges.check(badge.text)).toMatchObject({ verdict: 'valid' });
    });
  });

  test('whose record it is: by e-mail, or the only one', async () => {
    const here = await begin();
    expect(await here.badges.recordOf(null)).toBe('r1');
    await recordIn(here.database, 'r2', 'ana@example.org');
    expect(await here.badges.recordOf(null)).toHaveProperty('problem');
    expect(await here.badges.recordOf('Ana@example.org')).toBe('r2');
    expect(await here.badges.recordOf('bo@example.org')).toHaveProperty('problem');
  });
});
