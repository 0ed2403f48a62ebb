// A badge from the offer of an organization to the wallet of a learner, and back.
import { expect, test } from 'vitest';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { AT, AWARD, issuing, recordIn } from '../testing/installation.server.ts';
import { MOST_OFFERS, OFFER_DAYS } from './offers.server.ts';

const DAY_MS = 86_400_000;
const { email: _learners, ...PLAIN } = AWARD;
const person = (id: string) => ({ id: `p-${id}`, name: id, email: `${id}@example.org` });
const NOTHING = { name: false, email: null };

onEachDatabase(({ open }) => {
  const begin = async () => {
    const database = await open();
    const opened = await issuing(database);
    for (const id of ['owner', 'ana', 'bo']) await recordIn(database, id, `${id}@example.org`);
    const organization = (id: string, name: string) => ({ id, name, slug: id, logo: null, metadata: null, created_at: AT }); // prettier-ignore
    for (const each of [organization('o1', 'Lakeside College'), organization('o2', 'Hilltop')])
      await opened.db.insertInto('organization').values(each).execute();
    const { offers } = opened.badges;
    const make = async (member: string | null = null, organizationId = 'o1') => {
      const made = await offers.make({ organization: organizationId, by: person('owner'), award: PLAIN, learner: 'Ana Lopez', member }); // prettier-ignore
      return made!.token;
    };
    const accepted = async (token: string, shown = { name: true, email: null as string | null }) => {
      const made = await offers.accept(token, person('ana'), 'ana', shown);
      if (!made || 'problem' in made) throw new Error('not accepted');
      return made;
    };
    return { ...opened, ...opened.badges, make, accepted };
  };

  test('offered, accepted, in the wallet, and good', async () => {
    const { offers, make, accepted, brought, check, time } = await begin();
    const token = await make();
    expect(await offers.look(token, null)).toMatchObject({
      learner: 'Ana Lopez',
      organization: { name: 'Lakeside College' },
      award: { name: 'Blood bank, week 3' },
    });
    time.now += DAY_MS;
    const { id, badge, text } = await accepted(token);
    expect(badge.issuer).toMatchObject({ name: 'Lakeside College' });
    expect([badge.awardedDate, badge.validFrom]).toEqual(['2026-03-01T08:00:00Z', '2026-03-02T08:00:00Z']);
    expect((await check(text)).checks.filter((c) => c.outcome !== 'passed')).toEqual([]);
    expect(await brought.all('ana')).toMatchObject([{ text, name: 'Blood bank, week 3' }]);
    expect(await offers.of('o1')).toMatchObject([{ learner: 'Ana Lopez', by: 'Ana', state: 'accepted', badge: { id, hidden: false } }]); // prettier-ignore
    expect(await offers.look(token, null)).toBeNull();
    expect(await offers.of('o2')).toEqual([]);
  });

  test('the badge says of the learner what they agreed to, and no more', async () => {
    const { make, accepted } = await begin();
    const nothing = await accepted(await make(), NOTHING);
    expect(nothing.text).not.toMatch(/Ana Lopez|ana@/i);
    expect(nothing.badge.credentialSubject).toMatchObject({ id: expect.stringMatching(/^urn:uuid:/) });
    const named = await accepted(await make());
    expect([named.badge.credentialSubject.identifier].flat()).toEqual([
      { type: 'IdentityObject', hashed: false, identityHash: 'Ana Lopez', identityType: 'name' },
    ]);
    const both = await accepted(await make(), { name: true, email: 'Ana@example.org' });
    expect(both.text).not.toMatch(/ana@/i);
    expect([both.badge.credentialSubject.identifier].flat().map((i) => i!.identityType)).toEqual(['emailAddress', 'name']); // prettier-ignore
  });

  test('an offer to a member is nobody else’s, with the link or without', async () => {
    const { offers, make } = await begin();
    const token = await make('p-ana');
    const [waiting, ...more] = await offers.waiting(person('ana'));
    expect(more).toEqual([]);
    expect(await offers.look(waiting!.id, person('ana'))).toMatchObject({ id: waiting!.id });
    expect(await offers.waiting(person('bo'))).toEqual([]);
    for (const key of [token, waiting!.id])
      for (const who of [null, person('bo')]) {
        expect(await offers.look(key, who)).toBeNull();
        expect(await offers.accept(key, who, 'bo', NOTHING)).toBeNull();
        expect(await offers.decline(key, who)).toBe(false);
      }
    expect(await offers.accept(waiting!.id, person('ana'), 'ana', NOTHING)).toHaveProperty('id');
  });

  test('the name under which an offer is kept opens nothing: only its secret does', async () => {
    const { offers, make, db } = await begin();
    const token = await make();
    const { id } = await db.selectFrom('badge_offer').select('id').executeTakeFirstOrThrow();
    expect(id).not.toContain(token);
    for (const key of [id, '', "' or 1=1", `${token}x`, token.toLowerCase()])
      expect(await offers.look(key, person('ana')), key).toBeNull();
  });

  test('one offer makes one badge, though it is accepted ten times at once', async () => {
    const { offers, make, db } = await begin();
    const token = await make();
    const made = await Promise.all(
      Array.from({ length: 10 }, () => offers.accept(token, person('ana'), 'ana', NOTHING)),
    );
    expect(made.filter((each) => each !== null)).toHaveLength(1);
    for (const table of ['issued_badge', 'badge'] as const)
      expect(await db.selectFrom(table).select('id').execute(), table).toHaveLength(1);
  });

  test('declined, withdrawn or too old, it is no longer there', async () => {
    const { offers, make, time } = await begin();
    const [declined, withdrawn, old] = [await make(), await make(), await make()];
    expect(await offers.decline(declined, null)).toBe(true);
    const mine = (await offers.of('o1')).find((each) => each.state === 'offered')!;
    expect(await offers.withdraw('o2', mine.id)).toBe(false);
    expect(await offers.withdraw('o1', mine.id)).toBe(true);
    time.now += OFFER_DAYS * DAY_MS;
    for (const token of [declined, withdrawn, old]) {
      expect(await offers.look(token, person('ana'))).toBeNull();
      expect(await offers.accept(token, person('ana'), 'ana', NOTHING)).toBeNull();
    }
    expect((await offers.of('o1')).map((each) => each.state).sort()).toEqual(['declined', 'over']);
  });

  test('revoked by who gave it, and the holder sees why', async () => {
    const { make, accepted, offers, revoke, issuedTo, check } = await begin();
    const { id, text } = await accepted(await make());
    expect(await revoke(id, 'Not theirs', 'o2')).toBeNull();
    expect(await revoke(id, 'Given by mistake', 'o1')).toBe(true);
    expect(await offers.of('o1')).toMatchObject([{ state: 'revoked', revoked: { reason: 'Given by mistake' } }]);
    expect((await issuedTo('ana', `${text}\n`))?.revoked).toEqual({ at: AT, reason: 'Given by mistake' });
    expect(await issuedTo('bo', text)).toBeNull();
    expect((await check(text)).verdict).toBe('not valid');
    const [one] = await offers.of('o1');
    expect(await offers.withdraw('o1', one!.id), 'what was accepted is the learner’s').toBe(false);
  }); // prettier-ignore

  test('its holder says who may look at its page, and it stays good', async () => {
    const { make, accepted, show, issued, check, offers } = await begin();
    const { id, text } = await accepted(await make());
    expect(await show('bo', id, false)).toBe(false);
    expect(await show('ana', id, false)).toBe(true);
    expect((await issued(id))?.hidden).toBe(true);
    expect(await offers.of('o1')).toMatchObject([{ badge: { id, hidden: true } }]);
    expect((await check(text)).verdict).toBe('valid');
    await show('ana', id, true);
    expect((await issued(id))?.hidden).toBe(false);
  });

  test('when the organization ends, the badge stays its holder’s', async () => {
    const { make, accepted, issued, check, db } = await begin();
    const { id, text } = await accepted(await make());
    await db.deleteFrom('organization').where('id', '=', 'o1').execute();
    expect(await issued(id)).toMatchObject({ id });
    expect((await check(text)).verdict).toBe('valid');
  });

  test('what is known of a learner goes with their record, and what waits for a member with their account', async () => {
    const { make, accepted, offers, db } = await begin();
    await accepted(await make());
    await make('p-ana');
    expect(await offers.of('o1')).toHaveLength(2);
    await db.deleteFrom('person').where('id', '=', 'p-ana').execute();
    expect(await offers.of('o1')).toEqual([]);
    const token = await make();
    await db.deleteFrom('person').where('id', '=', 'p-owner').execute();
    expect(await offers.of('o1')).toMatchObject([{ by: null }]);
    expect(await offers.look(token, null)).not.toBeNull();
  });

  test('an organization has so many offers open, and no more', async () => {
    const { make, db } = await begin();
    await make();
    const row = await db.selectFrom('badge_offer').selectAll().executeTakeFirstOrThrow();
    const many = Array.from({ length: MOST_OFFERS - 1 }, (_, i) => ({ ...row, id: `x${i}` }));
    await db.insertInto('badge_offer').values(many).execute();
    await expect(make()).rejects.toThrow();
    await make(null, 'o2');
  });
});
