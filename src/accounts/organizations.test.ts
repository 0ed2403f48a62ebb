import fc from 'fast-check';
import { expect, test } from 'vitest';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { ROLES, mayChange, mayGive, type Role } from './roles.ts';
import { beginAccounts } from './testing/installation.server.ts';

test('who may give which role, in a table', () => {
  const table = ROLES.map((giver) => [giver, ...ROLES.map((role) => (mayGive(giver, role) ? 'yes' : 'no'))]);
  expect(table).toEqual([
    //              owner, supervisor, instructor, learner
    ['owner', 'yes', 'yes', 'yes', 'yes'],
    ['supervisor', 'no', 'no', 'yes', 'yes'],
    ['instructor', 'no', 'no', 'no', 'yes'],
    ['learner', 'no', 'no', 'no', 'no'],
  ]);
  for (const giver of ROLES)
    for (const from of ROLES)
      for (const to of ROLES)
        expect(mayChange(giver, from, to)).toBe(mayGive(giver, from) && mayGive(giver, to));
});

onEachDatabase((stage) => {
  const begin = async () => {
    const all = await beginAccounts(stage);
    const { accounts, db, somebody } = all;
    const owner = (await somebody('owner@example.org')).person;
    const made = await accounts.organizations.create(owner, 'Lakeside College');
    if ('why' in made) throw new Error('limit');
    const { id } = made;
    const { organizations, invitations } = accounts;
    const link = async (by = owner, role: Role = 'learner', uses = 1, days = 7) => {
      const made = await invitations.make(by, id, { role, uses, days });
      return made && 'token' in made ? made.token : '';
    };
    /** Somebody who came in by a link of the owner's. */
    const member = async (role: Role) => {
      const { person } = await somebody(`${role}-${Math.random()}@example.org`);
      expect(await invitations.join(person, await link(owner, role))).toEqual({ organization: id });
      return person;
    };
    const rowOf = async (person: { id: string }) =>
      db.selectFrom('member').select(['id', 'role']).where('person_id', '=', person.id).executeTakeFirst();
    const idOf = async (person: { id: string }) => (await rowOf(person))?.id ?? 'gone';
    return { ...all, owner, id, organizations, invitations, link, member, rowOf, idOf };
  };

  test('links: a role invites to what it may give, and to nothing else', async () => {
    const { member, link, invitations, id, somebody, owner } = await begin();
    for (const giver of ROLES) {
      const by = giver === 'owner' ? owner : await member(giver);
      for (const role of ROLES)
        expect((await link(by, role)) !== '', `${giver} invites ${role}`).toBe(mayGive(giver, role));
    }
    const outsider = (await somebody('out@example.org')).person;
    for (const role of ROLES) expect(await link(outsider, role)).toBe('');
    expect(await invitations.list(outsider, id)).toEqual([]);
  });

  test('a link is good as often and as long as it says, and only its hash is kept', async () => {
    const { link, invitations, somebody, db, time, owner, id } = await begin();
    const twice = await link(owner, 'learner', 2, 1);
    expect(JSON.stringify(await db.selectFrom('invitation_link').selectAll().execute())).not.toContain(twice);
    const people = [];
    for (const n of [1, 2, 3]) people.push((await somebody(`p${n}@example.org`)).person);
    const [first, second, third] = people as [typeof owner, typeof owner, typeof owner];
    expect(await invitations.look(twice)).toEqual({
      organization: id,
      name: 'Lakeside College',
      role: 'learner',
      by: '',
    });
    expect(await invitations.join(first, twice)).toEqual({ organization: id });
    expect(await invitations.join(first, twice), 'again: nothing is used up').toEqual({ organization: id });
    expect(await invitations.join(second, twice)).toEqual({ organization: id });
    expect(await invitations.join(third, twice)).toBeNull();
    expect(await invitations.look(twice)).toBeNull();
    const short = await link(owner, 'learner', 5, 1);
    time.ahead += 25 * 3_600_000;
    expect([await invitations.look(short), await invitations.join(third, short)]).toEqual([null, null]);
    for (const nonsense of ['', 'x', 'A'.repeat(43), '../..', `${twice}x`])
      expect(await invitations.join(third, nonsense), nonsense).toBeNull();
  });

  test('of many who use one link at once, as many get in as it says', async () => {
    const { link, invitations, somebody, owner } = await begin();
    const token = await link(owner, 'learner', 2);
    const people = [];
    for (let n = 0; n < 5; n++) people.push((await somebody(`p${n}@example.org`)).person);
    const joined = await Promise.all(people.map((person) => invitations.join(person, token)));
    expect(joined.filter(Boolean)).toHaveLength(2);
    const owners = await link(owner, 'owner', 100);
    const first = await invitations.join(people[0]!, owners);
    const rest = await Promise.all(people.slice(1).map((person) => invitations.join(person, owners)));
    // Who was a member already stays a learner; a link to be an owner makes one owner at most.
    expect([first, ...rest].filter(Boolean).length).toBeLessThanOrEqual(3);
  });

  test('a link cannot change what a member is', async () => {
    const { link, invitations, member, rowOf, owner } = await begin();
    const learner = await member('learner');
    const supervisor = await member('supervisor');
    await invitations.join(learner, await link(owner, 'owner'));
    await invitations.join(supervisor, await link(owner, 'learner'));
    expect([await rowOf(learner), await rowOf(supervisor)]).toMatchObject([
      { role: 'learner' },
      { role: 'supervisor' },
    ]);
  });

  test('a link dies with the power of whoever made it, and when it is revoked', async () => {
    const { link, invitations, organizations, member, idOf, owner, id, somebody } = await begin();
    const late = (await somebody('late@example.org')).person;
    const supervisor = await member('supervisor');
    const token = await link(supervisor, 'instructor', 9);
    expect(await invitations.look(token)).not.toBeNull();
    await organizations.setRole(owner, id, await idOf(supervisor), 'instructor');
    expect([await invitations.look(token), await invitations.join(late, token)]).toEqual([null, null]);
    await organizations.setRole(owner, id, await idOf(supervisor), 'supervisor');
    expect(await invitations.look(token)).not.toBeNull();
    await organizations.end(owner, id, await idOf(supervisor));
    expect(await invitations.join(late, token)).toBeNull();

    const other = await link(owner, 'supervisor');
    const instructor = await member('instructor');
    const [row] = (await invitations.list(owner, id)).filter((each) => each.role === 'supervisor');
    expect(await invitations.revoke(instructor, id, row!.id), 'beyond their role').toBe(false);
    expect(await invitations.list(instructor, id)).toEqual([]);
    expect(await invitations.revoke(owner, id, row!.id)).toBe(true);
    expect(await invitations.join(late, other)).toBeNull();
  });

  test('members of another organization see and change nothing, as if there were none', async () => {
    const { accounts, organizations, invitations, id, owner, idOf, link, somebody } = await begin();
    const stranger = (await somebody('stranger@example.org')).person;
    const theirs = await accounts.organizations.create(stranger, 'Other');
    if ('why' in theirs) throw new Error('limit');
    await link(owner);
    const [invitation] = await invitations.list(owner, id);
    const member = await idOf(owner);
    for (const there of [id, 'no-such-organization']) {
      expect(await organizations.look(stranger, there)).toBeNull();
      expect(await organizations.rename(stranger, there, 'Mine')).toBe('hidden');
      expect(await organizations.dissolve(stranger, there)).toBe('hidden');
      expect(await organizations.setRole(stranger, there, member, 'learner')).toBe('hidden');
      expect(await organizations.end(stranger, there, member)).toBe('hidden');
      expect(await invitations.list(stranger, there)).toEqual([]);
      expect(await invitations.revoke(stranger, there, invitation!.id)).toBe(false);
      expect(await invitations.make(stranger, there, { role: 'learner', uses: 1, days: 1 })).toBeNull();
    }
    // Not by naming one's own organization with another's row either.
    expect(await organizations.end(stranger, theirs.id, member)).toBe('hidden');
    expect(await invitations.revoke(stranger, theirs.id, invitation!.id)).toBe(false);
    expect(await organizations.look(owner, id)).toMatchObject({ name: 'Lakeside College' });
  });

  test('roles are given and ended along the table; everybody may leave or step down', async () => {
    const { organizations, member, idOf, rowOf, id, owner } = await begin();
    const people = {
      owner,
      supervisor: await member('supervisor'),
      instructor: await member('instructor'),
      learner: await member('learner'),
    };
    const { setRole, end } = organizations;
    for (const role of ROLES) {
      expect(await setRole(people.supervisor, id, await idOf(people.learner), role), role).toBe(
        mayGive('supervisor', role) ? 'done' : 'forbidden',
      );
      await setRole(owner, id, await idOf(people.learner), 'learner');
      expect(await setRole(people.learner, id, await idOf(people.learner), role)).toBe(
        role === 'learner' ? 'forbidden' : 'forbidden',
      );
    }
    expect(await setRole(people.supervisor, id, await idOf(owner), 'learner')).toBe('forbidden');
    expect(await end(people.supervisor, id, await idOf(owner))).toBe('forbidden');
    expect(await end(people.instructor, id, await idOf(people.supervisor))).toBe('forbidden');
    expect(await end(people.learner, id, await idOf(people.instructor))).toBe('forbidden');
    expect(await organizations.rename(people.supervisor, id, 'Mine')).toBe('forbidden');
    expect(await setRole(people.supervisor, id, await idOf(people.supervisor), 'instructor')).toBe('done');
    expect(await rowOf(people.supervisor)).toMatchObject({ role: 'instructor' });
    expect(await end(people.instructor, id, await idOf(people.learner))).toBe('done');
    expect(await end(people.instructor, id, await idOf(people.instructor)), 'leaves').toBe('done');
  });

  test('the last owner hands over before they leave, step down, or delete their account', async () => {
    const { accounts, organizations, member, idOf, id, owner } = await begin();
    const { setRole, end, dissolve } = organizations;
    const other = await member('supervisor');
    const own = await idOf(owner);
    expect(await end(owner, id, own)).toBe('last owner');
    expect(await setRole(owner, id, own, 'learner')).toBe('last owner');
    expect(await accounts.remove(owner)).toEqual({ alone: ['Lakeside College'] });
    expect(await dissolve(owner, id), 'somebody else is in it').toBe('forbidden');
    await setRole(owner, id, await idOf(other), 'owner');
    expect(await accounts.remove(owner)).toEqual({ removed: true });
    expect(await end(other, id, await idOf(other))).toBe('last owner');
    expect(await dissolve(other, id)).toBe('done');
    expect(await organizations.of(other)).toEqual([]);
  });

  test('owners who leave at the same moment do not leave it without one', async () => {
    const { organizations, accounts, member, idOf, id, owner, db } = await begin();
    const others = [await member('owner'), await member('owner'), await member('owner')];
    const ways = [
      organizations.end(owner, id, await idOf(owner)),
      organizations.setRole(others[0]!, id, await idOf(others[0]!), 'learner'),
      accounts.remove(others[1]!),
      organizations.end(others[2]!, id, await idOf(others[2]!)),
    ];
    await Promise.all(ways);
    const left = await db.selectFrom('member').select('id').where('role', '=', 'owner').execute();
    expect(left).toHaveLength(1);
  });

  test('whatever members do to each other, there is an owner, and nobody gains a role they were not given', async () => {
    const { organizations, member, idOf, id, owner, db } = await begin();
    const people = [owner, await member('supervisor'), await member('instructor'), await member('learner')];
    const act = fc.record({
      by: fc.nat(people.length - 1),
      to: fc.nat(people.length - 1),
      role: fc.option(fc.constantFrom(...ROLES)),
    });
    const roles = async () =>
      new Map(
        (await db.selectFrom('member').select(['person_id', 'role']).execute()).map((r) => [
          r.person_id,
          r.role as Role,
        ]),
      );
    await fc.assert(
      fc.asyncProperty(act, async ({ by, to, role }) => {
        const before = await roles();
        const [giver, whom] = [people[by]!, people[to]!];
        const done =
          role === null
            ? await organizations.end(giver, id, await idOf(whom))
            : await organizations.setRole(giver, id, await idOf(whom), role);
        const after = await roles();
        expect([...after.values()]).toContain('owner');
        if (done !== 'done') expect(after).toEqual(before);
        else if (role !== null && by !== to) expect(mayGive(before.get(giver.id)!, role)).toBe(true);
        else if (role !== null)
          expect(ROLES.indexOf(role)).toBeGreaterThanOrEqual(ROLES.indexOf(before.get(giver.id)!));
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test('learners see who leads, not who learns, and nobody’s address', async () => {
    const { organizations, member, id, owner } = await begin();
    const learner = await member('learner');
    await member('learner');
    const seen = await organizations.look(learner, id);
    expect(seen?.members.map(({ role, email }) => [role, email === null])).toEqual([
      ['owner', true],
      ['learner', false],
    ]);
    const instructor = await member('instructor');
    for (const person of [owner, instructor])
      expect((await organizations.look(person, id))?.members.filter((m) => m.email !== null)).toHaveLength(4);
  });
});
