// Whoever asks learns nothing of who has an account: the same answer for an address that has one and for one that has none.
import { describe, expect, test } from 'vitest';
import { openPlain, PASSWORD, type PlainBrowser } from './testing/plain.ts';

describe.each(['sqlite', 'postgresql'] as const)('on %s', (kind) => {
  const { browser, person, forgetTries, signIn, link, isIn } = openPlain(kind);

  const KNOWN = 'known@example.org';
  const UNKNOWN = 'other@example.org';

  /** An answer without what must differ: the address that was sent, the letter's own name, and the time. */
  const shape = (
    { status, headers, text, to }: Awaited<ReturnType<PlainBrowser['get']>>,
    address: string,
  ) => ({
    status,
    to,
    headers: [...headers].filter(
      ([name]) => !['date', 'set-cookie', 'etag', 'content-length'].includes(name),
    ),
    cookies: headers.getSetCookie().map((line) => line.split('=')[0]),
    text: text.replaceAll(address, 'ADDRESS').replace(/[\dT-]+Z?-[a-z-]+-[0-9a-f]{12}\.eml/g, 'LETTER'),
  });

  type Ask = { name: string; ask: (email: string, of: PlainBrowser) => ReturnType<PlainBrowser['get']> };
  const asks: Ask[] = [
    { name: 'sign in with a password', ask: (email, of) => signIn(of, email, 'wrong wrong wrong') },
    { name: 'sign in by a letter', ask: (email, of) => of.send('/sign-in?/link', { email }) },
    { name: 'sign up', ask: (email, of) => of.send('/sign-up', { email }) },
    { name: 'a new password', ask: (email, of) => of.send('/reset?/ask', { email }) },
  ];

  test('somebody has an account', async () => {
    await person(KNOWN, PASSWORD);
    await person('link-only@example.org');
  });

  test.each(asks)('$name: one answer, also when there were too many tries', async ({ ask }) => {
    await forgetTries();
    for (let i = 0; i < 12; i += 1) {
      const known = shape(await ask(KNOWN, browser(`198.51.100.${i}`)), KNOWN);
      expect(shape(await ask(UNKNOWN, browser(`203.0.113.${i}`)), UNKNOWN), `try ${i}`).toEqual(known);
      if (i === 0) expect(known.status).toBeLessThan(429);
      if (i === 11) expect(known.status).toBe(429);
    }
  });

  test('another address: the same whether somebody has it or nobody', async () => {
    const ana = await person('ana@example.org');
    await forgetTries();
    const ask = async (email: string) => shape(await ana.send('/account?/address', { email }), email);
    const known = await ask(KNOWN);
    expect(known.status).toBe(200);
    expect(await ask(UNKNOWN)).toEqual(known);
  });

  test('an invitation, an organization, a link: what is not yours looks as if it were not there', async () => {
    const owner = await person('owner@example.org');
    const school = (await owner.send('/organizations', { name: 'Lakeside College' })).to;
    const made = await owner.send(`${school}?/invite`, { role: 'learner', uses: '1', days: '1' });
    const token = /\/join\/([\w-]{43})/.exec(made.text)?.[1] ?? '';
    const stranger = await person('stranger@example.org');
    const nothing = `${school.slice(0, -4)}0000`;
    for (const action of ['', '?/name', '?/role', '?/end', '?/dissolve']) {
      const fields = { name: 'x', role: 'learner', member: 'x' };
      const at = (place: string) => (action ? stranger.send(place + action, fields) : stranger.get(place));
      const there = shape(await at(school), school);
      expect(there.status, action).toBe(404);
      expect(shape(await at(nothing), nothing), action).toEqual(there);
    }
    const taken = await owner.send(`${school}?/revoke`, {
      invitation: /name="invitation" value="(\w+)"/.exec((await owner.get(school)).text)?.[1] ?? '',
    });
    expect(taken.status).toBe(303);
    const wrong = 'A'.repeat(43);
    expect(shape(await stranger.get(`/join/${token}`), token)).toEqual(
      shape(await stranger.get(`/join/${wrong}`), wrong),
    );
  });

  test('a link of a letter tells whose it is to nobody who only opens it', async () => {
    await forgetTries();
    const of = browser();
    await of.send('/reset?/ask', { email: KNOWN });
    const path = await link(KNOWN, /choose a new password/, 5);
    const good = shape(await of.get(path), path.split('token=')[1]!);
    const none = 'A'.repeat(path.split('token=')[1]!.length);
    expect(shape(await of.get(`/reset?token=${none}`), none)).toEqual(good);
    expect(await isIn(of)).toBe(false);
  });

  // Pairs, one after the other in turn, so that a machine that is slow for a while is slow for both.
  test.each(asks)('$name: takes as long', { retry: 2 }, async ({ ask }) => {
    const of = browser();
    const times: [number[], number[]] = [[], []];
    const order = [KNOWN, UNKNOWN];
    for (let i = 0; i < 12; i += 1) {
      await forgetTries();
      for (const email of i % 2 ? order : order.toReversed()) {
        const begun = performance.now();
        await ask(email, of);
        times[order.indexOf(email)]!.push(performance.now() - begun);
      }
    }
    const [known, unknown] = times.map((each) => each.toSorted((a, b) => a - b)[5]!) as [number, number];
    expect(Math.max(known, unknown) / Math.min(known, unknown), `${known} ${unknown}`).toBeLessThan(1.8);
  });
});
