// Two people, two organizations, browsers without an account: each tries at every door to read or change what is another's.
import { KIND } from '../browser/testing/site.ts';
import { describe, expect, test } from 'vitest';
import { ATTACKS, BADGE_PAGES, type Attack } from './attacks/index.ts';
import { joined, type Cast } from './cast.ts';
import { attempt, differences, saidIn, wholesOf } from './crossing.ts';
import { beside } from './owner.ts';
import { openStage } from './stage.ts';

/** A learner sees the name of the school, and of who leads it. */
const SEES: { [who: string]: (cast: Cast) => string[] } = {
  Mia: ({ ana: { mark, things } }) => [
    `${mark}organization`,
    `${mark}name`,
    ...things['organization']!,
    ...things['member']!.slice(1),
  ],
};

describe(`on ${KIND}`, () => {
  const stage = openStage(KIND);

  test.each(['bo', 'mia', 'cleo', 'nobody'] as const)(
    '%s gets nothing of anybody at any door',
    async (who) => {
      const { cast } = stage;
      const own = who === 'nobody' ? null : cast[who];
      const visitor = own?.browser ?? cast.nobody;
      const wrong: string[] = [];
      for (const attack of ATTACKS)
        for (const of of [cast.ana, cast.xul]) {
          for (const ask of await stage.askedBy(own, attack, of))
            wrong.push(...(await attempt(visitor, ask, of, SEES[visitor.name]?.(cast))));
          await stage.backIn(own, attack);
        }
      expect(wrong).toEqual([]);
      await stage.untouched();
    },
  );

  test('what is public by design is public, and nothing else is', async () => {
    const {
      cast: { ana, nobody },
    } = stage;
    const [badge] = ana.things['issued badge']!;
    const told = async (path: string) => (await nobody.must({ method: 'GET', path }, 200)).text;
    // A badge, by the address that its holder hands on: what was awarded, and not to whom.
    for (const ending of BADGE_PAGES.filter((one) => one !== '.png')) {
      const text = await told(`/badge/${badge}${ending}`);
      expect(text).toContain(`${ana.mark}award`);
      for (const other of [`${ana.mark}name`, `${ana.mark}@`, ana.record, `${ana.mark}title`])
        expect(text).not.toContain(other);
    }
    // A badge that was taken back: that it was, not why.
    const [, taken] = ana.things['issued badge']!;
    expect(await told(`/badge/${taken}`)).not.toContain(`${ana.mark}reason`);
    // An invitation, by the secret in its link: into which school, and who invites.
    const text = await told(`/join/${ana.things['secret of an invitation']![0]}`);
    expect(text).toContain(`${ana.mark}organization`);
    expect(text).toContain(`${ana.mark}name`);
    for (const other of [`${ana.mark}@`, `${ana.mark}learner`, ana.things['organization']![0]!])
      expect(text).not.toContain(other);
    // A badge on offer, by the secret in its link: what it is for.
    const offered = await told(`/wallet/offer/${ana.things['secret of an offer']![0]}`);
    expect(offered).toContain(`${ana.mark}offered`);
    expect(offered).not.toContain(`${ana.mark}@`);
    // The calendar, by the secret in its address: days, for a program that brings no cookie.
    const days = await told(`/renewals/calendar/${ana.things['secret of the calendar']![0]}.ics`);
    expect(days).toContain('BEGIN:VCALENDAR');
    for (const other of [`${ana.mark}@`, `${ana.mark}name`, `${ana.mark}title`])
      expect(days).not.toContain(other);
    await stage.untouched();
  });

  test('the owner, with the same words, gets what the others did not', async () => {
    const {
      cast: { ana, bo },
      site,
    } = stage;
    const times = (text: string) => text.split(ana.mark).length - 1;
    const person = ana.things['person']![0]!;
    /** Only an organization with nobody else in it can be ended, and only who leads none alone can go. */
    const standAlone = ({ door, ends }: Attack) =>
      beside(site, async (db) => {
        if (door.endsWith('?/dissolve'))
          await db.deleteFrom('member').where('organization_id', '=', ana.things['organization']![0]!).where('person_id', '!=', person).execute(); // prettier-ignore
        if (ends !== 'account') return;
        const led = await db.selectFrom('member').select('organization_id').where('person_id', '=', person).where('role', '=', 'owner').execute(); // prettier-ignore
        for (const { organization_id } of led)
          await joined(db, organization_id, bo.things['person']![0]!, 'owner');
      });
    const wrong: string[] = [];
    for (const attack of ATTACKS) {
      // The name of whoever is signed in stands on every page.
      const line = times((await ana.browser.ask({ method: 'GET', path: '/sources' })).text);
      await standAlone(attack);
      const [had] = await wholesOf(site, stage.cast);
      let shown = false;
      for (const ask of await stage.askedBy(ana, attack, ana)) {
        const told = await ana.browser.ask(ask);
        shown ||= times(saidIn(told, ask)) > line;
      }
      const [has] = await wholesOf(site, stage.cast);
      const { gone, came, letters } = differences(had!, has!);
      const does =
        // A letter that was on its way before may have gone out meanwhile.
        came.length > 0 || gone.some((row) => !row.startsWith('mail: '))
          ? 'changes'
          : letters.length > 0
            ? 'mails'
            : shown
              ? 'shows'
              : 'neither';
      if (does !== attack.does) wrong.push(`${attack.door}: ${does}, not ${attack.does}`);
      await stage.backIn(ana, attack);
    }
    expect(wrong).toEqual([]);
  });
});
