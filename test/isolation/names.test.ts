// Without knowing what a door does: every name of somebody else's in every place at once, at every door, and in cookies.
import { KIND } from '../browser/testing/site.ts';
import { describe, expect, test } from 'vitest';
import { ATTACKS } from './attacks/index.ts';
import { addressOf, type Somebody } from './cast.ts';
import { attempt, ownTexts } from './crossing.ts';
import { doors, type Door } from './doors.ts';
import { beside } from './owner.ts';
import { openStage } from './stage.ts';
import { visitor, type Asked } from './visitor.ts';

/** Secrets open what they open, whoever brings them. */
const SECRET = [
  'cookie',
  'secret of an invitation',
  'secret of the calendar',
  'secret of an offer',
  'issued badge',
  'given badge',
];
/** Doors that end something of the visitor's own whatever is sent. */
const ENDS = new Set(ATTACKS.filter((attack) => attack.ends).map((attack) => attack.door));

/** One name of each kind; of the most usual kinds where that is enough. */
const namesOf = ({ things }: Somebody, usual = false): string[] =>
  Object.entries(things).flatMap(([what, list]) =>
    SECRET.includes(what) || (usual && !USUAL.includes(what)) ? [] : list.slice(0, 1),
  );
const USUAL = ['record', 'evidence', 'activity', 'change', 'entry'];

/** A question that has one and the same text everywhere. */
function everywhere({ name, method, route, action, fields }: Door, text: string): Asked {
  const path = route.replace('[x+2e]', '.').replaceAll(/\[\w+\]/g, encodeURIComponent(text));
  const query = fields.map((field) => `${field}=${encodeURIComponent(text)}`).join('&');
  if (method === 'GET') return { method, path: `${path}?${query}` };
  if (method !== 'POST') throw new Error(`How is ${name} asked?`);
  const form = Object.fromEntries([...fields, 'record', 'person'].map((field) => [field, text]));
  // Whoever calls themselves by somebody else's name is still themselves, and sees it on every page from then on.
  if (form['name']) form['name'] = 'me';
  // To seal a file takes seconds, as it must; the attacks do it once.
  if (form['passphrase']) form['passphrase'] = 'short';
  return { method, path: `${path}?${[action, query].filter(Boolean).join('&')}`, form };
}

describe(`on ${KIND}`, () => {
  const stage = openStage(KIND);

  test('no name of anybody’s opens anything anywhere to somebody else', async () => {
    const { ana, xul, bo, mia, cleo } = stage.cast;
    // Who leads a school sees who learns there.
    const learner = [`${mia.mark}name`, addressOf(mia.mark), ...mia.things['person']!];
    const wrong: string[] = [];
    let many = 0;
    for (const door of doors().filter((each) => each.keeps && !ENDS.has(each.name)))
      for (const [who, of, usual] of [
        [bo, ana, false],
        [bo, xul, true],
        [cleo, ana, true],
        [bo, mia, true],
      ] as const) {
        const asked = namesOf(of, usual).map((text) => everywhere(door, text));
        many += asked.length;
        const found = await Promise.all(
          asked.map((ask) => attempt(who.browser, ask, of, of === mia ? learner : [])),
        );
        wrong.push(...found.flat());
      }
    expect(wrong).toEqual([]);
    expect(many).toBeGreaterThan(2_000);
    await stage.untouched();
  });

  test('a cookie that somebody wrote with what stands in the database opens nothing', async () => {
    const { site, cast } = stage;
    const wrong: string[] = [];
    for (const of of [cast.ana, cast.xul])
      for (const [what, list] of Object.entries(of.things).filter(([each]) => !SECRET.includes(each)))
        for (const name of [
          'benchpath',
          'benchpath.session_token',
          'benchpath.session_data',
          '__Secure-benchpath.session_token',
        ]) {
          const forger = visitor(site, `a ${name} of the ${what}`);
          // Signed as better-auth signs, with a signature of nothing.
          for (const value of list.flatMap((text) => [text, `${text}.${'A'.repeat(43)}=`, `${text}.`])) {
            forger.setCookie(name, encodeURIComponent(value));
            for (const path of ['/record', '/plan/record.yaml'])
              wrong.push(...(await attempt(forger, { method: 'GET', path }, of, [value])));
          }
        }
    expect(wrong).toEqual([]);
    await stage.untouched();
  });

  test('nobody on the way keeps a copy of what is somebody’s own', async () => {
    const { ana, xul } = stage.cast;
    const kept = [];
    for (const of of [ana, xul])
      for (const attack of ATTACKS.filter((each) => each.door.startsWith('GET ')))
        for (const ask of await stage.askedBy(of, attack, of)) {
          const told = await of.browser.ask(ask);
          const own = ownTexts(of).some((text) => told.text.includes(text));
          if (own && !/no-store/.test(told.kept))
            kept.push(`${of.browser.name} at ${ask.path}: ${told.kept || 'nothing said'}`);
        }
    expect(kept).toEqual([]);
  });

  test('what cannot be read any more is given to its owner alone', async () => {
    const {
      site,
      cast: { xul, bo, cleo, nobody },
    } = stage;
    const text = `{"benchpath":"record/0","was":"${xul.mark}unread"}`;
    await beside(site, (db) =>
      db.updateTable('record').set({ content: text }).where('id', '=', xul.record).execute(),
    );
    const ask = { method: 'GET', path: '/record/stored/record.json' };
    expect((await xul.browser.must(ask, 200)).text).toContain(`${xul.mark}unread`);
    for (const browser of [bo.browser, cleo.browser, nobody]) await browser.must(ask, 404);
  });
});
