// Tries are limited, by network and by account, and no limit is a weapon: not against a class, not against one person.
import { beforeEach, describe, expect, test } from 'vitest';
import { openPlain, PASSWORD, type PlainBrowser } from './testing/plain.ts';

const WRONG = 'wrong wrong wrong';
const SCHOOL = '198.51.100.20';
const ANA = 'ana@example.org';

describe.each(['sqlite', 'postgresql'] as const)('on %s', (kind) => {
  const { browser, person, signIn, isIn, forgetTries, link, tokenIn } = openPlain(kind);
  beforeEach(async () => await forgetTries());

  const statuses = async (count: number, ask: (i: number) => ReturnType<PlainBrowser['get']>) => {
    const answers = await Promise.all(Array.from({ length: count }, (_, i) => ask(i)));
    return answers.map(({ status }) => status).toSorted();
  };

  test('one account is guessed at ten times, from however many networks, all at once', async () => {
    await person(ANA, PASSWORD);
    await forgetTries();
    const tried = await statuses(15, (i) => signIn(browser(`203.0.113.${i}`), ANA, `${WRONG} ${i}`));
    expect(tried).toEqual([...Array<number>(10).fill(400), ...Array<number>(5).fill(429)]);
    const right = await signIn(browser('192.0.2.50'), ANA);
    expect(right.status, 'the right password too: else it would be told apart').toBe(429);
    expect(right.text).toContain('A link by mail still signs you in');
    expect(right.text).toMatch(/Wait 1[45] minutes/);
  });

  test('one network guesses thirty times; it does not choose what it is counted under', async () => {
    const lie = (i: number) => ({
      'x-benchpath-client': `10.1.1.${i}`,
      'x-real-ip': `10.1.1.${i}`,
      forwarded: `for=10.1.1.${i}`,
      'x-forwarded-for': `10.1.1.${i}, ${SCHOOL}`,
    });
    const tried = await statuses(34, (i) =>
      browser().send('/sign-in?/password', { email: `p${i}@example.org`, password: 'x'.repeat(300) }, lie(i)),
    );
    expect(tried.filter((status) => status === 429)).toHaveLength(4);
    const other = await signIn(browser('198.51.100.21'), 'p1@example.org', 'x'.repeat(300));
    expect(other.status, 'its neighbor is another network').toBe(400);
  });

  test('a whole class behind one address signs up, and signs in, and may mistype', async () => {
    const people = Array.from({ length: 24 }, (_, i) => `student${i}@example.org`);
    const class_: PlainBrowser[] = [];
    for (const address of people) {
      const of = browser(SCHOOL);
      expect((await of.send('/sign-up', { email: address })).status, address).toBe(200);
      expect((await of.send('/sign-in/link', { token: tokenIn(await link(address)) })).status).toBe(303);
      class_.push(of);
    }
    const [first] = class_;
    await first!.send('/account/keys', { password: PASSWORD });
    await Promise.all(class_.slice(1, 4).map((of) => of.send('/account/keys', { password: PASSWORD })));
    // Next morning: each mistypes twice. Together that is more than a network's thirty.
    for (const [i, of] of class_.entries()) {
      await of.send('/sign-out');
      for (const wrong of [WRONG, 'x'.repeat(300)])
        expect((await signIn(of, people[i]!, wrong)).status, `${i}`).toBe(400);
    }
    for (const i of [0, 1, 2, 3]) expect((await signIn(class_[i]!, people[i]!)).status, `${i}`).toBe(303);
  });

  test('who guesses all day locks nobody out: not where they signed in before, and a letter opens everywhere', async () => {
    const bo = 'bo@example.org';
    const own = await person(bo, PASSWORD);
    await own.send('/sign-out');
    await forgetTries();
    const attack = () =>
      Promise.all([
        statuses(12, (i) => signIn(browser(`203.0.113.${i}`), bo, WRONG)),
        statuses(6, (i) => browser(`203.0.113.${i}`).send('/sign-up', { email: bo })),
        statuses(6, (i) => browser(`203.0.113.${i}`).send('/reset?/ask', { email: bo })),
      ]);
    await attack();
    expect((await signIn(own, bo)).status, 'in the browser they use').toBe(303);
    expect(await isIn(own)).toBe(true);
    // Elsewhere: the letters that the attacker used up are links in the mailbox of Bo.
    const elsewhere = browser('192.0.2.60');
    const refused = await elsewhere.send('/sign-in?/link', { email: bo });
    expect(refused.status).toBe(429);
    expect(refused.text).toContain('Links that came in the last hour still work');
    const entered = await elsewhere.send('/sign-in/link', {
      token: tokenIn(await link(bo, /You can sign in/, 4)),
    });
    expect(entered.status).toBe(303);
    expect(await isIn(elsewhere)).toBe(true);
  });

  test('letters of another kind use up no links to sign in: a stranger’s "new address" neither', async () => {
    const cy = 'cy@example.org';
    await person(cy, PASSWORD);
    const mallory = await person('mallory@example.org');
    await forgetTries();
    const tried = await statuses(6, () => mallory.send('/account?/address', { email: cy }));
    expect(tried).toEqual([200, 200, 200, 200, 429, 429]);
    await statuses(6, (i) => browser(`203.0.113.${i}`).send('/reset?/ask', { email: cy }));
    expect((await browser('192.0.2.61').send('/sign-in?/link', { email: cy })).status).toBe(200);
  });

  test('a browser that is known is known for its own account only, and is limited itself', async () => {
    const dora = await person('dora@example.org', PASSWORD);
    await person('eve@example.org', PASSWORD);
    await dora.send('/sign-out');
    await forgetTries();
    const eves = await statuses(12, () => signIn(dora, 'eve@example.org', WRONG));
    expect(eves.filter((status) => status === 429)).toHaveLength(2);
    const known = [...dora.jar].find(([name]) => name.includes('known'))!;
    expect(known[1], 'names nobody').not.toMatch(/dora|example/);
    const own = await statuses(12, () => signIn(dora, 'dora@example.org', WRONG));
    expect(own.filter((status) => status === 429)).toHaveLength(2);
    // What somebody makes up is not known.
    const liar = browser('203.0.113.99');
    for (const value of ['x', `${'A'.repeat(22)}.${'A'.repeat(43)}`, `${known[1]}x`, '.', '%', known[1].split('.')[1]!]) {
      liar.jar.set(known[0], value);
      expect((await signIn(liar, 'eve@example.org', PASSWORD)).status, value).toBe(429);
    }
  }); // prettier-ignore

  test('questions for a passkey, letters, organizations and invitations are limited too', async () => {
    const asked = await statuses(125, () => browser('203.0.113.7').get('/sign-in/passkey'));
    expect(asked.every((status) => status === 200)).toBe(true);
    expect((await browser('203.0.113.7').get('/sign-in/passkey')).text).toContain('Too many tries');
    const letters = await statuses(64, (i) => browser('203.0.113.8').send('/sign-up', { email: `n${i}@example.org` }));
    expect(letters.filter((status) => status === 429)).toHaveLength(4);
    const flo = await person('flo@example.org');
    const made = await statuses(12, (i) => flo.send('/organizations', { name: `School ${i}` }));
    expect(made.filter((status) => status === 429)).toHaveLength(2);
    await forgetTries();
    const school = (await flo.send('/organizations', { name: 'Lakeside' })).to;
    const links = await statuses(34, () => flo.send(`${school}?/invite`, { role: 'learner', uses: '1', days: '1' }));
    expect(links.filter((status) => status === 429)).toHaveLength(4);
  }); // prettier-ignore
});
